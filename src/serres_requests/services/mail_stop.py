"""The link in each notice mail by which its reader stops such mails without logging in (RFC 8058)."""

import hmac

import itsdangerous

from serres_requests.content_types.citizen import Citizen
from serres_requests.domain.errors import RefusedError
from serres_requests.domain.notices import NoticeKind
from serres_requests.services.unit_of_work import UnitOfWork

_SALT = "stop-mail"


def stop_token(secret: str, citizen: Citizen, kind: NoticeKind) -> str:
    """Return the token for a mail of `kind` to the citizen's proven address; it is good as long as that is."""
    return f"{citizen.id}.{kind}.{_signature(secret, citizen, kind)}"


def reader_of(uow: UnitOfWork, token: str) -> tuple[Citizen, NoticeKind]:
    """Return to whom the mail with `token` was sent, and its kind.

    Raises RefusedError when the token is forged, or for an address that is no longer written to.
    """
    citizen_id, _, rest = token.partition(".")
    name, _, signature = rest.partition(".")
    citizen: Citizen | None = uow.site.citizens.get(citizen_id)
    if citizen is None or name not in tuple(NoticeKind):
        raise RefusedError("stop token")
    kind = NoticeKind(name)
    expected = _signature(uow.settings.secret, citizen, kind)
    if not citizen.confirmed_email or not hmac.compare_digest(signature.encode(), expected.encode()):
        raise RefusedError("stop token")
    return citizen, kind


def _signature(secret: str, citizen: Citizen, kind: NoticeKind) -> str:
    """The address is signed without being in the token: addresses of pages get into logs."""
    signer = itsdangerous.Signer(secret, salt=_SALT)
    return signer.get_signature(f"{citizen.id}.{kind}.{citizen.confirmed_email}").decode()
