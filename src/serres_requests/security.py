"""Who is asking: the security policy for citizens and staff, the session cookie and the CSRF check."""

from dataclasses import dataclass
from typing import Any

from pyramid.authorization import ACLHelper, Authenticated, Everyone
from pyramid.config import Configurator
from pyramid.csrf import SessionCSRFStoragePolicy
from pyramid.events import NewRequest
from pyramid.request import Request
from pyramid.session import SignedCookieSessionFactory
from substanced.util import get_oid

from serres_requests.content_types.site import Site
from serres_requests.services.access import CITIZENS, STAFF
from serres_requests.services.sessions import end_sessions, session_epoch
from serres_requests.settings import Settings

SESSION_IDLE_SECONDS = 30 * 60
SESSION_LONGEST_SECONDS = 12 * 60 * 60
_CITIZEN_PREFIX = "citizen:"
_CALLER = "serres_requests.caller"


@dataclass(frozen=True, slots=True)
class Caller:
    """Somebody who is logged in. node: the citizen's or the user's object."""

    userid: str | int
    principals: frozenset[object]
    node: Any

    @property
    def is_citizen(self) -> bool:
        return isinstance(self.userid, str)


class SecurityPolicy:
    """Citizens are known by ``citizen:<id>``, staff by the object id of their user; both from the session.

    A session names the epoch of its person; logging out or changing the password begins a new one, so that no
    copy of a cookie outlives it. The caller is kept in the request's environment: Substance D asks for its tabs
    with bare requests, made from a copy of it, that lack all our attributes.
    """

    def __init__(self) -> None:
        self._acl = ACLHelper()

    def identity(self, request: Request) -> Caller | None:
        if _CALLER not in request.environ:
            request.environ[_CALLER] = self._find_caller(request)
        caller: Caller | None = request.environ[_CALLER]
        return caller

    def authenticated_userid(self, request: Request) -> str | int | None:
        caller = self.identity(request)
        return caller.userid if caller else None

    def permits(self, request: Request, context: Any, permission: str) -> Any:
        caller = self.identity(request)
        principals = caller.principals if caller else frozenset({Everyone})
        return self._acl.permits(context, principals, permission)

    def remember(self, request: Request, userid: str | int, **_options: Any) -> list[tuple[str, str]]:
        """Begin a new session for `userid`: nothing of the one before is taken over."""
        request.session.invalidate()
        request.session["userid"] = userid
        request.session["since"] = request.ports.clock.now().timestamp()
        caller = _find(request.site, userid)
        request.session["epoch"] = session_epoch(caller.node) if caller is not None else 0
        request.environ.pop(_CALLER, None)
        return []

    def forget(self, request: Request, **_options: Any) -> list[tuple[str, str]]:
        if (caller := self.identity(request)) is not None:
            end_sessions(caller.node)
        request.session.invalidate()
        request.environ.pop(_CALLER, None)
        return []

    def _find_caller(self, request: Request) -> Caller | None:
        userid = request.session.get("userid")
        if userid is None or self._is_over(request):
            return None
        caller = _find(request.site, userid)
        if caller is None or session_epoch(caller.node) != request.session.get("epoch"):
            return None
        return caller

    @staticmethod
    def _is_over(request: Request) -> bool:
        age = request.ports.clock.now().timestamp() - request.session.get("since", 0)
        return bool(age > SESSION_LONGEST_SECONDS)


def _find(site: Site, userid: Any) -> Caller | None:
    return _citizen(site, userid) if isinstance(userid, str) else _member_of_staff(site, userid)


def _citizen(site: Site, userid: Any) -> Caller | None:
    citizen = site.citizens.get(userid.removeprefix(_CITIZEN_PREFIX))
    if citizen is None:
        return None
    return Caller(userid, frozenset({Everyone, Authenticated, CITIZENS, userid}), citizen)


def _member_of_staff(site: Site, userid: Any) -> Caller | None:
    user = site.__objectmap__.object_for(userid)
    if user is None:
        return None
    groups = {get_oid(group) for group in user.groups}
    return Caller(userid, frozenset({Everyone, Authenticated, STAFF, userid, *groups}), user)


def _forget_caller(event: NewRequest) -> None:
    """NewRequest: an attempt that is repeated has the environment of the one before, but its own database."""
    event.request.environ.pop(_CALLER, None)


class CsrfPolicy(SessionCSRFStoragePolicy):
    """The token in the session, taken under our field's name or under that of Substance D's forms."""

    def check_csrf_token(self, request: Request, supplied_token: str) -> bool:
        if supplied_token == "":
            supplied_token = request.POST.get("_csrf_token_", "")
        return isinstance(supplied_token, str) and bool(super().check_csrf_token(request, supplied_token))


def include_security(config: Configurator, settings: Settings) -> None:
    """Install policy, session and CSRF check."""
    config.set_security_policy(SecurityPolicy())
    config.add_subscriber(_forget_caller, NewRequest)
    config.set_session_factory(
        SignedCookieSessionFactory(
            settings.secret,
            cookie_name="session",
            httponly=True,
            secure=settings.production,
            samesite="Lax",
            timeout=SESSION_IDLE_SECONDS,
            reissue_time=60,
            salt="serres.session.",
        )
    )
    config.set_csrf_storage_policy(CsrfPolicy())
    config.set_default_csrf_options(require_csrf=True, check_origin=True)
