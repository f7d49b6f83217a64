"""The overview of a request type's working copy: its terms, steps and fields, and what is wrong with them."""

from dataclasses import dataclass
from typing import Any

from pyramid.request import Request
from substanced.sdi import LEFT, mgmt_view

from serres_requests.content_types.request_type import RequestType
from serres_requests.domain.access import Permission
from serres_requests.domain.kinds import Kind
from serres_requests.i18n import _
from serres_requests.services.type_editing import problems, working_data
from serres_requests.views.management.types.kind_words import KIND_WORDS
from serres_requests.views.management.types.spots import problem
from serres_requests.views.management.types.state import state_of
from serres_requests.views.management.types.term_list import shown_terms
from serres_requests.views.management.types.working import (
    INSIDE,
    Data,
    read_words,
    row_of_field,
    row_of_step,
    type_title,
)


@dataclass(frozen=True, slots=True)
class FieldRow:
    """One field: id of its row, path, marks in words, and what can be done with it."""

    id: str
    path: str
    name: str
    title: str
    kind: Any
    marks: tuple[Any, ...]
    conditions: tuple[tuple[Any, str], ...]
    edit_url: str
    remove_url: str
    add_url: str
    may_rise: bool
    may_sink: bool
    inner: tuple["FieldRow", ...] = ()


@dataclass(frozen=True, slots=True)
class StepRow:
    """One step with its fields."""

    id: str
    name: str
    title: str
    show_if: str
    fields: tuple[FieldRow, ...]
    edit_url: str
    remove_url: str
    add_url: str
    may_rise: bool
    may_sink: bool


@mgmt_view(
    context=RequestType,
    name="edit",
    tab_title=_("Editing"),
    tab_near=LEFT,
    permission=Permission.SITE_MANAGE,
    renderer="serres_requests:templates/management/type_edit.pt",
    request_method="GET",
)
def overview(context: RequestType, request: Request) -> dict[str, Any]:
    """All of the working copy on one page, with the buttons that change it."""
    data = working_data(context)
    return {
        "title": type_title(request, context),
        "state": state_of(request, context),
        "terms": shown_terms(request, data),
        "steps": Rows(request, context, data).steps(),
        "problems": [problem(request, context, data, error) for error in problems(data)],
        "url": lambda *view: request.sdiapi.mgmt_path(context, *view),
    }


class Rows:
    """Makes the rows of a working copy."""

    def __init__(self, request: Request, context: RequestType, data: Data) -> None:
        self._request, self._context, self._data = request, context, data

    def steps(self) -> list[StepRow]:
        steps = self._data["steps"]
        return [self._step(step, index, len(steps)) for index, step in enumerate(steps)]

    def _step(self, step: Data, index: int, count: int) -> StepRow:
        name, fields = step["name"], step.get("fields", [])
        is_first, is_last = index == 0, index + 1 == count
        return StepRow(
            id=row_of_step(name),
            name=name,
            title=self._words(step),
            show_if=step.get("show_if", ""),
            fields=tuple(
                self._field(
                    field, field["name"], name, number > 0 or not is_first, number + 1 < len(fields) or not is_last
                )
                for number, field in enumerate(fields)
            ),
            edit_url=self._url("edit_step", name),
            remove_url=self._url("remove_step", name),
            add_url=self._url("choose_kind", name),
            may_rise=not is_first,
            may_sink=not is_last,
        )

    def _field(self, field: Data, path: str, step: str, may_rise: bool, may_sink: bool) -> FieldRow:
        kind, inner = Kind(field["kind"]), field.get("fields", [])
        return FieldRow(
            id=row_of_field(path),
            path=path,
            name=field["name"],
            title=self._words(field),
            kind=KIND_WORDS[kind],
            marks=tuple(_marks(field, kind)),
            conditions=tuple(_conditions(field)),
            edit_url=self._url("edit_field", *path.split(INSIDE)),
            remove_url=self._url("remove_field", *path.split(INSIDE)),
            add_url=self._url("choose_kind", step, field["name"]) if kind is Kind.GROUP else "",
            may_rise=may_rise,
            may_sink=may_sink,
            inner=tuple(
                self._field(part, f"{path}{INSIDE}{part['name']}", step, number > 0, number + 1 < len(inner))
                for number, part in enumerate(inner)
            ),
        )

    def _words(self, part: Data) -> str:
        return read_words(part.get("title"), self._request.locale_name) or str(part["name"])

    def _url(self, *view: str) -> str:
        return str(self._request.sdiapi.mgmt_path(self._context, *view))


def _marks(field: Data, kind: Kind) -> list[Any]:
    told = (
        (field.get("required") or field.get("min_items") or kind is Kind.DECLARATION, _("must be answered")),
        (field.get("show_if") or field.get("require_if"), _("with a condition")),
        (field.get("public"), _("everybody can read it")),
        (field.get("prefill"), _("filled in beforehand")),
    )
    return [words for is_so, words in told if is_so]


def _conditions(field: Data) -> list[tuple[Any, str]]:
    told = ((_("shown if"), "show_if"), (_("must be answered if"), "require_if"), (_("computed as"), "value"))
    return [(words, field[key]) for words, key in told if field.get(key)]
