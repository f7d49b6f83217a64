"""A step of a draft's form as a page shows it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from pyramid.request import Request

from serres_requests.content_types.citizen import Citizen
from serres_requests.content_types.draft import Draft
from serres_requests.content_types.request_type import RequestType, RequestTypeVersion
from serres_requests.domain.definitions import Step
from serres_requests.domain.fields import REGISTRY
from serres_requests.domain.identifiers import new_id
from serres_requests.domain.kinds import Kind
from serres_requests.forms.answers import in_words
from serres_requests.forms.evaluation import Evaluation
from serres_requests.forms.form import RequestForm
from serres_requests.i18n import _
from serres_requests.services.filling import form_context, shown_steps
from serres_requests.services.prefill import business_of, certified, prefilled, unlocked
from serres_requests.services.uploads import Problem, Refused
from serres_requests.views.citizen.change_words import change_words
from serres_requests.views.citizen.form_ticket import FIELD, Ticket, write_ticket

_REFUSALS = {
    Problem.EMPTY: _("The file «${name}» is empty."),
    Problem.TOO_LARGE: _("The file «${name}» is too large."),
    Problem.TYPE: _("The file «${name}» is neither a photo nor a PDF, whatever its name says."),
    Problem.TOO_MANY: _("The file «${name}» was left out: there are too many files."),
}


@dataclass(frozen=True, slots=True)
class StepLink:
    """One step in the list of steps; url is "" for those not reached yet."""

    title: str
    url: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class StepPage:
    """What the page of one step is made from. draft is None before anything was sent."""

    request: Request
    request_type: RequestType
    version: RequestTypeVersion
    draft: Draft | None
    typed: Mapping[str, Any]
    evaluation: Evaluation
    step: Step

    @property
    def citizen(self) -> Citizen:
        """Whose form it is."""
        own: Citizen = self.request.citizen
        return own

    def form(self, refused: Mapping[str, Iterable[Refused]] | None = None, focus: str = "") -> RequestForm:
        """Return the form with the draft's files and a word on each file that was refused."""
        problems = {field: [refusal_words(file) for file in files] for field, files in (refused or {}).items()}
        uow, citizen, fields = self.request.unit_of_work, self.citizen, self.step.fields
        return RequestForm(
            unlocked(fields, certified(uow, citizen, fields)),
            {**self.typed, **computed_words(self.version, self.evaluation, self.request.locale_name)},
            form_context(self.request.site, self.request.locale_name, self.draft),
            required=self.evaluation.shown.required,
            shown=self.evaluation.shown.fields,
            problems=problems,
            begun=prefilled(uow, citizen, self.request_type.name, fields) if citizen.has_logged_in else {},
            focus=focus,
        )

    def render(self, form: RequestForm, ticket: Ticket, *, appeared: bool = False) -> dict[str, Any]:
        """Return what the citizen's template needs."""
        return {
            **self.shown(form, appeared=appeared),
            "page": new_id(),
            "saved": self.draft.stamp if self.draft is not None else "",
            "keep_url": self.request.route_path("keep", type=ticket.type_name),
            "registry_url": self._registry_url(),
            "map": self.map,
            "ticket_name": FIELD,
            "ticket": write_ticket(self.request, ticket),
            "action": self.request.route_path("apply", type=ticket.type_name),
            "upload_url": self.request.route_path("upload", type=ticket.type_name),
            "conditions_url": self.request.route_path("conditions", type=ticket.type_name),
            "service_url": self.request.route_path("service", type=ticket.type_name),
            "largest_bytes": self.request.app_settings.upload_bytes,
        }

    def shown(self, form: RequestForm, *, appeared: bool) -> dict[str, Any]:
        """Return what is shown of the step. Rendered here, so that errors are known to the summary above."""
        locale, definition = self.request.locale_name, self.version.definition
        steps = shown_steps(definition, self.evaluation)
        number = steps.index(self.step) if self.step in steps else 0
        return {
            "title": definition.title.in_language(locale),
            "fields": form.render_typed(),
            "errors": form.errors,
            "number": number + 1,
            "total": len(steps) + 1,
            "steps": [self._link(step, index <= number) for index, step in enumerate(steps)],
            "step_title": self.step.title.in_language(locale) if len(steps) > 1 else "",
            "step_help": self.step.help.in_language(locale) if self.step.help else "",
            "step_name": self.step.name,
            "is_last": number + 1 == len(steps),
            "previous_url": self._url(steps[number - 1]) if number else "",
            "appeared": appeared,
            "version": self.version.number,
            "is_outdated": self.version is not self.request_type.current,
            "changes": self._changes(),
            "seen": " ".join(sorted(f.name for f in self.step.fields if f.name in self.evaluation.shown.fields)),
        }

    def _registry_url(self) -> str:
        """Where the citizen has their business looked up; "" when this step or the municipality can't use it."""
        can_ask = self.request.ports.business_registry is not None
        asks = any(field.prefill.startswith(REGISTRY) for field in self.step.fields)
        if not (can_ask and asks) or business_of(self.request.unit_of_work, self.request.citizen) is not None:
            return ""
        return str(self.request.route_path("ask_registry", type=self.request_type.name))

    @property
    def map(self) -> dict[str, str] | None:
        """The map's pictures and whom they are owed to; None when no place is asked for or there is no map."""
        settings = self.request.app_settings
        asked = {part.kind for field in self.step.fields for part in (field, *field.fields)}
        if not settings.map_tiles or Kind.PLACE not in asked:
            return None
        return {"tiles": settings.map_tiles, "credit": settings.map_credit}

    def _changes(self) -> list[Any]:
        """What is different since the citizen began, told until they save the next time."""
        changes = self.draft.changes if self.draft is not None else ()
        return change_words(changes, self.version.definition, self.request.locale_name)

    def _link(self, step: Step, is_reached: bool) -> StepLink:
        url = self._url(step) if is_reached and step is not self.step else ""
        return StepLink(step.title.in_language(self.request.locale_name), url, step is self.step)

    def _url(self, step: Step) -> str:
        if self.draft is None:
            return ""
        return str(self.request.route_path("drafts", draft=self.draft.id, _query={"step": step.name}))


def refusal_words(file: Refused) -> Any:
    """Return the sentence that says why `file` was not taken."""
    return _(_REFUSALS[file.problem], mapping={"name": file.filename})


def computed_words(version: RequestTypeVersion, evaluation: Evaluation, locale: str) -> dict[str, str]:
    """Return what was computed, as people read it, by field name."""
    by_name = {field.name: field for field in version.definition.fields}
    return {name: in_words(by_name[name], value, locale) for name, value in evaluation.shown.computed.items()}
