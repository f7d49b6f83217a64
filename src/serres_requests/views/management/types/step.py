"""A step of the form: its title, its help and the condition under which it is shown."""

from typing import Any

import colander
from pyramid.httpexceptions import HTTPSeeOther
from pyramid.request import Request
from substanced.schema import Schema
from substanced.sdi import mgmt_view

from serres_requests.content_types.request_type import RequestType
from serres_requests.domain import editing
from serres_requests.domain.access import Permission
from serres_requests.i18n import _
from serres_requests.services.type_editing import working_data
from serres_requests.views.management.types import nodes
from serres_requests.views.management.types.field import FORM
from serres_requests.views.management.types.field_check import wrong_conditions
from serres_requests.views.management.types.field_data import free_name
from serres_requests.views.management.types.form import EditorView
from serres_requests.views.management.types.names import names_for_conditions
from serres_requests.views.management.types.working import edit_url, found, kept, read_words, row_of_step

_AS_FORM = {
    "tab_condition": False,
    "permission": Permission.SITE_MANAGE,
    "renderer": FORM,
    "request_method": ("GET", "POST"),
}


def step_schema() -> Schema:
    """Return the form's schema."""
    schema = Schema()
    schema.add(nodes.words("title", _("Title of the step")))
    schema.add(nodes.words("help", _("Introduction"), needed=False, lines=3))
    shown = nodes.condition("show_if", _("Show it only if"))
    shown.description = _("A condition on answers of earlier steps. Left empty, the step is always shown.")
    schema.add(shown)
    return schema


class _StepForm(EditorView):
    """The form of one step."""

    def __init__(self, context: RequestType, request: Request) -> None:
        super().__init__(context, request)
        self.data = working_data(context)
        self.schema = step_schema()
        self.schema.validator = self._check
        self.names = names_for_conditions(request, self.data)

    def _check(self, node: colander.SchemaNode, values: dict[str, Any]) -> None:
        fields = [field for step in self.data["steps"] for field in step.get("fields", ())]
        for key, message in wrong_conditions(self.request, fields, values, ["show_if"]).items():
            error = colander.Invalid(node)
            error[key] = message
            raise error


def _made(values: dict[str, Any], name: str) -> dict[str, Any]:
    given = {
        "title": nodes.sentence(values["title"]),
        "help": nodes.sentence(values["help"]),
        "show_if": values["show_if"],
    }
    return {"name": name, **{key: value for key, value in given.items() if value}}


@mgmt_view(context=RequestType, name="add_step", **_AS_FORM)
class AddStep(_StepForm):
    """A new step, the last."""

    title = _("Add a step")

    @property
    def back_url(self) -> str:
        """The overview."""
        return edit_url(self.request, self.context, "steps")

    def save_success(self, values: dict[str, Any]) -> HTTPSeeOther:
        name = free_name(values["title"]["en"], [step["name"] for step in self.data["steps"]])
        data = editing.add_step(self.data, _made(values, name))
        return kept(self.request, self.context, data, _("The step was added."), row_of_step(name))


@mgmt_view(context=RequestType, name="edit_step", **_AS_FORM)
class EditStep(_StepForm):
    """A step that is there: its name follows in the address."""

    def __init__(self, context: RequestType, request: Request) -> None:
        super().__init__(context, request)
        self.name = "/".join(request.subpath)
        self.old = found(editing.find_step, self.data, self.name)
        self.title = read_words(self.old.get("title"), request.locale_name) or self.name
        self.back_url = edit_url(request, context, row_of_step(self.name))

    def values(self) -> dict[str, Any]:
        return {
            "title": nodes.typed(self.old.get("title")),
            "help": nodes.typed(self.old.get("help")),
            "show_if": self.old.get("show_if", ""),
        }

    def save_success(self, values: dict[str, Any]) -> HTTPSeeOther:
        data = editing.replace_step(self.data, self.name, _made(values, self.name))
        return kept(self.request, self.context, data, _("The step was changed."), row_of_step(self.name))
