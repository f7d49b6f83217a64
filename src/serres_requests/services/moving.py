"""Moving everything from one storage to another: copied as it is now, then counted and compared."""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from ZODB.blob import is_blob_record
from ZODB.utils import z64
from zope.interface import directlyProvides, providedBy

_PIECE = 1024 * 1024
_ROOM = 2**256

Step = Callable[[], object]
"""Called once for each object, for whoever shows how far it is."""


class NotEmptyError(Exception):
    """The storage to move to holds something already."""


@dataclass(frozen=True, slots=True)
class Content:
    """What a storage holds now. digest: of every object's id, serial, pickle and file, whatever their order."""

    objects: int = 0
    files: int = 0
    digest: int = 0


def content_of(storage: Any, step: Step) -> Content:
    """Read all of `storage` and return its content."""
    objects = files = digest = 0
    for oid, serial, data in _records(storage):
        told = hashlib.sha256(oid + serial + data)
        if is_blob_record(data):
            with storage.openCommittedBlobFile(oid, serial) as file:
                while piece := file.read(_PIECE):
                    told.update(piece)
            files += 1
        objects += 1
        digest = (digest + int.from_bytes(told.digest())) % _ROOM
        step()
    return Content(objects, files, digest)


def copy(source: Any, target: Any, step: Step) -> None:
    """Copy every object and file of `source`; nothing else may write to either meanwhile.

    Ids and serials stay, history only where both keep it. Raises NotEmptyError.
    """
    if target.lastTransaction() != z64:
        raise NotEmptyError
    target.copyTransactionsFrom(_Watched(source, step))


def _records(storage: Any) -> Iterator[tuple[bytes, bytes, bytes]]:
    cookie = None
    while storage.lastTransaction() != z64:
        oid, serial, data, cookie = storage.record_iternext(cookie)
        yield oid, serial, data
        if cookie is None:
            return


class _Watched:
    """A storage that tells of every object that is read from it while it is copied."""

    def __init__(self, storage: Any, step: Step) -> None:
        self._storage = storage
        self._step = step
        directlyProvides(self, providedBy(storage))

    def __getattr__(self, name: str) -> Any:
        return getattr(self._storage, name)

    def __len__(self) -> int:
        return len(self._storage)

    def record_iternext(self, cookie: Any = None) -> Any:
        self._step()
        return self._storage.record_iternext(cookie)

    def iterator(self) -> Iterator["_WatchedTransaction"]:
        return (_WatchedTransaction(transaction, self._step) for transaction in self._storage.iterator())


class _WatchedTransaction:
    def __init__(self, transaction: Any, step: Step) -> None:
        self._transaction = transaction
        self._step = step

    def __getattr__(self, name: str) -> Any:
        return getattr(self._transaction, name)

    def __iter__(self) -> Iterator[Any]:
        for record in self._transaction:
            self._step()
            yield record
