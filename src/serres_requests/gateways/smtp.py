"""Mail over SMTP with pyramid_mailer, never inside a database commit."""

import logging
import re
import smtplib
from typing import Any

from pyramid_mailer.mailer import Mailer
from pyramid_mailer.message import Message
from repoze.sendmail.mailer import SMTPMailer

from serres_requests.domain.errors import RefusedError, UnavailableError
from serres_requests.domain.mail import Email

log = logging.getLogger(__name__)


class CrlfSmtp(smtplib.SMTP):
    """Ends lines as RFC 5321 wants; smtplib sends bytes as they are, and repoze.sendmail gives it bare ``\\n``."""

    def data(self, msg: Any) -> tuple[int, bytes]:
        return super().data(re.sub(rb"\r?\n", b"\r\n", msg))


class TimedSmtpMailer(SMTPMailer):
    """repoze.sendmail's mailer with a time-out, closing its connection also when the server says no."""

    timeout_seconds = 20
    _connection: smtplib.SMTP | None = None

    def smtp_factory(self) -> smtplib.SMTP:
        self._connection = CrlfSmtp(self.hostname, self.port, timeout=self.timeout_seconds)
        return self._connection

    def send(self, fromaddr: str, toaddrs: list[str], message: Any) -> None:
        try:
            super().send(fromaddr, toaddrs, message)
        finally:
            if self._connection is not None:
                self._connection.close()


class SmtpSender:
    """Sends through one mail server.

    sender: the From address. security: "none" or "starttls" (then required).
    """

    def __init__(self, *, host: str, port: int, sender: str, security: str, username: str, password: str) -> None:
        self._sender = sender
        encrypted = security == "starttls"
        self._mailer = Mailer(
            default_sender=sender,
            smtp_mailer=TimedSmtpMailer(
                hostname=host,
                port=port,
                username=username or None,
                password=password or None,
                no_tls=not encrypted,
                force_tls=encrypted,
            ),
        )

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
        except smtplib.SMTPRecipientsRefused as error:
            codes = [code for code, _ in error.recipients.values()]
            _raise_for(min(codes, default=0), error)
        except smtplib.SMTPResponseException as error:
            _raise_for(error.smtp_code, error)
        except (smtplib.SMTPException, RuntimeError, OSError) as error:
            # repoze.sendmail has RuntimeErrors of its own, for a server without TLS and the like.
            raise UnavailableError(f"mail server: {type(error).__name__}") from error


def _headers(email: Email) -> dict[str, str]:
    thread = {"In-Reply-To": email.thread, "References": email.thread} if email.thread else {}
    stop = {"List-Unsubscribe": f"<{email.stop_url}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    return {
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
