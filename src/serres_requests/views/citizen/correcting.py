"""The citizen corrects what was asked: a page with the named fields and papers alone, kept while it is written."""

from typing import Any

from pyramid.httpexceptions import HTTPSeeOther
from pyramid.request import Request
from pyramid.view import view_config

from serres_requests.content_types.draft import Draft
from serres_requests.content_types.request import Request as CitizenRequest
from serres_requests.domain.access import Permission
from serres_requests.domain.identifiers import new_id
from serres_requests.forms.composite import SEPARATOR
from serres_requests.forms.evaluation import Evaluation
from serres_requests.forms.form import RequestForm
from serres_requests.forms.typed import ADD_ITEM, DROP_ITEM
from serres_requests.i18n import _
from serres_requests.services.corrections import (
    Sheet,
    correct,
    draft_of,
    evaluation_of,
    fill,
    keep,
    read_answers,
    sheet_of,
)
from serres_requests.services.filling import Filled
from serres_requests.views.citizen.form_view import StepPage, computed_words
from serres_requests.views.citizen.keep import KEPT, NOT_KEPT
from serres_requests.views.citizen.requests import asked_of_citizen
from serres_requests.views.flash import flash
from serres_requests.views.posted import posted
from serres_requests.views.presenters import clock_time

_TEMPLATE = "serres_requests:templates/citizen/correct.pt"
_NOT_ASKED = _("There is nothing to correct in this request now.")


@view_config(route_name="correct", permission=Permission.REQUEST_TRACK, renderer=_TEMPLATE, request_method="GET")
def show(context: CitizenRequest, request: Request) -> dict[str, Any] | HTTPSeeOther:
    """The page with the present answers, or as it was left. Nothing is stored yet."""
    if context.to_correct is None:
        return _back(context, request, _NOT_ASKED)
    sheet = sheet_of(request.site, context, context.to_correct)
    draft = draft_of(request.unit_of_work, context, sheet)
    evaluation = evaluation_of(request.site, sheet, draft.typed, draft)
    page = _page(context, request, sheet, draft, evaluation)
    return _render(page, page.form(), context)


@view_config(route_name="correct", permission=Permission.REQUEST_TRACK, renderer=_TEMPLATE, request_method="POST")
def send(context: CitizenRequest, request: Request) -> dict[str, Any] | HTTPSeeOther:
    """Keep what was sent; then the correction is made, or what is wrong is shown."""
    correction = context.to_correct
    if correction is None:
        return _back(context, request, _NOT_ASKED)
    uow, citizen = request.unit_of_work, request.citizen
    sheet = sheet_of(request.site, context, correction)
    filled = fill(uow, citizen, context, sheet, request.POST, seen=posted(request, "seen"))
    if not filled.is_done:
        return _again(context, request, sheet, filled)
    correct(uow, citizen, context, correction, filled)
    return _back(context, request, _("Your corrections were sent."))


@view_config(
    route_name="keep_correction", permission=Permission.REQUEST_TRACK, renderer="json", request_method="POST"
)
def keep_written(context: CitizenRequest, request: Request) -> dict[str, Any]:
    """Keep the page as it is and say so in words; the browser asks for it while the citizen writes."""
    draft = None
    if context.to_correct is not None:
        sheet = sheet_of(request.site, context, context.to_correct)
        draft = keep(request.unit_of_work, request.citizen, context, sheet, request.POST)
    if draft is None:
        request.response.status_int = 409
        return {"words": request.localizer.translate(NOT_KEPT)}
    words = _(KEPT, mapping={"time": clock_time(request, draft.saved_at)})
    return {
        "words": request.localizer.translate(words),
        "address": request.route_path("correct", request=context.id),
    }


@view_config(
    route_name="correction_conditions",
    permission=Permission.REQUEST_TRACK,
    renderer="json",
    request_method="POST",
)
def conditions(context: CitizenRequest, request: Request) -> dict[str, Any]:
    """What the page shows and computes for the answers on it; keeps nothing."""
    if context.to_correct is None:
        return {"shown": [], "required": [], "computed": {}}
    uow, sheet = request.unit_of_work, sheet_of(request.site, context, context.to_correct)
    draft = draft_of(uow, context, sheet)
    raw, _only_items = read_answers(uow, request.citizen, sheet, draft, request.POST)
    evaluation = evaluation_of(request.site, sheet, raw, draft)
    names = [field.name for field in sheet.step.fields]
    return {
        "shown": [name for name in names if name in evaluation.shown.fields],
        "required": [name for name in names if name in evaluation.shown.required],
        "computed": computed_words(sheet.version, evaluation, request.locale_name),
    }


def _page(
    context: CitizenRequest, request: Request, sheet: Sheet, draft: Draft, evaluation: Evaluation
) -> StepPage:
    request_type = request.site.request_types[context.type_name]
    return StepPage(request, request_type, sheet.version, draft, draft.typed, evaluation, sheet.step)


def _again(context: CitizenRequest, request: Request, sheet: Sheet, filled: Filled) -> dict[str, Any]:
    group = posted(request, ADD_ITEM)
    added = f"{group}{SEPARATOR}{len(filled.draft.typed.get(group, ())) - 1}"
    focus = added if group else posted(request, DROP_ITEM).rpartition(SEPARATOR)[0]
    page = _page(context, request, sheet, filled.draft, filled.evaluation)
    form = page.form(filled.refused, focus)
    if not filled.only_items:
        request.response.status_int = 422
        form.answers()
    return _render(page, form, context, appeared=bool(filled.appeared))


def _render(
    page: StepPage, form: RequestForm, context: CitizenRequest, *, appeared: bool = False
) -> dict[str, Any]:
    """Rendered here, so that errors are known to the summary above."""
    request, shown = page.request, page.evaluation.shown.fields
    kept = context.correction_draft
    return {
        "title": page.version.definition.title.in_language(request.locale_name),
        "number": str(context.protocol),
        "asked": asked_of_citizen(context),
        "fields": form.render_typed(),
        "errors": form.errors,
        "appeared": appeared,
        "map": page.map,
        "page": new_id(),
        "saved": kept.stamp if kept is not None else "",
        "seen": " ".join(field.name for field in page.step.fields if field.name in shown),
        "keep_url": request.route_path("keep_correction", request=context.id),
        "conditions_url": request.route_path("correction_conditions", request=context.id),
        "request_url": request.route_path("my_request", request=context.id),
        "largest_bytes": request.app_settings.upload_bytes,
    }


def _back(context: CitizenRequest, request: Request, words: Any) -> HTTPSeeOther:
    flash(request, words)
    return HTTPSeeOther(request.route_path("my_request", request=context.id))
