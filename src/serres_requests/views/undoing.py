"""Whatever administrators change on the management pages is kept with what was there before."""

from collections.abc import Callable
from typing import Any

from pyramid.config import Configurator
from pyramid.request import Request
from pyramid.response import Response

from serres_requests.services.undo import remember, state_of
from serres_requests.substance import MANAGE_ROUTE
from serres_requests.views.auditing import detail_of, event_of

View = Callable[[Any, Request], Response]


def _remembered(view: View, info: Any) -> View:
    """A view deriver: all forms pass here, also those that are yet to be made."""
    if info.options.get("route_name") != MANAGE_ROUTE:
        return view

    def remembering(context: Any, request: Request) -> Response:
        before = state_of(context) if request.method == "POST" else {}
        response = view(context, request)
        if before:
            remember(request.unit_of_work, context, before, event_of(request), detail_of(request))
        return response

    return remembering


def add_to(config: Configurator) -> None:
    """Remember what all views do that are added from now on."""
    config.add_view_deriver(_remembered, "remembered")
