"""The taxisnet stand-in's pages for the browser: authorize, log-in, consent, log-out."""

from dataclasses import replace
from typing import Any

from pyramid.httpexceptions import HTTPBadRequest, HTTPFound, HTTPSeeOther, HTTPTemporaryRedirect, HTTPUnauthorized
from pyramid.request import Request
from pyramid.response import Response
from pyramid.view import view_config

from serres_requests.standins.oauth import SCOPE, AuthorizationRequest
from serres_requests.standins.people import PEOPLE, authenticate
from serres_requests.standins.sessions import Session
from serres_requests.standins.state import StandIns


@view_config(route_name="authorize", request_method="GET", renderer="templates/consent.pt", http_cache=0)
def authorize(request: Request) -> Response | dict[str, Any]:
    """Send the browser on to log-in, or back with a code, or ask for consent the first time."""
    standins: StandIns = request.standins
    asked = _read(request)
    if asked.response_type != "code":
        description = f"Unsupported response types: [{asked.response_type}]"
        location = asked.answer(error="unsupported_response_type", error_description=description)
        return HTTPSeeOther(location)
    session = standins.sessions.of(request)
    if not session.userid:
        answer = HTTPFound(request.route_path("login"))
        standins.sessions.start(Session(pending=asked), request, answer)
        return answer
    if standins.authorizations.has_approved(session.userid):
        return _send_code(standins, session.userid, asked)
    standins.sessions.update(replace(session, pending=asked), request)
    return {"person": PEOPLE[session.userid], "client_id": asked.client_id, "scope": SCOPE}


@view_config(route_name="authorize", request_method="POST", http_cache=0)
def decide(request: Request) -> Response:
    """Take the person's consent or refusal to the request that waits in the session."""
    standins: StandIns = request.standins
    session = standins.sessions.of(request)
    if not session.userid or session.pending is None:
        raise HTTPBadRequest("Δεν υπάρχει αίτημα εφαρμογής που περιμένει την έγκρισή σας.")
    asked = session.pending
    standins.sessions.update(replace(session, pending=None), request)
    answers = (request.POST.get("user_oauth_approval"), request.POST.get(f"scope.{SCOPE}"))
    if answers != ("true", "true"):
        return HTTPSeeOther(asked.answer(error="access_denied", error_description="User denied access"))
    standins.authorizations.approve(session.userid)
    return _send_code(standins, session.userid, asked)


@view_config(route_name="login", renderer="templates/login.pt", http_cache=0)
def login(request: Request) -> dict[str, Any]:
    """Ask for credentials, again after wrong ones."""
    return {"is_error": request.GET.get("authentication_error") == "true", "people": PEOPLE.values()}


@view_config(route_name="check", request_method="POST", http_cache=0)
def check(request: Request) -> Response:
    """Check credentials and take up the request that waits."""
    standins: StandIns = request.standins
    person = authenticate(request.POST.get("j_username", "").strip(), request.POST.get("j_password", ""))
    if person is None:
        return HTTPFound(request.route_path("login", _query={"authentication_error": "true"}))
    pending = standins.sessions.of(request).pending
    answer = HTTPFound(request.route_path("authorize", _query=pending.parameters) if pending else "/")
    standins.sessions.start(Session(person.userid, pending), request, answer)
    return answer


@view_config(route_name="logout", http_cache=0)
def logout(request: Request) -> Response:
    """End the session here and send the browser back to the client."""
    standins: StandIns = request.standins
    url = request.GET.get("url", "")
    if request.matchdict["client_id"] != standins.client.client_id or not standins.client.owns(url):
        raise HTTPBadRequest("Η διεύθυνση επιστροφής δεν ανήκει στην εγγεγραμμένη εφαρμογή.")
    answer = HTTPTemporaryRedirect(url)
    standins.sessions.end(request, answer)
    return answer


def _read(request: Request) -> AuthorizationRequest:
    """Read what the client asks; an unknown client or address must never get an answer, so it is a page."""
    client = request.standins.client
    asked = AuthorizationRequest(
        client_id=request.GET.get("client_id", ""),
        redirect_uri=request.GET.get("redirect_uri", ""),
        response_type=request.GET.get("response_type", ""),
        state=request.GET.get("state"),
    )
    if asked.client_id != client.client_id:
        raise HTTPUnauthorized("Η εφαρμογή (client_id) δεν είναι εγγεγραμμένη.")
    if asked.redirect_uri != client.redirect_uri:
        raise HTTPBadRequest("Η διεύθυνση επιστροφής (redirect_uri) δεν είναι η εγγεγραμμένη.")
    return asked


def _send_code(standins: StandIns, userid: str, asked: AuthorizationRequest) -> Response:
    code = standins.authorizations.issue_code(userid, asked.redirect_uri)
    return HTTPSeeOther(asked.answer(code=code))
