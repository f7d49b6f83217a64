"""What the tax office's business registry tells about one business on one day."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from serres_requests.domain.kad import Kad


class ActivityKind(StrEnum):
    """How the registry ranks an activity of a business."""

    MAIN = "main"
    SECONDARY = "secondary"
    OTHER = "other"
    AUXILIARY = "auxiliary"


@dataclass(frozen=True, slots=True)
class Activity:
    """One activity with its description in Greek, as the registry words it."""

    code: Kad
    description: str
    kind: ActivityKind


@dataclass(frozen=True, slots=True)
class Address:
    """Where the business has its seat; parts that the registry does not know are empty."""

    street: str = ""
    number: str = ""
    postal_code: str = ""
    area: str = ""

    def __str__(self) -> str:
        """One line, for an envelope."""
        parts = (f"{self.street} {self.number}".strip(), f"{self.postal_code} {self.area}".strip())
        return ", ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class Business:
    """The registry's answer for one ΑΦΜ.

    name: the firm, or a person's surname, name and father's name. is_active: the ΑΦΜ is not deactivated.
    started_on, stopped_on: of the business, None when there is no such day. as_on: the day asked about.
    """

    afm: str
    name: str
    trade_name: str
    legal_status: str
    is_person: bool
    is_active: bool
    started_on: date | None
    stopped_on: date | None
    address: Address
    activities: tuple[Activity, ...]
    as_on: date
