"""The working copy as a form with answers that are not kept, for looking at it and for trying it."""

from dataclasses import replace
from typing import Any

from pyramid.request import Request

from serres_requests.content_types.request_type import RequestType
from serres_requests.domain.definitions import Definition, Step, parse_definition
from serres_requests.domain.errors import DefinitionError
from serres_requests.domain.visibility import Plan, plan_of
from serres_requests.forms.answers import shown_answers
from serres_requests.forms.context import FormContext, Offered
from serres_requests.forms.evaluation import Evaluation
from serres_requests.services.filling import form_context
from serres_requests.services.type_editing import problems, working_data
from serres_requests.views.management.types.spots import problem
from serres_requests.views.management.types.working import Data, edit_url, type_title

_SAMPLES = {
    "card.full_name": "ΜΑΡΙΑ ΔΟΚΙΜΑΣΤΙΚΗ",
    "card.last_name": "ΔΟΚΙΜΑΣΤΙΚΗ",
    "card.first_name": "ΜΑΡΙΑ",
    "card.mothers_name": "ΕΛΕΝΗ",
    "card.afm": "123456783",
    "card.fathers_name": "ΙΩΑΝΝΗΣ",
    "contact.email": "maria@example.gr",
}
"""What is filled in beforehand for an invented citizen."""


class Trial:
    """The working copy with answers that are not kept. definition is None while it makes no form."""

    def __init__(self, request: Request, context: RequestType) -> None:
        self.request, self.context = request, context
        self.data = working_data(context)
        self.definition: Definition | None = None
        try:
            self.definition = parse_definition(_with_terms(self.data))
            self.plan: Plan = plan_of(self.definition)
        except DefinitionError:
            self.definition = None

    @property
    def form_context(self) -> FormContext:
        """What the form is made with; a code list that is not there is empty."""
        context = form_context(self.request.site, self.request.locale_name, None)

        def table(name: str) -> Offered:
            try:
                return context.table(name)
            except LookupError:
                return ()

        return replace(context, table=table)

    def page(self) -> dict[str, Any]:
        """Return what every page of it shows."""
        return {
            "title": type_title(self.request, self.context),
            "problems": self._problems() if self.definition is None else [],
            "back_url": edit_url(self.request, self.context),
            "preview_url": self.request.sdiapi.mgmt_path(self.context, "preview"),
            "try_url": self.request.sdiapi.mgmt_path(self.context, "try"),
        }

    def _problems(self) -> list[Any]:
        return [problem(self.request, self.context, self.data, error) for error in problems(self.data)]

    def words(self, evaluation: Evaluation, definition: Definition) -> dict[str, str]:
        """Return what was computed, as people read it."""
        given = shown_answers(definition.fields, evaluation.shown.computed.items(), (), self.request.locale_name)
        names = [field.name for field in definition.fields if field.name in evaluation.shown.computed]
        return dict(zip(names, (answer.text for answer in given), strict=True))


def _with_terms(data: Data) -> Data:
    """Stand-ins for terms that are still missing: the form does not show them."""
    words = {"el": "…", "en": "…"}
    return {"summary": words, "description": words, "answer_days": 1, **data}


def samples(step: Step) -> dict[str, str]:
    """Return what is filled in beforehand in `step`."""
    return {field.name: _SAMPLES[field.prefill] for field in step.fields if field.prefill in _SAMPLES}
