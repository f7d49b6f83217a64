"""What is said of templates: what each is for, and what its placeholders stand for."""

from typing import Any

from pyramid.request import Request

from serres_requests.content_types.request_type import RequestType
from serres_requests.domain.templates import ANSWER, FIXED, Purpose
from serres_requests.i18n import _
from serres_requests.services.templates import fields_in_words

PURPOSE_WORDS = {
    Purpose.MESSAGE: _("Plain message"),
    Purpose.ASK: _("Ask the citizen"),
    Purpose.CHARGE: _("Ask for payment"),
    Purpose.COMPLETE: _("Complete"),
    Purpose.REJECT: _("Reject"),
    Purpose.CERTIFICATE: _("Certificate"),
    Purpose.DECISION: _("Decision"),
}

FIXED_WORDS = {
    "protocol_number": _("Protocol number"),
    "filed_on": _("Day on which it was filed"),
    "submitted_on": _("Day on which it was submitted"),
    "today": _("The present day"),
    "service": _("Service"),
    "department": _("Department"),
    "applicant": _("The applicant's name"),
    "fathers_name": _("Father's name"),
    "mothers_name": _("Mother's name"),
    "afm": _("Tax number (ΑΦΜ)"),
}


def placeholders(request: Request, request_type: RequestType) -> dict[str, Any]:
    """Return every placeholder for the type's current version with what it stands for."""
    fields = fields_in_words(request_type.definition) if request_type.is_published else []
    answers = {f"{ANSWER}{field.name}": field.title.in_language(request.locale_name) for field in fields}
    return {**{name: FIXED_WORDS[name] for name in FIXED}, **answers}
