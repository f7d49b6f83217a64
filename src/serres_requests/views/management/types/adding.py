"""A new request type: by its name, as a copy of another, or from a file."""

from typing import Any

import colander
from pyramid.httpexceptions import HTTPSeeOther
from pyramid.request import Request
from substanced.schema import Schema
from substanced.sdi import mgmt_view

from serres_requests.content_types.request_type import RequestType, RequestTypes
from serres_requests.domain.access import Permission
from serres_requests.domain.errors import DefinitionError
from serres_requests.domain.texts import Text
from serres_requests.i18n import _
from serres_requests.services.type_editing import begin_type, copy_type
from serres_requests.views.auditing import audit_detail
from serres_requests.views.management.types import nodes
from serres_requests.views.management.types.field import FORM
from serres_requests.views.management.types.form import EditorView
from serres_requests.views.management.types.problem_words import problem_words
from serres_requests.views.management.types.term_words import TERM_WORDS
from serres_requests.views.management.types.terms import department_node
from serres_requests.views.management.types.working import edit_url

_AS_FORM = {
    "tab_condition": False,
    "permission": Permission.SITE_MANAGE,
    "renderer": FORM,
    "request_method": ("GET", "POST"),
}


def _name_node() -> colander.SchemaNode:
    node = nodes.plain("name", TERM_WORDS["name"], autocapitalize="none", spellcheck="false", autocomplete="off")
    node.description = _(
        "It is the address of the service, in small Latin letters, digits and hyphens, such as tree-pruning. "
        "It can't be changed later."
    )
    return node


class _NewType(EditorView):
    """What the forms for a new type have in common: a name that may be refused."""

    is_working_copy = False

    def refused(self, error: DefinitionError, values: dict[str, Any]) -> dict[str, Any]:
        """The form again with what is wrong beside the input that it concerns."""
        form, _resources = self._build_form()
        wrong = colander.Invalid(form.schema)
        option = error.place if error.place in form.schema else "name"
        wrong[option] = problem_words(self.request, error.problem)
        form.widget.handle_error(form, wrong)
        self.request.response.status_int = 422
        return {"form": form.render(values), "has_errors": True}


@mgmt_view(context=RequestTypes, name="add_type", **_AS_FORM)
class AddType(_NewType):
    """A type that is closed and asks nothing yet."""

    title = _("Add a type of request")

    def __init__(self, context: RequestTypes, request: Request) -> None:
        super().__init__(context, request)
        self.back_url = request.sdiapi.mgmt_path(context, "contents")
        self.schema = Schema()
        for node in (nodes.words("title", TERM_WORDS["title"]), department_node(request), _name_node()):
            self.schema.add(node)

    def save_success(self, values: dict[str, Any]) -> HTTPSeeOther | dict[str, Any]:
        title = Text(values["title"]["el"], values["title"]["en"])
        try:
            made = begin_type(self.request.unit_of_work, values["name"], values["department"], title)
        except DefinitionError as error:
            return self.refused(error, values)
        audit_detail(self.request, made.name)
        return HTTPSeeOther(edit_url(self.request, made))


@mgmt_view(context=RequestType, name="copy_type", **_AS_FORM)
class CopyType(_NewType):
    """A new type that begins as this one stands."""

    title = _("Make a copy")

    def __init__(self, context: RequestType, request: Request) -> None:
        super().__init__(context, request)
        self.back_url = edit_url(request, context)
        self.schema = Schema()
        self.schema.add(_name_node())

    def save_success(self, values: dict[str, Any]) -> HTTPSeeOther | dict[str, Any]:
        try:
            made = copy_type(self.request.unit_of_work, self.context, values["name"])
        except DefinitionError as error:
            return self.refused(error, values)
        audit_detail(self.request, made.name)
        return HTTPSeeOther(edit_url(self.request, made))
