"""The index behind the statistics: what each request counts as, and how many there are of each."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from BTrees.IIBTree import IIBTree
from BTrees.IOBTree import IOBTree
from BTrees.OOBTree import OOBTree
from persistent import Persistent
from repoze.catalog.indexes.common import CatalogIndex
from repoze.catalog.interfaces import ICatalogIndex
from zope.interface import implementer

from serres_requests.domain.statistics import Measure, Month, Standing, TypeCounts

Cell = tuple[bool, int]
"""Where a series counts something: among its due days or among its measures, and by which key."""

_BASE = 2000 * 12
"""The first month that can be counted."""
_MEASURE_BITS, _DAYS_BITS, _OUTCOME_BITS, _REST_BITS, _MONTH_BITS = 2, 11, 2, 23, 11
LONGEST = (1 << _DAYS_BITS) - 1
"""More days than so many, eight years of working days, count as so many."""


class Counts(IIBTree):
    """How often there is each; a year of a type is in a few leaves."""

    max_leaf_size = 240
    max_internal_size = 500


class Series(Persistent):
    """The counts of one type in one department.

    measures: by month, measure and days. due: by due day, of what is open.
    """

    def __init__(self, number: int, department: str, type_name: str) -> None:
        self.number = number
        self.department = department
        self.type_name = type_name
        self.measures = Counts()
        self.due = Counts()

    def change(self, cell: Cell, by: int) -> None:
        """Count `by` more or less in `cell`."""
        is_due, key = cell
        counts = self.due if is_due else self.measures
        left = counts.get(key, 0) + by
        if left:
            counts[key] = left
        else:
            del counts[key]

    def measured(self, first: Month) -> Iterator[tuple[Month, Measure, int, int]]:
        """Yield month, measure, days and how many, from the month `first` on."""
        for key, count in self.measures.items(_key(first)):
            month, rest = divmod(key, 1 << _MEASURE_BITS + _DAYS_BITS)
            yield month + _BASE, Measure(rest >> _DAYS_BITS), rest & LONGEST, count

    @property
    def first_month(self) -> Month | None:
        """The first month in which anything is counted, None without any."""
        return (self.measures.minKey() >> _MEASURE_BITS + _DAYS_BITS) + _BASE if self.measures else None

    @property
    def is_open(self) -> int:
        """How many are open now."""
        return sum(self.due.values())

    def due_before(self, day: date) -> int:
        """Return how many of those open were due before `day`."""
        return sum(self.due.values(None, day.toordinal() - 1))

    def counted(self) -> dict[Cell, int]:
        """Return all its counts."""
        trees = ((True, self.due), (False, self.measures))
        return {(is_due, key): count for is_due, tree in trees for key, count in tree.items()}


class Standings(IOBTree):
    """Six bytes for each document, those of 64 in one string: ids are handed out without gaps."""

    max_leaf_size = 4
    max_internal_size = 500
    _WIDTH, _IN_BLOCK = 6, 64

    def packed(self, document_id: int) -> int:
        """Return what is kept for a document, 0 for nothing."""
        block, place = self._place(document_id)
        return int.from_bytes(self.get(block, b"")[place : place + self._WIDTH], "little")

    def keep(self, document_id: int, packed: int) -> None:
        """Keep `packed` for a document."""
        block, place = self._place(document_id)
        kept = bytearray(self.get(block, bytes(self._WIDTH * self._IN_BLOCK)))
        kept[place : place + self._WIDTH] = packed.to_bytes(self._WIDTH, "little")
        self[block] = bytes(kept)

    def kept(self) -> Iterator[tuple[int, int]]:
        """Yield each document with what is kept for it."""
        for block in self:
            for document_id in range(block * self._IN_BLOCK, (block + 1) * self._IN_BLOCK):
                if packed := self.packed(document_id):
                    yield document_id, packed

    def _place(self, document_id: int) -> tuple[int, int]:
        block, place = divmod(document_id, self._IN_BLOCK)
        return block, place * self._WIDTH


class StandingCounts(Persistent):
    """Standings of documents, and how many there are of each: a change is taken off the one, put to the other."""

    def __init__(self) -> None:
        self.clear()

    def clear(self) -> None:
        """Forget all."""
        self._standings = Standings()
        self._series = IOBTree()
        self._numbers = OOBTree()

    def index_doc(self, document_id: int, standing: Standing | None) -> None:
        """Count a document as its standing says, in place of what it counted as; None is not counted."""
        self._keep(document_id, self._packed(standing) if standing is not None else 0)

    def unindex_doc(self, document_id: int) -> None:
        """Forget a document; one that is not known is nothing to forget."""
        self._keep(document_id, 0)

    def series(self, departments: Iterable[str], type_name: str = "") -> list[Series]:
        """Return the series of `departments`, all or those of one type."""
        wanted = frozenset(departments)
        return [
            one
            for (department, name), one in self._numbers.items()
            if department in wanted and type_name in ("", name)
        ]

    def counts(
        self, departments: Iterable[str], type_name: str, first: Month, today: date
    ) -> Iterator[TypeCounts]:
        """Yield what is counted of each type in each of `departments`, from the month `first` on."""
        for one in self.series(departments, type_name):
            yield TypeCounts(one.type_name, one.is_open, one.due_before(today), one.measured(first))

    def first_month(self, departments: Iterable[str]) -> Month | None:
        """Return the first month in which anything is counted in `departments`, None without any."""
        first = (one.first_month for one in self.series(departments))
        return min((month for month in first if month is not None), default=None)

    def standing(self, document_id: int) -> Standing | None:
        """Return what a document counts as, None when it is not known."""
        packed = self._standings.packed(document_id)
        if not packed:
            return None
        number, filed, outcome, rest = _unpack(packed)
        series = self._series[number]
        if outcome == Measure.RECEIVED:
            return Standing(series.department, series.type_name, filed, date.fromordinal(rest))
        after, days = divmod(rest, LONGEST + 1)
        return Standing(series.department, series.type_name, filed, None, Measure(outcome), filed + after, days)

    def has(self, document_id: int, standing: Standing | None) -> bool:
        """Tell whether a document counts as `standing`, whatever its days."""
        known = self.standing(document_id)
        return (known and known.without_days()) == (standing and standing.without_days())

    def miscounted(self) -> list[tuple[str, str]]:
        """Return department and type of each series whose counts are not those of its documents."""
        right: dict[int, Counter[Cell]] = {number: Counter() for number in self._series}
        for _document_id, packed in self._standings.kept():
            right[_unpack(packed)[0]].update(_cells(packed))
        wrong = (one for number, one in self._series.items() if one.counted() != right[number])
        return [(one.department, one.type_name) for one in wrong]

    def _keep(self, document_id: int, packed: int) -> None:
        before = self._standings.packed(document_id)
        if before == packed:
            return
        old, new = self._cells_of(before), self._cells_of(packed)
        for number, cell in old - new:
            self._series[number].change(cell, -1)
        for number, cell in new - old:
            self._series[number].change(cell, 1)
        self._standings.keep(document_id, packed)

    def _cells_of(self, packed: int) -> set[tuple[int, Cell]]:
        return {(_unpack(packed)[0], cell) for cell in _cells(packed)} if packed else set()

    def _packed(self, standing: Standing) -> int:
        number = self._number(standing.department, standing.type_name)
        if standing.due is not None:
            outcome, rest = Measure.RECEIVED, standing.due.toordinal()
        else:
            outcome = standing.outcome or Measure.RECEIVED
            rest = (standing.ended - standing.filed << _DAYS_BITS) + min(standing.days, LONGEST)
        packed = (number << _MONTH_BITS) + standing.filed - _BASE
        return (((packed << _OUTCOME_BITS) + outcome) << _REST_BITS) + rest

    def _number(self, department: str, type_name: str) -> int:
        """Return the number of a series, made when it is first needed; 0 is none."""
        known = self._numbers.get((department, type_name))
        if known is None:
            known = Series(len(self._series) + 1, department, type_name)
            self._numbers[department, type_name] = self._series[known.number] = known
        return int(known.number)


@implementer(ICatalogIndex)
class FiguresIndex(CatalogIndex, StandingCounts):
    """An index of standings for repoze.catalog.

    is_partial: true where requests from before there was this index are not counted yet.
    """

    is_partial = False

    def __init__(self, discriminator: str) -> None:
        CatalogIndex.__init__(self, discriminator)
        StandingCounts.__init__(self)

    def reindex_doc(self, document_id: int, document: Any) -> None:
        """Touch what has changed alone."""
        self.index_doc(document_id, document)

    def _indexed(self) -> list[int]:
        return [document_id for document_id, _packed in self._standings.kept()]


def _key(month: Month, measure: Measure = Measure.RECEIVED, days: int = 0) -> int:
    return ((max(month - _BASE, 0) << _MEASURE_BITS) + measure << _DAYS_BITS) + days


def _unpack(packed: int) -> tuple[int, Month, int, int]:
    """Return number of the series, month of filing, outcome (0 while open), and due day or time and days."""
    packed, rest = divmod(packed, 1 << _REST_BITS)
    packed, outcome = divmod(packed, 1 << _OUTCOME_BITS)
    number, filed = divmod(packed, 1 << _MONTH_BITS)
    return number, filed + _BASE, outcome, rest


def _cells(packed: int) -> tuple[Cell, Cell]:
    """Return where a standing is counted: as received, and as open or ended."""
    _number, filed, outcome, rest = _unpack(packed)
    received = (False, _key(filed))
    if outcome == Measure.RECEIVED:
        return received, (True, rest)
    after, days = divmod(rest, LONGEST + 1)
    return received, (False, _key(filed + after, Measure(outcome), days))
