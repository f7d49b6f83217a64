"""The last changes of administrators, and the button that undoes one."""

from typing import Any

from pyramid.httpexceptions import HTTPSeeOther
from pyramid.request import Request
from substanced.sdi import mgmt_view

from serres_requests.content_types.audit_log import AuditLog
from serres_requests.content_types.changes import Change
from serres_requests.domain.access import Permission
from serres_requests.domain.errors import UndoError
from serres_requests.i18n import _
from serres_requests.services.undo import UNDO, can_be_undone, node_of, undo
from serres_requests.views.audit_words import event_words
from serres_requests.views.auditing import audit_detail
from serres_requests.views.flash import flash
from serres_requests.views.management.titles import title_of
from serres_requests.views.posted import posted
from serres_requests.views.presenters import moment


@mgmt_view(
    context=AuditLog,
    name="changes",
    tab_title=_("Changes and undo"),
    permission=Permission.SITE_MANAGE,
    renderer="serres_requests:templates/management/changes.pt",
    request_method="GET",
)
def changes(context: AuditLog, request: Request) -> dict[str, Any]:
    """What administrators changed last, the newest first; each with its button while it can be undone."""
    return {
        "rows": [_row(request, number, change) for number, change in request.site.changes.newest_first()],
        "undo_url": request.sdiapi.mgmt_path(context, "undo"),
    }


@mgmt_view(
    context=AuditLog, name="undo", tab_condition=False, permission=Permission.SITE_MANAGE, request_method="POST"
)
def undo_change(context: AuditLog, request: Request) -> HTTPSeeOther:
    """Undo one of them."""
    number = posted(request, "change")
    try:
        undo(request.unit_of_work, int(number) if number.isascii() and number.isdecimal() else 0)
    except UndoError:
        flash(request, _("It can't be undone: what it changed was changed again since, or is gone."))
    else:
        audit_detail(request, number)
        flash(request, _("The change was undone. You can bring it back in the same way."))
    return HTTPSeeOther(request.sdiapi.mgmt_path(context, "changes"))


def _row(request: Request, number: int, change: Change) -> dict[str, Any]:
    node = node_of(request.site, change)
    return {
        "number": number,
        "at": moment(request, change.at),
        "by": change.by,
        "words": event_words(change.event, change.detail),
        "detail": event_words(change.detail, "") if change.event == UNDO else change.detail,
        "subject": change.path.rpartition("/")[2] if node is None else title_of(request, node),
        "url": "" if node is None else request.sdiapi.mgmt_path(node),
        "can_be_undone": can_be_undone(node, change),
    }
