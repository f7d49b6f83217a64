"""The index of due days: which open requests are to be answered from one day to another, the first due first."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from BTrees.LLBTree import LLTreeSet
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
    """Due days of documents, in one ordered set of day and document: of equals the oldest is first."""

    def __init__(self) -> None:
        self.clear()

    def clear(self) -> None:
        """Forget all."""
        self._in_order = LLTreeSet()
        self._days = DocumentMap()

    def index_doc(self, document_id: int, day: date | None) -> None:
        """Keep the due day of a document, in place of what was known; with None it has none, being answered."""
        ordinal = day.toordinal() if day is not None else None
        if self._days.get(document_id) == ordinal:
            return
        DueDays.unindex_doc(self, document_id)
        if ordinal is not None:
            self._in_order.insert(_key(ordinal, document_id))
            self._days[document_id] = ordinal

    def unindex_doc(self, document_id: int) -> None:
        """Forget a document; one that is not known is nothing to forget."""
        known = self._days.pop(document_id, None)
        if known is not None:
            self._in_order.remove(_key(known, document_id))

    def between(self, first: date, last: date) -> Iterator[int]:
        """Go through the documents that are due from `first` to `last`, the first due first."""
        keys = self._in_order.keys(_key(first.toordinal(), 0), _key(last.toordinal(), -_MOST_IDS))
        return map(_id, keys)

    def in_order(self, document_ids: Iterable[int]) -> list[int]:
        """Return those of `document_ids` that have a due day, the first due first."""
        keys = (_key(self._days[one], one) for one in document_ids if one in self._days)
        return list(map(_id, sorted(keys)))

    def day_of(self, document_id: int) -> date | None:
        """Return the due day of a document, None for one that is answered."""
        ordinal = self._days.get(document_id)
        return date.fromordinal(ordinal) if ordinal is not None else None

    def has(self, document_id: int, day: date | None) -> bool:
        """Tell whether `day` is the document's due day, there and back."""
        is_there = day is None or _key(day.toordinal(), document_id) in self._in_order
        return is_there and self.day_of(document_id) == day


@implementer(ICatalogIndex)
class DueIndex(CatalogIndex, DueDays):
    """An index of due days for repoze.catalog."""

    def __init__(self, discriminator: str) -> None:
        CatalogIndex.__init__(self, discriminator)
        DueDays.__init__(self)

    def reindex_doc(self, document_id: int, document: Any) -> None:
        """Touch what has changed alone: most moves leave the due day as it was."""
        self.index_doc(document_id, document)

    def _indexed(self) -> list[int]:
        return list(self._days)


def _key(ordinal: int, document_id: int) -> int:
    return (ordinal << _ID_BITS) - document_id


def _id(key: int) -> int:
    return -(key & _MOST_IDS)
