"""The BTrees of the catalogue, with leaves so large that a search loads few of them.

BTrees' own hold 120 ids: four common words among 40,000 requests loaded 159 leaves, with these 11. Each indexing
writes the newest leaf of its terms anew, so larger ones cost space until the next packing.
"""

from types import SimpleNamespace

import BTrees
from BTrees.IFBTree import IFTreeSet
from BTrees.IOBTree import IOBTree


class DocumentSet(IFTreeSet):
    """A set of document ids."""

    max_leaf_size = 480
    max_internal_size = 500


class DocumentMap(IOBTree):
    """From document ids to short values."""

    max_leaf_size = 240
    max_internal_size = 500


_INTEGERS = SimpleNamespace(**{**vars(BTrees.family32.IF), "TreeSet": DocumentSet})
_OBJECTS = SimpleNamespace(**{**vars(BTrees.family32.IO), "BTree": DocumentMap})
FAMILY = SimpleNamespace(IF=_INTEGERS, IO=_OBJECTS, OO=BTrees.family32.OO)
"""What indexes of zope.index take for their BTrees."""
