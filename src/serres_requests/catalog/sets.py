"""Sets of documents: BTrees with leaves so large that a search loads few of them, and what is new packed apart.

BTrees' own leaves hold 120 ids: four common words among 40,000 requests loaded 159 of them, with these 11.
"""

import struct
from bisect import insort
from collections.abc import Iterable
from types import SimpleNamespace
from typing import Any

import BTrees
from BTrees.IFBTree import IFSet, IFTreeSet
from BTrees.IOBTree import IOBTree
from persistent import Persistent

MOST_NEW = 128
"""Ids that are kept apart as the newest; when there are more, the older half goes into the BTree."""


class DocumentSet(IFTreeSet):
    """A set of document ids."""

    max_leaf_size = 480
    max_internal_size = 500


class DocumentMap(IOBTree):
    """From document ids to short values."""

    max_leaf_size = 120
    max_internal_size = 500


_INTEGERS = SimpleNamespace(**{**vars(BTrees.family32.IF), "TreeSet": DocumentSet})
_OBJECTS = SimpleNamespace(**{**vars(BTrees.family32.IO), "BTree": DocumentMap})
FAMILY = SimpleNamespace(IF=_INTEGERS, IO=_OBJECTS, OO=BTrees.family32.OO)
"""What indexes of zope.index take for their BTrees."""


class TermMap(IOBTree):
    """From terms to their documents, in small leaves: a look-up reads one of them, an indexing writes many."""

    max_leaf_size = 16
    max_internal_size = 500


class TermDocuments(Persistent):
    """The documents of a term: the newest in one string, the others in a BTree.

    An indexing writes each term of its requests anew. The string takes a quarter of what a leaf of the BTree
    takes, and ZODB's pickler, which asks about every single id of a leaf, takes it as one.
    """

    def __init__(self, ids: Iterable[int]) -> None:
        self._newest = pack(sorted(ids))
        self._older: DocumentSet | None = None

    @property
    def sets(self) -> tuple[Any, ...]:
        """The sets that the documents are in, each document in one."""
        newest = IFSet(unpack(self._newest))
        return (newest,) if self._older is None else (newest, self._older)

    def __contains__(self, document_id: int) -> bool:
        return document_id in unpack(self._newest) or (self._older is not None and document_id in self._older)

    def insert(self, document_id: int) -> None:
        """Add a document, most often the newest of all."""
        ids = list(unpack(self._newest))
        if self._older is not None and ids and document_id > ids[-1]:
            self._older.insert(document_id)
            return
        insort(ids, document_id)
        if len(ids) > MOST_NEW:
            if self._older is None:
                self._older = DocumentSet()
            self._older.update(ids[MOST_NEW // 2 :])
            del ids[MOST_NEW // 2 :]
        self._newest = pack(ids)

    def remove(self, document_id: int) -> None:
        """Take a document out; raise KeyError when it is not in."""
        ids = unpack(self._newest)
        if document_id in ids:
            self._newest = pack(one for one in ids if one != document_id)
        elif self._older is None:
            raise KeyError(document_id)
        else:
            self._older.remove(document_id)


def pack(ids: Iterable[int]) -> bytes:
    """Return ids as one string of four bytes each."""
    every = tuple(ids)
    return struct.pack(f"<{len(every)}i", *every)


def unpack(packed: bytes) -> tuple[int, ...]:
    """Return the ids that were packed."""
    return struct.unpack(f"<{len(packed) // 4}i", packed)
