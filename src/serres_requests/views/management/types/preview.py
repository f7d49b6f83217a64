"""The form of the working copy as citizens would see it, step by step, before anything is answered."""

from typing import Any

from pyramid.request import Request
from substanced.sdi import mgmt_view

from serres_requests.content_types.request_type import RequestType
from serres_requests.domain.access import Permission
from serres_requests.domain.definitions import Definition
from serres_requests.forms.evaluation import evaluate
from serres_requests.forms.form import RequestForm
from serres_requests.views.management.types.trial import Trial, samples


@mgmt_view(
    context=RequestType,
    name="preview",
    tab_condition=False,
    permission=Permission.SITE_MANAGE,
    renderer="serres_requests:templates/management/type_preview.pt",
    request_method="GET",
)
def preview(context: RequestType, request: Request) -> dict[str, Any]:
    """One step, as it looks before anything is answered; ``?step=`` names it."""
    trial = Trial(request, context)
    if trial.definition is None:
        return {**trial.page(), "steps": []}
    return {**trial.page(), **_previewed(trial, trial.definition, request.GET.get("step", ""))}


def _previewed(trial: Trial, definition: Definition, asked: str) -> dict[str, Any]:
    locale, steps = trial.request.locale_name, definition.steps
    step = next((step for step in steps if step.name == asked), steps[0])
    number = steps.index(step)
    evaluation = evaluate(definition, trial.plan, {}, trial.form_context)
    at_first = evaluation.shown.fields | {field.name for field in step.fields if not field.show_if}
    required = evaluation.shown.required | {field.name for field in step.fields if field.required}
    form = RequestForm(step.fields, samples(step), trial.form_context, required=required, shown=at_first)
    url = trial.request.sdiapi.mgmt_path(trial.context, "preview")
    return {
        "steps": [(s.title.in_language(locale), f"{url}?step={s.name}", s is step, s.show_if) for s in steps],
        "number": number + 1,
        "step_title": step.title.in_language(locale),
        "step_help": step.help.in_language(locale) if step.help else "",
        "step_show_if": step.show_if,
        "fields": form.render_typed(),
        "later": [(f.title.in_language(locale), f.show_if) for f in step.fields if f.name not in at_first],
        "next_url": f"{url}?step={steps[number + 1].name}" if number + 1 < len(steps) else "",
    }
