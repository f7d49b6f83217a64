"""What a form is filled in with before the citizen types: certified data, contact data, an earlier request."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from serres_requests.content_types.citizen import Citizen
from serres_requests.content_types.registry_answers import RegistryAnswer
from serres_requests.domain.business import ActivityKind, Address, Business
from serres_requests.domain.errors import NotABusinessError, UnavailableError
from serres_requests.domain.fields import FieldDefinition
from serres_requests.domain.working_days import ATHENS
from serres_requests.ports import BusinessRegistry
from serres_requests.services.unit_of_work import UnitOfWork

_EARLIER = "earlier"

_OF_CITIZEN: Mapping[str, Callable[[Citizen], str]] = {
    "card.full_name": lambda citizen: citizen.identity.full_name,
    "card.last_name": lambda citizen: citizen.identity.last_name,
    "card.first_name": lambda citizen: citizen.identity.first_name,
    "card.afm": lambda citizen: citizen.identity.afm,
    "card.fathers_name": lambda citizen: citizen.identity.fathers_name,
    "card.mothers_name": lambda citizen: citizen.identity.mothers_name,
    "contact.email": lambda citizen: citizen.confirmed_email,
}
_OF_BUSINESS: Mapping[str, Callable[[Business], Any]] = {
    "registry.name": lambda business: business.name,
    "registry.trade_name": lambda business: business.trade_name,
    "registry.legal_status": lambda business: business.legal_status,
    "registry.main_activity": lambda business: next(_main_activities(business), ""),
    "registry.address": lambda business: _address(business.address),
    "registry.started_on": lambda business: business.started_on.isoformat() if business.started_on else "",
}


def prefilled(
    uow: UnitOfWork, citizen: Citizen, type_name: str, fields: Iterable[FieldDefinition]
) -> dict[str, Any]:
    """Return the raw answers with which `fields` begin in a new draft of the type `type_name`."""
    fields = tuple(fields)
    return _known(uow, citizen, fields) | _from_earlier(uow, citizen, type_name, fields)


def certified(uow: UnitOfWork, citizen: Citizen, fields: Iterable[FieldDefinition]) -> dict[str, Any]:
    """Return the raw answers that the citizen can't change, whatever a browser sent, once they logged in."""
    return _known(uow, citizen, [field for field in fields if field.locked]) if citizen.has_logged_in else {}


def unlocked(fields: Iterable[FieldDefinition], given: Mapping[str, Any]) -> tuple[FieldDefinition, ...]:
    """Return `fields` with those open that are not in `given`, what is certified: empty, nobody could go on."""
    return tuple(
        replace(field, locked=False) if field.locked and field.name not in given else field for field in fields
    )


def business_of(uow: UnitOfWork, citizen: Citizen) -> Business | None:
    """Return what the registry told of the citizen's business in the last 30 days, if it was asked."""
    answer = uow.site.registry_answers.newest(citizen.identity.afm, uow.now())
    return answer.business if answer is not None else None


def look_up(uow: UnitOfWork, citizen: Citizen) -> None:
    """Ask the registry about the citizen's own business as it is today, and keep its answer.

    Nobody is asked about twice within 30 days. Raises NotABusinessError when there is none, else as
    `ports.BusinessRegistry.find` does.
    """
    registry, answers, now = uow.ports.business_registry, uow.site.registry_answers, uow.now()
    afm, today = citizen.identity.afm, now.astimezone(ATHENS).date()
    known = answers.newest(afm, now)
    if known is not None:
        business = known.business
    elif registry is None:
        raise UnavailableError("no business registry is connected")
    else:
        business = _find(registry, afm, today)
        answers.keep(afm, today, RegistryAnswer(now, business))
    if business is None:
        raise NotABusinessError("the registry knows none")


def _find(registry: BusinessRegistry, afm: str, on: date) -> Business | None:
    try:
        return registry.find(afm, on)
    except NotABusinessError:
        return None


def from_registry(uow: UnitOfWork, citizen: Citizen, fields: Iterable[FieldDefinition]) -> dict[str, Any]:
    """Return the raw answers that the registry gave for `fields`."""
    return _known(uow, citizen, [field for field in fields if field.prefill in _OF_BUSINESS])


def _known(uow: UnitOfWork, citizen: Citizen, fields: Iterable[FieldDefinition]) -> dict[str, Any]:
    """What is known for `fields`; those of which nothing is known are left out."""
    sources = {field.name: field.prefill for field in fields}
    found: dict[str, Any] = {
        name: _OF_CITIZEN[source](citizen) for name, source in sources.items() if source in _OF_CITIZEN
    }
    of_business = {name: source for name, source in sources.items() if source in _OF_BUSINESS}
    if of_business and citizen.has_logged_in and (business := business_of(uow, citizen)) is not None:
        found |= {name: _OF_BUSINESS[source](business) for name, source in of_business.items()}
    return {name: value for name, value in found.items() if value}


def _main_activities(business: Business) -> Iterator[str]:
    return (str(activity.code) for activity in business.activities if activity.kind is ActivityKind.MAIN)


def _address(seat: Address) -> dict[str, str]:
    return {"street": seat.street, "number": seat.number, "postcode": seat.postal_code, "town": seat.area}


def _from_earlier(
    uow: UnitOfWork, citizen: Citizen, type_name: str, fields: Iterable[FieldDefinition]
) -> dict[str, str]:
    """Text answers of the citizen's newest request of this type, for the fields that ask for them."""
    wanted = {field.name for field in fields if field.prefill == _EARLIER}
    if not wanted:
        return {}
    requests = (uow.site.requests.by_reference(reference) for reference in citizen.references())
    newest = next((request for request in requests if request.type_name == type_name), None)
    answers = newest.answers if newest is not None else ()
    return {name: answer for name, answer in answers if name in wanted and isinstance(answer, str)}
