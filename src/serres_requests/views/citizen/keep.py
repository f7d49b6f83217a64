"""What a citizen types is kept while they type it; their business is looked up when they ask for it."""

from typing import Any

from pyramid.httpexceptions import HTTPSeeOther
from pyramid.request import Request
from pyramid.view import view_config

from serres_requests.content_types.draft import Draft
from serres_requests.content_types.request_type import RequestType
from serres_requests.domain.access import Permission
from serres_requests.domain.errors import NotABusinessError, RefusedError, UnavailableError
from serres_requests.i18n import _
from serres_requests.services.filling import fill_from_registry, keep_step
from serres_requests.services.submission import submitted_already
from serres_requests.views.citizen.form_ticket import Ticket, ticket_of
from serres_requests.views.flash import flash
from serres_requests.views.presenters import clock_time

KEPT = _("Saved at ${time}.")
_KEPT_LOGGED_OUT = _("Saved at ${time}, but you are no longer logged in. Press the button to go on.")
NOT_KEPT = _("Not saved: this form was changed or sent on another page. Open it from «My requests».")

_FILLED_IN = _("The form was filled in from the tax office's business registry. Please check it.")
_NO_BUSINESS = _("The business registry knows no business of yours. Please fill in the form yourself.")
_NO_ANSWER = _("The business registry does not answer now. Please fill in the form yourself, or try again later.")


@view_config(
    route_name="keep",
    permission=Permission.SITE_VIEW,
    renderer="json",
    request_method="POST",
    require_csrf=False,
)
def keep(context: RequestType, request: Request) -> dict[str, Any]:
    """Keep the page as it is and say so in words; the browser asks for it while the citizen writes.

    Guarded by the form's ticket, like saving the form. ``address`` is where the draft can be taken up again.
    """
    ticket = ticket_of(request, context)
    draft = _keep(context, request, ticket)
    if draft is None:
        request.response.status_int = 409
        return {"words": request.localizer.translate(NOT_KEPT)}
    words = KEPT if request.citizen is not None else _KEPT_LOGGED_OUT
    time = {"time": clock_time(request, draft.saved_at)}
    return {"words": request.localizer.translate(_(words, mapping=time)), "address": _address(request, ticket)}


@view_config(
    route_name="ask_registry",
    permission=Permission.SITE_VIEW,
    request_method="POST",
    require_csrf=False,
)
def ask_registry(context: RequestType, request: Request) -> HTTPSeeOther:
    """Keep the page, look the citizen's own business up and fill in what is still empty."""
    ticket = ticket_of(request, context)
    draft = _keep(context, request, ticket)
    if draft is None:
        flash(request, NOT_KEPT)
        return HTTPSeeOther(request.route_path("my_requests"))
    if request.citizen is not None:
        flash(request, _look_up(request, draft))
    return HTTPSeeOther(_address(request, ticket))


def _keep(context: RequestType, request: Request, ticket: Ticket) -> Draft | None:
    uow, citizen = request.unit_of_work, request.site.citizens[ticket.citizen_id]
    if submitted_already(uow, citizen, ticket.draft_id):
        return None
    return keep_step(uow, citizen, context, ticket.draft_id, request.POST.get("step", ""), request.POST)


def _look_up(request: Request, draft: Draft) -> Any:
    try:
        fill_from_registry(request.unit_of_work, request.citizen, draft)
    except NotABusinessError:
        return _NO_BUSINESS
    except (RefusedError, UnavailableError):
        return _NO_ANSWER
    return _FILLED_IN


def _address(request: Request, ticket: Ticket) -> str:
    query = {"step": request.POST.get("step", "")}
    return str(request.route_path("drafts", draft=ticket.draft_id, _query=query))
