"""An e-mail as a value."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Email:
    """What leaves. message_id: the same for every attempt, so that a repeat can be told from a new mail."""

    to: str
    subject: str
    text: str
    message_id: str
