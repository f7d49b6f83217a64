"""Filling a form: what is typed is kept at every step, checked, previewed and submitted once."""

from typing import Any

from pyramid.httpexceptions import HTTPForbidden, HTTPSeeOther
from pyramid.request import Request
from pyramid.response import Response
from pyramid.view import view_config

from serres_requests.content_types.citizen import Citizen
from serres_requests.content_types.draft import Draft
from serres_requests.content_types.request_type import RequestType, RequestTypeVersion
from serres_requests.domain.access import Permission
from serres_requests.domain.identifiers import new_id
from serres_requests.forms.composite import SEPARATOR
from serres_requests.forms.evaluation import Evaluation
from serres_requests.forms.typed import ADD_ITEM, DROP_ITEM
from serres_requests.i18n import _
from serres_requests.services.availability import obstacle
from serres_requests.services.drafts import drop_draft
from serres_requests.services.filling import Filled, evaluate_draft, fill_step, read_step, shown_steps, step_named
from serres_requests.services.prefill import certified, prefilled
from serres_requests.services.submission import submit, submitted_already
from serres_requests.views.citizen.form_ticket import Ticket, ticket_of
from serres_requests.views.citizen.form_view import StepPage, computed_words
from serres_requests.views.citizen.similar import shown_similar
from serres_requests.views.files import file_response
from serres_requests.views.flash import flash
from serres_requests.views.posted import posted
from serres_requests.views.presenters import OBSTACLE_WORDS, all_answers

FORM = "serres_requests:templates/citizen/apply.pt"


@view_config(route_name="apply", permission=Permission.SERVICE_APPLY, renderer=FORM, request_method="GET")
def begin(context: RequestType, request: Request) -> dict[str, Any] | HTTPSeeOther:
    """A form that holds what is known already. Nothing is stored yet. The page of a closed service says so."""
    if obstacle(request.unit_of_work, context, request.citizen):
        return HTTPSeeOther(request.route_path("service", type=context.name))
    if request.citizen is None:
        raise HTTPForbidden
    version = context.current
    typed = prefilled(request.unit_of_work, request.citizen, context.name, version.definition.fields)
    evaluation = evaluate_draft(request.site, version, typed, None)
    page = StepPage(request, context, version, None, typed, evaluation, version.definition.steps[0])
    return page.render(page.form(), Ticket(request.citizen.id, context.name, new_id()))


@view_config(route_name="drafts", permission=Permission.ACCOUNT_VIEW, renderer=FORM, request_method="GET")
def resume(context: Draft, request: Request) -> dict[str, Any]:
    """A step as it was left, the asked one or the first that is not right; ``?check`` shows what is wrong."""
    version = version_of(request, context)
    evaluation = evaluate_draft(request.site, version, context.typed, context)
    asked = request.GET.get("step") or first_wrong(version, evaluation)
    service, step = request.site.request_types[context.type_name], step_named(version.definition, asked)
    page = StepPage(request, service, version, context, context.typed, evaluation, step)
    form = page.form()
    if "check" in request.GET:
        form.answers()
    return page.render(form, Ticket(request.citizen.id, context.type_name, context.id))


@view_config(
    route_name="apply",
    permission=Permission.SITE_VIEW,
    renderer=FORM,
    request_method="POST",
    require_csrf=False,
)
def save(context: RequestType, request: Request) -> dict[str, Any] | HTTPSeeOther:
    """Keep what was sent, then show what is wrong or go on to the next step or the preview.

    The form carries a signed ticket that only we can have given to this citizen. It takes the place of the
    session's CSRF token: when the session ended while they were writing, what they sent is still kept.
    """
    ticket = ticket_of(request, context)
    citizen: Citizen = request.site.citizens[ticket.citizen_id]
    if submitted_already(request.unit_of_work, citizen, ticket.draft_id):
        return HTTPSeeOther(request.route_path("my_request", request=ticket.draft_id))
    filled = fill_step(
        request.unit_of_work,
        citizen,
        context,
        ticket.draft_id,
        request.POST.get("step", ""),
        request.POST,
        seen=request.POST.get("seen", ""),
    )
    if request.citizen is None:
        query = {"step": filled.step.name, "check": "1"}
        draft_url = request.route_path("drafts", draft=ticket.draft_id, _query=query)
        return HTTPSeeOther(request.route_path("login", _query={"came_from": draft_url, "kept": "1"}))
    if filled.is_done:
        return HTTPSeeOther(_next_url(request, filled))
    return _again(request, filled, ticket)


