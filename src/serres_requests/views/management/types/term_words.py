"""What administrators read for each term of a request type."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from serres_requests.i18n import _

TERM_WORDS: Mapping[str, Any] = MappingProxyType(
    {
        "name": _("Short name"),
        "department": _("Department"),
        "title": _("Title"),
        "summary": _("Summary"),
        "description": _("Description"),
        "needed": _("What is needed"),
        "answer_days": _("Days until the answer"),
        "day_kind": _("How the days are counted"),
        "workflow": _("The way of its requests"),
        "four_eyes": _("A second person approves the end"),
        "applicants": _("Who may apply"),
        "legal_basis": _("Legal basis"),
        "fee": _("Fee in euro"),
        "opens": _("First day"),
        "closes": _("Last day"),
        "minutes": _("Minutes to fill it in"),
        "decision": _("Check of the business's activities (ΚΑΔ)"),
        "decision_day": _("Day whose activities count"),
        "decision_delivery": _("Field that asks whether delivery went on"),
        "steps": _("Steps"),
        "fields": _("Fields"),
        "file": _("File"),
    }
)

TERM_HELP: Mapping[str, Any] = MappingProxyType(
    {
        "summary": _("One or two sentences, which stand in the list of services."),
        "description": _("What the citizen reads before they begin."),
        "needed": _("Papers, photos and what else to have at hand, one thing in each row."),
        "workflow": _("Requests that are under way keep theirs when you change it."),
        "four_eyes": _(
            "Completing, rejecting and issuing documents are proposed by one person and approved by another of "
            "the department."
        ),
        "applicants": _("Who may begin such a request."),
        "legal_basis": _("The law or decision that it rests on. In both languages or in none."),
        "fee": _("Left empty, there is none."),
        "opens": _("Left empty, it is taken at any time."),
        "closes": _("Left empty, it is taken at any time."),
        "minutes": _("Roughly; the citizen reads it before they begin. Left empty: 3."),
        "decision": _(
            "For measures that depend on a business's activities: once filed, the request is compared with this "
            "table. Usually none."
        ),
        "decision_day": _("Only with a table."),
        "decision_delivery": _("Only with a table, and if the form has such a yes-or-no field."),
    }
)
