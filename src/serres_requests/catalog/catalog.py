"""The persistent catalogue of requests: its indexes and the map from document ids to requests."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from BTrees.IFBTree import IFSet
from persistent import Persistent
from repoze.catalog.catalog import Catalog
from repoze.catalog.indexes.field import CatalogFieldIndex
from substanced.content import content

from serres_requests.catalog.due_index import DueIndex
from serres_requests.catalog.figures_index import FiguresIndex
from serres_requests.catalog.sets import FAMILY, DocumentMap
from serres_requests.catalog.text_index import GreekTextIndex, StaffTextIndex
from serres_requests.content_types.container import Node
from serres_requests.domain.statistics import Standing

EVERYBODY = "everybody"
"""Who may read a request that the municipality has taken up."""
STAFF = "staff"

Kind = tuple[str, str, str]
"""Department, type and state of a request: one index for what queues, filters and facets ask for."""


@dataclass(frozen=True, slots=True)
class SearchDocument:
    """What the catalogue knows of a request. Indexes read these attributes by name.

    text: its public words, a line for each answer. audience: EVERYBODY or STAFF, the staff of its department.
    year: of its filing. assignee: log-in name of who deals with it, "" for nobody. cell: of the grid, that its
    public place lies in, "" without one. due: the last day for its answer, NO_DAY while the clock stands still,
    None when it is answered. standing: what it counts as in the statistics. staff_text: words that its staff alone
    may search for, "" when it is answered.
    """

    text: str
    audience: str
    kind: Kind
    year: int
    assignee: str = ""
    cell: str = ""
    due: date | None = None
    standing: Standing | None = None
    staff_text: str = ""


@cache
def kind_of(department: str, type_name: str, state: str) -> Kind:
    """Return the kind, the same object each time, so that a stored bucket has it once."""
    return (department, type_name, str(state))


class FieldIndex(CatalogFieldIndex):
    """repoze.catalog's field index with larger leaves."""

    family = FAMILY


class CellIndex(FieldIndex):
    """An index of cells that knows nothing of the many documents without a place."""

    def index_doc(self, document_id: int, document: SearchDocument) -> None:
        if document.cell:
            super().index_doc(document_id, document)
        else:
            self.unindex_doc(document_id)


class RequestIndexes(Persistent):
    """repoze.catalog with our indexes, and the sets of documents that queries are made of."""

    def __init__(self) -> None:
        self._catalog = Catalog()
        self._catalog["text"] = GreekTextIndex("text")
        for name in ("audience", "kind", "year", "assignee"):
            self._catalog[name] = FieldIndex(name)
        self.add_cells()
        self.add_due_days()
        self.add_figures()
        self.add_staff_text()

    def add_cells(self) -> bool:
        """Add the index of cells, also to indexes made before there was one; tell whether there was none."""
        if "cell" in self._catalog:
            return False
        self._catalog["cell"] = CellIndex("cell")
        return True

    def add_due_days(self) -> None:
        """Add the index of due days, also to indexes made before there was one."""
        if "due" not in self._catalog:
            self._catalog["due"] = DueIndex("due")

    def divide_due_days(self) -> None:
        """Put an index of due days by department in the place of one for all together."""
        if self.due.is_divided:
            return
        known = self.due.days()
        self._catalog["due"] = DueIndex("due")
        kinds = self.values_of("kind", [document_id for document_id, _day in known])
        for (document_id, day), (department, *_kind) in zip(known, kinds, strict=True):
            self.due.keep(document_id, department, date.fromordinal(day))

    def add_figures(self) -> bool:
        """Add the index of figures, also to indexes made before there was one; tell whether there was none."""
        if "standing" in self._catalog:
            return False
        self._catalog["standing"] = FiguresIndex("standing")
        return True

    def add_staff_text(self) -> None:
        """Add the index of what staff alone search in, also to indexes made before there was one."""
        if "staff_text" not in self._catalog:
            self._catalog["staff_text"] = StaffTextIndex("staff_text")

    def store(self, document_id: int, document: SearchDocument) -> None:
        """Index `document`, in place of what was known of it."""
        self._catalog.reindex_doc(document_id, document)

    def forget(self, document_id: int) -> None:
        """Take a document out of all indexes."""
        self._catalog.unindex_doc(document_id)

    @property
    def text(self) -> GreekTextIndex:
        """The index of public words."""
        index: GreekTextIndex = self._catalog["text"]
        return index

    @property
    def staff_text(self) -> StaffTextIndex:
        """The index of what staff alone search in."""
        index: StaffTextIndex = self._catalog["staff_text"]
        return index

    @property
    def due(self) -> DueIndex:
        """The index of due days."""
        index: DueIndex = self._catalog["due"]
        return index

    @property
    def figures(self) -> FiguresIndex:
        """The index behind the statistics."""
        index: FiguresIndex = self._catalog["standing"]
        return index

    def documents(self, index: str, value: object) -> Any:
        """Return the set of documents with `value` in the field index `index`."""
        found = self._catalog[index]._fwd_index.get(value)
        return IFSet() if found is None else found

    def values_of(self, index: str, document_ids: Iterable[int]) -> Iterator[Any]:
        """Return the value in the field index `index` of each document."""
        return map(self._catalog[index]._rev_index.__getitem__, document_ids)

    def has(self, index: str, document_id: int, value: object) -> bool:
        """Tell whether the document is under `value` in the field index `index`, there and back."""
        found = self._catalog[index]._rev_index.get(document_id)
        return bool(found == value and document_id in self.documents(index, value))

    def has_cell(self, document_id: int, cell: str) -> bool:
        """Tell whether the document is under `cell`, there and back; under none when it is ""."""
        return self.has("cell", document_id, cell) if cell else document_id not in self._catalog["cell"]._rev_index

    def kinds(self) -> list[tuple[Kind, Any]]:
        """Return all kinds that there are, each with its documents."""
        return list(self._catalog["kind"]._fwd_index.items())


@content("Request catalogue")
class RequestCatalog(Node):
    """Indexes of requests, whose document ids are handed out in filing order and negative.

    The newest request has the smallest id, so going up a result set is newest-first without sorting.
    """

    rebuilding: RequestIndexes | None = None
    """Indexes that are being filled anew, to take the place of `indexes`."""
    rebuilt_to = 0
    """The id of the newest request that is in them."""
    due_days_from: int | None = None
    """The id of the newest request whose due day may be of another calendar; None when there is none."""

    def __init__(self) -> None:
        self.indexes = RequestIndexes()
        self._references = DocumentMap()

    def allot_id(self, reference: str) -> int:
        """Return a new document id for `reference`, smaller than all before it."""
        document_id = self.newest - 1
        self._references[document_id] = reference
        return document_id

    @property
    def newest(self) -> int:
        """The id of the newest request, 0 without any."""
        return int(self._references.minKey()) if self._references else 0

    def reference(self, document_id: int) -> str:
        """Return the reference that has `document_id`."""
        return str(self._references[document_id])

    def reference_or_none(self, document_id: int) -> str | None:
        """Return the reference that has `document_id`, None when the id was not handed out."""
        reference: str | None = self._references.get(document_id)
        return reference

    def references(self, first: int, last: int) -> list[tuple[int, str]]:
        """Return the ids from `first` to `last` that were handed out, newest first, each with its reference."""
        return list(self._references.items(first, last))

    def store(self, document_id: int, document: SearchDocument) -> None:
        """Index `document`, in place of what was known of it."""
        self.indexes.store(document_id, document)
        if self.rebuilding is not None:
            self.rebuilding.store(document_id, document)
