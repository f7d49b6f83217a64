"""How a document looks before there is a request: the frame and a template with invented words."""

from serres_requests.content_types.request_type import RequestType
from serres_requests.domain.check_codes import ALPHABET, GROUP, LENGTH
from serres_requests.domain.protocol import ProtocolNumber
from serres_requests.domain.templates import ANSWER, Template, fill
from serres_requests.domain.working_days import ATHENS
from serres_requests.services.issuing import typeset_document
from serres_requests.services.templates import day_in_words, fields_in_words
from serres_requests.services.unit_of_work import UnitOfWork

_PERSON = {
    "applicant": "ΜΑΡΙΑ ΔΟΚΙΜΑΣΤΙΚΗ",
    "fathers_name": "ΙΩΑΝΝΗΣ",
    "mothers_name": "ΕΛΕΝΗ",
    "afm": "123456783",
}
_NO_CODE = "-".join([ALPHABET[0] * GROUP] * (LENGTH // GROUP))
"""A code that no document has."""


def sample_document(uow: UnitOfWork, request_type: RequestType, template: Template) -> bytes:
    """Return the PDF of `template` for an invented request of a published type; each answer is the question.

    Raises RefusedError when it can't be made.
    """
    definition, today = request_type.definition, uow.now().astimezone(ATHENS).date()
    number = ProtocolNumber(today.year, 1, today)
    values = {
        **_PERSON,
        **dict.fromkeys(("filed_on", "submitted_on", "today"), day_in_words(today)),
        "protocol_number": str(number),
        "service": definition.title.el,
        "department": uow.site.departments[definition.department].title.el,
        **{f"{ANSWER}{field.name}": f"«{field.title.el}»" for field in fields_in_words(definition)},
    }
    text = fill(template.text, values).text
    return typeset_document(uow, definition.department, template.name, text, number, _NO_CODE)
