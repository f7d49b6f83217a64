"""One request for its department: everything about it, and the moves that its state allows."""

from typing import Any

from pyramid.httpexceptions import HTTPSeeOther
from pyramid.request import Request
from pyramid.response import Response
from substanced.sdi import mgmt_view

from serres_requests.content_types.request import Request as CitizenRequest
from serres_requests.domain.access import Permission
from serres_requests.domain.approval import PROPOSE, PROPOSED_MOVES
from serres_requests.domain.errors import SecondPersonError, TransitionError
from serres_requests.domain.lifecycle import State
from serres_requests.domain.texts import clean
from serres_requests.i18n import _
from serres_requests.services.approval import move_or_propose
from serres_requests.services.corrections import ASK
from serres_requests.services.lifecycle import needs_second_person, set_state
from serres_requests.views.audit_words import ORDERED
from serres_requests.views.auditing import audit_detail
from serres_requests.views.copies import copy_ordered, copy_response
from serres_requests.views.files import PAGES, file_response, page_response
from serres_requests.views.management.asking import ask_citizen
from serres_requests.views.management.request_page import (
    DEED,
    TEMPLATE,
    Problem,
    acted,
    refused,
    request_page,
    telling_of,
)
from serres_requests.views.posted import posted

_FOUR_EYES = _("This service asks for a second person before a request ends: propose it with the buttons above.")


@mgmt_view(
    context=CitizenRequest,
    name="view",
    tab_title=_("Request"),
    permission=Permission.REQUEST_VIEW,
    renderer=TEMPLATE,
    request_method="GET",
)
@mgmt_view(
    context=CitizenRequest,
    tab_condition=False,
    permission=Permission.REQUEST_VIEW,
    renderer=TEMPLATE,
    request_method="GET",
)
def show(context: CitizenRequest, request: Request) -> dict[str, Any]:
    """The request."""
    return request_page(context, request, None)


@mgmt_view(name="move", permission=Permission.REQUEST_PROCESS, **DEED)
def make_move(context: CitizenRequest, request: Request) -> dict[str, Any] | HTTPSeeOther:
    """Start, complete or reject; a message that is missing or too long is asked for with nothing lost."""
    transition, telling = posted(request, "transition"), telling_of(context, request)
    is_proposed = transition in PROPOSED_MOVES and needs_second_person(request.site, context)
    audit_detail(request, f"{PROPOSE}{transition}" if is_proposed else transition)
    if transition == ASK:
        return ask_citizen(context, request, telling)
    return acted(
        context,
        request,
        "message",
        lambda message: move_or_propose(request.unit_of_work, context, transition, message, telling),
    )


@mgmt_view(name="set_state", permission=Permission.REQUEST_MANAGE, **DEED)
def set_by_hand(context: CitizenRequest, request: Request) -> dict[str, Any] | HTTPSeeOther:
    """Put the request into any state, past its workflow, with a reason."""
    asked, telling = posted(request, "state"), telling_of(context, request)
    audit_detail(request, asked)

    def act(reason: str) -> None:
        if asked not in tuple(State):
            raise TransitionError(asked, context.state)
        set_state(request.unit_of_work, context, State(asked), reason, telling)

    try:
        return acted(context, request, "reason", act)
    except SecondPersonError:
        typed = clean(posted(request, "reason")).strip()
        return refused(context, request, Problem("reason", typed, _FOUR_EYES))


@mgmt_view(
    context=CitizenRequest,
    name="file",
    tab_condition=False,
    permission=Permission.REQUEST_VIEW,
    request_method="GET",
)
def attachment(context: CitizenRequest, request: Request) -> Response:
    """A file of the request, by the id after the view's name; with a number after that, a picture of one page."""
    if request.subpath[1:2] == (PAGES,):
        name, _pages, *number = request.subpath
        return page_response(context.attachment(name, with_notes=True), "/".join(number), request)
    return file_response(context.attachment("/".join(request.subpath), with_notes=True), request)


@mgmt_view(
    context=CitizenRequest,
    name="copy",
    tab_condition=False,
    permission=Permission.REQUEST_VIEW,
    request_method="GET",
)
def copy(context: CitizenRequest, request: Request) -> Response:
    """The copy of the request that its applicant has."""
    return copy_response(context, request, request.sdiapi.mgmt_path(context))


@mgmt_view(
    context=CitizenRequest,
    name="copy",
    tab_condition=False,
    permission=Permission.REQUEST_VIEW,
    request_method="POST",
)
def order_copy(context: CitizenRequest, request: Request) -> HTTPSeeOther:
    """Have the copy made."""
    audit_detail(request, ORDERED)
    return copy_ordered(context, request, request.sdiapi.mgmt_path(context))
