"""All queries on requests. What their reader may see is part of each, so that nobody finds anything else."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from heapq import merge
from itertools import islice

from BTrees.IFBTree import IFSet

from serres_requests.catalog.catalog import EVERYBODY, RequestCatalog, RequestIndexes
from serres_requests.catalog.due_index import NO_DAY, DueIndex
from serres_requests.catalog.highlighting import Marked, marker
from serres_requests.catalog.matching import Bounded, Matches, Operand, Plan, divided, newest_matches, of_few
from serres_requests.catalog.relevance import by_relevance
from serres_requests.catalog.search_words import SearchWords, parse_search
from serres_requests.catalog.word_conditions import with_phrases, with_words
from serres_requests.content_types.site import Site
from serres_requests.domain.lifecycle import OPEN_STATES, State
from serres_requests.domain.statistics import Month, Statistics, statistics_of
from serres_requests.domain.texts import with_final_sigmas

MOST_COUNTED = 1_000
"""Totals and facets are exact up to here; beyond it people are told «more than»."""

_MOST_SUGGESTED = 5


class QueueOrder(StrEnum):
    """What comes first in a queue; by their due days stand open requests alone, those on hold last."""

    NEWEST = ""
    OLDEST = "oldest"
    DUE = "due"


class Order(StrEnum):
    """What comes first."""

    NEWEST = "newest"
    RELEVANCE = "relevance"


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a result: references in their order, how many there are in all, and where this page starts.

    is_exact: false when there are more than `total`.
    """

    references: tuple[str, ...]
    total: int
    start: int
    size: int
    is_exact: bool = True

    @property
    def next_start(self) -> int | None:
        """Where the next page starts, None on the last."""
        after = self.start + self.size
        return after if after < self.total or not self.is_exact else None

    @property
    def previous_start(self) -> int | None:
        """Where the page before starts, None on the first."""
        return max(self.start - self.size, 0) if self.start else None


@dataclass(frozen=True, slots=True)
class Narrowing:
    """What a search is narrowed to; empty and 0 is everything. documents: see `filed_between`."""

    department: str = ""
    type_name: str = ""
    state: str = ""
    year: int = 0
    documents: tuple[int, int] | None = None


def filed_between(site: Site, first: date | None, last: date | None) -> tuple[int, int] | None:
    """Return the first and last document of a period, None for all of time; both its days are included.

    Ids fall with each filing, so that the days of some twenty requests tell it among a million. In an empty period
    the first id is above the last.
    """
    if first is None and last is None:
        return None
    catalog = site.catalog
    ids = range(-1, catalog.newest - 1, -1)

    def day(document_id: int) -> date:
        filed: date = site.requests.by_reference(catalog.reference(document_id)).protocol.filed_on  # type: ignore[union-attr]
        return filed

    begin = bisect_left(ids, first, key=day) if first else 0
    end = bisect_right(ids, last, key=day) if last else len(ids)
    return -end, -begin - 1


