"""One request for its department: everything about it, and the moves that its state allows."""

from typing import Any

from pyramid.httpexceptions import HTTPSeeOther
from pyramid.request import Request
from pyramid.response import Response
from substanced.sdi import mgmt_view

from serres_requests.content_types.request import Request as CitizenRequest
from serres_requests.domain.access import Permission
from serres_requests.domain.errors import MessageRequiredError, TransitionError
from serres_requests.domain.lifecycle import transitions_from
from serres_requests.domain.texts import clean
from serres_requests.i18n import _
from serres_requests.services.lifecycle import move
from serres_requests.views.copies import copy_link, copy_ordered, copy_response
from serres_requests.views.decision import shown_decision
from serres_requests.views.files import file_response
from serres_requests.views.flash import flash
from serres_requests.views.posted import posted
from serres_requests.views.presenters import STATE_WORDS, all_answers, definition_of, history

TEMPLATE = "serres_requests:templates/management/request.pt"
LONGEST_MESSAGE = 4000

TRANSITION_WORDS = {
    "start": _("Start work"),
    "complete": _("Complete"),
    "reject": _("Reject"),
}

_TOO_LATE = _(
    "The request is no longer in the state that you saw: a colleague may have been quicker. Nothing was changed."
)
_MESSAGE_MISSING = _("Write what the citizen shall be told.")
_MESSAGE_TOO_LONG = _("The message may have up to ${most} characters.", mapping={"most": LONGEST_MESSAGE})


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
    return _page(context, request, "", None)


@mgmt_view(
    context=CitizenRequest,
    name="move",
    tab_condition=False,
    permission=Permission.REQUEST_PROCESS,
    renderer=TEMPLATE,
    request_method="POST",
)
def make_move(context: CitizenRequest, request: Request) -> dict[str, Any] | HTTPSeeOther:
    """Start, complete or reject; a message that is missing or too long is asked for with nothing lost."""
    message = clean(posted(request, "message")).strip()
    if len(message) > LONGEST_MESSAGE:
        return _refused(context, request, message, _MESSAGE_TOO_LONG)
    try:
        move(request.unit_of_work, context, posted(request, "transition"), message)
    except TransitionError:
        return _refused(context, request, message, _TOO_LATE)
    except MessageRequiredError:
        return _refused(context, request, message, _MESSAGE_MISSING)
    flash(request, _("Done. The citizen is being told."))
    return HTTPSeeOther(request.sdiapi.mgmt_path(context))


@mgmt_view(
    context=CitizenRequest,
    name="file",
    tab_condition=False,
    permission=Permission.REQUEST_VIEW,
    request_method="GET",
)
def attachment(context: CitizenRequest, request: Request) -> Response:
    """A file of the request, by the id after the view's name."""
    return file_response(context.attachment("/".join(request.subpath)), request)


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
    return copy_ordered(context, request, request.sdiapi.mgmt_path(context))


def _refused(context: CitizenRequest, request: Request, message: str, problem: Any) -> dict[str, Any]:
    request.response.status_int = 422
    return _page(context, request, message, problem)


def _page(context: CitizenRequest, request: Request, message: str, problem: Any) -> dict[str, Any]:
    moves = [move for move in transitions_from(context.state) if request.has_permission(move.permission, context)]
    return {
        "title": definition_of(request, context).title.in_language(request.locale_name),
        "department": request.site.departments[context.department].title.in_language(request.locale_name),
        "number": str(context.protocol) if context.protocol else None,
        "state": context.state,
        "state_words": STATE_WORDS[context.state],
        "applicant": context.applicant,
        "answers": all_answers(request, context, context.answers, context.certified),
        "decision": shown_decision(request, context),
        "history": history(request, context, with_actors=True),
        "file_url": lambda name: request.sdiapi.mgmt_path(context, "file", name),
        "copy": copy_link(context, request.sdiapi.mgmt_path(context, "copy")),
        "moves": [{"name": move.name, "words": TRANSITION_WORDS[move.name]} for move in moves],
        "needs_message": any(move.needs_message for move in moves),
        "move_url": request.sdiapi.mgmt_path(context, "move"),
        "message": message,
        "problem": problem,
        "queue_url": request.sdiapi.mgmt_path(request.site, "queue"),
    }
