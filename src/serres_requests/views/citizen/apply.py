"""Filling a form: what is typed is kept at every step, checked, previewed and submitted once."""

from typing import Any

from pyramid.exceptions import BadCSRFToken
from pyramid.httpexceptions import HTTPForbidden, HTTPSeeOther
from pyramid.request import Request
from pyramid.response import Response
from pyramid.view import view_config

from serres_requests.content_types.citizen import Citizen
from serres_requests.content_types.draft import Draft
from serres_requests.content_types.request_type import RequestType
from serres_requests.domain.access import Permission
from serres_requests.domain.identifiers import new_id
from serres_requests.i18n import _
from serres_requests.services.drafts import drop_draft
from serres_requests.services.filling import fill_draft
from serres_requests.services.submission import submit, submitted_already
from serres_requests.views.citizen.form_ticket import Ticket, read_ticket
from serres_requests.views.citizen.form_view import draft_form, form_page
from serres_requests.views.files import file_response
from serres_requests.views.flash import flash
from serres_requests.views.presenters import all_answers, definition_of

FORM = "serres_requests:templates/citizen/apply.pt"


@view_config(route_name="apply", permission=Permission.SERVICE_APPLY, renderer=FORM, request_method="GET")
def begin(context: RequestType, request: Request) -> dict[str, Any] | HTTPSeeOther:
    """An empty form. Nothing is stored before something is sent. The page of a closed service says so."""
    if not context.is_open:
        return HTTPSeeOther(request.route_path("service", type=context.name))
    if request.citizen is None:
        raise HTTPForbidden
    ticket = Ticket(request.citizen.id, context.name, new_id())
    return form_page(request, context.definition, ticket, draft_form(request, context.definition, None), {})


@view_config(route_name="drafts", permission=Permission.ACCOUNT_VIEW, renderer=FORM, request_method="GET")
def resume(context: Draft, request: Request) -> dict[str, Any]:
    """The form as it was left; what is wrong is shown when it was sent before."""
    definition = definition_of(request, context)
    form = draft_form(request, definition, context)
    if not context.complete and "check" in request.GET:
        form.answers(context.typed)
    ticket = Ticket(request.citizen.id, context.type_name, context.id)
    return form_page(request, definition, ticket, form, context.typed)


@view_config(
    route_name="apply",
    permission=Permission.SITE_VIEW,
    renderer=FORM,
    request_method="POST",
    require_csrf=False,
)
def save(context: RequestType, request: Request) -> dict[str, Any] | HTTPSeeOther:
    """Keep what was sent, then show what is wrong or go on to the preview.

    The form carries a signed ticket that only we can have given to this citizen. It takes the place of the
    session's CSRF token: when the session ended while they were writing, what they sent is still kept.
    """
    ticket = read_ticket(request, context)
    if ticket is None:
        raise BadCSRFToken
    citizen: Citizen = request.site.citizens[ticket.citizen_id]
    if request.citizen is not None and request.citizen is not citizen:
        raise HTTPForbidden
    if submitted_already(request.unit_of_work, citizen, ticket.draft_id):
        return HTTPSeeOther(request.route_path("my_request", request=ticket.draft_id))
    filled = fill_draft(request.unit_of_work, citizen, context, ticket.draft_id, request.POST)
    draft_url = request.route_path("drafts", draft=ticket.draft_id, _query={"check": "1"})
    if request.citizen is None:
        return HTTPSeeOther(request.route_path("login", _query={"came_from": draft_url, "kept": "1"}))
    if filled.is_valid:
        return HTTPSeeOther(request.route_path("preview", draft=ticket.draft_id))
    request.response.status_int = 422
    form = draft_form(request, filled.definition, filled.draft, filled.refused)
    form.answers(filled.draft.typed)
    return form_page(request, filled.definition, ticket, form, filled.draft.typed)


@view_config(
    route_name="preview",
    permission=Permission.ACCOUNT_VIEW,
    renderer="serres_requests:templates/citizen/preview.pt",
    request_method="GET",
)
def preview(context: Draft, request: Request) -> dict[str, Any] | HTTPSeeOther:
    """Everything once more before it is sent for good."""
    definition = definition_of(request, context)
    answers = draft_form(request, definition, context).answers(context.typed)
    if answers is None:
        return HTTPSeeOther(request.route_path("drafts", draft=context.id, _query={"check": "1"}))
    return {
        "title": definition.title.in_language(request.locale_name),
        "answers": all_answers(request, context, answers.items()),
        "applicant": request.citizen.identity,
        "file_url": lambda name: request.route_path("draft_file", draft=context.id, file=name),
        "edit_url": request.route_path("drafts", draft=context.id),
        "submit_url": request.route_path("submit", draft=context.id),
    }


@view_config(route_name="submit", permission=Permission.ACCOUNT_EDIT, request_method="POST")
def submit_draft(context: Citizen, request: Request) -> HTTPSeeOther:
    """Submit once, however often the button is pressed."""
    draft_id = request.matchdict["draft"]
    page = HTTPSeeOther(request.route_path("my_request", request=draft_id))
    if submitted_already(request.unit_of_work, context, draft_id):
        return page
    draft = context.drafts.get(draft_id)
    if draft is None:
        flash(request, _("This draft is no longer there."))
        return HTTPSeeOther(request.route_path("my_requests"))
    context.language = request.locale_name
    if submit(request.unit_of_work, context, draft) is None:
        return HTTPSeeOther(request.route_path("drafts", draft=draft_id, _query={"check": "1"}))
    return page


@view_config(route_name="discard", permission=Permission.ACCOUNT_VIEW, request_method="POST")
def discard(context: Draft, request: Request) -> HTTPSeeOther:
    """Throw a draft away."""
    drop_draft(request.citizen, context)
    flash(request, _("The draft was thrown away."))
    return HTTPSeeOther(request.route_path("my_requests"))


@view_config(route_name="draft_file", permission=Permission.ACCOUNT_VIEW, request_method="GET")
def draft_file(context: Draft, request: Request) -> Response:
    """A file of a draft."""
    return file_response(context.attachment(request.matchdict["file"]), request)
