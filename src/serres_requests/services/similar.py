"""What somebody else asked already: requests of the same kind near the place of another."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from serres_requests.catalog.indexing import public_place
from serres_requests.catalog.queries import similar_requests
from serres_requests.catalog.streets import spot_of
from serres_requests.content_types.request import Request
from serres_requests.content_types.site import Site
from serres_requests.domain.answers import Answer, Place
from serres_requests.domain.definitions import Definition
from serres_requests.domain.lifecycle import OPEN_STATES, WorkflowName
from serres_requests.domain.places import NEAR_METRES, cells_around, metres_between

MOST_SHOWN = 5
_MOST_LOOKED_AT = 20
"""The corners of the nine cells are too far away: of those that were found some are left out."""
_MOST_OF_A_STREET = 50
"""Most numbers of a long street are too far away."""


@dataclass(frozen=True, slots=True)
class Similar:
    """A request that may be about the same thing, and its place in words.

    metres: how far away, None when a position is not known.
    """

    request: Request
    metres: float | None
    place: str


def similar_to(
    site: Site, definition: Definition, answers: Mapping[str, Answer], citizen_id: str
) -> list[Similar]:
    """Return up to `MOST_SHOWN` open public requests of others than a citizen, like one with `answers`, newest
    first (decision 25).

    Only everyday matters have a place at which many ask for the same.
    """
    place = public_place(definition, answers.get)
    if place is None:
        return []
    others = _of_others(site, definition, place, citizen_id)
    # The catalogue may be a moment behind: what is not public, or not open, any more is left out.
    public = (request for request in others if request.is_public and request.state in OPEN_STATES)
    return list(islice(_near(site, place, public), MOST_SHOWN))


def similar_of_others(site: Site, request: Request) -> list[Similar]:
    """Return up to `MOST_SHOWN` requests of other citizens like `request`, newest first: all that its department
    has, in every state, for its people."""
    definition = site.request_types[request.type_name].version(request.type_version).definition
    place = public_place(definition, request.answer)
    if place is None:
        return []
    others = _of_others(site, definition, place, request.applicant_id, request.department)
    return list(islice(_near(site, place, others), MOST_SHOWN))


def _of_others(
    site: Site, definition: Definition, place: Place, citizen_id: str, department: str = ""
) -> Iterator[Request]:
    """Yield what may be near, of others than a citizen; department: as `similar_requests` has it."""
    if definition.workflow is not WorkflowName.EVERYDAY:
        return
    cells, words = cells_around(place), " ".join(spot_of(place.words).names)
    most = _MOST_LOOKED_AT if cells else _MOST_OF_A_STREET
    for reference in similar_requests(site.catalog, definition.name, cells, words, most, department):
        request = site.requests.by_reference(reference)
        if request.applicant_id != citizen_id:
            yield request


def _near(site: Site, place: Place, requests: Iterable[Request]) -> Iterator[Similar]:
    for request in requests:
        own = site.request_types[request.type_name].version(request.type_version).definition
        other = public_place(own, request.answer)
        metres = metres_between(place, other) if other else None
        if other and (_are_near(place, other) if metres is None else metres <= NEAR_METRES):
            yield Similar(request, metres, other.words)


def _are_near(place: Place, other: Place) -> bool:
    """Tell it by the words: the position of one is not known."""
    return spot_of(place.words).is_near(spot_of(other.words))
