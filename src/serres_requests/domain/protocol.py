"""Protocol numbers and entries: how the municipality's register names what came in."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, order=True)
class ProtocolNumber:
    """Number and date in the register; the series starts again at 1 each 1st of January."""

    year: int
    number: int
    filed_on: date

    def __str__(self) -> str:
        """The form used on paper, ``25498/28-7-2022`` (decision 754/2022 of the municipality)."""
        return f"{self.number}/{self.filed_on.day}-{self.filed_on.month}-{self.filed_on.year}"


@dataclass(frozen=True, slots=True)
class Filing:
    """What the register is told of an incoming request.

    key: the request's own reference; filing the same key again must give the same number.
    """

    key: str
    filed_on: date
    sender: str
    subject: str
    department: str


@dataclass(frozen=True, slots=True)
class Dispatch:
    """What the register is told of a document that the municipality issues.

    key: the document's own; the same key must always get the same number. reference: the request that it answers.
    """

    key: str
    reference: str
    filed_on: date
    recipient: str
    subject: str
    department: str
