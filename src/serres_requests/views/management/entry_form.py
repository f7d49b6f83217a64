"""The form of an entry: the service's own steps, checks and preview, filled in by staff for somebody."""

from typing import Any

from pyramid.httpexceptions import HTTPSeeOther
from pyramid.request import Request
from pyramid.response import Response
from substanced.sdi import mgmt_view

from serres_requests.content_types.citizen import Citizen
from serres_requests.content_types.entry import Entry
from serres_requests.content_types.request_type import RequestType
from serres_requests.domain.access import Permission
from serres_requests.domain.definitions import Step
from serres_requests.domain.errors import AnotherPersonError
from serres_requests.i18n import _
from serres_requests.services.availability import obstacle
from serres_requests.services.entries import drop_entry, submit_entry
from serres_requests.services.filling import Filled, evaluate_draft, fill_step, shown_steps, step_named
from serres_requests.services.prefill import prefilled
from serres_requests.views.auditing import audit_done
from serres_requests.views.citizen.apply import conditions_of, first_wrong, focus_of, version_of
from serres_requests.views.citizen.form_view import StepPage
from serres_requests.views.files import file_response
from serres_requests.views.flash import flash
from serres_requests.views.management.entries import ANOTHER_PERSON
from serres_requests.views.posted import posted
from serres_requests.views.presenters import OBSTACLE_WORDS, all_answers

_OF_ENTRY = {"context": Entry, "permission": Permission.REQUEST_ENTER}
_FORM = {**_OF_ENTRY, "name": "step", "renderer": "serres_requests:templates/management/entry_step.pt"}


class EntryPage(StepPage):
    """A step as staff see it: nothing in it is certified, and it is kept when it is sent."""

    @property
    def citizen(self) -> Citizen:
        entry: Entry = self.request.context
        return entry

    def shown(self, form: Any, *, appeared: bool = False) -> dict[str, Any]:
        """Return what the template needs."""
        context, path = self.request.context, self.request.sdiapi.mgmt_path
        return {
            **super().shown(form, appeared=appeared),
            "applicant": context.identity,
            "action": path(context, "step"),
            "conditions_url": path(context, "conditions"),
            "list_url": path(context.__parent__, "new"),
        }

    def _url(self, step: Step) -> str:
        if self.draft is None:
            return ""
        return str(self.request.sdiapi.mgmt_path(self.request.context, "step", _query={"step": step.name}))


@mgmt_view(name="", tab_condition=False, request_method="GET", **_OF_ENTRY)
def entry(context: Entry, request: Request) -> HTTPSeeOther:
    """Lead to the form: the path above a page and the audit log name the entry itself."""
    return HTTPSeeOther(request.sdiapi.mgmt_path(context, "step"))


@mgmt_view(tab_title=_("Form"), request_method="GET", **_FORM)
def show(context: Entry, request: Request) -> dict[str, Any]:
    """A step as it was left, the asked one or the first that is not right; ``?check`` shows what is wrong."""
    service, draft = _service(request, context), context.drafts.get(context.id)
    version = service.current if draft is None else version_of(request, draft)
    known = prefilled(request.unit_of_work, context, service.name, version.definition.fields)
    typed = known if draft is None else draft.typed
    evaluation = evaluate_draft(request.site, version, typed, draft)
    asked = request.GET.get("step") or first_wrong(version, evaluation)
    page = EntryPage(request, service, version, draft, typed, evaluation, step_named(version.definition, asked))
    form = page.form()
    if "check" in request.GET:
        form.answers()
    return page.shown(form)


@mgmt_view(tab_condition=False, request_method="POST", **_FORM)
def save(context: Entry, request: Request) -> dict[str, Any] | HTTPSeeOther:
    """Keep what was sent, then show what is wrong or go on to the next step or the preview."""
    filled = fill_step(
        request.unit_of_work,
        context,
        _service(request, context),
        context.id,
        posted(request, "step"),
        request.POST,
        seen=posted(request, "seen"),
    )
    if filled.is_done:
        return HTTPSeeOther(_next_url(context, request, filled))
    draft = filled.draft
    page = EntryPage(
        request, _service(request, context), filled.version, draft, draft.typed, filled.evaluation, filled.step
    )
    form = page.form(filled.refused, focus_of(request, filled))
    if not filled.only_items:
        request.response.status_int = 422
        form.answers()
    return page.shown(form, appeared=bool(filled.appeared))


