"""The columns of the queue: their heads, some of which order it, and what stands in them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

from pyramid.httpexceptions import HTTPSeeOther
from pyramid.request import Request
from substanced.sdi import mgmt_view

from serres_requests.catalog.queries import QueueOrder
from serres_requests.content_types.request import Request as CitizenRequest
from serres_requests.content_types.site import Site
from serres_requests.domain.access import Permission
from serres_requests.domain.answers import Place
from serres_requests.domain.kinds import Kind
from serres_requests.domain.lifecycle import OPEN_STATES
from serres_requests.domain.queue_views import USUAL_COLUMNS, Column, columns_named
from serres_requests.domain.working_days import WorkingDays
from serres_requests.forms.answers import in_words
from serres_requests.i18n import _
from serres_requests.services.queue_views import choose_columns, views_of
from serres_requests.views.deadlines import shown_deadline
from serres_requests.views.entry_words import CHANNEL_WORDS
from serres_requests.views.management.queue_address import ORDER_WORDS, QueueAddress, address_with, queue_address
from serres_requests.views.presenters import Moment, definition_of, moment, shown_day

COLUMN_WORDS = {
    Column.TYPE: _("Request"),
    Column.STATE: _("State"),
    Column.DUE: _("Answer by"),
    Column.ASSIGNEE: _("Who deals with it"),
    Column.APPLICANT: _("Applicant"),
    Column.PLACE: _("Place"),
    Column.DEPARTMENT: _("Department"),
    Column.SUBMITTED: _("Submitted on"),
    Column.FILED: _("Filed on"),
    Column.CHANNEL: _("Entered by the municipality"),
}
_NUMBER = _("Protocol number")
_NEXT = {QueueOrder.NEWEST: QueueOrder.OLDEST}
"""What the protocol number's head orders by next; numbers and days of filing are in one order."""
_ARIA_SORT = {QueueOrder.NEWEST: "descending", QueueOrder.OLDEST: "ascending"}

_PLACES = frozenset({Kind.PLACE, Kind.ADDRESS})


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a column. url: orders by it, "" when that can't be. order_words: how it will be ordered then.

    aria_sort: how it is ordered by it now, None when it is not.
    """

    words: Any
    url: str = ""
    order_words: Any = ""
    aria_sort: str | None = None


def shown_columns(request: Request, asked: QueueAddress) -> tuple[Column, ...]:
    """Return the columns that the address names, else those that the reader chose last."""
    return asked.columns or columns_named(views_of(request.user).columns) or USUAL_COLUMNS


def heads(asked: QueueAddress, columns: tuple[Column, ...], url: str) -> list[Head]:
    """Return the heads of the protocol number and of `columns`."""
    is_open = not asked.state or asked.state in OPEN_STATES
    is_by_due_day = asked.order is QueueOrder.DUE and is_open
    order = QueueOrder.NEWEST if asked.order is QueueOrder.DUE else asked.order

    def head(words: Any, following: QueueOrder, aria_sort: str | None) -> Head:
        ordered = address_with(url, asked.query(order=following.value))
        return Head(words, ordered, ORDER_WORDS[following], aria_sort)

    if is_by_due_day:
        number, due = head(_NUMBER, QueueOrder.NEWEST, None), Head(COLUMN_WORDS[Column.DUE], aria_sort="ascending")
    else:
        number = head(_NUMBER, _NEXT.get(order, QueueOrder.NEWEST), _ARIA_SORT[order])
        due = head(COLUMN_WORDS[Column.DUE], QueueOrder.DUE, None) if is_open else Head(COLUMN_WORDS[Column.DUE])
    return [number, *(due if column is Column.DUE else Head(COLUMN_WORDS[column]) for column in columns)]


def cells(
    request: Request, subject: CitizenRequest, columns: tuple[Column, ...], calendar: WorkingDays
) -> dict[str, Any]:
    """Return what stands in `columns` for one request, by their names."""
    return {column.value: _CELLS[column](request, subject, calendar) for column in columns}


def _type(request: Request, subject: CitizenRequest, _calendar: WorkingDays) -> str:
    return definition_of(request, subject).title.in_language(request.locale_name)


def _department(request: Request, subject: CitizenRequest, _calendar: WorkingDays) -> str:
    return str(request.site.departments[subject.department].title.in_language(request.locale_name))


def _place(request: Request, subject: CitizenRequest, _calendar: WorkingDays) -> str:
    """The first place or address of the answers, by its kind or short name, without the position on the map."""
    given = dict(subject.answers)
    for field in definition_of(request, subject).fields:
        if field.name in given and (field.kind in _PLACES or field.name == Column.PLACE):
            answer = given[field.name]
            return answer.words if isinstance(answer, Place) else in_words(field, answer, request.locale_name)
    return ""


def _filed(request: Request, subject: CitizenRequest, _calendar: WorkingDays) -> Moment | None:
    return shown_day(request, subject.protocol.filed_on) if subject.protocol else None


def _channel(_request: Request, subject: CitizenRequest, _calendar: WorkingDays) -> Any:
    return CHANNEL_WORDS[subject.entered.channel] if subject.entered else ""


_CELLS: Mapping[Column, Callable[[Request, CitizenRequest, WorkingDays], Any]] = MappingProxyType(
    {
        Column.TYPE: _type,
        Column.STATE: lambda _request, subject, _calendar: subject.state,
        Column.DUE: shown_deadline,
        Column.ASSIGNEE: lambda _request, subject, _calendar: subject.assignee,
        Column.APPLICANT: lambda _request, subject, _calendar: subject.applicant.full_name,
        Column.PLACE: _place,
        Column.DEPARTMENT: _department,
        Column.SUBMITTED: lambda request, subject, _calendar: moment(request, subject.submitted_at),
        Column.FILED: _filed,
        Column.CHANNEL: _channel,
    }
)


@mgmt_view(
    context=Site, name="columns", tab_condition=False, permission=Permission.QUEUE_VIEW, request_method="POST"
)
def choose(request: Request) -> HTTPSeeOther:
    """Show the chosen columns from now on; where the address names columns, as of a saved view, there alone."""
    chosen = columns_named([name for name in request.POST.getall("column") if isinstance(name, str)])
    asked = queue_address(request)
    if asked.columns:
        asked = replace(asked, columns=chosen)
    else:
        choose_columns(request.user, chosen)
    return HTTPSeeOther(address_with(request.sdiapi.mgmt_path(request.site, "queue"), asked.query()))
