"""Narrowing and ordering the public search: what its address asks for, and the links to other addresses."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from urllib.parse import urlencode

from pyramid.request import Request

from serres_requests.catalog.queries import Facets, Narrowing, Order
from serres_requests.domain.lifecycle import ACCEPTED_STATES, State
from serres_requests.i18n import _
from serres_requests.views.presenters import STATE_WORDS

_ORDER_WORDS = {Order.NEWEST: _("Newest first"), Order.RELEVANCE: _("Best match first")}


@dataclass(frozen=True, slots=True)
class Choice:
    """One way to narrow a search, or to widen it again when it is chosen already."""

    words: Any
    url: str
    count: int = 0
    is_chosen: bool = False


@dataclass(frozen=True, slots=True)
class FacetGroup:
    """The choices of one kind."""

    words: Any
    choices: tuple[Choice, ...]


def narrowing_of(request: Request) -> Narrowing:
    """Return what the address narrows to; what there is not counts as not asked for."""
    asked = request.GET.get
    department, type_name, state, year = (asked(name, "") for name in ("department", "type", "state", "year"))
    return Narrowing(
        department=department if department in request.site.departments else "",
        type_name=type_name if type_name in request.site.request_types else "",
        state=state if state in ACCEPTED_STATES else "",
        year=int(year) if year.isascii() and year.isdigit() and len(year) == len("2026") else 0,
    )


def order_of(request: Request) -> Order:
    """Return the order that the address asks for, newest first when it asks for none."""
    asked = request.GET.get("order")
    return Order(asked) if asked in tuple(Order) else Order.NEWEST


def page_address(request: Request, **changes: Any) -> str:
    """Return the address of this search with `changes`; None takes a part away, a change begins at page one."""
    parts = dict(request.GET.items())
    parts.pop("start", None)
    parts.pop("_LOCALE_", None)
    query = {name: value for name, value in {**parts, **changes}.items() if value is not None}
    return f"{request.path}?{'&'.join(map(_encoded, query, query.values()))}" if query else str(request.path)


@lru_cache(maxsize=2_000)
def _encoded(name: str, value: Any) -> str:
    """Kept: the links of a page have most of their parts in common."""
    return urlencode({name: value})


def kept(request: Request, names: Iterable[str]) -> list[tuple[str, str]]:
    """Return what a new search with the form keeps of the address."""
    return [(name, request.GET[name]) for name in names if request.GET.get(name)]


def order_links(request: Request, order: Order) -> list[Choice]:
    """Return the orders, the present one as chosen."""
    return [
        Choice(words, page_address(request, order=other.value), is_chosen=other is order)
        for other, words in _ORDER_WORDS.items()
    ]


def facet_groups(request: Request, facets: Facets, narrowing: Narrowing) -> list[FacetGroup]:
    """Return the groups in which there is something to choose, or something chosen."""
    departments, types = request.site.departments, request.site.request_types
    locale = request.locale_name

    def group(words: Any, name: str, counts: dict[Any, int], chosen: Any, label: Any) -> FacetGroup:
        choices = [
            Choice(label(value), _toggled(request, name, value, chosen), count, value == chosen)
            for value, count in ({chosen: 0} | counts if chosen else counts).items()
        ]
        return FacetGroup(words, tuple(choices if chosen or len(choices) > 1 else ()))

    groups = (
        group(
            _("Service"),
            "type",
            facets.types,
            narrowing.type_name,
            lambda name: types[name].title.in_language(locale),
        ),
        group(
            _("Department"),
            "department",
            facets.departments,
            narrowing.department,
            lambda name: departments[name].title.in_language(locale),
        ),
        group(_("State"), "state", facets.states, narrowing.state, lambda name: STATE_WORDS[State(name)]),
        group(_("Year"), "year", facets.years, narrowing.year, str),
    )
    return [one for one in groups if one.choices]


def _toggled(request: Request, name: str, value: Any, chosen: Any) -> str:
    return page_address(request, **{name: None if value == chosen else value})