def _next_url(context: Entry, request: Request, filled: Filled) -> str:
    steps = shown_steps(filled.version.definition, filled.evaluation)
    after = steps[steps.index(filled.step) + 1 :] if filled.step in steps else []
    if after:
        return str(request.sdiapi.mgmt_path(context, "step", _query={"step": after[0].name}))
    return str(request.sdiapi.mgmt_path(context, "preview"))


@mgmt_view(name="conditions", tab_condition=False, renderer="json", request_method="POST", **_OF_ENTRY)
def conditions(context: Entry, request: Request) -> dict[str, Any]:
    """What a step shows and computes for the answers on the page; keeps nothing."""
    return conditions_of(request, _service(request, context), context, context.id)


@mgmt_view(
    name="preview",
    tab_condition=False,
    renderer="serres_requests:templates/management/entry_preview.pt",
    request_method="GET",
    **_OF_ENTRY,
)
def preview(context: Entry, request: Request) -> dict[str, Any] | HTTPSeeOther:
    """Everything once more, to be read out to the person before it is filed."""
    draft, path = context.drafts.get(context.id), request.sdiapi.mgmt_path
    if draft is None:
        return HTTPSeeOther(path(context, "step"))
    version = version_of(request, draft)
    evaluation = evaluate_draft(request.site, version, draft.typed, draft)
    if evaluation.wrong:
        return HTTPSeeOther(path(context, "step", _query={"check": "1"}))
    definition = version.definition
    return {
        "title": definition.title.in_language(request.locale_name),
        "answers": all_answers(request, draft, evaluation.answers.items(), ()),
        "applicant": context.identity,
        "file_url": lambda name: path(context, "file", name),
        "edit_url": path(context, "step", _query={"step": definition.steps[0].name}),
        "submit_url": path(context, "submit"),
        "discard_url": path(context, "discard"),
    }


@mgmt_view(name="submit", tab_condition=False, request_method="POST", **_OF_ENTRY)
def submit(context: Entry, request: Request) -> HTTPSeeOther:
    """File it, and lead to the receipt."""
    path, service = request.sdiapi.mgmt_path, _service(request, context)
    back = HTTPSeeOther(path(context, "step", _query={"check": "1"}))
    if context.id not in context.drafts:
        return back
    if found := obstacle(request.unit_of_work, service, context):
        flash(request, OBSTACLE_WORDS[found])
        return back
    try:
        made = submit_entry(request.unit_of_work, context)
    except AnotherPersonError:
        flash(request, ANOTHER_PERSON)
        return back
    if made is None:
        return back
    audit_done(request, made, "Request/enter", context.entered.channel)
    return HTTPSeeOther(path(made, "receipt"))


@mgmt_view(name="discard", tab_condition=False, request_method="POST", **_OF_ENTRY)
def discard(context: Entry, request: Request) -> HTTPSeeOther:
    """Throw the entry away."""
    place = request.sdiapi.mgmt_path(context.__parent__, "new")
    drop_entry(request.site, context)
    flash(request, _("The entry was thrown away."))
    return HTTPSeeOther(place)


@mgmt_view(name="file", tab_condition=False, request_method="GET", **_OF_ENTRY)
def entry_file(context: Entry, request: Request) -> Response:
    """A file that goes with the entry, by the id after the view's name."""
    draft = context.drafts.get(context.id)
    return file_response(draft.attachment("/".join(request.subpath)) if draft is not None else None, request)


def _service(request: Request, entry: Entry) -> RequestType:
    found: RequestType = request.site.request_types[entry.type_name]
    return found
