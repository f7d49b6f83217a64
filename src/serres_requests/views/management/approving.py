"""A proposal on the request page: another person approves it or sends it back."""

from typing import Any

from pyramid.httpexceptions import HTTPSeeOther
from pyramid.request import Request
from substanced.sdi import mgmt_view

from serres_requests.content_types.request import Request as CitizenRequest
from serres_requests.domain.access import Permission
from serres_requests.domain.errors import SecondPersonError
from serres_requests.i18n import _
from serres_requests.services.approval import approve, send_back
from serres_requests.views.auditing import audit_detail
from serres_requests.views.management.request_page import DEED, Problem, acted, refused

_NOT_YOURS = _("You proposed it yourself: another person of the department must approve it.")


@mgmt_view(name="approve", permission=Permission.REQUEST_PROCESS, **DEED)
def approve_proposal(context: CitizenRequest, request: Request) -> dict[str, Any] | HTTPSeeOther:
    """Make the proposed move."""
    audit_detail(request, context.proposal.transition if context.proposal is not None else "")
    try:
        return acted(context, request, "note", lambda _note: approve(request.unit_of_work, context))
    except SecondPersonError:
        return refused(context, request, Problem("note", "", _NOT_YOURS))


@mgmt_view(name="send_back", permission=Permission.REQUEST_PROCESS, **DEED)
def send_proposal_back(context: CitizenRequest, request: Request) -> dict[str, Any] | HTTPSeeOther:
    """Send the proposal back with a note."""
    return acted(context, request, "note", lambda note: send_back(request.unit_of_work, context, note))
