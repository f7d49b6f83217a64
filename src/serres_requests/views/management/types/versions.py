"""The versions of a request type, and the switch by which citizens may file it."""

from typing import Any

from pyramid.httpexceptions import HTTPSeeOther
from pyramid.request import Request
from substanced.sdi import mgmt_view

from serres_requests.content_types.request_type import RequestType, RequestTypeVersion
from serres_requests.domain.access import Permission
from serres_requests.domain.errors import DefinitionError
from serres_requests.i18n import _
from serres_requests.services.type_editing import set_open
from serres_requests.views.auditing import audit_detail
from serres_requests.views.flash import flash
from serres_requests.views.management.types.problem_words import problem_words
from serres_requests.views.management.types.working import edit_url, type_title
from serres_requests.views.posted import posted
from serres_requests.views.presenters import moment


@mgmt_view(
    context=RequestType,
    name="versions",
    tab_title=_("Versions"),
    permission=Permission.SITE_MANAGE,
    renderer="serres_requests:templates/management/type_versions.pt",
    request_method="GET",
)
def versions(context: RequestType, request: Request) -> dict[str, Any]:
    """All versions, the newest first."""
    return {
        "title": type_title(request, context),
        "versions": [_row(context, request, version) for version in reversed(context.versions)],
        "edit_url": edit_url(request, context),
    }


def _row(context: RequestType, request: Request, version: RequestTypeVersion) -> dict[str, Any]:
    url, number = request.sdiapi.mgmt_path, version.number
    return {
        "number": number,
        "is_current": version is context.current,
        "at": moment(request, version.published_at) if version.published_at else None,
        "by": version.published_by,
        "export_url": f"{url(context, 'export')}?version={number}",
        "compare_url": f"{url(context, 'compare')}?old={number - 1}&new={number}" if number > 1 else "",
    }


@mgmt_view(
    context=RequestType, name="open", tab_condition=False, permission=Permission.SITE_MANAGE, request_method="POST"
)
def open_or_close(context: RequestType, request: Request) -> HTTPSeeOther:
    """Let citizens file it, or no more."""
    is_open = posted(request, "open") == "yes"
    try:
        set_open(context, is_open)
    except DefinitionError as error:
        flash(request, problem_words(request, error.problem))
    else:
        audit_detail(request, "open" if is_open else "closed")
        flash(request, _("It takes requests now.") if is_open else _("It takes no more requests."))
    return HTTPSeeOther(edit_url(request, context, "other"))
