"""The index of due days: which open requests are to be answered from one day to another, the first due first."""

from collections.abc import Collection, Iterable, Iterator
from datetime import date
from heapq import merge
from typing import Any

from BTrees.LLBTree import LLTreeSet
from BTrees.OOBTree import OOBTree
from persistent import Persistent
from repoze.catalog.indexes.common import CatalogIndex
from repoze.catalog.interfaces import ICatalogIndex
from zope.interface import implementer

from serres_requests.catalog.sets import DocumentMap

NO_DAY = date.max
"""The due day of a request whose clock stands still: none yet, so that it comes behind all others."""

_ID_BITS = 32
_MOST_IDS = (1 << _ID_BITS) - 1


class DueDays(Persistent):
    """Due days of documents, for each department in one ordered set of day and document: of equals the oldest is
    first."""

    def __init__(self) -> None:
        self.clear()

    def clear(self) -> None:
        """Forget all."""
        self._in_order = OOBTree()
        self._days = DocumentMap()

    def keep(self, document_id: int, department: str, day: date | None) -> None:
        """Keep the due day of a document, in place of what was known; with None it has none, being answered."""
        known = None if day is None else (department, day.toordinal())
        if self._days.get(document_id) == known:
            return
        DueDays.unindex_doc(self, document_id)
        if known is not None:
            if department not in self._in_order:
                self._in_order[department] = LLTreeSet()
            self._in_order[department].insert(_key(known[1], document_id))
            self._days[document_id] = known

    def unindex_doc(self, document_id: int) -> None:
        """Forget a document; one that is not known is nothing to forget."""
        department, ordinal = self._days.pop(document_id, ("", 0))
        if department:
            self._in_order[department].remove(_key(ordinal, document_id))

    def between(self, departments: Iterable[str], first: date, last: date) -> Iterator[int]:
        """Go through the documents of `departments` that are due from `first` to `last`, the first due first."""
        ends = _key(first.toordinal(), 0), _key(last.toordinal(), -_MOST_IDS)
        known = [self._in_order[name].keys(*ends) for name in departments if name in self._in_order]
        return map(_id, merge(*known) if len(known) > 1 else (key for keys in known for key in keys))

    def in_order(
        self, document_ids: Iterable[int], departments: Collection[str], first: date, last: date
    ) -> list[int]:
        """Return those of `document_ids` that `between` goes through, in its order."""
        known = ((one, *self._days[one]) for one in document_ids if one in self._days)
        begin, end = first.toordinal(), last.toordinal()
        keys = (_key(day, one) for one, name, day in known if name in departments and begin <= day <= end)
        return list(map(_id, sorted(keys)))

    @property
    def is_divided(self) -> bool:
        """Whether departments are apart; they were not at first."""
        return isinstance(self._in_order, OOBTree)

    def days(self) -> list[tuple[int, int]]:
        """Return document and day, as an ordinal, of an index in which departments are not apart."""
        return list(self._days.items())

    def day_of(self, document_id: int) -> date | None:
        """Return the due day of a document, None for one that is answered."""
        known = self._days.get(document_id)
        return date.fromordinal(known[1]) if known is not None else None

    def has(self, document_id: int, department: str, day: date | None) -> bool:
        """Tell whether `day` is the document's due day and it is under that in its department, there and back."""
        if day is None:
            return document_id not in self._days
        is_there = _key(day.toordinal(), document_id) in self._in_order.get(department, ())
        return is_there and self._days.get(document_id) == (department, day.toordinal())


@implementer(ICatalogIndex)
class DueIndex(CatalogIndex, DueDays):
    """An index of due days for repoze.catalog."""

    def __init__(self, discriminator: str) -> None:
        CatalogIndex.__init__(self, discriminator)
        DueDays.__init__(self)

    def index_doc(self, document_id: int, document: Any) -> None:
        """Keep the due day of `document` under its department."""
        self.keep(document_id, document.kind[0], document.due)

    def reindex_doc(self, document_id: int, document: Any) -> None:
        """Touch what has changed alone: most moves leave the due day as it was."""
        self.index_doc(document_id, document)

    def _indexed(self) -> list[int]:
        return list(self._days)


def _key(ordinal: int, document_id: int) -> int:
    return (ordinal << _ID_BITS) - document_id


def _id(key: int) -> int:
    return -(key & _MOST_IDS)
