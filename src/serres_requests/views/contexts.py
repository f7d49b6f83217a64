"""From an address to the node whose ACL decides; what is not there, or not to be known, is a 404."""

from typing import Any

from pyramid.httpexceptions import HTTPForbidden, HTTPNotFound
from pyramid.request import Request

from serres_requests.content_types.citizen import Citizen
from serres_requests.content_types.draft import Draft
from serres_requests.content_types.protocol_register import RegisterEntry
from serres_requests.content_types.request import Request as CitizenRequest
from serres_requests.content_types.request_type import RequestType
from serres_requests.content_types.site import Site
from serres_requests.services.access import Process


def site(request: Request) -> Site:
    """The root."""
    root: Site = request.site
    return root


def process(_request: Request) -> Process:
    """What needs no database."""
    return Process()


def service(request: Request) -> RequestType:
    """The request type named in the address; one that was never published is as if it were not there."""
    found: RequestType | None = request.site.request_types.get(request.matchdict["type"])
    if found is None or not found.is_published:
        raise HTTPNotFound
    return found


def own_account(request: Request) -> Citizen:
    """The node of the citizen who is logged in; an administrator has none either."""
    if request.citizen is None:
        raise HTTPForbidden
    own: Citizen = request.citizen
    return own


def own_draft(request: Request) -> Draft:
    """One of the citizen's own drafts."""
    found: Draft = _own(request, lambda citizen: citizen.drafts.get(request.matchdict["draft"]))
    return found


def own_request(request: Request) -> CitizenRequest:
    """One of the citizen's own requests."""

    def find(citizen: Citizen) -> CitizenRequest | None:
        reference = citizen.reference_of(request.matchdict["request"])
        return request.site.requests.by_reference(reference) if reference else None

    found: CitizenRequest = _own(request, find)
    return found


def public_request(request: Request) -> CitizenRequest:
    """An accepted request, by year and number of its protocol; others are as if they were not there."""
    entry = request.site.register.entry(int(request.matchdict["year"]), int(request.matchdict["number"]))
    found: CitizenRequest | None = (
        request.site.requests.by_reference(entry.key) if isinstance(entry, RegisterEntry) else None
    )
    if found is None or not found.is_public:
        raise HTTPNotFound
    return found


def _own(request: Request, find: Any) -> Any:
    found = find(own_account(request))
    if found is None:
        raise HTTPNotFound
    return found
