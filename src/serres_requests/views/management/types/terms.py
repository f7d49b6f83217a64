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
from serres_requests.domain.definitions import MOST_ANSWER_DAYS, Applicants, DayKind
from serres_requests.domain.kinds import Kind
from serres_requests.domain.lifecycle import WorkflowName
from serres_requests.domain.reference import TableKind
from serres_requests.i18n import _
from serres_requests.services.type_editing import working_data
from serres_requests.views.management.types import nodes
from serres_requests.views.management.types.field import FORM
from serres_requests.views.management.types.form import EditorView
from serres_requests.views.management.types.option_words import APPLICANT_WORDS, DAY_KIND_WORDS, WORKFLOW_WORDS
from serres_requests.views.management.types.problem_words import WRONG_ANSWER_DAYS
from serres_requests.views.management.types.tables import tables_offered
from serres_requests.views.management.types.term_words import TERM_HELP, TERM_WORDS
from serres_requests.views.management.types.working import Data, edit_url, kept, read_words

_WORDS = ("title", "summary", "description", "legal_basis")
_LEAST_ROWS = 1
_DEFAULT = {
    "day_kind": DayKind.CALENDAR.value,
    "applicants": Applicants.ANYONE.value,
    "workflow": WorkflowName.EVERYDAY.value,
}


def department_node(request: Request) -> colander.SchemaNode:
    """Return a list of the departments."""
    departments = {
        name: department.title.in_language(request.locale_name)
        for name, department in request.site.departments.items()
    }
    return nodes.one_of("department", TERM_WORDS["department"], departments)


def _decision_nodes(request: Request, data: Data) -> list[colander.SchemaNode]:
    none, decision = _("None"), data.get("decision") or {}
    tables = tables_offered(request, none, str(decision.get("table", "")), TableKind.KAD)
    fields = [field for step in data["steps"] for field in step.get("fields", ()) if field["kind"] == Kind.YES_NO]
    asked = {field["name"]: read_words(field.get("title"), request.locale_name) for field in fields}
    return [
        nodes.one_of("decision", TERM_WORDS["decision"], tables),
        nodes.day("decision_day", TERM_WORDS["decision_day"]),
        nodes.one_of("decision_delivery", TERM_WORDS["decision_delivery"], {"": none, **asked}),
    ]


def _terms_schema(request: Request, data: Data) -> Schema:
    schema = Schema()
    for node in (
        nodes.words("title", TERM_WORDS["title"]),
        nodes.words("summary", TERM_WORDS["summary"], lines=3),
        nodes.words("description", TERM_WORDS["description"], lines=6),
        nodes.rows("needed", TERM_WORDS["needed"], _("Thing"), nodes.languages()),
        department_node(request),
        nodes.number("answer_days", TERM_WORDS["answer_days"], needed=True),
        nodes.one_of("day_kind", TERM_WORDS["day_kind"], DAY_KIND_WORDS),
        nodes.one_of("workflow", TERM_WORDS["workflow"], WORKFLOW_WORDS),
        nodes.tick("four_eyes", TERM_WORDS["four_eyes"]),
        nodes.one_of("applicants", TERM_WORDS["applicants"], APPLICANT_WORDS),
        nodes.words("legal_basis", TERM_WORDS["legal_basis"], needed=False, lines=3),
        nodes.number("fee", TERM_WORDS["fee"], decimals=2),
        nodes.day("opens", TERM_WORDS["opens"]),
        nodes.day("closes", TERM_WORDS["closes"]),
        nodes.number("minutes", TERM_WORDS["minutes"]),
        *_decision_nodes(request, data),
    ):
        node.description = TERM_HELP.get(node.name, "")
        schema.add(node)
    schema["answer_days"].validator = colander.Range(
        min=1, max=MOST_ANSWER_DAYS, min_err=WRONG_ANSWER_DAYS, max_err=WRONG_ANSWER_DAYS
    )
    schema["minutes"].validator = colander.Range(min=1, min_err=_("Write ${least} or more.", mapping={"least": 1}))
    schema.validator = _consistent
    return schema


def _consistent(node: colander.SchemaNode, values: dict[str, Any]) -> None:
    error = colander.Invalid(node)
    if values["opens"] and values["closes"] and values["closes"] < values["opens"]:
        error["closes"] = _("The last day is before the first.")
    if values["decision"] and not values["decision_day"]:
        error["decision_day"] = nodes.FILL_IN
    if error.children:
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
        self.schema = _terms_schema(request, self.data)
        self.back_url = edit_url(request, context, "terms")

    def values(self) -> dict[str, Any]:
        values: dict[str, Any] = {name: nodes.typed(self.data.get(name)) for name in _WORDS}
        values["needed"] = [nodes.typed(item) for item in self.data.get("needed") or [{}] * _LEAST_ROWS]
        for name in ("answer_days", "fee", "minutes"):
            if self.data.get(name) is not None:
                values[name] = str(self.data[name])
        values["department"] = str(self.data.get("department", ""))
        values["day_kind"] = str(self.data.get("day_kind") or DayKind.CALENDAR)
        values["workflow"] = str(self.data.get("workflow") or WorkflowName.EVERYDAY)
        values["four_eyes"] = bool(self.data.get("four_eyes"))
        values["applicants"] = str(self.data.get("applicants") or Applicants.ANYONE)
        for name in ("opens", "closes"):
            values[name] = nodes.read_day(self.data.get(name))
        decision = self.data.get("decision") or {}
        values["decision"] = str(decision.get("table", ""))
        values["decision_day"] = nodes.read_day(decision.get("day"))
        values["decision_delivery"] = str(decision.get("delivery_field", ""))
        return values

    def save_success(self, values: dict[str, Any]) -> HTTPSeeOther:
        data = editing.replace_terms(self.data, _made(values, self.data))
        return kept(self.request, self.context, data, _("The terms were changed."), "terms")


def _decision(values: dict[str, Any]) -> dict[str, str] | None:
    if not values["decision"]:
        return None
    decision = {"table": values["decision"], "day": values["decision_day"].isoformat()}
    delivery = values["decision_delivery"]
    return {**decision, "delivery_field": delivery} if delivery else decision


def _made(values: dict[str, Any], old: Data) -> dict[str, Any]:
    texts = {name: nodes.sentence(values[name]) for name in _WORDS}
    days = {name: values[name] and values[name].isoformat() for name in ("opens", "closes")}
    terms = {
        **texts,
        **days,
        "needed": [nodes.sentence(row) for row in values["needed"]],
        "fee": nodes.exact(values["fee"], old.get("fee")),
        **{name: values[name] for name in ("department", "answer_days", "day_kind", "workflow", "applicants")},
        "four_eyes": values["four_eyes"] or None,
        "minutes": values["minutes"],
        "decision": _decision(values),
    }
    return {
        name: value
        for name, value in terms.items()
        if value is not None and value not in ([], "") and _DEFAULT.get(name) != value
    }
