"""Accepted requests for everybody: keyword search and the page of one, public fields alone."""

from typing import Any

from pyramid.request import Request
from pyramid.view import view_config

from serres_requests.catalog.queries import accepted_requests
from serres_requests.content_types.request import Request as CitizenRequest
from serres_requests.domain.access import Permission
from serres_requests.views.paging import start_of
from serres_requests.views.presenters import public_request

PAGE_SIZE = 20


@view_config(
    route_name="search",
    permission=Permission.SITE_VIEW,
    renderer="serres_requests:templates/public/search.pt",
    request_method="GET",
)
def search(request: Request) -> dict[str, Any]:
    """Accepted requests with all words of ``?q=``, newest first."""
    words = request.GET.get("q", "").strip()[:200]
    page = accepted_requests(request.site.catalog, words, start=start_of(request), size=PAGE_SIZE)
    found = [request.site.requests.by_reference(reference) for reference in page.references]
    return {"words": words, "page": page, "results": [public_request(request, subject) for subject in found]}


@view_config(
    route_name="public_request",
    permission=Permission.REQUEST_VIEW_PUBLIC,
    renderer="serres_requests:templates/public/request.pt",
    request_method="GET",
)
def show(context: CitizenRequest, request: Request) -> dict[str, Any]:
    """The public side of one accepted request."""
    return {"subject": public_request(request, context)}
