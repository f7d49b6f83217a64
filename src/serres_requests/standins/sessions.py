"""Browser sessions at the taxisnet stand-in: who logged in, and which client's request waits."""

import secrets
import threading
from dataclasses import dataclass

from pyramid.request import Request
from pyramid.response import Response

from serres_requests.standins.oauth import AuthorizationRequest

COOKIE = "taxisnet-session"
_PATH = "/oauth2server"


@dataclass(frozen=True, slots=True)
class Session:
    """userid: empty before log-in. pending: waits for log-in or consent."""

    userid: str = ""
    pending: AuthorizationRequest | None = None


class Sessions:
    """All sessions by their random id, kept until log-out or the program's end. Safe for threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._sessions: dict[str, Session] = {}

    def of(self, request: Request) -> Session:
        """Return the browser's session, an empty one when it has none."""
        with self._lock:
            return self._sessions.get(_id_in(request), Session())

    def start(self, session: Session, request: Request, response: Response) -> None:
        """Replace the browser's session by `session` under a new id, so that nobody can plant one."""
        session_id = secrets.token_urlsafe(24)
        with self._lock:
            self._sessions.pop(_id_in(request), None)
            self._sessions[session_id] = session
        response.set_cookie(
            COOKIE, session_id, path=_PATH, httponly=True, samesite="Lax", secure=request.scheme == "https"
        )

    def update(self, session: Session, request: Request) -> None:
        """Change the session that the browser has."""
        with self._lock:
            self._sessions[_id_in(request)] = session

    def end(self, request: Request, response: Response) -> None:
        with self._lock:
            self._sessions.pop(_id_in(request), None)
        response.delete_cookie(COOKIE, path=_PATH)


def _id_in(request: Request) -> str:
    return str(request.cookies.get(COOKIE, ""))
