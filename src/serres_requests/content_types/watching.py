"""Who watches a request and what a citizen watches: the two ends of one tie, each made when it is first needed."""

from collections.abc import Iterator
from datetime import datetime
from itertools import islice

from BTrees.Length import Length
from BTrees.LOBTree import LOBTree
from BTrees.OOBTree import OOBTree, OOTreeSet
from persistent import Persistent


class Watchers(Persistent):
    """The citizens who watch one request, by id; there may be thousands, so they are counted as they come."""

    def __init__(self) -> None:
        self._ids = OOTreeSet()
        self._count = Length()

    def __len__(self) -> int:
        return int(self._count())

    def __contains__(self, citizen_id: str) -> bool:
        return citizen_id in self._ids

    def __iter__(self) -> Iterator[str]:
        return iter(self._ids)

    def add(self, citizen_id: str) -> None:
        """Add a citizen, unless they are there."""
        if self._ids.insert(citizen_id):
            self._count.change(1)

    def discard(self, citizen_id: str) -> None:
        """Take a citizen away, if they are there."""
        if citizen_id in self._ids:
            self._ids.remove(citizen_id)
            self._count.change(-1)

    def after(self, citizen_id: str, most: int) -> list[str]:
        """Return up to `most` ids that come after `citizen_id`, in order."""
        return list(islice(self._ids.keys(citizen_id, excludemin=True), most))


class Watched(Persistent):
    """The references of the requests that one citizen watches, each with the moment since when."""

    def __init__(self) -> None:
        self._places = OOBTree()
        self._newest_first = LOBTree()

    def __contains__(self, reference: str) -> bool:
        return reference in self._places

    def add(self, reference: str, at: datetime) -> None:
        """Add a request, which is not there yet."""
        place = -int(at.timestamp() * 1_000_000)
        while not self._newest_first.insert(place, (reference, at)):
            place -= 1
        self._places[reference] = place

    def discard(self, reference: str) -> None:
        """Take a request away, if it is there."""
        if reference in self._places:
            del self._newest_first[self._places.pop(reference)]

    def newest_first(self) -> Iterator[tuple[str, datetime]]:
        """Return all of them, with the moment since when, the newest first."""
        return iter(self._newest_first.values())
