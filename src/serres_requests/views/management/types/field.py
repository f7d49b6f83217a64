"""A field: first what kind it is, then the options of that kind alone, checked before they are kept."""

from typing import Any

import colander
from pyramid.httpexceptions import HTTPNotFound, HTTPSeeOther
from pyramid.request import Request
from substanced.sdi import mgmt_view

from serres_requests.content_types.request_type import RequestType
from serres_requests.domain import editing
from serres_requests.domain.access import Permission
from serres_requests.domain.kinds import IN_GROUPS, Kind
from serres_requests.i18n import _
from serres_requests.services.type_editing import working_data
from serres_requests.views.management.types import groups
from serres_requests.views.management.types.field_check import wrong_options
from serres_requests.views.management.types.field_data import field_of, shown_values
from serres_requests.views.management.types.field_schema import field_schema, options_of
from serres_requests.views.management.types.form import EditorView
from serres_requests.views.management.types.kind_words import KIND_GROUPS, KIND_HELP, KIND_WORDS
from serres_requests.views.management.types.names import names_for_conditions
from serres_requests.views.management.types.working import (
    INSIDE,
    edit_url,
    found,
    kept,
    read_words,
    row_of_field,
    row_of_step,
)

FORM = "serres_requests:templates/management/type_part.pt"
_WITH_NAMES = frozenset({"show_if", "require_if", "value"})


@mgmt_view(
    context=RequestType,
    name="choose_kind",
    tab_condition=False,
    permission=Permission.SITE_MANAGE,
    renderer="serres_requests:templates/management/type_kinds.pt",
    request_method="GET",
)
def choose_kind(context: RequestType, request: Request) -> dict[str, Any]:
    """The kinds of field, each leading to its form; the names of step and group follow in the address."""
    step, group, where = _holder(context, request)
    offered = IN_GROUPS if group else frozenset(Kind)
    address = request.sdiapi.mgmt_path(context, "add_field", *filter(None, (step, group)))
    return {
        "where": where,
        "back_url": edit_url(request, context, row_of_field(group) if group else row_of_step(step)),
        "groups": [
            (title, [(KIND_WORDS[kind], KIND_HELP[kind], f"{address}?kind={kind}") for kind in kinds])
            for title, all_kinds in KIND_GROUPS
            if (kinds := [kind for kind in all_kinds if kind in offered])
        ],
    }


def _holder(context: RequestType, request: Request) -> tuple[str, str, str]:
    """Return the step and the group that the address names, and the title of the inner of the two."""
    step, group = (*request.subpath, "", "")[:2]
    data = working_data(context)
    holder = found(editing.find_step, data, step)
    if group:
        holder = found(editing.find_field, data, group)
        if holder["kind"] != Kind.GROUP:
            raise HTTPNotFound
    return step, group, read_words(holder.get("title"), request.locale_name)


class _FieldForm(EditorView):
    """The form of one field."""

    rows = ("choices",)
    kind: Kind
    path: str
    group: str
    old: dict[str, Any]

    def prepare(self, data: dict[str, Any]) -> None:
        """Make the form for the field's kind."""
        self.data = data
        self.options = options_of(self.kind, inside_group=bool(self.group))
        self.schema = field_schema(self.request, self.kind, self.old, inside_group=bool(self.group))
        self.schema.validator = self._check
        self.kind_words, self.kind_help = KIND_WORDS[self.kind], KIND_HELP[self.kind]
        has_conditions = bool(_WITH_NAMES & set(self.options))
        name = self.path.rpartition(INSIDE)[2]
        self.names = names_for_conditions(self.request, data, but=name) if has_conditions else []

    def values(self) -> dict[str, Any]:
        return shown_values({**self.old, "kind": self.kind.value}, self.options)

    def made(self, values: dict[str, Any]) -> dict[str, Any]:
        """Return the field that was described."""
        return field_of(values, self.kind, self.old, self.taken())

    def taken(self) -> list[str]:
        """Return the names of the fields beside this one."""
        if self.group:
            siblings = [field["name"] for field in editing.find_field(self.data, self.group).get("fields", ())]
        else:
            siblings = editing.field_names(self.data)
        return [name for name in siblings if name != self.old.get("name")]

    def _check(self, node: colander.SchemaNode, values: dict[str, Any]) -> None:
        wrong = wrong_options(self.request, self.data, self.made(values), self.old.get("name", ""), self.taken())
        if not wrong:
            return
        error = colander.Invalid(node)
        for option, message in wrong.items():
            error[option if option in self.options else "title"] = message
        raise error


@mgmt_view(
    context=RequestType,
    name="add_field",
    tab_condition=False,
    permission=Permission.SITE_MANAGE,
    renderer=FORM,
    request_method=("GET", "POST"),
)
class AddField(_FieldForm):
    """A new field of the kind ``?kind=``."""

    title = _("Add a field")
    path = ""

    def __init__(self, context: RequestType, request: Request) -> None:
        super().__init__(context, request)
        self.step, self.group, self.explains = _holder(context, request)
        self.back_url = edit_url(
            request, context, row_of_field(self.group) if self.group else row_of_step(self.step)
        )
        self.old = {}

    def __call__(self) -> Any:
        asked = self.request.GET.get("kind", "")
        if asked not in (IN_GROUPS if self.group else set(Kind)):
            return HTTPSeeOther(self.request.sdiapi.mgmt_path(self.context, "choose_kind", *self.request.subpath))
        self.kind = Kind(asked)
        self.prepare(working_data(self.context))
        return super().__call__()

    def save_success(self, values: dict[str, Any]) -> HTTPSeeOther:
        field = self.made(values)
        path = f"{self.group}{INSIDE}{field['name']}" if self.group else field["name"]
        data = groups.add(self.data, self.step, self.group, field)
        return kept(self.request, self.context, data, _("The field was added."), row_of_field(path))


@mgmt_view(
    context=RequestType,
    name="edit_field",
    tab_condition=False,
    permission=Permission.SITE_MANAGE,
    renderer=FORM,
    request_method=("GET", "POST"),
)
class EditField(_FieldForm):
    """A field that is there: its name, or those of its group and itself, follow in the address."""

    def __init__(self, context: RequestType, request: Request) -> None:
        super().__init__(context, request)
        data = working_data(context)
        self.path = INSIDE.join(request.subpath)
        self.group = self.path.rpartition(INSIDE)[0]
        self.old = found(groups.find, data, self.path)
        self.kind = Kind(self.old["kind"])
        self.title = read_words(self.old.get("title"), request.locale_name) or self.old["name"]
        self.back_url = edit_url(request, context, row_of_field(self.path))
        self.prepare(data)

    def save_success(self, values: dict[str, Any]) -> HTTPSeeOther:
        field = self.made(values)
        path = f"{self.group}{INSIDE}{field['name']}" if self.group else field["name"]
        data = groups.replace(self.data, self.path, field)
        return kept(self.request, self.context, data, _("The field was changed."), row_of_field(path))
