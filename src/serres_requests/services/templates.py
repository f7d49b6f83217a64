"""Templates of a request type: kept by administrators, filled with what a request holds."""

from datetime import date

from babel.dates import format_date

from serres_requests.content_types.request import Request
from serres_requests.content_types.request_type import RequestType
from serres_requests.domain.definitions import Definition
from serres_requests.domain.errors import TemplateError
from serres_requests.domain.fields import FieldDefinition
from serres_requests.domain.kinds import WITHOUT_ANSWER, Kind
from serres_requests.domain.markup import escaped
from serres_requests.domain.messages import MessageKind
from serres_requests.domain.templates import ANSWER, DOCUMENTS, Filled, Purpose, Template, fill
from serres_requests.domain.working_days import ATHENS
from serres_requests.forms.answers import in_words
from serres_requests.i18n import DEFAULT_LOCALE
from serres_requests.services.approval import move_or_propose
from serres_requests.services.correspondence import write
from serres_requests.services.unit_of_work import UnitOfWork

_WITHOUT_WORDS = WITHOUT_ANSWER | {Kind.FILES, Kind.GROUP}


def keep_template(request_type: RequestType, template: Template) -> None:
    """Put `template` in the place of the one with its id, else after all others."""
    others = {kept.id: kept for kept in request_type.templates}
    request_type.templates = tuple({**others, template.id: template}.values())


def remove_template(request_type: RequestType, template_id: str) -> None:
    """Forget a template; what was written with it stays."""
    request_type.templates = tuple(kept for kept in request_type.templates if kept.id != template_id)


def template_of(request_type: RequestType, template_id: str) -> Template | None:
    """Return the template with `template_id`."""
    return next((kept for kept in request_type.templates if kept.id == template_id), None)


def fields_in_words(definition: Definition) -> list[FieldDefinition]:
    """Return the fields whose answers can stand in a text."""
    return [field for field in definition.fields if field.kind not in _WITHOUT_WORDS]


def filled(uow: UnitOfWork, request: Request, template: Template) -> Filled:
    """Return the text of `template` for `request`, worded in Greek as the template is."""
    values = values_of(uow, request)
    if template.purpose in DOCUMENTS:
        values = {name: escaped(value) for name, value in values.items()}
    return fill(template.text, values)


def values_of(uow: UnitOfWork, request: Request) -> dict[str, str]:
    """Return what each placeholder stands for in `request`; what it does not hold is "" or not there."""
    definition = uow.site.request_types[request.type_name].version(request.type_version).definition
    given = dict(request.answers)
    applicant, protocol = request.applicant, request.protocol
    return {
        "protocol_number": str(protocol or ""),
        "filed_on": day_in_words(protocol.filed_on) if protocol else "",
        "submitted_on": day_in_words(request.submitted_at.astimezone(ATHENS)),
        "today": day_in_words(uow.now().astimezone(ATHENS)),
        "service": definition.title.el,
        "department": uow.site.departments[request.department].title.el,
        "applicant": applicant.full_name,
        "fathers_name": applicant.fathers_name,
        "mothers_name": applicant.mothers_name,
        "afm": applicant.afm,
        **{
            f"{ANSWER}{field.name}": in_words(field, given[field.name], DEFAULT_LOCALE)
            for field in fields_in_words(definition)
            if field.name in given
        },
    }


def reply_with(uow: UnitOfWork, request: Request, type_name: str, template: Template) -> bool:
    """Fill a template of the type `type_name` for `request` and make its move, or write its message.

    Returns whether the move was only proposed.

    Raises TemplateError when the request is of another type or does not hold what the template speaks of, and
    whatever the move raises.
    """
    if type_name != request.type_name:
        raise TemplateError(template.id)
    ready = filled(uow, request, template)
    if ready.missing:
        raise TemplateError(*ready.missing)
    if template.purpose is Purpose.MESSAGE:
        write(uow, request, MessageKind.TO_CITIZEN, ready.text)
        return False
    return move_or_propose(uow, request, template.purpose.value, ready.text)


def day_in_words(day: date) -> str:
    """Return `day` as texts write it, in Greek."""
    return str(format_date(day, format="long", locale=DEFAULT_LOCALE))
