"""The reports of a mail server that took a mail and could not deliver it, or not yet (RFC 3464)."""

from email import message_from_bytes
from email.message import Message
from email.mime.multipart import MIMEMultipart
from email.mime.nonmultipart import MIMENonMultipart
from email.mime.text import MIMEText
from email.policy import SMTP

_FAILED = {
    "Action": "failed",
    "Status": "5.1.1",
    "Diagnostic-Code": "smtp; 550 5.1.1 No such user here",
}
_DELAYED = {
    "Action": "delayed",
    "Status": "4.4.1",
    "Diagnostic-Code": "smtp; 451 4.4.1 Connection timed out",
}


def report_about(content: bytes, sender: str, recipient: str, *, is_delayed: bool) -> bytes:
    """Return the report to `sender` about the mail `content` to `recipient`."""
    report = MIMEMultipart("report")
    report.set_param("report-type", "delivery-status")
    report["From"] = "Mail Delivery System <MAILER-DAEMON@standins.invalid>"
    report["To"] = sender
    report["Subject"] = "Delayed Mail" if is_delayed else "Undelivered Mail Returned to Sender"
    report["Auto-Submitted"] = "auto-replied"
    report.attach(MIMEText("The mail below could not be delivered.\n"))
    report.attach(_status(recipient, _DELAYED if is_delayed else _FAILED))
    headers = content.partition(b"\r\n\r\n")[0].decode("ascii", "replace")
    report.attach(MIMEText(headers.replace("\r\n", "\n") + "\n", "rfc822-headers"))
    return message_from_bytes(report.as_bytes()).as_bytes(policy=SMTP)


def _status(recipient: str, told: dict[str, str]) -> MIMENonMultipart:
    status = MIMENonMultipart("message", "delivery-status")
    of_mail, of_recipient = Message(), Message()
    of_mail["Reporting-MTA"] = "dns; standins.invalid"
    of_recipient["Final-Recipient"] = f"rfc822; {recipient}"
    for name, value in told.items():
        of_recipient[name] = value
    status.set_payload([of_mail, of_recipient])
    return status
