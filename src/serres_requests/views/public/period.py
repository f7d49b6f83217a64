"""The period of filing that a search is narrowed to, as its address has it, and what is wrong with it."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import colander
from pyramid.request import Request

from serres_requests.forms.types import GreekDate
from serres_requests.i18n import _

FROM, TO = "from", "to"
_LONGEST = 20

_REVERSED = _("The period ends before it begins.")


@dataclass(frozen=True, slots=True)
class Period:
    """First and last day, None where it is open; problems: what is wrong, by the name of the input."""

    first: date | None
    last: date | None
    typed: dict[str, str]
    problems: dict[str, Any]


def period_of(request: Request) -> Period:
    """Return the period that the address asks for, all of time when something is wrong with it."""
    typed = {name: request.GET.get(name, "").strip()[:_LONGEST] for name in (FROM, TO)}
    days: dict[str, date | None] = dict.fromkeys(typed)
    problems: dict[str, Any] = {}
    for name, text in typed.items():
        try:
            days[name] = GreekDate().deserialize(colander.SchemaNode(GreekDate()), text) if text else None
        except colander.Invalid:
            problems[name] = GreekDate.err_template
    first, last = days[FROM], days[TO]
    if first and last and first > last:
        problems[TO] = _REVERSED
    typed |= {name: day.isoformat() for name, day in days.items() if day}
    return Period(None, None, typed, problems) if problems else Period(first, last, typed, {})
