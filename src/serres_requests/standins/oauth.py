"""What the authorization server remembers: its one client, codes, tokens and who approved the client."""

import secrets
import threading
import time
from dataclasses import dataclass, field
from hmac import compare_digest
from http import HTTPStatus
from urllib.parse import quote, urlencode, urlsplit

SCOPE = "read"
TOKEN_SECONDS = 43_200


class OAuthError(Exception):
    """The token endpoint's refusal, under the names that OAuth gives."""

    def __init__(self, error: str, description: str, status: HTTPStatus = HTTPStatus.BAD_REQUEST) -> None:
        super().__init__(description)
        self.error = error
        self.description = description
        self.status = status


@dataclass(frozen=True, slots=True)
class Client:
    """The one registered client. redirect_uri: compared letter by letter."""

    client_id: str
    secret: str = field(repr=False)
    redirect_uri: str

    def has_credentials(self, client_id: str, secret: str) -> bool:
        return client_id == self.client_id and compare_digest(secret.encode(), self.secret.encode())

    def owns(self, url: str) -> bool:
        """Whether `url` has the origin of the registered address."""
        # urlsplit drops line breaks and tabs that the Location header would still carry.
        return url.isascii() and url.isprintable() and _origin(url) == _origin(self.redirect_uri)


@dataclass(frozen=True, slots=True)
class AuthorizationRequest:
    """What a client asks of a person; `state` goes back untouched, None when there was none."""

    client_id: str
    redirect_uri: str
    response_type: str
    state: str | None

    @property
    def parameters(self) -> dict[str, str]:
        """The query that asks the same again."""
        asked = {
            "client_id": self.client_id,
            "redirect_uri": self.redirect_uri,
            "response_type": self.response_type,
        }
        return self._with_state(asked)

    def answer(self, **parameters: str) -> str:
        """Return the client's address with the answer in it."""
        separator = "&" if "?" in self.redirect_uri else "?"
        return self.redirect_uri + separator + urlencode(self._with_state(parameters), quote_via=quote)

    def _with_state(self, parameters: dict[str, str]) -> dict[str, str]:
        return parameters if self.state is None else {**parameters, "state": self.state}


@dataclass(frozen=True, slots=True)
class _Grant:
    userid: str
    redirect_uri: str
    issued: float = field(default_factory=time.monotonic)

    def is_older_than(self, seconds: float) -> bool:
        return time.monotonic() - self.issued >= seconds


class Authorizations:
    """Codes, tokens and approvals, kept until the program ends. Safe for threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._approved: set[str] = set()
        self._codes: dict[str, _Grant] = {}
        self._tokens: dict[str, _Grant] = {}

    def has_approved(self, userid: str) -> bool:
        with self._lock:
            return userid in self._approved

    def approve(self, userid: str) -> None:
        with self._lock:
            self._approved.add(userid)

    def issue_code(self, userid: str, redirect_uri: str) -> str:
        code = secrets.token_urlsafe(24)
        with self._lock:
            self._codes[code] = _Grant(userid, redirect_uri)
        return code

    def redeem(self, code: str, redirect_uri: str, *, code_seconds: float) -> str:
        """Return a token for `code`, which is used up even when this refuses. Raises OAuthError."""
        token = secrets.token_urlsafe(24)
        with self._lock:
            grant = self._codes.pop(code, None)
            if grant is None or grant.is_older_than(code_seconds):
                raise OAuthError("invalid_grant", f"Invalid authorization code: {code}")
            if grant.redirect_uri != redirect_uri:
                raise OAuthError("invalid_grant", "Redirect URI mismatch.")
            self._tokens[token] = _Grant(grant.userid, redirect_uri)
        return token

    def userid_of(self, token: str) -> str | None:
        """Return whose `token` this is, None when it is not (or no longer) good."""
        with self._lock:
            grant = self._tokens.get(token)
        return None if grant is None or grant.is_older_than(TOKEN_SECONDS) else grant.userid


def _origin(url: str) -> tuple[str, str]:
    parts = urlsplit(url)
    return parts.scheme, parts.netloc
