"""What a form is filled in with before the citizen types: certified data, contact data, an earlier request."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from serres_requests.content_types.citizen import Citizen
from serres_requests.content_types.request_type import RequestType
from serres_requests.content_types.site import Site
from serres_requests.domain.fields import FieldDefinition

_EARLIER = "earlier"

_SOURCES: Mapping[str, Callable[[Citizen], str]] = {
    "card.full_name": lambda citizen: citizen.identity.full_name,
    "card.last_name": lambda citizen: citizen.identity.last_name,
    "card.first_name": lambda citizen: citizen.identity.first_name,
    "card.afm": lambda citizen: citizen.identity.afm,
    "card.fathers_name": lambda citizen: citizen.identity.fathers_name,
    "card.mothers_name": lambda citizen: citizen.identity.mothers_name,
    "contact.email": lambda citizen: citizen.confirmed_email,
}


def prefilled(site: Site, citizen: Citizen, request_type: RequestType) -> dict[str, Any]:
    """Return the raw answers that a new draft of `request_type` begins with."""
    fields = request_type.definition.fields
    begun = {field.name: _SOURCES[field.prefill](citizen) for field in fields if field.prefill in _SOURCES}
    return begun | _from_earlier(site, citizen, request_type, fields)


def certified(citizen: Citizen, fields: Iterable[FieldDefinition]) -> dict[str, str]:
    """Return the raw answers that the citizen can't change, whatever a browser sent."""
    return {field.name: _SOURCES[field.prefill](citizen) for field in fields if field.locked}


def _from_earlier(
    site: Site, citizen: Citizen, request_type: RequestType, fields: Iterable[FieldDefinition]
) -> dict[str, str]:
    """Text answers of the citizen's newest request of this type, for the fields that ask for them."""
    wanted = {field.name for field in fields if field.prefill == _EARLIER}
    if not wanted:
        return {}
    requests = (site.requests.by_reference(reference) for reference in citizen.references())
    newest = next((request for request in requests if request.type_name == request_type.name), None)
    answers = newest.answers if newest is not None else ()
    return {name: answer for name, answer in answers if name in wanted and isinstance(answer, str)}
