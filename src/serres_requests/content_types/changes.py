"""What administrators changed last, each with what was there before, so that it can be undone."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from BTrees.LOBTree import LOBTree
from persistent import Persistent

KEPT = 50
"""The oldest of more is forgotten."""


class Before(Persistent):
    """What was there, apart from the change: lists of changes don't load it.

    parts: each part of the node that was changed, by its name.
    """

    def __init__(self, parts: dict[str, Any]) -> None:
        self.parts = parts


class Change(Persistent):
    """One change. at: when. by: log-in name. event and detail: as the audit log has them. path: of the node.

    parts: the names of those that were changed. after: a digest of what the change left behind, by which later
    changes are noticed.
    """

    def __init__(
        self, *, at: datetime, by: str, event: str, detail: str, path: str, before: dict[str, Any], after: bytes
    ) -> None:
        self.at, self.by, self.event, self.detail, self.path = at, by, event, detail, path
        self.parts = tuple(sorted(before))
        self.before = Before(before)
        self.after = after


class Changes(Persistent):
    """The last `KEPT` changes, by numbers that go up."""

    def __init__(self) -> None:
        self._changes = LOBTree()

    def add(self, change: Change) -> None:
        """Keep `change`, and forget the oldest of too many."""
        self._changes[self._changes.maxKey() + 1 if self._changes else 1] = change
        if len(self._changes) > KEPT:
            del self._changes[self._changes.minKey()]

    def get(self, number: int) -> Change | None:
        """Return the change with `number`, None when it is not kept (any more)."""
        change: Change | None = self._changes.get(number)
        return change

    def newest_first(self) -> Iterator[tuple[int, Change]]:
        """Return all changes, each with its number."""
        yield from reversed(self._changes.items())
