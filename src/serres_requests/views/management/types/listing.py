"""The list of request types: how each stands, and the ways to begin another one."""

from typing import Any

from pyramid.request import Request
from substanced.sdi import LEFT, mgmt_view

from serres_requests.content_types.request_type import RequestType, RequestTypes
from serres_requests.domain.access import Permission
from serres_requests.i18n import _
from serres_requests.views.management.types.state import state_of
from serres_requests.views.management.types.working import type_title


@mgmt_view(
    context=RequestTypes,
    name="contents",
    tab_title=_("Services"),
    tab_near=LEFT,
    permission=Permission.SITE_MANAGE,
    renderer="serres_requests:templates/management/type_list.pt",
    request_method="GET",
)
def request_types(context: RequestTypes, request: Request) -> dict[str, Any]:
    """All request types by title."""
    rows = [_row(request, node) for node in context.values() if isinstance(node, RequestType)]
    return {
        "rows": sorted(rows, key=lambda row: str(row["title"]).casefold()),
        "add_url": request.sdiapi.mgmt_path(context, "add_type"),
        "import_url": request.sdiapi.mgmt_path(context, "import_type"),
    }


def _row(request: Request, node: RequestType) -> dict[str, Any]:
    url = request.sdiapi.mgmt_path(node, "edit")
    return {"title": type_title(request, node), "url": url, "state": state_of(request, node)}
