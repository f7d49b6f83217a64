"""The address of a queue: which requests it asks for, in which order."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from pyramid.httpexceptions import HTTPForbidden
from pyramid.request import Request

from serres_requests.catalog.queries import QueueFilter, QueueOrder, filed_between
from serres_requests.content_types.department import Department
from serres_requests.domain.access import Permission
from serres_requests.domain.deadlines import due_day
from serres_requests.domain.definitions import DayKind, Term
from serres_requests.domain.lifecycle import State
from serres_requests.domain.working_days import day_of
from serres_requests.i18n import _
from serres_requests.services.departments import departments_of, people_of

LONGEST_SEARCH = 200
STATES_IN_QUEUE = tuple(state for state in State if state is not State.SUBMITTED)
NOBODY = "-"
"""Stands in the address for requests that nobody deals with yet."""
OVERDUE = "overdue"
DUE_WORDS = {
    "": _("Whenever"),
    OVERDUE: _("Overdue"),
    "1": _("Today or on the next working day"),
    **{str(days): _("Within ${days} working days", mapping={"days": days}) for days in (3, 5, 10)},
}
"""What can be asked of the last day for the answer; a number is of working days from today on."""
ORDER_WORDS = {
    QueueOrder.NEWEST: _("Newest first"),
    QueueOrder.OLDEST: _("Oldest first"),
    QueueOrder.DUE: _("First due first"),
}


@dataclass(frozen=True, slots=True)
class QueueAddress:
    """What the address of a queue asks for; what there is not counts as not asked for.

    of_reader: all departments of its reader. since, until: days of filing, as they stand in the address.
    """

    of_reader: tuple[str, ...]
    department: str
    state: str
    type_name: str
    assignee: str
    words: str
    due: str
    since: str
    until: str
    order: QueueOrder
    people: tuple[str, ...] = field(default=(), compare=False)

    @property
    def departments(self) -> tuple[str, ...]:
        """The departments whose requests are asked for."""
        return (self.department,) if self.department else self.of_reader

    def query(self, **changes: Any) -> dict[str, Any]:
        """Return the address's query with `changes`, without what is empty."""
        parts = {
            "department": self.department,
            "state": self.state,
            "type": self.type_name,
            "assignee": self.assignee,
            "q": self.words,
            "due": self.due,
            "since": self.since,
            "until": self.until,
            "order": self.order.value,
        }
        return {name: value for name, value in {**parts, **changes}.items() if value not in ("", None)}


def queue_address(request: Request) -> QueueAddress:
    """Read the address of a queue, for a reader who sees their departments alone.

    As the contents of a department it asks for its requests; raises HTTPForbidden when the reader is not of it.
    """
    of_reader = departments_of(
        request.site,
        request.identity.principals,
        administrator=request.has_permission(Permission.SITE_MANAGE, request.site),
    )
    department = _department(request, of_reader)
    people = people_of(request.site, (department,) if department else of_reader)
    return QueueAddress(
        of_reader=of_reader,
        department=department,
        state=_one_of(request, "state", STATES_IN_QUEUE),
        type_name=_one_of(request, "type", request.site.request_types),
        assignee=_one_of(request, "assignee", (NOBODY, *people)),
        words=request.GET.get("q", "").strip()[:LONGEST_SEARCH],
        due=_one_of(request, "due", DUE_WORDS),
        since=_day(request, "since"),
        until=_day(request, "until"),
        order=QueueOrder(_one_of(request, "order", tuple(QueueOrder))),
        people=people,
    )


def queue_filter(request: Request, asked: QueueAddress) -> QueueFilter:
    """Return what the catalogue is asked for."""
    days = [date.fromisoformat(day) if day else None for day in (asked.since, asked.until)]
    return QueueFilter(
        type_name=asked.type_name,
        assignee={"": None, NOBODY: ""}.get(asked.assignee, asked.assignee),
        words=asked.words,
        due=_days_due(request, asked.due) if asked.due else None,
        filed=filed_between(request.site, *days),
    )


def _days_due(request: Request, due: str) -> tuple[date, date]:
    today = day_of(request.unit_of_work.now())
    if due == OVERDUE:
        return date.min, today - timedelta(days=1)
    last = due_day(Term(int(due), DayKind.WORKING), today, request.site.reference_tables.working_days)
    return today, last or today


def _department(request: Request, of_reader: tuple[str, ...]) -> str:
    if not isinstance(request.context, Department):
        return _one_of(request, "department", of_reader)
    name = str(request.context.__name__)
    if name not in of_reader:
        raise HTTPForbidden
    return name


def _one_of(request: Request, name: str, possible: Any) -> str:
    value = request.GET.get(name, "")
    return value if value in possible else ""


def _day(request: Request, name: str) -> str:
    """Return the day as a browser sends it, "" when it is none."""
    try:
        return date.fromisoformat(request.GET.get(name, "")).isoformat()
    except ValueError:
        return ""
