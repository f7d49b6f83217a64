"""A folder for what citizens make: a BTree with names and parents, without Substance D's indexing events."""

from collections.abc import Iterator
from typing import Any

from BTrees.OOBTree import OOBTree
from persistent import Persistent


class Node(Persistent):
    """Something with a place in the tree."""

    __name__: str | None = None
    __parent__: Any = None


class Container(Node):
    """Children by name. What every submission touches must not meet at a catalogue or a shared counter."""

    def __init__(self) -> None:
        self._children = OOBTree()

    def __getitem__(self, name: str) -> Any:
        return self._children[name]

    def get(self, name: str, default: Any = None) -> Any:
        return self._children.get(name, default)

    def __contains__(self, name: str) -> bool:
        return name in self._children

    def __setitem__(self, name: str, child: Node) -> None:
        """Put `child` under `name`; raise KeyError when the name is taken."""
        if not self._children.insert(name, child):
            raise KeyError(name)
        child.__name__ = name
        child.__parent__ = self

    def __delitem__(self, name: str) -> None:
        child = self._children.pop(name)
        child.__parent__ = None

    def __iter__(self) -> Iterator[str]:
        return iter(self._children)

    def __len__(self) -> int:
        """Count the children by walking the BTree: for containers known to be small."""
        return len(self._children)

    def values(self) -> Iterator[Any]:
        """Return the children in the order of their names."""
        return iter(self._children.values())
