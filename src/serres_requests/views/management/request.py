"""One request for its department: everything about it, and the moves that its state allows."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from pyramid.httpexceptions import HTTPSeeOther
from pyramid.request import Request
from pyramid.response import Response
from substanced.sdi import mgmt_view

from serres_requests.content_types.request import Request as CitizenRequest
from serres_requests.domain.access import Permission
from serres_requests.domain.errors import MessageRequiredError, TransitionError
from serres_requests.domain.lifecycle import State, states_to_set, transitions_from
from serres_requests.domain.notices import Telling
from serres_requests.domain.texts import clean
from serres_requests.i18n import _
from serres_requests.services.deadlines import working_days
from serres_requests.services.lifecycle import move, set_state
from serres_requests.views.copies import copy_link, copy_ordered, copy_response
from serres_requests.views.deadlines import shown_deadline
from serres_requests.views.decision import shown_decision
from serres_requests.views.files import file_response
from serres_requests.views.flash import flash
from serres_requests.views.posted import posted
from serres_requests.views.presenters import STATE_WORDS, all_answers, definition_of, history

TEMPLATE = "serres_requests:templates/management/request.pt"
LONGEST_MESSAGE = 4000

TRANSITION_WORDS = {
    "accept": _("Accept"),
    "start": _("Start work"),
    "ask": _("Ask the citizen"),
    "charge": _("Ask for payment"),
    "resume": _("Go on with the work"),
    "complete": _("Complete"),
    "reject": _("Reject"),
    "reopen": _("Open again"),
}

TELLING_WORDS = {
    Telling.MAIL: _("On the site and by e-mail"),
    Telling.PLATFORM: _("On the site alone"),
    Telling.NOBODY: _("Not at all, where they need not be told"),
}


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with one field of the page, and what was typed there."""

    field: str
    typed: str
    words: Any


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
    return _page(context, request, None)


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
    transition, telling = posted(request, "transition"), telling_of(context, request)
    return _done(
        context,
        request,
        "message",
        lambda message: move(request.unit_of_work, context, transition, message, telling),
    )


@mgmt_view(
    context=CitizenRequest,
    name="set_state",
    tab_condition=False,
    permission=Permission.REQUEST_MANAGE,
    renderer=TEMPLATE,
    request_method="POST",
)
def set_by_hand(context: CitizenRequest, request: Request) -> dict[str, Any] | HTTPSeeOther:
    """Put the request into any state, past its workflow, with a reason."""
    asked, telling = posted(request, "state"), telling_of(context, request)

    def act(reason: str) -> None:
        if asked not in tuple(State):
            raise TransitionError(asked, context.state)
        set_state(request.unit_of_work, context, State(asked), reason, telling)

    return _done(context, request, "reason", act)


def telling_of(context: CitizenRequest, request: Request) -> Telling:
    """Return how the citizen is to be told: a choice of managers, by e-mail too for others."""
    asked = posted(request, "telling")
    may_choose = request.has_permission(Permission.REQUEST_MANAGE, context)
    return Telling(asked) if may_choose and asked in tuple(Telling) else Telling.MAIL


def _done(
    context: CitizenRequest, request: Request, field: str, act: Callable[[str], None]
) -> dict[str, Any] | HTTPSeeOther:
    """Act with the words in `field`, or show the page again with what is wrong beside it."""
    message = clean(posted(request, field)).strip()
    if len(message) > LONGEST_MESSAGE:
        return _refused(context, request, Problem(field, message, _MESSAGE_TOO_LONG))
    try:
        act(message)
    except TransitionError:
        return _refused(context, request, Problem(field, message, _TOO_LATE))
    except MessageRequiredError:
        return _refused(context, request, Problem(field, message, _MESSAGE_MISSING))
    flash(request, _("Done."))
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


def _refused(context: CitizenRequest, request: Request, problem: Problem) -> dict[str, Any]:
    request.response.status_int = 422
    return _page(context, request, problem)


def _page(context: CitizenRequest, request: Request, problem: Problem | None) -> dict[str, Any]:
    moves = [
        move
        for move in transitions_from(context.workflow, context.state)
        if request.has_permission(move.permission, context)
    ]
    manages = request.has_permission(Permission.REQUEST_MANAGE, context)
    return {
        "title": definition_of(request, context).title.in_language(request.locale_name),
        "department": request.site.departments[context.department].title.in_language(request.locale_name),
        "number": str(context.protocol) if context.protocol else None,
        "state": context.state,
        "state_words": STATE_WORDS[context.state],
        "deadline": shown_deadline(request, context, working_days(request.site)),
        "applicant": context.applicant,
        "answers": all_answers(request, context, context.answers, context.certified),
        "decision": shown_decision(request, context),
        "history": history(request, context, with_actors=True),
        "file_url": lambda name: request.sdiapi.mgmt_path(context, "file", name),
        "copy": copy_link(context, request.sdiapi.mgmt_path(context, "copy")),
        "moves": [{"name": move.name, "words": TRANSITION_WORDS[move.name]} for move in moves],
        "tellings": TELLING_WORDS.items() if manages else (),
        "states": _states_to_set(context) if manages else (),
        "set_url": request.sdiapi.mgmt_path(context, "set_state"),
        "needs_message": any(move.needs_message for move in moves),
        "move_url": request.sdiapi.mgmt_path(context, "move"),
        "problem": problem,
        "queue_url": request.sdiapi.mgmt_path(request.site, "queue"),
    }


def _states_to_set(context: CitizenRequest) -> list[tuple[State, Any]]:
    """A request that has no protocol number yet is left to the register."""
    if context.protocol is None:
        return []
    return [(state, STATE_WORDS[state]) for state in states_to_set(context.workflow, context.state)]
