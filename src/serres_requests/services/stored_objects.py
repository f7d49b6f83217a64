"""Every object that can be reached from the root: it loads, what it refers to is there, and so is its file."""

import hashlib
from collections.abc import Callable, Iterator
from importlib import import_module
from typing import Any

from BTrees.LLBTree import LLTreeSet
from transaction import TransactionManager
from ZODB.blob import Blob
from ZODB.POSException import POSKeyError
from ZODB.serialize import ObjectReader, referencesf
from ZODB.utils import get_pickle_metadata, oid_repr, u64, z64

from serres_requests.content_types.attachment import CHUNK, StoredFile
from serres_requests.domain.findings import Finding

_KEPT_IN_MEMORY = 1_000
"""Objects that are loaded before the cache is emptied again."""


def check_objects(database: Any, tick: Callable[[], object] = lambda: None) -> Iterator[Finding]:
    """Walk over all objects of the ZODB `database` as it stands now; call `tick` for each.

    Memory is bounded but for the ids of the objects, some bytes each.
    """
    manager = TransactionManager()
    connection = database.open(manager)
    try:
        yield from _Walk(connection, tick).findings()
    finally:
        manager.abort()
        connection.close()


class _Walk:
    """One walk over what `connection` sees."""

    def __init__(self, connection: Any, tick: Callable[[], object]) -> None:
        self._connection = connection
        self._storage = connection._storage
        self._reader = ObjectReader(connection, connection._cache, _class_called)
        self._tick = tick

    def findings(self) -> Iterator[Finding]:
        seen = LLTreeSet([u64(z64)])
        waiting = [(z64, "the database")]
        count = 0
        while waiting:
            oid, holder = waiting.pop()
            try:
                data, serial = self._storage.load(oid)
            except POSKeyError:
                yield Finding(holder, f"refers to an object that is not there ({oid_repr(oid)})", is_lost=True)
                continue
            place = f"{get_pickle_metadata(data)[1]} {oid_repr(oid)}"
            yield from self._look_at(oid, serial, data, place)
            waiting.extend((other, place) for other in referencesf(data) if seen.insert(u64(other)))
            self._tick()
            count += 1
            if count % _KEPT_IN_MEMORY == 0:
                self._connection.cacheMinimize()

    def _look_at(self, oid: bytes, serial: bytes, data: bytes, place: str) -> Iterator[Finding]:
        try:
            instance = self._reader.getGhost(data)
            self._reader.setGhostState(instance, data)
        except Exception as error:  # noqa: BLE001  whatever a damaged record leads to is what we look for
            cause = error if str(error) else error.__context__  # ZODB wraps it without words of its own
            yield Finding(place, f"can't be read: {type(cause).__name__}: {cause}", is_lost=True)
            return
        if isinstance(instance, Blob):
            try:
                self._storage.loadBlob(oid, serial)
            except POSKeyError:
                yield Finding(place, "its file is not there")
        elif isinstance(instance, StoredFile):
            yield from _check_content(instance)


def _check_content(file: StoredFile) -> Iterator[Finding]:
    """Compare a file with its hash; one without content is found with its blob."""
    digest, size = hashlib.sha256(), 0
    try:
        with file.open() as stream:
            while chunk := stream.read(CHUNK):
                digest.update(chunk)
                size += len(chunk)
    except POSKeyError:
        return
    if (digest.hexdigest(), size) != (file.sha256, file.size):
        yield Finding(_path(file), "its content is not what was handed in or issued (another SHA-256 or size)")


def _path(node: Any) -> str:
    """Return the place in the tree as far as it is known."""
    names = []
    while node is not None:
        names.append(str(getattr(node, "__name__", None) or ""))
        node = getattr(node, "__parent__", None)
    return "/".join(reversed(names))


def _class_called(_connection: Any, module: str, name: str) -> Any:
    """Find a class for real: ZODB itself would make do with a stand-in for one that is gone."""
    try:
        return getattr(import_module(module), name)
    except (ImportError, AttributeError) as error:
        raise LookupError(f"the class {module}.{name} is gone") from error
