"""Making the catalogue's indexes anew while the old ones serve: step by step, and resumed where it was left."""

from dataclasses import dataclass

from serres_requests.catalog.catalog import RequestCatalog, RequestIndexes
from serres_requests.catalog.indexing import document_of
from serres_requests.content_types.site import Site


@dataclass(frozen=True, slots=True)
class Progress:
    """How many of `total` requests are in the new indexes."""

    done: int
    total: int

    @property
    def is_complete(self) -> bool:
        """Tell whether the new indexes have taken the place of the old."""
        return self.done == self.total


def progress(catalog: RequestCatalog) -> Progress | None:
    """Return how far the rebuilding is, None when there is none."""
    return Progress(-catalog.rebuilt_to, -catalog.newest) if catalog.rebuilding is not None else None


def begin(catalog: RequestCatalog) -> None:
    """Begin to rebuild, unless it was begun already. What is indexed from now on is indexed in both."""
    if catalog.rebuilding is None:
        catalog.rebuilding = RequestIndexes()
        catalog.rebuilt_to = 0


def advance(site: Site, most: int) -> Progress:
    """Index the next `most` requests, from the oldest on; with the last of them the new indexes replace the old.

    Each call is meant for a transaction of its own. Rebuilding must have been begun.
    """
    catalog = site.catalog
    indexes = catalog.rebuilding
    if indexes is None:
        raise ValueError("no rebuilding was begun")
    first = max(catalog.rebuilt_to - most, catalog.newest)
    for document_id, reference in catalog.references(first, catalog.rebuilt_to - 1):
        indexes.store(document_id, document_of(site, site.requests.by_reference(reference)))
    catalog.rebuilt_to = first
    if first == catalog.newest:
        catalog.indexes = indexes
        catalog.rebuilding = None
    return Progress(-first, -catalog.newest)
