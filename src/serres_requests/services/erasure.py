"""Citizens let go what the law lets be erased; requests that were submitted stay, see decision 16."""

from collections.abc import Callable, Mapping
from enum import StrEnum

from serres_requests.content_types.citizen import Citizen
from serres_requests.domain.notices import Delivery
from serres_requests.services.drafts import drop_draft
from serres_requests.services.unit_of_work import UnitOfWork
from serres_requests.services.watching import unwatch_all


class Erasable(StrEnum):
    """What can be erased, each by itself."""

    DRAFTS = "drafts"
    EMAIL = "email"
    NOTICES = "notices"
    REGISTRY = "registry"
    WATCHED = "watched"


_TO_BE_MAILED = frozenset({Delivery.WAITING, Delivery.FOR_DAILY})


def erase(uow: UnitOfWork, citizen: Citizen, chosen: frozenset[Erasable]) -> None:
    """Erase what was chosen; backups and the database's history forget it when they are renewed."""
    for part in chosen:
        _ERASERS[part](uow, citizen)


def _drafts(_uow: UnitOfWork, citizen: Citizen) -> None:
    for draft in list(citizen.drafts.values()):
        drop_draft(citizen, draft)


def _email(_uow: UnitOfWork, citizen: Citizen) -> None:
    citizen.email = citizen.confirmed_email = citizen.refused_email = ""
    citizen.returned_emails = ()


def _notices(uow: UnitOfWork, citizen: Citizen) -> None:
    """Those that were read and whose mail has left: the others are not told yet."""
    notices = citizen.notices
    for name in list(notices):
        if name not in notices.unread and notices[name].email not in _TO_BE_MAILED:
            del notices[name]
    citizen.notices_erased_at = uow.now()


def _registry(uow: UnitOfWork, citizen: Citizen) -> None:
    uow.site.registry_answers.forget(citizen.identity.afm)


def _watched(uow: UnitOfWork, citizen: Citizen) -> None:
    unwatch_all(uow.site, citizen)


_ERASERS: Mapping[Erasable, Callable[[UnitOfWork, Citizen], None]] = {
    Erasable.DRAFTS: _drafts,
    Erasable.EMAIL: _email,
    Erasable.NOTICES: _notices,
    Erasable.REGISTRY: _registry,
    Erasable.WATCHED: _watched,
}
