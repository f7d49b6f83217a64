"""Requests that staff enter for somebody: by which channel they came, and who entered them."""

from dataclasses import dataclass
from enum import StrEnum


class Channel(StrEnum):
    """How somebody who does not use the site reached the municipality."""

    COUNTER = "counter"
    PHONE = "phone"
    EMAIL = "email"
    POST = "post"


@dataclass(frozen=True, slots=True)
class Entered:
    """That a request was entered on behalf of its applicant: by which department, how and why."""

    department: str
    channel: Channel
    reason: str
