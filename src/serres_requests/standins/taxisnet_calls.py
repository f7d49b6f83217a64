"""The taxisnet stand-in's answers to the client's own calls: token and userinfo."""

from http import HTTPStatus
from typing import Any

from pyramid.httpexceptions import HTTPInternalServerError, HTTPServiceUnavailable
from pyramid.request import Request
from pyramid.response import Response
from pyramid.view import view_config

from serres_requests.standins.faults import TaxisnetFault
from serres_requests.standins.oauth import SCOPE, TOKEN_SECONDS, OAuthError
from serres_requests.standins.people import PEOPLE, userinfo_xml
from serres_requests.standins.state import StandIns

_GARBAGE = "<!DOCTYPE html><html><head><title>Εργασίες συντήρησης</title></head><body><p>…</p></body></html>"
_GARBAGE_TOKEN = {"access_token": 42, "token_type": None, "expires_in": "soon"}


@view_config(route_name="token", request_method="POST", renderer="json", http_cache=0)
def token(request: Request) -> Response | dict[str, Any]:
    """Exchange a code for a token, or fail as the switches say."""
    _wait_if_slow(request.standins)
    _fail_if_told(request.standins)
    match request.standins.faults.current.taxisnet:
        case TaxisnetFault.GARBAGE:
            return Response(_GARBAGE, content_type="text/html")
        case TaxisnetFault.GARBAGE_TOKEN:
            return _GARBAGE_TOKEN
    try:
        return _exchange(request)
    except OAuthError as error:
        return _refusal(request, error)


@view_config(route_name="userinfo", request_method="GET", renderer="json", http_cache=0)
def userinfo(request: Request) -> Response | dict[str, Any]:
    """Tell who the token's person is."""
    standins: StandIns = request.standins
    _fail_if_told(standins)
    given = _token_in(request)
    userid = standins.authorizations.userid_of(given)
    if userid is None:
        return _refusal(request, _bad_token(given))
    body = userinfo_xml(PEOPLE[userid])
    if standins.faults.current.taxisnet == TaxisnetFault.BAD_XML:
        body = body[: len(body) // 2]
    return Response(body, content_type="application/xml", charset="UTF-8")


def _exchange(request: Request) -> dict[str, Any]:
    """Check the form in the order of Spring's endpoint: client, grant type, code."""
    standins: StandIns = request.standins
    form = request.POST
    if not standins.client.has_credentials(form.get("client_id", ""), form.get("client_secret", "")):
        raise OAuthError("invalid_client", "Bad client credentials", HTTPStatus.UNAUTHORIZED)
    grant_type = form.get("grant_type", "")
    if grant_type != "authorization_code":
        raise OAuthError("unsupported_grant_type", f"Unsupported grant type: {grant_type}")
    access_token = standins.authorizations.redeem(
        form.get("code", ""),
        form.get("redirect_uri", ""),
        code_seconds=standins.faults.current.code_seconds,
    )
    return {"access_token": access_token, "token_type": "bearer", "expires_in": TOKEN_SECONDS, "scope": SCOPE}


def _token_in(request: Request) -> str:
    """Return the token of the header or, as one known client sends it, of the query."""
    scheme, _, value = request.headers.get("Authorization", "").partition(" ")
    return str(value.strip() if scheme.lower() == "bearer" else request.GET.get("access_token", ""))


def _bad_token(given: str) -> OAuthError:
    if given:
        return OAuthError("invalid_token", f"Invalid access token: {given}", HTTPStatus.UNAUTHORIZED)
    return OAuthError(
        "unauthorized", "Full authentication is required to access this resource", HTTPStatus.UNAUTHORIZED
    )


def _refusal(request: Request, error: OAuthError) -> dict[str, Any]:
    request.response.status_int = error.status
    if error.status == HTTPStatus.UNAUTHORIZED:
        request.response.headers["WWW-Authenticate"] = f'Bearer realm="oauth2-resource", error="{error.error}"'
    return {"error": error.error, "error_description": error.description}


def _wait_if_slow(standins: StandIns) -> None:
    faults = standins.faults.current
    if faults.taxisnet == TaxisnetFault.SLOW and standins.stopping.wait(faults.slow_seconds):
        raise HTTPServiceUnavailable("the program ends")


def _fail_if_told(standins: StandIns) -> None:
    if standins.faults.current.taxisnet == TaxisnetFault.ERROR:
        raise HTTPInternalServerError("as switched on at /control/faults")
