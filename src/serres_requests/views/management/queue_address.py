"""The address of a queue: which requests it asks for, in which order, and what it shows of them."""

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from pyramid.httpexceptions import HTTPForbidden
from pyramid.request import Request

from serres_requests.catalog.queries import QueueFilter, QueueOrder, filed_between
from serres_requests.content_types.department import Department
from serres_requests.domain.access import Permission
from serres_requests.domain.deadlines import due_day
from serres_requests.domain.definitions import DayKind, Term
from serres_requests.domain.lifecycle import OPEN_STATES, State
from serres_requests.domain.queue_views import Column, columns_named
from serres_requests.domain.working_days import day_of
from serres_requests.i18n import _
from serres_requests.services.departments import departments_of, people_of

LONGEST_SEARCH = 200
LONGEST_ID = 40
STATES_IN_QUEUE = tuple(state for state in State if state is not State.SUBMITTED)
ALL = "all"
"""Stands in the address for requests in whichever state."""
NOBODY = "-"
"""Stands in the address for requests that nobody deals with yet."""
ME = "@"
"""Stands for whoever reads: a shared view with it is of each one's own requests."""
VIEW, COLUMNS = "view", "columns"
"""What an address has beside its filters: the id of the saved view that was opened, and columns."""
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
FIELD_WORDS = {
    "department": _("Department"),
    "state": _("State"),
    "type": _("Service"),
    "assignee": _("Who deals with it"),
    "q": _("Words"),
    "due": _("Answer by"),
    "since": _("Filed from"),
    "until": _("Filed until"),
    "order": _("Order"),
}
"""What an address can ask for, by the names in it."""


@dataclass(frozen=True, slots=True)
class QueueAddress:
    """What the address of a queue asks for; what there is not counts as not asked for.

    of_reader: all departments of its reader. since, until: days of filing, as they stand in the address.
    columns: () unless it names some. view: id of the saved view that it came from, "" for none. ignored: names of
    what it asks for that there is not.
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
    columns: tuple[Column, ...] = ()
    view: str = ""
    ignored: tuple[str, ...] = ()
    people: tuple[str, ...] = field(default=(), compare=False)

    @property
    def departments(self) -> tuple[str, ...]:
        """The departments whose requests are asked for."""
        return (self.department,) if self.department else self.of_reader

    @property
    def states(self) -> frozenset[State]:
        """The states that are asked for: the open ones, unless others are."""
        if self.state == ALL:
            return frozenset(STATES_IN_QUEUE)
        return frozenset({State(self.state)}) if self.state else OPEN_STATES

    def filters(self) -> dict[str, str]:
        """Return what it asks for, and the order, by the names in the address; without what is empty."""
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
        return {name: value for name, value in parts.items() if value}

    def query(self, **changes: Any) -> dict[str, Any]:
        """Return the address's query with `changes`, without what is empty."""
        parts = {**self.filters(), COLUMNS: joined(self.columns), VIEW: self.view, **changes}
        return {name: value for name, value in parts.items() if value not in ("", None)}


def joined(columns: tuple[Column, ...]) -> str:
    """Return columns as they stand in an address."""
    return ".".join(columns)


def address_with(url: str, query: dict[str, Any]) -> str:
    """Return the queue at `url` with `query`; without any it may open with a view that the reader chose."""
    return f"{url}?{urlencode(query or {VIEW: ''})}"


def readers_departments(request: Request) -> tuple[str, ...]:
    """Return the names of the departments whose requests the reader sees."""
    administrator = bool(request.has_permission(Permission.SITE_MANAGE, request.site))
    return departments_of(request.site, request.identity.principals, administrator=administrator)


def queue_address(request: Request) -> QueueAddress:
    """Read the address of a queue, for a reader who sees their departments alone.

    As the contents of a department it asks for its requests; raises HTTPForbidden when the reader is not of it.
    """
    of_reader = readers_departments(request)
    department = _department(request, of_reader)
    people = people_of(request.site, (department,) if department else of_reader)
    asked = QueueAddress(
        of_reader=of_reader,
        department=department,
        state=_one_of(request, "state", (ALL, *STATES_IN_QUEUE)),
        type_name=_one_of(request, "type", request.site.request_types),
        assignee=_one_of(request, "assignee", (NOBODY, ME, *people)),
        words=request.GET.get("q", "").strip()[:LONGEST_SEARCH],
        due=_one_of(request, "due", DUE_WORDS),
        since=_day(request, "since"),
        until=_day(request, "until"),
        order=QueueOrder(_one_of(request, "order", tuple(QueueOrder))),
        columns=columns_named(request.GET.get(COLUMNS, "").split(".")),
        view=request.GET.get(VIEW, "")[:LONGEST_ID],
        people=people,
    )
    given = asked.filters()
    ignored = tuple(name for name in FIELD_WORDS if request.GET.get(name) and name not in given)
    return replace(asked, ignored=ignored)


def queue_filter(request: Request, asked: QueueAddress) -> QueueFilter:
    """Return what the catalogue is asked for."""
    days = [date.fromisoformat(day) if day else None for day in (asked.since, asked.until)]
    return QueueFilter(
        type_name=asked.type_name,
        assignee={"": None, NOBODY: "", ME: request.user.__name__}.get(asked.assignee, asked.assignee),
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
