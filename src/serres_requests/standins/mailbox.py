"""The newest messages that the mail sink received, decoded, in memory."""

import threading
from collections import deque
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

_KEPT = 1000


@dataclass(frozen=True, slots=True)
class ReceivedMail:
    """One message as a person reads it, and as it came.

    recipients: those of the envelope, so hidden copies too.
    """

    id: int
    recipients: tuple[str, ...]
    sender: str
    subject: str
    message_id: str
    headers: tuple[tuple[str, str], ...]
    text: str
    html: str
    received_at: datetime
    raw: bytes

    @property
    def to(self) -> str:
        return ", ".join(self.recipients)

    def is_to(self, address: str) -> bool:
        return address.casefold() in (recipient.casefold() for recipient in self.recipients)


class Mailbox:
    """Written by the mail server's thread, read by the pages' threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._last_id = 0
        self._messages: deque[ReceivedMail] = deque(maxlen=_KEPT)

    def receive(self, recipients: tuple[str, ...], content: bytes) -> None:
        message: EmailMessage = message_from_bytes(content, policy=default)
        with self._lock:
            self._last_id += 1
            self._messages.append(_received(self._last_id, recipients, message, content))

    def newest_first(self, to: str = "") -> list[ReceivedMail]:
        """Return the messages, only those to the address `to` if it is given."""
        with self._lock:
            messages = list(self._messages)
        return [message for message in reversed(messages) if not to or message.is_to(to)]

    def find(self, mail_id: int) -> ReceivedMail | None:
        with self._lock:
            return next((message for message in self._messages if message.id == mail_id), None)

    def clear(self) -> None:
        with self._lock:
            self._messages.clear()


def _received(mail_id: int, recipients: tuple[str, ...], message: EmailMessage, raw: bytes) -> ReceivedMail:
    return ReceivedMail(
        id=mail_id,
        recipients=recipients,
        sender=str(message.get("From", "")),
        subject=str(message.get("Subject", "")),
        message_id=str(message.get("Message-ID", "")).strip(),  # long ones are folded
        headers=tuple((name, str(value)) for name, value in message.items()),
        text=_body(message, "plain", "html"),
        html=_body(message, "html"),
        received_at=datetime.now(UTC),
        raw=raw,
    )


def _body(message: EmailMessage, *kinds: str) -> str:
    body = message.get_body(preferencelist=kinds)
    # A body of lines ending CRLF on the wire; every reader here wants plain line ends.
    return "" if body is None else str(body.get_content()).replace("\r\n", "\n")
