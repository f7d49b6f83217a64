"""Deadlines in the reader's words."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any

from babel.dates import format_date, format_skeleton
from markupsafe import Markup, escape
from pyramid.request import Request

from serres_requests.content_types.request import Request as CitizenRequest
from serres_requests.domain.deadlines import Deadline
from serres_requests.domain.definitions import DayKind
from serres_requests.domain.working_days import WorkingDays
from serres_requests.i18n import _
from serres_requests.services.deadlines import deadline_of
from serres_requests.views.presenters import Moment, definition_of, shown_day

_LEAP_YEAR = 2000
_MONTH_AND_DAY = len("06-29")
_LEFT: Mapping[DayKind, tuple[Any, Any]] = MappingProxyType(
    {
        DayKind.CALENDAR: (_("1 day left"), _("${days} days left")),
        DayKind.WORKING: (_("1 working day left"), _("${days} working days left")),
    }
)


_LEFT_UNTIL = Markup(
    '<span class="sr-nowrap">%s</span> <span aria-hidden="true">·</span> <span class="sr-nowrap">%s</span>'
)
_OVERDUE = Markup('<span class="sr-nowrap">%s</span> <span class="sr-state sr-state--overdue">%s</span>')


@dataclass(frozen=True, slots=True)
class ShownDeadline:
    """The last day, None while the clock stands still, and what remains. Chameleon inserts it as HTML."""

    day: Moment | None
    remains: str
    is_overdue: bool

    def __html__(self) -> str:
        if self.day is None:
            return escape(self.remains)
        html = _OVERDUE if self.is_overdue else _LEFT_UNTIL
        return html % (self.day, self.remains)


def shown_deadline(request: Request, subject: CitizenRequest, calendar: WorkingDays) -> ShownDeadline | None:
    """Return until when `subject` is to be answered by the `calendar` of the municipality; None when it is."""
    found = deadline_of(subject, definition_of(request, subject).term, calendar, request.unit_of_work.now())
    if found is None:
        return None
    day = shown_day(request, found.due) if found.due else None
    return ShownDeadline(day, request.localizer.translate(_remains(found)), found.overdue_by > 0)


def _remains(found: Deadline) -> Any:
    if found.due is None:
        one, more = _("on hold; 1 day will be left"), _("on hold; ${days} days will be left")
        return _(more, mapping={"days": found.left}) if found.left != 1 else one
    if found.overdue_by:
        one, more = _("1 day overdue"), _("${days} days overdue")
        return _(more, mapping={"days": found.overdue_by}) if found.overdue_by > 1 else one
    if not found.left:
        return _("today is the last day")
    one, more = _LEFT[found.kind]
    return _(more, mapping={"days": found.left}) if found.left > 1 else one


def closing_day_words(code: str, locale: str) -> str:
    """Return the day that `code`, as `domain.working_days` reads it, stands for."""
    if len(code) == _MONTH_AND_DAY:
        return str(format_skeleton("MMMMd", date.fromisoformat(f"{_LEAP_YEAR}-{code}"), locale=locale))
    return str(format_date(date.fromisoformat(code), "long", locale))