def _again(request: Request, filled: Filled, ticket: Ticket) -> dict[str, Any]:
    """The same step once more: with what is wrong, or with what its answers made appear."""
    draft = filled.draft
    page = StepPage(request, request.context, filled.version, draft, draft.typed, filled.evaluation, filled.step)
    form = page.form(filled.refused, focus_of(request, filled))
    if not filled.only_items:
        request.response.status_int = 422
        form.answers()
    return page.render(form, ticket, appeared=bool(filled.appeared))


def focus_of(request: Request, filled: Filled) -> str:
    """Return the item that was just added, or the group from which one was removed."""
    if group := posted(request, ADD_ITEM):
        return f"{group}{SEPARATOR}{len(filled.draft.typed.get(group, ())) - 1}"
    return posted(request, DROP_ITEM).rpartition(SEPARATOR)[0]


def _next_url(request: Request, filled: Filled) -> str:
    steps = shown_steps(filled.version.definition, filled.evaluation)
    after = steps[steps.index(filled.step) + 1 :] if filled.step in steps else []
    if after:
        query = {"step": after[0].name}
        return str(request.route_path("drafts", draft=filled.draft.id, _query=query))
    return str(request.route_path("preview", draft=filled.draft.id))


@view_config(
    route_name="conditions",
    permission=Permission.SITE_VIEW,
    renderer="json",
    request_method="POST",
    require_csrf=False,
)
def conditions(context: RequestType, request: Request) -> dict[str, Any]:
    """What a step shows and computes for the answers on the page; keeps nothing. Guarded by the form's ticket."""
    ticket = ticket_of(request, context)
    return conditions_of(request, context, request.site.citizens[ticket.citizen_id], ticket.draft_id)


def conditions_of(request: Request, request_type: RequestType, citizen: Citizen, draft_id: str) -> dict[str, Any]:
    """Return what the step that was sent shows and computes, with the answers that the draft has beside it."""
    draft: Draft | None = citizen.drafts.get(draft_id)
    version = request_type.current if draft is None else version_of(request, draft)
    step = step_named(version.definition, posted(request, "step"))
    uow, fields = request.unit_of_work, version.definition.fields
    before = prefilled(uow, citizen, request_type.name, fields) if draft is None else draft.typed
    typed = read_step(uow, citizen, step, request.POST)
    raw = {**before, **typed.raw, **certified(uow, citizen, fields)}
    evaluation = evaluate_draft(request.site, version, raw, draft)
    return {
        "shown": [field.name for field in step.fields if field.name in evaluation.shown.fields],
        "required": [field.name for field in step.fields if field.name in evaluation.shown.required],
        "computed": computed_words(version, evaluation, request.locale_name),
    }


@view_config(
    route_name="preview",
    permission=Permission.ACCOUNT_VIEW,
    renderer="serres_requests:templates/citizen/preview.pt",
    request_method="GET",
)
def preview(context: Draft, request: Request) -> dict[str, Any] | HTTPSeeOther:
    """Everything once more before it is sent for good."""
    version = version_of(request, context)
    evaluation = evaluate_draft(request.site, version, context.typed, context)
    if evaluation.wrong:
        return HTTPSeeOther(request.route_path("drafts", draft=context.id, _query={"check": "1"}))
    definition = version.definition
    given = certified(request.unit_of_work, request.citizen, definition.fields)
    return {
        "title": definition.title.in_language(request.locale_name),
        "answers": all_answers(request, context, evaluation.answers.items(), given),
        "applicant": request.citizen.identity,
        "file_url": lambda name: request.route_path("draft_file", draft=context.id, file=name),
        "edit_url": request.route_path("drafts", draft=context.id, _query={"step": definition.steps[0].name}),
        "submit_url": request.route_path("submit", draft=context.id),
        "similar": shown_similar(request, definition, evaluation.answers),
    }


def version_of(request: Request, draft: Draft) -> RequestTypeVersion:
    """Return the version of its type that `draft` was filled with."""
    version: RequestTypeVersion = request.site.request_types[draft.type_name].version(draft.type_version)
    return version


def first_wrong(version: RequestTypeVersion, evaluation: Evaluation) -> str:
    """Return the name of the first step with something wrong, else of the first step."""
    steps = shown_steps(version.definition, evaluation)
    wrong = (step.name for step in steps if any(field.name in evaluation.wrong for field in step.fields))
    return next(wrong, steps[0].name)


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
    service = request.site.request_types[draft.type_name]
    if found := obstacle(request.unit_of_work, service, context):
        flash(request, OBSTACLE_WORDS[found])
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
