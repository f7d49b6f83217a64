"""The link in each notice mail by which its reader stops such mails without logging in (RFC 8058)."""

import hmac

import itsdangerous

from serres_requests.content_types.citizen import Citizen
from serres_requests.domain.errors import RefusedError
from serres_requests.domain.notices import NoticeKind
from serres_requests.services.unit_of_work import UnitOfWork

_SALT = "stop-mail"


def stop_url(uow: UnitOfWork, citizen: Citizen, kind: NoticeKind | None) -> str:
    """Return the link for a mail of `kind`, None for one of several, to the citizen's proven address."""
    return f"{uow.settings.public_url}/me/notices/stop/{stop_token(uow.settings.secret, citizen, kind)}"


def stop_token(secret: str, citizen: Citizen, kind: NoticeKind | None) -> str:
    """Return the token of such a link; it is good as long as the address is."""
    return f"{citizen.id}.{kind or ''}.{_signature(secret, citizen, kind)}"


def reader_of(uow: UnitOfWork, token: str) -> tuple[Citizen, NoticeKind | None]:
    """Return to whom the mail with `token` was sent, and its kind, None for one of several.

    Raises RefusedError when the token is forged, or for an address that is no longer written to.
    """
    citizen_id, _, rest = token.partition(".")
    name, _, signature = rest.partition(".")
    citizen: Citizen | None = uow.site.citizens.get(citizen_id)
    if citizen is None or name not in ("", *NoticeKind):
        raise RefusedError("stop token")
    kind = NoticeKind(name) if name else None
    expected = _signature(uow.settings.secret, citizen, kind)
    if not citizen.confirmed_email or not hmac.compare_digest(signature.encode(), expected.encode()):
        raise RefusedError("stop token")
    return citizen, kind


def _signature(secret: str, citizen: Citizen, kind: NoticeKind | None) -> str:
    """The address is signed without being in the token: addresses of pages get into logs."""
    signer = itsdangerous.Signer(secret, salt=_SALT)
    return signer.get_signature(f"{citizen.id}.{kind or ''}.{citizen.confirmed_email}").decode()
