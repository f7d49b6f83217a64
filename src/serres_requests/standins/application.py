"""The program's WSGI application: routes, views and what they share."""

from collections.abc import Callable
from urllib.parse import urlsplit

from pyramid.config import Configurator
from pyramid.events import NewRequest
from pyramid.router import Router

from serres_requests.standins import (
    control,
    mail_pages,
    map_tiles,
    pages,
    registry_calls,
    taxisnet_calls,
    taxisnet_pages,
)
from serres_requests.standins.state import StandIns

_ROUTES = (
    ("home", "/"),
    ("authorize", "/oauth2server/oauth/authorize"),
    ("token", "/oauth2server/oauth/token"),
    ("login", "/oauth2server/login.jsp"),
    ("check", "/oauth2server/j_spring_security_check"),
    ("userinfo", "/oauth2server/userinfo"),
    ("logout", "/oauth2server/logout/{client_id}/"),
    ("map_tile", r"/tiles/{z:\d+}/{x:\d+}/{y:\d+}.png"),
    ("registry", "/wsaade/RgWsPublic2/RgWsPublic2"),
    ("registry_calls", "/control/registry-calls"),
    ("faults", "/control/faults"),
    ("mail_list", "/mail/"),
    ("mail_api", "/mail/api/messages"),
    ("mail_message", r"/mail/{id:\d+}"),
    ("mail_html", r"/mail/{id:\d+}/html"),
    ("mail_raw", r"/mail/{id:\d+}.eml"),
)


def make_application(standins: StandIns, public_url: str | None) -> Router:
    """Return the application. public_url: how browsers reach it when that differs from where it listens."""
    config = Configurator()
    config.include("pyramid_chameleon")
    for name, pattern in _ROUTES:
        config.add_route(name, pattern)
    config.add_request_method(lambda _request: standins, "standins", reify=True)
    if public_url:
        config.add_subscriber(_move_to(public_url), NewRequest)
    for module in (pages, taxisnet_pages, taxisnet_calls, registry_calls, control, mail_pages, map_tiles):
        config.scan(module)
    return config.make_wsgi_app()


def _move_to(public_url: str) -> Callable[[NewRequest], None]:
    parts = urlsplit(public_url)

    def move(event: NewRequest) -> None:
        event.request.scheme = parts.scheme
        event.request.host = parts.netloc

    return move
