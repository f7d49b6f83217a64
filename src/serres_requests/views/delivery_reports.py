"""Where the mail server's command tells what became of mails."""

import logging
from typing import Any

from pyramid.httpexceptions import HTTPTooManyRequests
from pyramid.request import Request
from pyramid.view import view_config

from serres_requests.content_types.site import Site
from serres_requests.domain.access import Permission
from serres_requests.domain.errors import RefusedError
from serres_requests.services.bounces import note_report
from serres_requests.services.report_messages import FIELD, report_of
from serres_requests.views.posted import posted

log = logging.getLogger(__name__)


@view_config(
    route_name="delivery_report",
    permission=Permission.SITE_VIEW,
    renderer="json",
    request_method="POST",
    require_csrf=False,
)
def take(context: Site, request: Request) -> dict[str, Any]:  # noqa: ARG001
    """Note a report. A program posts here, without session and so without our token: it signs what it tells."""
    throttle, teller = request.registry.login_throttle, f"report {request.client_addr}"
    if throttle.is_exhausted(teller):
        raise HTTPTooManyRequests
    try:
        report = report_of(request.app_settings.reports_secret, posted(request, FIELD))
    except RefusedError:
        throttle.count(teller)
        log.warning("a delivery report that was not signed with our secret, or too long ago")
        request.response.status_int = 403
        return {"noted": False}
    return {"noted": note_report(request.unit_of_work, report)}
