"""What somebody else asked already: open public requests of the same kind near the place of a new one."""

from collections.abc import Mapping
from dataclasses import dataclass

from serres_requests.catalog.indexing import public_place
from serres_requests.catalog.queries import similar_requests
from serres_requests.content_types.request import Request
from serres_requests.content_types.site import Site
from serres_requests.domain.answers import Answer, Place
from serres_requests.domain.definitions import Definition
from serres_requests.domain.lifecycle import ACCEPTED_STATES, OPEN_STATES, WorkflowName
from serres_requests.domain.places import NEAR_METRES, cells_around, metres_between

MOST_SHOWN = 5
_MOST_LOOKED_AT = 20
"""The corners of the nine cells are too far away: of those that were found some are left out."""


@dataclass(frozen=True, slots=True)
class Similar:
    """A request that may be about the same thing. metres: how far away, None when a position is not known."""

    request: Request
    metres: float | None


def similar_to(site: Site, definition: Definition, answers: Mapping[str, Answer]) -> list[Similar]:
    """Return up to `MOST_SHOWN` open public requests like one with `answers`, newest first (decision 25).

    Only everyday matters have a place at which many ask for the same.
    """
    place = public_place(definition, answers.get)
    if definition.workflow is not WorkflowName.EVERYDAY or place is None:
        return []
    references = similar_requests(site.catalog, definition.name, cells_around(place), place.words, _MOST_LOOKED_AT)
    found = (_similar(site.requests.by_reference(reference), definition, site, place) for reference in references)
    return [one for one in found if one is not None][:MOST_SHOWN]


def _similar(request: Request, definition: Definition, site: Site, place: Place) -> Similar | None:
    """The catalogue may be a moment behind: what is not public, or not open, any more is left out."""
    if request.state not in ACCEPTED_STATES & OPEN_STATES:
        return None
    own = site.request_types[definition.name].version(request.type_version).definition
    other = public_place(own, request.answer)
    metres = metres_between(place, other) if other is not None else None
    return None if metres is not None and metres > NEAR_METRES else Similar(request, metres)
