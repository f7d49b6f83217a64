"""Log-in with taxisnet and log-out."""

import logging
import secrets
from typing import Any

from pyramid.httpexceptions import HTTPBadRequest, HTTPSeeOther, HTTPServiceUnavailable
from pyramid.request import Request
from pyramid.security import forget, remember
from pyramid.view import view_config

from serres_requests.domain.access import Permission
from serres_requests.domain.errors import RefusedError, UnavailableError
from serres_requests.domain.people import Identity
from serres_requests.i18n import _
from serres_requests.services.citizens import log_in
from serres_requests.views.addresses import safe_path

log = logging.getLogger(__name__)

_STATE = "taxisnet.state"
_CAME_FROM = "taxisnet.came_from"
_IDENTITY = "serres.identity"

_CANCELLED = _("You did not log in: consent was not given at the tax office's page. You can try again.")
_EXPIRED = _("The log-in was not completed in time or was begun in another window. Please try again.")
_REFUSED = _("The tax office's service did not accept the log-in. Please try again.")
_UNAVAILABLE = _("The tax office's service does not answer at the moment. Please try again in a few minutes.")


@view_config(
    route_name="login",
    permission=Permission.SITE_VIEW,
    renderer="serres_requests:templates/citizen/login.pt",
    request_method="GET",
)
def login(request: Request) -> dict[str, Any]:
    """Tell what will happen, and lead to the tax office."""
    return {"came_from": safe_path(request.GET.get("came_from", "")), "problem": None}


@view_config(route_name="login_taxisnet", permission=Permission.SITE_VIEW, request_method="GET")
def login_taxisnet(request: Request) -> HTTPSeeOther:
    """Send the browser to the tax office, remembering what it shall bring back."""
    state = secrets.token_urlsafe(32)
    request.session[_STATE] = state
    request.session[_CAME_FROM] = safe_path(request.GET.get("came_from", ""))
    return HTTPSeeOther(request.ports.identity_provider.authorize_url(state))


@view_config(
    route_name="login_callback",
    permission=Permission.SITE_VIEW,
    renderer="serres_requests:templates/citizen/login.pt",
    request_method="GET",
)
def login_callback(request: Request) -> dict[str, Any] | HTTPSeeOther:
    """Take the answer of the tax office: log in, or say what went wrong and offer to try again."""
    state = request.session.pop(_STATE, "")
    came_from = request.session.pop(_CAME_FROM, "")
    if not state or not secrets.compare_digest(state.encode(), request.GET.get("state", "").encode()):
        return _failed(request, came_from, _EXPIRED)
    if "error" in request.GET or not request.GET.get("code"):
        return _failed(request, came_from, _CANCELLED)
    try:
        identity = _ask_once(request)
    except RefusedError as error:
        log.info("log-in refused: %s", error)
        return _failed(request, came_from, _REFUSED)
    except UnavailableError as error:
        log.warning("log-in impossible: %s", error)
        return _failed(request, came_from, _UNAVAILABLE, HTTPServiceUnavailable.code)
    citizen = log_in(request.unit_of_work, identity)
    remember(request, citizen.principal)
    card = request.route_path("card", _query={"came_from": came_from} if came_from else None)
    return HTTPSeeOther(came_from if citizen.email and came_from else card)


@view_config(route_name="logout", permission=Permission.SITE_VIEW, request_method="POST")
def logout(request: Request) -> HTTPSeeOther:
    """End the session here; a citizen's browser goes on to end the one at the tax office."""
    was_citizen = request.citizen is not None
    forget(request)
    return HTTPSeeOther(
        request.ports.identity_provider.logout_url() if was_citizen else request.route_path("home")
    )


def _ask_once(request: Request) -> Identity:
    """Return who logs in. A code is good once: an attempt after a conflict keeps the answer of the first."""
    if _IDENTITY not in request.environ:
        code = request.GET["code"]
        request.environ[_IDENTITY] = request.ports.identity_provider.fetch_identity(code)
    identity: Identity = request.environ[_IDENTITY]
    return identity


def _failed(request: Request, came_from: str, problem: Any, status: int = HTTPBadRequest.code) -> dict[str, Any]:
    request.response.status_int = status
    return {"came_from": came_from, "problem": problem}
