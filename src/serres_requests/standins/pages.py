"""The stand-ins' front page and the page for what goes wrong."""

from typing import Any

from pyramid.httpexceptions import HTTPClientError, HTTPNotFound
from pyramid.request import Request
from pyramid.view import exception_view_config, view_config

from serres_requests.standins.people import PEOPLE


@view_config(route_name="home", renderer="templates/home.pt")
def home(_request: Request) -> dict[str, Any]:
    """Lead to each stand-in."""
    return {"people": PEOPLE.values()}


@exception_view_config(context=HTTPClientError, renderer="templates/error.pt")
def refused(error: HTTPClientError, request: Request) -> dict[str, Any]:
    """Say what is wrong with the address or form."""
    request.response.status = error.status
    return {"detail": "Η σελίδα δεν υπάρχει." if isinstance(error, HTTPNotFound) else error.detail}
