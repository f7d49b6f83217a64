"""A tray: where many writers put things down at once and one takes them away, without a conflict."""

from itertools import chain, islice
from typing import Any

from BTrees.OOBTree import OOBTree
from persistent import Persistent
from ZODB.POSException import ConflictError

FULL = 64
"""More than so many things are kept in a BTree, so that adding stays cheap when nobody takes any away."""


class Tray(Persistent):
    """Things by key.

    Two transactions that change a BTree's bucket conflict when it is split or emptied, as happens to a queue all
    the time. What was added to a tray and what was taken from it are put together instead.
    """

    def __init__(self) -> None:
        self._items: tuple[tuple[Any, Any], ...] = ()
        self._overflow = OOBTree()

    def add(self, key: Any, thing: Any) -> None:
        """Put `thing` down under the new `key`."""
        if len(self._items) < FULL:
            self._items = (*self._items, (key, thing))
        else:
            self._overflow[key] = thing

    def pop(self, key: Any) -> Any:
        """Take away what is under `key`; raise KeyError when nothing is."""
        if key in self._overflow:
            return self._overflow.pop(key)
        kept = dict(self._items)
        thing = kept.pop(key)
        self._items = tuple(kept.items())
        return thing

    def __contains__(self, key: Any) -> bool:
        return any(key == known for known, _thing in self._items) or key in self._overflow

    def items(self, limit: int) -> list[tuple[Any, Any]]:
        """Return up to `limit` keys and things; more when they are at hand."""
        return [*self._items, *islice(self._overflow.items(), limit)]

    def _p_resolveConflict(  # noqa: N802  ZODB's name
        self, old: dict[str, Any], committed: dict[str, Any], new: dict[str, Any]
    ) -> dict[str, Any]:
        """Return `committed` with what `new` added to `old` and without what it took away.

        Raises ConflictError when another took the same away: it must not be done twice.
        """
        before, theirs, ours = (dict(state["_items"]) for state in (old, committed, new))
        taken = before.keys() - ours.keys()
        if not taken <= theirs.keys():
            raise ConflictError
        kept = ((key, thing) for key, thing in theirs.items() if key not in taken)
        added = ((key, thing) for key, thing in ours.items() if key not in before)
        return {**committed, "_items": tuple(chain(kept, added))}
