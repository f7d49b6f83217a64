"""What somebody can do about a public request: say that it interests them, or that it does so no more."""

from dataclasses import dataclass
from enum import StrEnum

from pyramid.request import Request

from serres_requests.content_types.request import Request as CitizenRequest
from serres_requests.services.watching import is_watching


class Standing(StrEnum):
    """How who looks stands to the request."""

    STRANGER = "stranger"
    """Nobody is logged in: the way leads through the log-in and back."""
    CITIZEN = "citizen"
    WATCHER = "watcher"
    APPLICANT = "applicant"
    STAFF = "staff"


@dataclass(frozen=True, slots=True)
class Interest:
    """The standing, and the address that changes it; of the applicant, that of their own page; of staff, none."""

    standing: Standing
    url: str


def interest(request: Request, subject: CitizenRequest) -> Interest:
    """Return how who looks stands to `subject`, which is public; nobody but the applicant learns whose it is."""
    protocol, citizen = subject.protocol, request.citizen
    if protocol is None:
        raise ValueError("a request without protocol number is not public")
    place = {"year": protocol.year, "number": protocol.number}
    if citizen is not None and citizen.id == subject.applicant_id:
        return Interest(Standing.APPLICANT, request.route_path("my_request", request=subject.id))
    if citizen is not None:
        standing = Standing.WATCHER if is_watching(citizen, subject) else Standing.CITIZEN
        route = "unwatch" if standing is Standing.WATCHER else "watch"
        return Interest(standing, request.route_path(route, **place))
    if request.identity is not None:
        return Interest(Standing.STAFF, "")
    page = request.route_path("public_request", **place)
    return Interest(Standing.STRANGER, request.route_path("login", _query={"came_from": page}))
