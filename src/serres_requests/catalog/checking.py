"""Comparing the catalogue with the tree: every difference by name."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain

from serres_requests.catalog.catalog import RequestCatalog
from serres_requests.catalog.indexing import document_of
from serres_requests.content_types.request import Request
from serres_requests.content_types.site import Site


class Fault(StrEnum):
    """What can be wrong between a request and the catalogue."""

    NOT_THERE = "is in the catalogue, but not in the tree"
    NOT_INDEXED = "is filed, but not in the catalogue"
    OTHER_ID = "has another document id in the catalogue"
    TEXT = "has other public words in the catalogue"
    STAFF_TEXT = "has other words for its staff in the catalogue"
    AUDIENCE = "has another audience in the catalogue"
    KIND = "has another department, type or state in the catalogue"
    YEAR = "has another year in the catalogue"
    ASSIGNEE = "is somebody else's in the catalogue"
    CELL = "has another place in the catalogue"
    DUE = "has another last day for its answer in the catalogue"
    STANDING = "counts as something else in the statistics"
    COUNTS = "is counted wrongly in the statistics"
    STRAY = "is a document id that no request has"


_FIELDS = {"audience": Fault.AUDIENCE, "kind": Fault.KIND, "year": Fault.YEAR, "assignee": Fault.ASSIGNEE}


@dataclass(frozen=True, slots=True)
class Difference:
    """One fault of one request, named by its reference, of a document id without request, or of a type's count."""

    subject: str
    fault: Fault

    def __str__(self) -> str:
        return f"{self.subject} {self.fault.value}"


def differences(site: Site) -> Iterator[Difference | None]:
    """Go through catalogue and tree and yield each difference; None for each request that is sound.

    Requests whose indexing still waits in the outbox are not told apart: let it be done before.
    """
    catalog = site.catalog
    for document_id, reference in catalog.references(catalog.newest, -1):
        yield from _of_entry(site, document_id, reference)
    for request in chain.from_iterable(year.values() for year in site.requests.values()):
        if request.protocol is not None and catalog.reference_or_none(request.document_id) != request.reference:
            fault = Fault.OTHER_ID if request.document_id else Fault.NOT_INDEXED
            yield Difference(request.reference, fault)
        request._p_deactivate()
    yield from (Difference(str(document_id), Fault.STRAY) for document_id in _strays(catalog))
    yield from (Difference("/".join(kind), Fault.COUNTS) for kind in catalog.indexes.figures.miscounted())


def _of_entry(site: Site, document_id: int, reference: str) -> Iterator[Difference | None]:
    try:
        request = site.requests.by_reference(reference)
    except KeyError:
        yield Difference(reference, Fault.NOT_THERE)
        return
    faults = _faults(site, document_id, request)
    yield from (Difference(reference, fault) for fault in faults)
    if not faults:
        yield None
    request._p_deactivate()


def _faults(site: Site, document_id: int, request: Request) -> list[Fault]:
    indexes, document = site.catalog.indexes, document_of(site, request)
    if document_id not in indexes.text:
        return [Fault.NOT_INDEXED]
    wrong = [] if indexes.text.is_up_to_date(document_id, document.text) else [Fault.TEXT]
    if not indexes.staff_text.is_up_to_date(document_id, document.staff_text):
        wrong.append(Fault.STAFF_TEXT)
    if not indexes.has_cell(document_id, document.cell):
        wrong.append(Fault.CELL)
    differing = (name for name in _FIELDS if not indexes.has(name, document_id, getattr(document, name)))
    late = [] if indexes.due.has(document_id, document.kind[0], document.due) else [Fault.DUE]
    if not indexes.figures.has(document_id, document.standing):
        late.append(Fault.STANDING)
    return [*wrong, *(_FIELDS[name] for name in differing), *late]


def _strays(catalog: RequestCatalog) -> Iterator[int]:
    indexes = catalog.indexes
    for_staff = (one for one in indexes.staff_text if one not in indexes.text)
    return (one for one in chain(indexes.text, for_staff) if catalog.reference_or_none(one) is None)
