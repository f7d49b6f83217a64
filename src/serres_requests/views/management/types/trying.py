"""Trying the form of the working copy with answers, of which nothing is kept."""

from dataclasses import dataclass
from typing import Any

import colander
from pyramid.request import Request
from substanced.sdi import mgmt_view

from serres_requests.content_types.request_type import RequestType
from serres_requests.domain.access import Permission
from serres_requests.domain.definitions import Definition
from serres_requests.domain.kinds import WITHOUT_ANSWER, Kind
from serres_requests.forms.answers import shown_answers
from serres_requests.forms.evaluation import Evaluation, evaluate
from serres_requests.forms.form import RequestForm
from serres_requests.forms.typed import Typed, read_post
from serres_requests.i18n import _
from serres_requests.views.management.types.trial import Trial, samples

_TRY = {
    "context": RequestType,
    "name": "try",
    "tab_condition": False,
    "permission": Permission.SITE_MANAGE,
    "renderer": "serres_requests:templates/management/type_try.pt",
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one field. state: its look."""

    title: str
    url: str
    words: Any
    answer: str
    state: str


@mgmt_view(**_TRY, request_method="GET")
def begin(context: RequestType, request: Request) -> dict[str, Any]:
    """All steps on one page, to be filled in."""
    trial = Trial(request, context)
    if trial.definition is None:
        return {**trial.page(), "form": None}
    typed = {name: raw for step in trial.definition.steps for name, raw in samples(step).items()}
    evaluation = evaluate(trial.definition, trial.plan, typed, trial.form_context)
    return {**trial.page(), **_filled(trial, trial.definition, typed, evaluation, is_checked=False)}


@mgmt_view(**_TRY, request_method="POST")
def check(context: RequestType, request: Request) -> dict[str, Any]:
    """What the answers come to."""
    trial = Trial(request, context)
    if trial.definition is None:
        return {**trial.page(), "form": None}
    sent = read_post(trial.definition.fields, request.POST)
    given = {name: raw for step in trial.definition.steps for name, raw in samples(step).items()}
    typed = {**given, **sent.raw, **_files(trial.definition, sent)}
    evaluation = evaluate(trial.definition, trial.plan, typed, trial.form_context)
    return {**trial.page(), **_filled(trial, trial.definition, typed, evaluation, is_checked=not sent.only_items)}


def _files(definition: Definition, sent: Typed) -> dict[str, list[str]]:
    """Files count by their names; they are not kept."""
    return {
        field.name: [upload.filename for upload in sent.uploads if upload.field == field.name]
        for field in definition.fields
        if field.kind is Kind.FILES
    }


def _filled(
    trial: Trial, definition: Definition, typed: dict[str, Any], evaluation: Evaluation, *, is_checked: bool
) -> dict[str, Any]:
    computed = trial.words(evaluation, definition)
    form = RequestForm(
        definition.fields,
        {**typed, **computed},
        trial.form_context,
        required=evaluation.shown.required,
        shown=evaluation.shown.fields,
    )
    if is_checked:
        form.answers()
    outcomes = _outcomes(trial, definition, evaluation, form, computed) if is_checked else []
    wrong = len(evaluation.wrong)
    return {"form": form.render_typed(), "outcomes": outcomes, "wrong": wrong, "is_checked": is_checked}


def _outcomes(
    trial: Trial, definition: Definition, evaluation: Evaluation, form: RequestForm, computed: dict[str, str]
) -> list[Outcome]:
    locale = trial.request.locale_name
    outcomes = []
    for field in definition.fields:
        if field.kind in WITHOUT_ANSWER:
            continue
        answer = computed.get(field.name, "")
        if not answer and field.name in evaluation.answers:
            [shown] = shown_answers([field], [(field.name, evaluation.answers[field.name])], (), locale)
            answer = shown.text or str(len(shown.items) or "")
        words, state = _judged(field.name, evaluation, form[field.name].error, computed)
        url = f"#{form[field.name].oid}" if field.name in evaluation.shown.fields else ""
        outcomes.append(Outcome(field.title.in_language(locale), url, words, answer, state))
    return outcomes


def _judged(
    name: str, evaluation: Evaluation, error: colander.Invalid | None, computed: dict[str, str]
) -> tuple[Any, str]:
    if name not in evaluation.shown.fields:
        return _("not shown"), "submitted"
    if name in evaluation.wrong:
        messages = error.messages() if error is not None else []
        return messages[0] if messages else _("Fill in this field."), "rejected"
    if name in computed:
        return _("computed"), "filed"
    if name in evaluation.answers:
        return _("right"), "completed"
    return _("left empty, which is allowed"), "submitted"
