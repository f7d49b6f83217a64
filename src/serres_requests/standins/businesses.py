"""Invented businesses of the people who can log in: what the registry stand-in knows of each ΑΦΜ."""

from collections.abc import Mapping
from dataclasses import dataclass

NIL = None


@dataclass(frozen=True, slots=True)
class Activity:
    """One line of the table of activities. kind: 1 main, 2 secondary, 3 other, 4 auxiliary."""

    code: str
    description: str
    kind: int


@dataclass(frozen=True, slots=True)
class Business:
    """One firm as the registry writes it, its trailing and doubled blanks included; None is a nil element."""

    afm: str
    name: str
    activities: tuple[Activity, ...]
    is_person: bool = True
    legal_status: str | None = NIL
    trade_name: str | None = NIL
    is_active: bool = True
    started_on: str = "2011-05-09"
    stopped_on: str | None = NIL
    street: str = "ΜΕΡΑΡΧΙΑΣ"
    number: str = "12"


_BAR = Activity("56301000", "ΥΠΗΡΕΣΙΕΣ ΠΑΡΟΧΗΣ ΠΟΤΩΝ", 1)

_EVERY_BUSINESS = (
    # The main activity is listed, and is not the first item.
    Business(
        "123456783",
        "ΔΟΚΙΜΑΣΤΙΚΗ  ΜΑΡΙΑ  ΙΩΑΝΝΗΣ",
        (
            Activity("47110000", "ΛΙΑΝΙΚΟ ΕΜΠΟΡΙΟ ΣΕ ΜΗ ΕΙΔΙΚΕΥΜΕΝΑ ΚΑΤΑΣΤΗΜΑΤΑ", 2),
            _BAR,
        ),
        trade_name="ΤΟ ΥΠΟΔΕΙΓΜΑ",
    ),
    # Only a secondary activity is listed.
    Business(
        "900000005",
        "ΔΟΚΙΜΑΣΤΙΚΟΣ  ΓΕΩΡΓΙΟΣ  ΝΙΚΟΛΑΟΣ",
        (
            Activity("69201000", "ΛΟΓΙΣΤΙΚΕΣ ΥΠΗΡΕΣΙΕΣ", 1),
            Activity("85591000", "ΥΠΗΡΕΣΙΕΣ ΕΚΠΑΙΔΕΥΣΗΣ", 2),
            Activity("82190000", "ΥΠΗΡΕΣΙΕΣ ΦΩΤΟΤΥΠΙΩΝ", 4),
        ),
        number="7",
    ),
    # Closed before March 2020, with a single activity.
    Business(
        "990000026",
        "ΠΑΡΑΔΕΙΓΜΑΤΙΔΟΥ  ΕΛΕΝΗ  ΚΩΝΣΤΑΝΤΙΝΟΣ",
        (Activity("56101000", "ΥΠΗΡΕΣΙΕΣ ΕΣΤΙΑΤΟΡΙΩΝ", 1),),
        started_on="2004-02-16",
        stopped_on="2019-12-31",
    ),
    # A company of which nothing is listed.
    Business(
        "800000002",
        "ΔΟΚΙΜΑΣΤΙΚΗ  ΕΤΑΙΡΕΙΑ  ΑΕ",
        (
            Activity("41201001", "ΚΑΤΑΣΚΕΥΗ ΚΤΙΡΙΩΝ", 1),
            Activity("43211000", "ΗΛΕΚΤΡΟΛΟΓΙΚΕΣ ΕΓΚΑΤΑΣΤΑΣΕΙΣ", 2),
        ),
        is_person=False,
        legal_status="ΑΕ",
        street="ΕΘΝΙΚΗΣ ΑΝΤΙΣΤΑΣΗΣ",
        number="41",
    ),
)

BUSINESSES: Mapping[str, Business] = {business.afm: business for business in _EVERY_BUSINESS}

NEVER_IN_BUSINESS = frozenset({"990000014"})
"""People whom the registry knows as such."""
