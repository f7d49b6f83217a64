"""Working days: what is left of a year without weekends, public holidays and the municipality's closing days."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from zoneinfo import ZoneInfo

import holidays

from serres_requests.domain.errors import IdentifierError

ATHENS = ZoneInfo("Europe/Athens")
"""The register's day is the municipality's day."""

_SATURDAY = 5
_LEAP_YEAR = 2000
_CODE = re.compile(r"(?:(?P<year>\d{4})-)?(?P<month>\d\d?)-(?P<day>\d\d?)", re.ASCII)
_GREEK_CODE = re.compile(r"(?P<day>\d\d?)[/.](?P<month>\d\d?)(?:[/.](?P<year>\d{4}))?", re.ASCII)


def parse_closing_day(raw: str) -> str:
    """Return the code of a closing day, ``06-29`` for every year or ``2026-06-29`` for one; raise IdentifierError.

    Spreadsheets write 29/6 and 29/6/2026 as well.
    """
    match = _CODE.fullmatch(raw.strip()) or _GREEK_CODE.fullmatch(raw.strip())
    if match is None:
        raise IdentifierError("not a day")
    year = match["year"]
    try:
        day = date(int(year or _LEAP_YEAR), int(match["month"]), int(match["day"]))
    except ValueError:
        raise IdentifierError("no such day") from None
    return day.isoformat() if year else f"{day:%m-%d}"


def day_of(moment: datetime) -> date:
    """Return the day in Greece that `moment` is in."""
    return moment.astimezone(ATHENS).date()


@dataclass(frozen=True, slots=True)
class WorkingDays:
    """The calendar by which the municipality works.

    closing_days: codes as `parse_closing_day` returns them, beside the public holidays of Greece.
    """

    closing_days: frozenset[str] = frozenset()

    def __contains__(self, day: date) -> bool:
        if day.weekday() >= _SATURDAY or day in _public_holidays(day.year):
            return False
        iso = day.isoformat()
        return iso not in self.closing_days and iso[5:] not in self.closing_days


@cache
def _public_holidays(year: int) -> frozenset[date]:
    return frozenset(holidays.country_holidays("GR", years=year))
