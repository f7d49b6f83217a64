"""The page of the link in each notice mail: its reader stops such mails without logging in (RFC 8058)."""

from typing import Any

from pyramid.httpexceptions import HTTPTooManyRequests
from pyramid.request import Request
from pyramid.view import view_config

from serres_requests.content_types.citizen import Citizen
from serres_requests.content_types.site import Site
from serres_requests.domain.access import Permission
from serres_requests.domain.errors import RefusedError
from serres_requests.domain.mail_choices import Mailing, all_mailed, with_choice
from serres_requests.domain.notices import NoticeKind
from serres_requests.services.mail_stop import reader_of
from serres_requests.views.citizen.mail_choices import KIND_WORDS
from serres_requests.views.posted import posted

_TEMPLATE = "serres_requests:templates/citizen/mail_stop.pt"
_THIS_KIND = "kind"


@view_config(
    route_name="stop_mail", permission=Permission.SITE_VIEW, renderer=_TEMPLATE, request_method="GET", http_cache=0
)
def ask(context: Site, request: Request) -> dict[str, Any]:  # noqa: ARG001
    """Ask what to stop. Opening the link stops nothing: mail scanners open links."""
    found = _reader(request)
    return {"is_good": found is not None, "stopped": None, "words": _words(found)}


@view_config(
    route_name="stop_mail",
    permission=Permission.SITE_VIEW,
    renderer=_TEMPLATE,
    request_method="POST",
    require_csrf=False,
)
def stop(context: Site, request: Request) -> dict[str, Any]:  # noqa: ARG001
    """Stop all notice mails, or those of the mail's kind.

    Mail programs post here themselves, without session and so without our token; the signed token in the address
    is what allows it.
    """
    found = _reader(request)
    if found is None:
        return {"is_good": False, "stopped": None, "words": None}
    citizen, kind = found
    if kind is not None and posted(request, "what") == _THIS_KIND:
        citizen.mail_choices = with_choice(citizen.mail_choices, kind, Mailing.NEVER)
        stopped = _THIS_KIND
    else:
        citizen.mail_choices = all_mailed(Mailing.NEVER)
        stopped = "all"
    return {"is_good": True, "stopped": stopped, "words": _words(found)}


def _words(found: tuple[Citizen, NoticeKind | None] | None) -> Any:
    """What the mail's kind is called, None when it was of several."""
    return KIND_WORDS[found[1]] if found is not None and found[1] is not None else None


def _reader(request: Request) -> tuple[Citizen, NoticeKind | None] | None:
    """Return whose mail it was and its kind; None, with the status set, for a bad token.

    Guessing is slowed down.
    """
    throttle, guesser = request.registry.login_throttle, f"stop {request.client_addr}"
    if throttle.is_exhausted(guesser):
        raise HTTPTooManyRequests
    try:
        return reader_of(request.unit_of_work, request.matchdict["token"])
    except RefusedError:
        throttle.count(guesser)
        request.response.status_int = 410
        return None
