"""Mail over SMTP with pyramid_mailer, never inside a database commit."""

import logging
import re
import smtplib
from email.utils import format_datetime
from typing import Any

from pyramid_mailer.mailer import Mailer
from pyramid_mailer.message import Message
from repoze.sendmail.encoding import encode_message
from repoze.sendmail.mailer import SMTPMailer

from serres_requests.domain.errors import RefusedError, UnavailableError
from serres_requests.domain.mail import Email

log = logging.getLogger(__name__)

_ANSWERS = (smtplib.SMTPRecipientsRefused, smtplib.SMTPResponseException)
_OURS = (
    *(smtplib.SMTPAuthenticationError, smtplib.SMTPSenderRefused),
    *(smtplib.SMTPHeloError, smtplib.SMTPConnectError),
)
"""What a server refuses of ourselves says nothing about who was to get the mail."""
_TOO_LARGE = 552
"""Said of a mail when its sender is named."""
_CLOSING = 421
"""What a server says before it hangs up: too many mails in one connection, too long a pause, shutting down."""


class SmtpConnection(smtplib.SMTP):
    """One that stays open for the next mail, and ends lines as RFC 5321 wants.

    smtplib sends bytes as they are, and repoze.sendmail gives it bare ``\\n``. has_begun: whether the text of a
    mail was begun since this was last set to False: the server may have taken it.
    """

    has_begun = False

    def data(self, msg: Any) -> tuple[int, bytes]:
        self.has_begun = True
        return super().data(re.sub(rb"\r?\n", b"\r\n", msg))

    def quit(self) -> tuple[int, bytes]:
        """What repoze.sendmail does after each mail: stay."""
        return 250, b""

    def say_goodbye(self) -> None:
        """End the connection as servers want it ended, if it is still there."""
        try:
            super().quit()
        except (smtplib.SMTPException, OSError):
            self.close()


class KeepingSmtpMailer(SMTPMailer):
    """repoze.sendmail's mailer with a time-out, whose connection serves one mail after the other until `rest`.

    Not for several threads at once. reports_to: the envelope's sender, who is told of what could not be delivered;
    "" is the one that the mail names.
    """

    timeout_seconds = 20
    reports_to = ""
    _connection: SmtpConnection | None = None

    def smtp_factory(self) -> SmtpConnection:
        self._connection = SmtpConnection(self.hostname, self.port, timeout=self.timeout_seconds)
        return self._connection

    def send(self, fromaddr: str, toaddrs: list[str], message: Any) -> None:
        """Send over the connection that is open; over a new one when there is none, or it turns out to be lost."""
        sender = self.reports_to or fromaddr
        if self._connection is not None and self._has_sent_over(self._connection, sender, toaddrs, message):
            return
        try:
            super().send(sender, toaddrs, message)
        except BaseException:
            self._drop()
            raise

    def rest(self) -> None:
        """Close the connection, if there is one."""
        if self._connection is not None:
            self._connection.say_goodbye()
            self._connection = None

    def _has_sent_over(self, connection: SmtpConnection, fromaddr: str, toaddrs: list[str], message: Any) -> bool:
        """Send over a connection that served before; return False when it was lost before the mail was given."""
        connection.has_begun = False
        try:
            connection.sendmail(fromaddr, toaddrs, encode_message(message))
        except _ANSWERS as error:
            if _CLOSING not in _codes_of(error):
                raise  # the server said no to this mail, and listens for the next
            self._drop()
            return False
        except BaseException as error:
            self._drop()
            if connection.has_begun or not isinstance(error, smtplib.SMTPException | OSError):
                raise
            return False
        return True

    def _drop(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None


def _codes_of(error: smtplib.SMTPRecipientsRefused | smtplib.SMTPResponseException) -> list[int]:
    """What the server answered: to each recipient, or to all."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return [code for code, _ in error.recipients.values()]
    return [error.smtp_code]


class SmtpSender:
    """Sends through one mail server.

    sender: the From address. security: "none" or "starttls" (then required). reports_to: the address that is told
    of what could not be delivered, "" for the sender's.
    """

    def __init__(
        self,
        *,
        host: str,
        port: int,
        sender: str,
        security: str,
        username: str,
        password: str,
        reports_to: str = "",
    ) -> None:
        self._sender = sender
        encrypted = security == "starttls"
        self._smtp = KeepingSmtpMailer(
            hostname=host,
            port=port,
            username=username or None,
            password=password or None,
            no_tls=not encrypted,
            force_tls=encrypted,
        )
        self._smtp.reports_to = reports_to
        self._mailer = Mailer(default_sender=sender, smtp_mailer=self._smtp)

    def send(self, email: Email) -> None:
        """Send at once; see `ports.MailSender.send` for the errors."""
        message = Message(
            subject=email.subject,
            sender=self._sender,
            recipients=[email.to],
            body=email.text,
            html=email.html,
            extra_headers=_headers(email),
        )
        try:
            self._mailer.send_immediately(message)
        except _OURS as error:
            if error.smtp_code == _TOO_LARGE:
                _raise_for(error.smtp_code, error)
            raise UnavailableError(f"mail server refuses us: {type(error).__name__} {error.smtp_code}") from error
        except _ANSWERS as error:
            _raise_for(min(_codes_of(error)), error)
        except (smtplib.SMTPException, RuntimeError, OSError) as error:
            # repoze.sendmail has RuntimeErrors of its own, for a server without TLS and the like.
            raise UnavailableError(f"mail server: {type(error).__name__}") from error

    def rest(self) -> None:
        """Close the connection; the next mail opens another."""
        self._smtp.rest()


def _headers(email: Email) -> dict[str, str]:
    thread = {"In-Reply-To": email.thread, "References": email.thread} if email.thread else {}
    stop = {"List-Unsubscribe": f"<{email.stop_url}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    return {
        "Date": format_datetime(email.date),
        "Message-ID": email.message_id,
        "Auto-Submitted": "auto-generated",
        **thread,
        **(stop if email.stop_url else {}),
    }


_PERMANENT = range(500, 600)


def _raise_for(code: int, error: Exception) -> None:
    if code in _PERMANENT:
        raise RefusedError(f"mail server answered {code}") from error
    raise UnavailableError(f"mail server answered {code}") from error
