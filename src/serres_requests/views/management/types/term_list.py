"""The terms of a working copy in words."""

from typing import Any

from pyramid.request import Request

from serres_requests.domain.definitions import Applicants, DayKind
from serres_requests.domain.lifecycle import WorkflowName
from serres_requests.i18n import _
from serres_requests.views.management.types.option_words import APPLICANT_WORDS, DAY_KIND_WORDS, WORKFLOW_WORDS
from serres_requests.views.management.types.tables import decision_words
from serres_requests.views.management.types.term_words import TERM_WORDS
from serres_requests.views.management.types.working import Data, read_words

_NOTHING = _("not given")


def shown_terms(request: Request, data: Data) -> list[tuple[Any, Any]]:
    """Return each term's name and what it says."""
    locale = request.locale_name
    department = request.site.departments.get(str(data.get("department")))
    told = [
        ("title", read_words(data.get("title"), locale)),
        ("summary", read_words(data.get("summary"), locale)),
        ("description", read_words(data.get("description"), locale)),
        ("needed", "\n".join(read_words(item, locale) for item in data.get("needed") or ())),
        ("department", department.title.in_language(locale) if department is not None else ""),
        ("answer_days", data.get("answer_days")),
        ("day_kind", DAY_KIND_WORDS.get(data.get("day_kind") or DayKind.CALENDAR)),
        ("workflow", WORKFLOW_WORDS.get(data.get("workflow") or WorkflowName.EVERYDAY)),
        ("four_eyes", _("Yes") if data.get("four_eyes") else _("No")),
        ("applicants", APPLICANT_WORDS.get(data.get("applicants") or Applicants.ANYONE)),
        ("legal_basis", read_words(data.get("legal_basis"), locale)),
        ("fee", data.get("fee")),
        ("opens", data.get("opens")),
        ("closes", data.get("closes")),
        ("minutes", data.get("minutes")),
        ("decision", decision_words(request, data.get("decision"))),
    ]
    return [(TERM_WORDS[name], value if value not in (None, "") else _NOTHING) for name, value in told]
