"""The persistent catalogue of requests: its indexes and the map from document ids to requests."""

from dataclasses import dataclass

from BTrees.IOBTree import IOBTree
from repoze.catalog.catalog import Catalog
from repoze.catalog.indexes.field import CatalogFieldIndex
from repoze.catalog.indexes.keyword import CatalogKeywordIndex
from substanced.content import content

from serres_requests.catalog.lexicon import GreekTextIndex
from serres_requests.content_types.container import Node

PUBLIC = "public"


def department_reader(department: str) -> str:
    """Return the name under which the staff of `department` reads in the catalogue."""
    return f"department:{department}"


@dataclass(frozen=True, slots=True)
class SearchDocument:
    """What the catalogue knows of a request. Indexes read these attributes by name.

    readers: who may find it; text: its public words alone.
    """

    text: str
    readers: tuple[str, ...]
    department: str
    type_name: str
    state: str


@content("Request catalogue")
class RequestCatalog(Node):
    """repoze.catalog with document ids handed out in filing order and negative.

    The newest request has the smallest id, so going up a result set is newest-first without sorting.
    """

    def __init__(self) -> None:
        self.index = Catalog()
        self.index["text"] = GreekTextIndex("text")
        self.index["readers"] = CatalogKeywordIndex("readers")
        self.index["department"] = CatalogFieldIndex("department")
        self.index["type_name"] = CatalogFieldIndex("type_name")
        self.index["state"] = CatalogFieldIndex("state")
        self._references = IOBTree()

    def allot_id(self, reference: str) -> int:
        """Return a new document id for `reference`, smaller than all before it."""
        document_id: int = self._references.minKey() - 1 if self._references else -1
        self._references[document_id] = reference
        return document_id

    def reference(self, document_id: int) -> str:
        """Return the reference that has `document_id`."""
        return str(self._references[document_id])

    def store(self, document_id: int, document: SearchDocument) -> None:
        """Index `document`, in place of what was known of it."""
        self.index.reindex_doc(document_id, document)
