"""The ticket in a form: which citizen is filling which draft of which type, signed by us."""

from dataclasses import dataclass

import itsdangerous
from pyramid.exceptions import BadCSRFToken
from pyramid.httpexceptions import HTTPForbidden
from pyramid.request import Request

from serres_requests.content_types.request_type import RequestType
from serres_requests.views.posted import posted

_SALT = "form-ticket"
_VALID_SECONDS = 24 * 60 * 60
FIELD = "ticket"


@dataclass(frozen=True, slots=True)
class Ticket:
    """citizen_id: whose form it is. draft_id: under which name it will be kept, and later the request."""

    citizen_id: str
    type_name: str
    draft_id: str


def write_ticket(request: Request, ticket: Ticket) -> str:
    """Return `ticket` as text for a hidden field."""
    return str(_serializer(request).dumps([ticket.citizen_id, ticket.type_name, ticket.draft_id]))


def read_ticket(request: Request, request_type: RequestType) -> Ticket | None:
    """Return the ticket that came with a form of `request_type`; None when forged or older than a day."""
    try:
        ticket = Ticket(*_serializer(request).loads(posted(request, FIELD), max_age=_VALID_SECONDS))
    except (itsdangerous.BadData, TypeError):
        return None
    belongs = ticket.type_name == request_type.name and ticket.citizen_id in request.site.citizens
    return ticket if belongs else None


def ticket_of(request: Request, request_type: RequestType) -> Ticket:
    """Return the form's ticket; refuse a forged one, and one of another citizen than is logged in."""
    ticket = read_ticket(request, request_type)
    if ticket is None:
        raise BadCSRFToken
    if request.citizen is not None and request.citizen.id != ticket.citizen_id:
        raise HTTPForbidden
    return ticket


def _serializer(request: Request) -> itsdangerous.URLSafeTimedSerializer:
    return itsdangerous.URLSafeTimedSerializer(request.app_settings.secret, salt=_SALT)
