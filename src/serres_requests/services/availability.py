"""Whether a service takes requests now, and from whom."""

from enum import StrEnum

from serres_requests.content_types.citizen import Citizen
from serres_requests.content_types.request_type import RequestType
from serres_requests.domain.definitions import Applicants
from serres_requests.domain.people import Identity
from serres_requests.domain.working_days import ATHENS
from serres_requests.services.unit_of_work import UnitOfWork


class Obstacle(StrEnum):
    """Why a request can't be made."""

    CLOSED = "closed"
    NOT_YET = "not_yet"
    OVER = "over"
    ONLY_PERSONS = "only_persons"


def obstacle(uow: UnitOfWork, request_type: RequestType, citizen: Citizen | None) -> Obstacle | None:
    """Return why `citizen` can't make a request of `request_type` now, None when they can."""
    return obstacle_for(uow, request_type, citizen.identity if citizen is not None else None)


def obstacle_for(uow: UnitOfWork, request_type: RequestType, identity: Identity | None) -> Obstacle | None:
    """Return why nobody like `identity`, None for anybody, can make a request of `request_type` now.

    The first and the last day are whole days in Greece. Whether a person has a business is for the registry to
    say, so services for businesses are open to persons too.
    """
    definition, today = request_type.definition, uow.now().astimezone(ATHENS).date()
    if not request_type.is_open:
        return Obstacle.CLOSED
    if definition.opens is not None and today < definition.opens:
        return Obstacle.NOT_YET
    if definition.closes is not None and today > definition.closes:
        return Obstacle.OVER
    if identity is not None and definition.applicants is Applicants.PERSON and not identity.is_person:
        return Obstacle.ONLY_PERSONS
    return None
