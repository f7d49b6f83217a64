"""What every view finds on the request: the site, the citizen, the outside and a unit of work."""

from typing import Any

from pyramid.config import Configurator
from pyramid.request import Request
from pyramid_zodbconn import get_connection

from serres_requests.content_types.citizen import Citizen
from serres_requests.content_types.site import Site
from serres_requests.ports import Ports
from serres_requests.services.unit_of_work import UnitOfWork
from serres_requests.settings import Settings

_READS = ("GET", "HEAD")


def site(request: Request) -> Site:
    """The root of the tree."""
    root: Site = get_connection(request).root()["app_root"]
    return root


def ports(request: Request) -> Ports:
    """The outside."""
    bound: Ports = request.registry.ports
    return bound


def app_settings(request: Request) -> Settings:
    """The typed settings."""
    settings: Settings = request.registry.app_settings
    return settings


def citizen(request: Request) -> Citizen | None:
    """The citizen who is logged in, if any."""
    caller = request.identity
    return caller.node if caller is not None and caller.is_citizen else None


def user(request: Request) -> Any:
    """The member of staff who is logged in, if any: Substance D's user object."""
    caller = request.identity
    return caller.node if caller is not None and not caller.is_citizen else None


def unit_of_work(request: Request) -> UnitOfWork:
    """The context for use cases; after a request that may write, the worker is told that there may be work."""
    request.add_finished_callback(_wake_worker)
    return UnitOfWork(
        site=request.site,
        ports=request.ports,
        settings=request.app_settings,
        registry=request.registry,
        actor=request.user.__name__ if request.user is not None else "",
        allows=request.has_permission,
    )


def _wake_worker(request: Request) -> None:
    if request.method not in _READS:  # to another process it is a round trip
        request.registry.work_arrived.set()


def add_to(config: Configurator) -> None:
    """Add the attributes, each made once for a request."""
    for attribute in (site, ports, app_settings, citizen, user, unit_of_work):
        config.add_request_method(attribute, attribute.__name__, reify=True)