@dataclass(frozen=True, slots=True)
class Facets:
    """How many matches there are of each department, type, state and year, of the newest `MOST_COUNTED`."""

    departments: dict[str, int]
    types: dict[str, int]
    states: dict[str, int]
    years: dict[int, int]


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found.

    ignored: words too common to be searched for. suggestion: other words that find something, when these find
    nothing. mark: puts the words that were searched for apart from the others of a text.
    """

    page: Page
    facets: Facets
    ignored: tuple[str, ...]
    suggestion: str
    mark: Callable[[str], Marked]
    plan: Plan


def accepted_requests(
    catalog: RequestCatalog,
    words: str,
    *,
    narrowing: Narrowing = Narrowing(),
    order: Order = Order.NEWEST,
    start: int = 0,
    size: int = 20,
) -> Found:
    """Find accepted requests that have all `words` in their public fields; all of them without words."""
    search = parse_search(words)
    matches = _accepted(catalog, search, narrowing, start + size)
    ids = matches.ids
    if order is Order.RELEVANCE and search.all_words:
        ids = by_relevance(catalog.indexes.text, search, ids[:MOST_COUNTED]) + ids[MOST_COUNTED:]
    return Found(
        page=_page(catalog, ids, matches, start, size),
        facets=_facets(catalog.indexes, ids[:MOST_COUNTED]),
        ignored=tuple(map(with_final_sigmas, search.ignored)),
        suggestion="" if ids else _suggestion(catalog, search, narrowing),
        mark=marker(catalog.indexes.text, search),
        plan=matches.plan,
    )


@dataclass(frozen=True, slots=True)
class QueueFilter:
    """What a queue is narrowed to: one type, who deals with it (None: whoever), words that its staff may read.

    words: of public fields; of open requests also of the applicant's name and of what else was written.
    due: the days, from the first to the last, that requests are to be answered on. filed: see `filed_between`.
    Neither narrows anything when it is None.
    """

    type_name: str = ""
    assignee: str | None = None
    words: str = ""
    due: tuple[date, date] | None = None
    filed: tuple[int, int] | None = None


def department_queue(
    catalog: RequestCatalog,
    departments: Collection[str],
    states: Iterable[State],
    *,
    wanted: QueueFilter = QueueFilter(),
    order: QueueOrder = QueueOrder.NEWEST,
    start: int = 0,
    size: int = 50,
) -> Page:
    """List the requests in `states` that are `wanted`, of `departments`: what their reader may see."""
    indexes, search, in_states = catalog.indexes, parse_search(wanted.words), frozenset(states)
    is_by_due_day = order is QueueOrder.DUE and in_states <= OPEN_STATES
    operands = (
        []
        if is_by_due_day and _is_all_open(in_states, wanted)
        else [_of_departments(indexes, departments, in_states, wanted)]
    )
    if wanted.assignee is not None:
        operands.append(
            Operand(f"with {wanted.assignee or 'nobody'}", [indexes.documents("assignee", wanted.assignee)])
        )
    texts = (indexes.text, indexes.staff_text)
    operands.extend(with_words(texts, search))
    most, phrases = max(MOST_COUNTED, start + size), with_phrases(texts, search)
    if is_by_due_day:
        days = wanted.due or (date.min, NO_DAY)
        matches = _first_due(indexes.due, departments, days, operands, most, phrases)
    else:
        if wanted.due is not None:
            operands.append(Operand("due in time", [IFSet(list(indexes.due.between(departments, *wanted.due)))]))
        is_reversed = order is QueueOrder.OLDEST
        matches = newest_matches(operands, catalog.newest, most, phrases, oldest_first=is_reversed)
    return _page(catalog, matches.ids, matches, start, size)


def _is_all_open(states: Collection[State], wanted: QueueFilter) -> bool:
    """Tell whether all that is open is asked for: the index of due days holds just that of each department."""
    return states == OPEN_STATES and not wanted.type_name and wanted.filed is None


def _of_departments(
    indexes: RequestIndexes, departments: Collection[str], states: Collection[State], wanted: QueueFilter
) -> Operand:
    sets = [
        documents
        for (department, type_name, state), documents in indexes.kinds()
        if department in departments and state in states and wanted.type_name in ("", type_name)
    ]
    label = f"{len(sets)} kinds of {len(departments)} departments"
    return Bounded(label, sets, *wanted.filed) if wanted.filed else Operand(label, sets)


def _first_due(
    index: DueIndex,
    departments: Collection[str],
    days: tuple[date, date],
    operands: Sequence[Operand],
    most: int,
    condition: Callable[[int], bool] | None,
) -> Matches:
    """Return up to `most` documents of `departments`, due on these `days`, that are in all `operands`, the first
    due first."""
    few, others = divided(operands)
    ids: Iterable[int]
    if few:
        ids = index.in_order(of_few(few, others), departments, *days)
    else:
        ids = index.between(departments, *days)
        ids = (one for one in ids if all(one in operand for operand in operands)) if operands else ids
    found = list(islice(filter(condition, ids) if condition else ids, most + 1))
    plan = Plan(tuple(operand.label for operand in operands), is_complete=len(found) <= most)
    return Matches(found[:most], plan)


def open_requests(catalog: RequestCatalog, after: int | None, size: int) -> list[tuple[int, str]]:
    """Return up to `size` open requests behind the document `after`, newest first, each with its document id."""
    sets = [documents for (_, _, state), documents in catalog.indexes.kinds() if state in OPEN_STATES]
    first = catalog.newest if after is None else after + 1
    ids = islice(merge(*(documents.keys(first) for documents in sets)), size)
    return [(document_id, catalog.reference(document_id)) for document_id in ids]


def similar_requests(
    catalog: RequestCatalog, type_name: str, cells: Iterable[str], words: str, most: int, department: str = ""
) -> list[str]:
    """Return up to `most` requests of a type, newest first: those in any of `cells`, without cells those that have
    all `words` in their public fields, without either none.

    department: whose people ask; they get all that it has. Without it they are open and such as everybody may see.
    """
    indexes, search, around = catalog.indexes, parse_search(words), tuple(cells)
    if not around and not search.words:
        return []
    kinds = [
        found
        for (unit, name, state), found in indexes.kinds()
        if name == type_name and (unit == department if department else state in OPEN_STATES)
    ]
    operands = [Operand(f"{department or 'open'} {type_name}", kinds)]
    if not department:
        operands.append(Operand("readable by everybody", [indexes.documents("audience", EVERYBODY)]))
    if around:
        operands.append(Operand("nearby", [indexes.documents("cell", cell) for cell in around]))
    else:
        operands.extend(with_words((indexes.text,), search))
    matches = newest_matches(
        operands, catalog.newest, most, None if around else with_phrases((indexes.text,), search)
    )
    return [catalog.reference(document_id) for document_id in matches.ids]


def some_completed(catalog: RequestCatalog, type_name: str, oldest: int, most: int) -> list[str]:
    """Return up to `most` completed requests of a type, spread evenly from the document `oldest` to the newest."""
    wanted = (type_name, State.COMPLETED)
    sets = [documents for (_, *kind), documents in catalog.indexes.kinds() if tuple(kind) == wanted]
    ids = [document_id for documents in sets for document_id in documents.keys(None, oldest)]
    return [catalog.reference(document_id) for document_id in ids[:: len(ids) // most + 1]]


def queue_counts(
    catalog: RequestCatalog, departments: Collection[str], wanted: QueueFilter = QueueFilter()
) -> dict[State, int]:
    """Return how many requests of `departments` there are in each state, counted up to `MOST_COUNTED` + 1.

    Type and days of filing are those that are `wanted`. Who deals with them, words and due days would have to be
    looked for among all requests of each state: they are left aside.
    """
    counts: Counter[State] = Counter()
    bounds = wanted.filed or (None, None)
    for (department, type_name, state), documents in catalog.indexes.kinds():
        is_wanted = department in departments and wanted.type_name in ("", type_name)
        if is_wanted and (left := MOST_COUNTED + 1 - counts[State(state)]) > 0:
            counts[State(state)] += len(list(islice(documents.keys(*bounds), left)))
    return dict(counts)


def statistics(
    catalog: RequestCatalog, departments: Collection[str], type_name: str, months: tuple[Month, Month], today: date
) -> Statistics:
    """Return the figures of `departments`, what their reader may see, from the first to the last of `months`."""
    return statistics_of(*months, catalog.indexes.figures.counts(departments, type_name, months[0], today))


def first_month(catalog: RequestCatalog, departments: Collection[str]) -> Month | None:
    """Return the first month in which requests of `departments` were received, None before there was any."""
    return catalog.indexes.figures.first_month(departments)


def _accepted(catalog: RequestCatalog, search: SearchWords, narrowing: Narrowing, wanted: int) -> Matches:
    """The permission filter is the first operand of every public query."""
    indexes = catalog.indexes
    public = [indexes.documents("audience", EVERYBODY)]
    bounds = narrowing.documents
    operands = [
        Operand("readable by everybody", public)
        if bounds is None
        else Bounded("readable, in period", public, *bounds)
    ]
    operands.extend(_narrowed(indexes, narrowing))
    operands.extend(with_words((indexes.text,), search))
    return newest_matches(
        operands, catalog.newest, max(MOST_COUNTED, wanted), with_phrases((indexes.text,), search)
    )


def _narrowed(indexes: RequestIndexes, narrowing: Narrowing) -> Iterable[Operand]:
    wanted = (narrowing.department, narrowing.type_name, narrowing.state)
    if any(wanted):
        sets = [
            documents
            for kind, documents in indexes.kinds()
            if all(asked in ("", value) for asked, value in zip(wanted, kind, strict=True))
        ]
        yield Operand("/".join(asked or "*" for asked in wanted), sets)
    if narrowing.year:
        yield Operand(str(narrowing.year), [indexes.documents("year", narrowing.year)])


def _page(catalog: RequestCatalog, ids: list[int], matches: Matches, start: int, size: int) -> Page:
    counted = len(ids) if matches.is_complete else MOST_COUNTED
    return Page(
        references=tuple(catalog.reference(document_id) for document_id in ids[start : start + size]),
        total=counted,
        start=start,
        size=size,
        is_exact=matches.is_complete,
    )


def _facets(indexes: RequestIndexes, ids: list[int]) -> Facets:
    kinds = Counter(indexes.values_of("kind", ids))
    counts: tuple[Counter[str], ...] = (Counter(), Counter(), Counter())
    for kind, count in kinds.items():
        for counter, value in zip(counts, kind, strict=True):
            counter[value] += count
    departments, types, states = (dict(counter.most_common()) for counter in counts)
    years = Counter(indexes.values_of("year", ids))
    return Facets(departments, types, states, dict(sorted(years.items(), reverse=True)))


def _suggestion(catalog: RequestCatalog, search: SearchWords, narrowing: Narrowing) -> str:
    """Put known words in the place of unknown ones; what is suggested finds something that its reader may see."""
    lexicon = catalog.indexes.text.lexicon
    unknown = next((word for word in search.words if not lexicon.numbers(word)), "")
    for known in lexicon.alike(unknown, _MOST_SUGGESTED) if unknown else ():
        other = replace(search, words=tuple(known if word == unknown else word for word in search.words))
        if _accepted(catalog, other, narrowing, 1).ids:
            return with_final_sigmas(other.text)
    return ""
