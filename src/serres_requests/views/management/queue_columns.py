"""The columns of the queue: their heads, some of which order it, and what stands in them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

from markupsafe import Markup
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
from serres_requests.views.presenters import STATE_WORDS, Moment, definition_of, moment, shown_day

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

_STATE = Markup('<span class="sr-state sr-state--%s">%s</span>')
_WAITS = Markup(' <span class="sr-state">%s</span>')
_TYPE_OF = Markup("%s<br/><small>%s</small>")
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


class Cells:
    """What stands in `columns` on one page of the queue; what each of its rows needs is found once."""

    def __init__(self, request: Request, columns: tuple[Column, ...], are_of_several_departments: bool) -> None:
        self.request = request
        self.locale: str = request.locale_name
        self.calendar: WorkingDays = request.site.reference_tables.working_days
        translate = request.localizer.translate
        self.states = {state: _STATE % (state, translate(words)) for state, words in STATE_WORDS.items()}
        self.waits = _WAITS % translate(_("Waiting for approval"))
        self.names_department = are_of_several_departments and Column.DEPARTMENT not in columns
        self._columns = [(translate(COLUMN_WORDS[column]), _CELLS[column]) for column in columns]

    def of(self, subject: CitizenRequest) -> list[tuple[str, Any]]:
        """Return the label and the content of each column for `subject`."""
        return [(label, cell(self, subject)) for label, cell in self._columns]

    def department(self, subject: CitizenRequest) -> str:
        return str(self.request.site.departments[subject.department].title.in_language(self.locale))


def _type(page: Cells, subject: CitizenRequest) -> str:
    title = definition_of(page.request, subject).title.in_language(page.locale)
    if not page.names_department:
        return title
    return _TYPE_OF % (title, page.department(subject))


def _state(page: Cells, subject: CitizenRequest) -> str:
    return page.states[subject.state] + (page.waits if subject.proposal else "")


def _filed(page: Cells, subject: CitizenRequest) -> Moment | None:
    return shown_day(page.request, subject.protocol.filed_on) if subject.protocol else None


def _place(page: Cells, subject: CitizenRequest) -> str:
    """The first place or address of the answers, by its kind or short name, without the position on the map."""
    given = dict(subject.answers)
    for field in definition_of(page.request, subject).fields:
        if field.name in given and (field.kind in _PLACES or field.name == Column.PLACE):
            answer = given[field.name]
            return answer.words if isinstance(answer, Place) else in_words(field, answer, page.locale)
    return ""


_CELLS: Mapping[Column, Callable[[Cells, CitizenRequest], Any]] = MappingProxyType(
    {
        Column.TYPE: _type,
        Column.STATE: _state,
        Column.DUE: lambda page, subject: shown_deadline(page.request, subject, page.calendar),
        Column.ASSIGNEE: lambda _page, subject: subject.assignee,
        Column.APPLICANT: lambda _page, subject: subject.applicant.full_name,
        Column.PLACE: _place,
        Column.DEPARTMENT: Cells.department,
        Column.SUBMITTED: lambda page, subject: moment(page.request, subject.submitted_at),
        Column.FILED: _filed,
        Column.CHANNEL: lambda _page, subject: CHANNEL_WORDS[subject.entered.channel] if subject.entered else "",
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
