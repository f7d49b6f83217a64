"""What lies in a database: its records, the classes that their pickles name, and the values they hold."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, datetime, time, timedelta
from enum import Enum
from io import BytesIO
from typing import Any, TypeVar

from persistent import Persistent
from ZODB._compat import PersistentUnpickler
from ZODB.broken import find_global

from serres_requests.content_types.compact import Compact

T = TypeVar("T")

_PLAIN = (str, int, float, bool, type(None), bytes, date, datetime, time, timedelta, type)


@dataclass(frozen=True)
class Stored:
    """One record: the living object and the classes that its pickle names, as ``module.Class``."""

    instance: Any
    classes: frozenset[str]


def look_into(database: Any, at: Callable[[Any], T]) -> T:
    """Return what `at` finds in the root of the site in `database`, and close it."""
    connection = database.open()
    try:
        return at(connection.root()["app_root"])
    finally:
        connection.transaction_manager.abort()
        connection.close()
        database.close()


def records(database: Any) -> Iterator[Stored]:
    """Yield every present record of `database`, with its object loaded in one connection."""
    connection = database.open()
    try:
        oids = {record.oid for transaction in database.storage.iterator() for record in transaction}
        for oid in sorted(oids):
            data, _serial = database.storage.load(oid, "")
            instance = connection.get(oid)
            instance._p_activate()
            yield Stored(instance, classes_in(data))
    finally:
        connection.transaction_manager.abort()
        connection.close()


def classes_in(pickle: bytes) -> frozenset[str]:
    """Return the full names of everything that must be imported to read `pickle`."""
    found: set[str] = set()

    def note(module: str, name: str) -> Any:
        found.add(f"{module}.{name}")
        return find_global(module, name)

    stream = BytesIO(pickle)
    unpickler = PersistentUnpickler(note, lambda _reference: None, stream)
    unpickler.load()  # the class
    unpickler.load()  # the state
    return frozenset(found)


def mutable_parts(value: Any, place: str) -> Iterator[str]:
    """Yield the place of each part of `value` whose change ZODB would not notice.

    Sound are plain immutable values, enums, tuples, frozensets and frozen dataclasses of such, and whatever keeps
    watch over itself: persistent objects, BTrees among them.
    """
    if isinstance(value, (*_PLAIN, Enum, Persistent)) or is_btree(value):
        return
    if isinstance(value, tuple | frozenset):
        for index, part in enumerate(value):
            yield from mutable_parts(part, f"{place}[{index}]")
    elif is_dataclass(value) and type(value).__dataclass_params__.frozen:  # type: ignore[attr-defined]
        for field in fields(value):
            yield from mutable_parts(getattr(value, field.name), f"{place}.{field.name}")
    else:
        yield f"{place}: {type(value).__module__}.{type(value).__qualname__}"


def is_btree(value: Any) -> bool:
    return any(kind.__module__.startswith("BTrees.") for kind in type(value).__mro__)


def attributes(instance: Any) -> Mapping[str, Any]:
    """Return what of `instance` is stored, without the caches (``_v_…``) that are not."""
    if is_btree(instance):
        return {"itself": instance}
    state = vars(instance) if isinstance(instance, Compact) else instance.__getstate__()
    assert isinstance(state, dict), type(instance)
    return state


def entries(tree: Any) -> list[Any]:
    """Return the keys and, where it has them, the values of a BTree or a set."""
    return [part for pair in tree.items() for part in pair] if hasattr(tree, "items") else list(tree)
