"""Indexing open requests anew, step by step, the newest first.

When the calendar has changed it renews their due days; a database made before there were any gets the words
that their staff search for.
"""

from serres_requests.catalog.catalog import RequestCatalog
from serres_requests.catalog.indexing import index_request
from serres_requests.catalog.queries import open_requests
from serres_requests.content_types.site import Site


def begin(catalog: RequestCatalog) -> None:
    """Have all open requests indexed anew, from the first on also when that was begun already."""
    catalog.due_days_from = catalog.newest


def advance(site: Site, most: int) -> bool:
    """Renew the next `most`; tell whether there are more. Each call is meant for a transaction of its own."""
    first = site.catalog.due_days_from
    if first is None:
        return False
    found = open_requests(site.catalog, first - 1, most)
    for _document_id, reference in found:
        index_request(site, site.requests.by_reference(reference))
    site.catalog.due_days_from = found[-1][0] + 1 if len(found) == most else None
    return site.catalog.due_days_from is not None
