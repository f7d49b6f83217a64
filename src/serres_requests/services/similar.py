"""What somebody else asked already: requests of the same kind near the place of another."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from serres_requests.catalog.indexing import public_place
from serres_requests.catalog.queries import similar_requests
from serres_requests.content_types.request import Request
from serres_requests.content_types.site import Site
from serres_requests.domain.answers import Answer, Place
from serres_requests.domain.definitions import Definition
from serres_requests.domain.lifecycle import OPEN_STATES, WorkflowName
from serres_requests.domain.places import NEAR_METRES, cells_around, metres_between

MOST_SHOWN = 5
_MOST_LOOKED_AT = 20
"""The corners of the nine cells are too far away: of those that were found some are left out."""


@dataclass(frozen=True, slots=True)
class Similar:
    """A request that may be about the same thing, and its place in words.

    metres: how far away, None when a position is not known.
    """

    request: Request
    metres: float | None
    place: str


def similar_to(site: Site, definition: Definition, answers: Mapping[str, Answer]) -> list[Similar]:
    """Return up to `MOST_SHOWN` open public requests like one with `answers`, newest first (decision 25).

    Only everyday matters have a place at which many ask for the same.
    """
    place = public_place(definition, answers.get)
    if definition.workflow is not WorkflowName.EVERYDAY or place is None:
        return []
    references = similar_requests(site.catalog, definition.name, cells_around(place), place.words, _MOST_LOOKED_AT)
    requests = (site.requests.by_reference(reference) for reference in references)
    # The catalogue may be a moment behind: what is not public, or not open, any more is left out.
    public = (request for request in requests if request.is_public and request.state in OPEN_STATES)
    return list(islice(_near(site, place, public), MOST_SHOWN))


def similar_of_others(site: Site, request: Request) -> list[Similar]:
    """Return up to `MOST_SHOWN` requests of other citizens like `request`, newest first: all that its department
    has, in every state, for its people."""
    definition = site.request_types[request.type_name].version(request.type_version).definition
    place = public_place(definition, request.answer)
    if definition.workflow is not WorkflowName.EVERYDAY or place is None:
        return []
    references = similar_requests(
        site.catalog, definition.name, cells_around(place), place.words, _MOST_LOOKED_AT, request.department
    )
    requests = (site.requests.by_reference(reference) for reference in references)
    others = (other for other in requests if other.applicant_id != request.applicant_id)
    return list(islice(_near(site, place, others), MOST_SHOWN))


def _near(site: Site, place: Place, requests: Iterable[Request]) -> Iterator[Similar]:
    for request in requests:
        found = _similar(request, site, place)
        if found is not None:
            yield found


def _similar(request: Request, site: Site, place: Place) -> Similar | None:
    own = site.request_types[request.type_name].version(request.type_version).definition
    other = public_place(own, request.answer)
    metres = metres_between(place, other) if other is not None else None
    words = other.words if other is not None else ""
    return None if metres is not None and metres > NEAR_METRES else Similar(request, metres, words)
