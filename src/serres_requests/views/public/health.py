"""Health of the process for whoever watches it."""

from typing import Any

from pyramid.request import Request
from pyramid.view import view_config

from serres_requests.domain.access import Permission


@view_config(route_name="alive", permission=Permission.SITE_VIEW, renderer="json", request_method="GET")
def alive(request: Request) -> dict[str, Any]:  # noqa: ARG001
    """The process answers."""
    return {"status": "ok"}


@view_config(route_name="ready", permission=Permission.SITE_VIEW, renderer="json", request_method="GET")
def ready(request: Request) -> dict[str, Any]:
    """The database answers; how much work waits, and how much waits for a person."""
    outbox = request.site.outbox
    return {"status": "ok", "set_aside": len(outbox.aside())}
