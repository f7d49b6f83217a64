"""A folder for what citizens make: BTrees with names and parents, without Substance D's indexing events."""

from bisect import bisect_right
from collections.abc import Iterator
from itertools import chain
from typing import Any

from BTrees.OOBTree import OOBTree
from persistent import Persistent


class Node(Persistent):
    """Something with a place in the tree."""

    __name__: str | None = None
    __parent__: Any = None


class QuickLookup:
    """For folders of Substance D that pages look into again and again: children are found without its metrics."""

    data: Any

    def __getitem__(self, name: str) -> Any:
        return self.data[name]


class Container(Node):
    """Children by name. What every submission touches must not meet at a catalogue or a shared counter."""

    def __init__(self) -> None:
        self._children = OOBTree()

    def __getitem__(self, name: str) -> Any:
        return self._tree(name)[name]

    def get(self, name: str, default: Any = None) -> Any:
        return self._tree(name).get(name, default)

    def __contains__(self, name: str) -> bool:
        return name in self._tree(name)

    def __setitem__(self, name: str, child: Node) -> None:
        """Put `child` under `name`; raise KeyError when the name is taken."""
        if not self._tree(name).insert(name, child):
            raise KeyError(name)
        child.__name__ = name
        child.__parent__ = self

    def __delitem__(self, name: str) -> None:
        child = self._tree(name).pop(name)
        child.__parent__ = None

    def __iter__(self) -> Iterator[str]:
        return chain.from_iterable(self._trees())

    def __len__(self) -> int:
        """Count the children by walking the BTrees: for containers known to be small."""
        return sum(map(len, self._trees()))

    def values(self) -> Iterator[Any]:
        """Return the children in the order of their names."""
        return chain.from_iterable(tree.values() for tree in self._trees())

    def _tree(self, name: str) -> Any:  # noqa: ARG002  there is one for all names
        """Return the BTree that `name` belongs in."""
        return self._children

    def _trees(self) -> tuple[Any, ...]:
        """Return the BTrees in the order of the names in them."""
        return (self._children,)


_STARTS = [f"{number:02x}" for number in range(256)]
"""How names that are random hexadecimal digits begin."""


class WideContainer(Container):
    """Children by random id in 256 BTrees, so that many writers at once do not meet.

    Whoever puts something into a BTree while another splits one of its buckets gets a conflict: one BTree had that
    at every eighth submission of eight citizens at once.
    """

    def __init__(self) -> None:
        self._parts = tuple(OOBTree() for _ in _STARTS)

    def _tree(self, name: str) -> Any:
        return self._parts[max(bisect_right(_STARTS, name[:2]) - 1, 0)]

    def _trees(self) -> tuple[Any, ...]:
        return self._parts
