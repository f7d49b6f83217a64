"""The terms of a request type: its words, who deals with it, who may apply, when, and for how much."""

from typing import Any

import colander
from pyramid.httpexceptions import HTTPSeeOther
from pyramid.request import Request
from substanced.schema import Schema
from substanced.sdi import mgmt_view

from serres_requests.content_types.request_type import RequestType
from serres_requests.domain import editing
from serres_requests.domain.access import Permission
from serres_requests.domain.definitions import Applicants, DayKind
from serres_requests.i18n import _
from serres_requests.services.type_editing import working_data
from serres_requests.views.management.types import nodes
from serres_requests.views.management.types.field import FORM
from serres_requests.views.management.types.form import EditorView
from serres_requests.views.management.types.option_words import APPLICANT_WORDS, DAY_KIND_WORDS
from serres_requests.views.management.types.term_words import TERM_HELP, TERM_WORDS
from serres_requests.views.management.types.working import edit_url, kept

_WORDS = ("title", "summary", "description", "legal_basis")
_LEAST_ROWS = 1


def department_node(request: Request) -> colander.SchemaNode:
    """Return a list of the departments."""
    departments = {
        name: department.title.in_language(request.locale_name)
        for name, department in request.site.departments.items()
    }
    return nodes.one_of("department", TERM_WORDS["department"], departments)


def _terms_schema(request: Request) -> Schema:
    schema = Schema()
    for node in (
        nodes.words("title", TERM_WORDS["title"]),
        nodes.words("summary", TERM_WORDS["summary"], lines=3),
        nodes.words("description", TERM_WORDS["description"], lines=6),
        nodes.rows("needed", TERM_WORDS["needed"], _("Thing"), nodes.languages()),
        department_node(request),
        nodes.number("answer_days", TERM_WORDS["answer_days"], needed=True),
        nodes.one_of("day_kind", TERM_WORDS["day_kind"], DAY_KIND_WORDS),
        nodes.one_of("applicants", TERM_WORDS["applicants"], APPLICANT_WORDS),
        nodes.words("legal_basis", TERM_WORDS["legal_basis"], needed=False, lines=3),
        nodes.number("fee", TERM_WORDS["fee"], decimals=2),
        nodes.day("opens", TERM_WORDS["opens"]),
        nodes.day("closes", TERM_WORDS["closes"]),
    ):
        node.description = TERM_HELP.get(node.name, "")
        schema.add(node)
    schema["answer_days"].validator = colander.Range(min=1, min_err=_("Give a number of days, at least 1."))
    schema.validator = _in_order
    return schema


def _in_order(node: colander.SchemaNode, values: dict[str, Any]) -> None:
    if values["opens"] and values["closes"] and values["closes"] < values["opens"]:
        error = colander.Invalid(node)
        error["closes"] = _("The last day is before the first.")
        raise error


@mgmt_view(
    context=RequestType,
    name="edit_terms",
    tab_condition=False,
    permission=Permission.SITE_MANAGE,
    renderer=FORM,
    request_method=("GET", "POST"),
)
class EditTerms(EditorView):
    """The form of all terms."""

    title = _("Terms")
    rows = ("needed",)
    def __init__(self, context: RequestType, request: Request) -> None:
        super().__init__(context, request)
        self.data = working_data(context)
        self.schema = _terms_schema(request)
        self.back_url = edit_url(request, context, "terms")

    def values(self) -> dict[str, Any]:
        values: dict[str, Any] = {name: nodes.typed(self.data.get(name)) for name in _WORDS}
        values["needed"] = [nodes.typed(item) for item in self.data.get("needed") or [{}] * _LEAST_ROWS]
        for name in ("answer_days", "fee"):
            if self.data.get(name) is not None:
                values[name] = str(self.data[name])
        values["department"] = str(self.data.get("department", ""))
        values["day_kind"] = str(self.data.get("day_kind") or DayKind.CALENDAR)
        values["applicants"] = str(self.data.get("applicants") or Applicants.ANYONE)
        for name in ("opens", "closes"):
            values[name] = nodes.read_day(self.data.get(name))
        return values

    def save_success(self, values: dict[str, Any]) -> HTTPSeeOther:
        data = editing.replace_terms(self.data, _made(values))
        return kept(self.request, self.context, data, _("The terms were changed."), "terms")


def _made(values: dict[str, Any]) -> dict[str, Any]:
    texts = {name: nodes.sentence(values[name]) for name in _WORDS}
    days = {name: values[name] and values[name].isoformat() for name in ("opens", "closes")}
    terms = {
        **texts,
        **days,
        "needed": [nodes.sentence(row) for row in values["needed"]],
        "fee": values["fee"] and str(values["fee"]),
        **{name: values[name] for name in ("department", "answer_days", "day_kind", "applicants")},
    }
    return {name: value for name, value in terms.items() if value not in (None, [], "")}
