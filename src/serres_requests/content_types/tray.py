"""A tray: where many writers put things down at once and one takes them away, without a conflict."""

from collections.abc import Iterator
from itertools import chain
from typing import Any

from persistent import Persistent
from ZODB.POSException import ConflictError

FULL = 64
"""So many things lie on a tray; to put one more down, all of them go onto a pile first. So adding stays cheap when
nobody takes any away."""

Things = tuple[tuple[Any, Any], ...]


class Pile(Persistent):
    """Things by key, the oldest first, that filled a tray. Nothing is added: who takes from it meets nobody."""

    def __init__(self, things: Things) -> None:
        self.things = things


class Tray(Persistent):
    """Things by key.

    Two transactions that change a BTree's bucket conflict when it is split or emptied, as happens to a queue all
    the time. What was added to a tray and what was taken from it are put together instead.
    """

    _piles: tuple[Pile, ...] = ()

    def __init__(self) -> None:
        self._items: Things = ()

    def add(self, key: Any, thing: Any) -> None:
        """Put `thing` down under the new `key`."""
        if len(self._items) >= FULL:  # more when several put the last thing down at once
            self._piles = (*self._piles, Pile(self._items))
            self._items = ()
        self._items = (*self._items, (key, thing))

    def pop(self, key: Any) -> Any:
        """Take away what is under `key`; raise KeyError when nothing is."""
        for pile in self._piles:
            if key in dict(pile.things):
                thing, pile.things = _without(key, pile.things)
                if not pile.things:
                    self._piles = tuple(other for other in self._piles if other is not pile)
                return thing
        thing, self._items = _without(key, self._items)
        return thing

    def __contains__(self, key: Any) -> bool:
        return any(key in dict(things) for things in self._oldest_first())

    def items(self, limit: int) -> list[tuple[Any, Any]]:
        """Return the oldest `limit` keys and things; more when they are at hand."""
        found: list[tuple[Any, Any]] = []
        for things in self._oldest_first():
            found.extend(things)
            if len(found) >= limit:
                break
        return found

    def _oldest_first(self) -> Iterator[Things]:
        for pile in self._piles:
            yield pile.things
        yield self._items

    def pile_up(self) -> None:
        """Put what a tray of an older database kept in a BTree beside it onto piles."""
        if not hasattr(self, "_overflow"):
            return
        beside = tuple(self._overflow.items())
        del self._overflow
        new = (Pile(beside[first : first + FULL]) for first in range(0, len(beside), FULL))
        self._piles = (*self._piles, *new)

    def _p_resolveConflict(  # noqa: N802  ZODB's name
        self, old: dict[str, Any], committed: dict[str, Any], new: dict[str, Any]
    ) -> dict[str, Any]:
        """Return `committed` with what `new` added to `old` and without what it took away, things and piles.

        Raises ConflictError when another took the same away: it must not be done twice.
        """
        states = (old, committed, new)
        piles = _merged(*map(_piles_by_oid, states))
        return {
            **committed,
            "_items": _merged(*(state["_items"] for state in states)),
            "_piles": tuple(pile for _oid, pile in piles),
        }


def _piles_by_oid(state: dict[str, Any]) -> Things:
    """While a conflict is resolved piles are references, which can be compared by nothing else."""
    return tuple((pile.oid, pile) for pile in state.get("_piles", ()))


def _without(key: Any, things: Things) -> tuple[Any, Things]:
    kept = dict(things)
    thing = kept.pop(key)
    return thing, tuple(kept.items())


def _merged(old: Things, committed: Things, new: Things) -> Things:
    before, theirs, ours = dict(old), dict(committed), dict(new)
    taken = before.keys() - ours.keys()
    if not taken <= theirs.keys():
        raise ConflictError
    kept = ((key, thing) for key, thing in theirs.items() if key not in taken)
    added = ((key, thing) for key, thing in ours.items() if key not in before)
    return tuple(chain(kept, added))
