"""Dealing with a request beside its moves: messages and notes, who does it, and passing it on."""

from typing import Any

from pyramid.httpexceptions import HTTPSeeOther
from pyramid.request import Request
from substanced.sdi import mgmt_view

from serres_requests.content_types.request import Request as CitizenRequest
from serres_requests.domain.access import Permission
from serres_requests.domain.errors import StaffError
from serres_requests.domain.messages import MessageKind
from serres_requests.domain.texts import clean
from serres_requests.i18n import _
from serres_requests.services.correspondence import write
from serres_requests.services.handling import assign, hand_over
from serres_requests.views.auditing import audit_detail
from serres_requests.views.citizen.form_view import refusal_words
from serres_requests.views.flash import flash
from serres_requests.views.management.request_page import DEED, Problem, acted, refused
from serres_requests.views.message_files import taken_files
from serres_requests.views.posted import posted

_NOT_OURS = _("They do not belong to the department any more. Nothing was changed.")
_NO_DEPARTMENT = _("Choose another department.")


@mgmt_view(name="write", permission=Permission.REQUEST_PROCESS, **DEED)
def write_message(context: CitizenRequest, request: Request) -> dict[str, Any] | HTTPSeeOther:
    """Write to the citizen, or a note that stays in the department, with files."""
    kind = MessageKind.TO_CITIZEN if posted(request, "kind") == MessageKind.TO_CITIZEN else MessageKind.NOTE
    files, unfit = taken_files(request)
    if unfit is not None:
        typed = clean(posted(request, "text")).strip()
        return refused(context, request, Problem("text", typed, refusal_words(unfit)))
    return acted(context, request, "text", lambda text: write(request.unit_of_work, context, kind, text, files))


@mgmt_view(name="assign", permission=Permission.REQUEST_PROCESS, **DEED)
def assign_to(context: CitizenRequest, request: Request) -> dict[str, Any] | HTTPSeeOther:
    """Give it to a person of the department, or to nobody."""
    try:
        assign(request.unit_of_work, context, posted(request, "assignee"))
        audit_detail(request, context.assignee)
    except StaffError:
        return refused(context, request, Problem("assignee", "", _NOT_OURS))
    flash(request, _("Done."))
    return HTTPSeeOther(request.sdiapi.mgmt_path(context))


@mgmt_view(name="hand_over", permission=Permission.REQUEST_PROCESS, **DEED)
def pass_on(context: CitizenRequest, request: Request) -> dict[str, Any] | HTTPSeeOther:
    """Pass it on to another department; who passed it may not see it any more, so the queue comes next."""
    department = posted(request, "department")
    audit_detail(request, department)

    def act(reason: str) -> None:
        hand_over(request.unit_of_work, context, department, reason)

    try:
        return acted(context, request, "why", act, request.sdiapi.mgmt_path(request.site, "queue"))
    except StaffError:
        return refused(context, request, Problem("department", "", _NO_DEPARTMENT))
