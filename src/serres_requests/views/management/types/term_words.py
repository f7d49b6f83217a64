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
        "applicants": _("Who may apply"),
        "legal_basis": _("Legal basis"),
        "fee": _("Fee in euro"),
        "opens": _("First day"),
        "closes": _("Last day"),
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
        "applicants": _("Who may begin such a request."),
        "legal_basis": _("The law or decision that it rests on. In both languages or in none."),
        "fee": _("Left empty, there is none."),
        "opens": _("Left empty, it is taken at any time."),
        "closes": _("Left empty, it is taken at any time."),
    }
)
