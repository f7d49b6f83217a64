"""An e-mail as a value."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Email:
    """What leaves.

    text and html tell the same. message_id: the same for every attempt, so that a repeat can be told from a new
    mail.
    date: when it was written, aware.
    thread: the id that all mails of one conversation answer to; no mail has it, and "" is none.
    stop_url: where a POST without log-in stops such mails (RFC 8058), "" where there is nothing to stop.
    """

    to: str
    subject: str
    text: str
    html: str
    message_id: str
    date: datetime
    thread: str = ""
    stop_url: str = ""


def masked(address: str) -> str:
    """Return `address` as others than its owner are told it: its first letter and its domain."""
    local, _at, domain = address.rpartition("@")
    return f"{local[:1]}…@{domain}"
