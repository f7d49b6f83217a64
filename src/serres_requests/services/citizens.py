"""Citizens log in, give an e-mail address and prove it."""

import itsdangerous

from serres_requests.content_types.citizen import Citizen
from serres_requests.content_types.request import HistoryEntry
from serres_requests.domain.errors import AnotherPersonError, RefusedError
from serres_requests.domain.events import EmailEntered
from serres_requests.domain.people import Identity
from serres_requests.services.access import protect_citizen
from serres_requests.services.unit_of_work import UnitOfWork

_CONFIRMATION_DAYS = 7
_SALT = "email-confirmation"
NOT_THEIRS = "not_theirs"
"""In a history: the owner of the ΑΦΜ has another name."""


def log_in(uow: UnitOfWork, identity: Identity) -> Citizen:
    """Return the citizen's node, made at the first log-in and brought up to date when the names changed."""
    citizen = uow.site.citizens.find(identity.afm)
    if citizen is not None and not citizen.has_logged_in:
        citizen = _taken_over(uow, citizen, identity)
    if citizen is None:
        citizen = uow.site.citizens.add(identity)
        protect_citizen(citizen)
    elif citizen.identity != identity:
        citizen.identity = identity
    return citizen


def account_for(uow: UnitOfWork, identity: Identity) -> Citizen:
    """Return the account of somebody for whom staff enter a request, made when there is none.

    Raises AnotherPersonError as `check_name` does.
    """
    check_name(uow, identity)
    citizen = uow.site.citizens.find(identity.afm)
    if citizen is None:
        citizen = uow.site.citizens.add(identity)
        citizen.has_logged_in = False
        protect_citizen(citizen)
    return citizen


def check_name(uow: UnitOfWork, identity: Identity) -> None:
    """Raise AnotherPersonError when the ΑΦΜ of `identity` is known with another name."""
    citizen = uow.site.citizens.find(identity.afm)
    if citizen is not None and not citizen.identity.agrees_with(identity):
        raise AnotherPersonError(citizen.id)


def _taken_over(uow: UnitOfWork, citizen: Citizen, identity: Identity) -> Citizen | None:
    """Return the account that entries made, now its owner's; None when they turn out to be another person.

    Then somebody mistyped the ΑΦΜ: its owner must not see what another asked for, and the department is told in
    the history of each request.
    """
    if citizen.identity.agrees_with(identity):
        citizen.has_logged_in = True
        return citizen
    uow.site.citizens.let_go(citizen)
    for reference in citizen.references():
        uow.site.requests.by_reference(reference).record(HistoryEntry(uow.now(), NOT_THEIRS, ""))
    return None


def enter_email(uow: UnitOfWork, citizen: Citizen, email: str) -> None:
    """Keep `email` and have a link sent to it; the address proven before stays in use until then."""
    citizen.email = email
    uow.emit(EmailEntered(citizen_id=citizen.id, at=uow.now()))


def confirmation_token(secret: str, citizen: Citizen) -> str:
    """Return the token that proves that its bearer reads mail sent to the citizen's address."""
    return _serializer(secret).dumps([citizen.id, citizen.email])


def citizen_of_token(uow: UnitOfWork, secret: str, token: str) -> Citizen:
    """Return the citizen whose present address `token` was sent to.

    Raises RefusedError when the token is forged, older than 7 days or for an address since replaced.
    """
    try:
        citizen_id, email = _serializer(secret).loads(token, max_age=_CONFIRMATION_DAYS * 86_400)
    except itsdangerous.BadData as error:
        raise RefusedError("confirmation token") from error
    citizen: Citizen | None = uow.site.citizens.get(citizen_id)
    if citizen is None or citizen.email != email:
        raise RefusedError("confirmation token for an address no longer held")
    return citizen


def confirm_email(citizen: Citizen) -> None:
    """Use the citizen's address from now on; who opened its link gets mail there, whatever was before."""
    citizen.confirmed_email = citizen.email
    citizen.refused_email = ""
    citizen.returned_emails = ()


def note_returned(citizen: Citizen, address: str) -> None:
    """Note that the citizen's `address` takes no mail, as only came out after a mail to it had left."""
    in_use = {citizen.email, citizen.confirmed_email}
    citizen.returned_emails = tuple(sorted(in_use & {*citizen.returned_emails, address}))


def _serializer(secret: str) -> itsdangerous.URLSafeTimedSerializer:
    return itsdangerous.URLSafeTimedSerializer(secret, salt=_SALT)
