"""The citizen watches a request of somebody else, stops, and sees what they watch."""

from datetime import datetime
from typing import Any

from pyramid.httpexceptions import HTTPSeeOther
from pyramid.request import Request
from pyramid.view import view_config

from serres_requests.content_types.citizen import Citizen
from serres_requests.content_types.request import Request as CitizenRequest
from serres_requests.domain.access import Permission
from serres_requests.i18n import _
from serres_requests.services.watching import public_among, unwatch, watch, watched_by
from serres_requests.views.addresses import safe_path
from serres_requests.views.flash import flash
from serres_requests.views.interest import interest
from serres_requests.views.paging import slice_of
from serres_requests.views.posted import posted
from serres_requests.views.presenters import moment, public_request

PAGE_SIZE = 20

_WATCHING = _("You will be told of the progress of request ${number}.")
_OWN = _("This is your own request: you are told of its progress anyway.")
_STOPPED = _("You will get no more messages about request ${number}.")


@view_config(
    route_name="watching",
    permission=Permission.ACCOUNT_VIEW,
    renderer="serres_requests:templates/citizen/watching.pt",
    request_method="GET",
)
def watching(context: Citizen, request: Request) -> dict[str, Any]:
    """What the citizen watches, what they chose last first and some at a time."""
    page = slice_of(request, watched_by(context), PAGE_SIZE)
    public = public_among(request.site, page.items)
    return {"page": page, "subjects": [_line(request, subject, since) for subject, since in public]}


@view_config(route_name="watch", permission=Permission.REQUEST_WATCH, request_method="POST")
def begin(context: CitizenRequest, request: Request) -> HTTPSeeOther:
    """Begin to watch."""
    has_begun = watch(request.unit_of_work, request.citizen, context)
    return _back(context, request, _WATCHING if has_begun else _OWN)


@view_config(route_name="unwatch", permission=Permission.REQUEST_WATCH, request_method="POST")
def stop(context: CitizenRequest, request: Request) -> HTTPSeeOther:
    """Stop to watch."""
    unwatch(request.citizen, context)
    return _back(context, request, _STOPPED)


def _line(request: Request, subject: CitizenRequest, since: datetime) -> dict[str, Any]:
    return {
        "public": public_request(request, subject),
        "since": moment(request, since),
        "interest": interest(request, subject),
    }


def _back(context: CitizenRequest, request: Request, words: Any) -> HTTPSeeOther:
    """Lead back to the page that the button was on."""
    flash(request, _(words, mapping={"number": str(context.protocol)}))
    page = public_request(request, context).path
    return HTTPSeeOther(safe_path(posted(request, "came_from")) or page)
