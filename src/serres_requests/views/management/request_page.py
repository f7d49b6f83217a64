"""The page of one request for its department, as it is shown at first and again when something is wrong."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from pyramid.httpexceptions import HTTPSeeOther
from pyramid.request import Request

from serres_requests.content_types.request import Request as CitizenRequest
from serres_requests.domain.access import Permission
from serres_requests.domain.approval import PROPOSE, PROPOSED_MOVES, ProposedDocument
from serres_requests.domain.errors import MessageRequiredError, TransitionError
from serres_requests.domain.lifecycle import (
    FINAL_STATES,
    HANDED_OVER_FROM,
    State,
    Transition,
    states_to_set,
    transitions_from,
)
from serres_requests.domain.messages import LONGEST
from serres_requests.domain.notices import Telling
from serres_requests.domain.texts import clean
from serres_requests.i18n import _
from serres_requests.services.handling import assignees
from serres_requests.services.lifecycle import needs_second_person
from serres_requests.views.copies import copy_link
from serres_requests.views.corrections import asking, shown_corrections
from serres_requests.views.deadlines import shown_deadline
from serres_requests.views.decision import shown_decision
from serres_requests.views.deliveries import shown_deliveries
from serres_requests.views.entry_words import entered_words
from serres_requests.views.files import shown_pages
from serres_requests.views.flash import flash
from serres_requests.views.management.duties import shown_duties
from serres_requests.views.management.others import of_others, of_same_citizen
from serres_requests.views.management.replies import reply_choice
from serres_requests.views.management.request_documents import outgoing
from serres_requests.views.message_files import FILE_LIMITS
from serres_requests.views.posted import posted
from serres_requests.views.presenters import (
    HISTORY_WORDS,
    STATE_WORDS,
    all_answers,
    definition_of,
    messages,
    moment,
    timeline,
)

TEMPLATE = "serres_requests:templates/management/request.pt"
DEED = {"context": CitizenRequest, "tab_condition": False, "renderer": TEMPLATE, "request_method": "POST"}
"""What the views of the forms on the page have in common."""

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
PROPOSAL_WORDS = {"complete": _("Propose to complete"), "reject": _("Propose to reject")}

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


_ONWARDS = frozenset({"accept", "start", "resume", "complete"})
"""Moves towards the end of a request's life; the first that is possible is the button in colour."""
_TOO_LATE = _(
    "The request is no longer in the state that you saw: a colleague may have been quicker. Nothing was changed."
)
_MESSAGE_MISSING = _("Write what the citizen shall be told.")
_MESSAGE_TOO_LONG = _("The message may have up to ${most} characters.", mapping={"most": LONGEST})


def telling_of(context: CitizenRequest, request: Request) -> Telling:
    """Return how the citizen is to be told: a choice of managers, by e-mail too for others."""
    asked = posted(request, "telling")
    may_choose = request.has_permission(Permission.REQUEST_MANAGE, context)
    return Telling(asked) if may_choose and asked in tuple(Telling) else Telling.MAIL


def acted(
    context: CitizenRequest, request: Request, field: str, act: Callable[[str], object], leads_to: str = ""
) -> dict[str, Any] | HTTPSeeOther:
    """Act with the words in `field`, or show the page again with what is wrong beside it.

    leads_to: the next page, that of the request when it is not given.
    """
    message = clean(posted(request, field)).strip()
    if len(message) > LONGEST:
        return refused(context, request, Problem(field, message, _MESSAGE_TOO_LONG))
    try:
        act(message)
    except TransitionError:
        return refused(context, request, Problem(field, message, _TOO_LATE))
    except MessageRequiredError:
        return refused(context, request, Problem(field, message, _MESSAGE_MISSING))
    flash(request, _("Done."))
    return HTTPSeeOther(leads_to or request.sdiapi.mgmt_path(context))


def refused(context: CitizenRequest, request: Request, problem: Problem) -> dict[str, Any]:
    """Return the page with what is wrong, and nothing of what was typed lost."""
    request.response.status_int = 422
    return request_page(context, request, problem)


_FORMS = ("receipt", "move", "set_state", "write", "assign", "hand_over")
"""The views of a request whose addresses its page has."""


def request_page(context: CitizenRequest, request: Request, problem: Problem | None) -> dict[str, Any]:
    """Return what the page shows."""
    moves = _moves(context, request)

    def file_url(name: str) -> str:
        return str(request.sdiapi.mgmt_path(context, "file", name))

    by_four_eyes = needs_second_person(request.site, context)
    move_words = {**TRANSITION_WORDS, **(PROPOSAL_WORDS if by_four_eyes else {})}
    manages = request.has_permission(Permission.REQUEST_MANAGE, context)
    return {
        "title": definition_of(request, context).title.in_language(request.locale_name),
        "department": request.site.departments[context.department].title.in_language(request.locale_name),
        "number": str(context.protocol) if context.protocol else None,
        "state": context.state,
        "state_words": STATE_WORDS[context.state],
        "deadline": shown_deadline(request, context, request.site.reference_tables.working_days),
        "applicant": context.applicant,
        "entered": entered_words(request, context),
        "answers": all_answers(request, context, context.answers, context.certified),
        "corrections": shown_corrections(request, context),
        "asking": asking(context, request, [move.name for move in moves]),
        "decision": shown_decision(request, context),
        "history": timeline(request, context, with_actors=True),
        "file_url": file_url,
        "pages_of": lambda file: shown_pages(file, file_url),
        "copy": copy_link(context, request.sdiapi.mgmt_path(context, "copy")),
        "moves": [{"name": move.name, "words": move_words[move.name]} for move in moves],
        "main_move": next((move.name for move in moves if move.name in _ONWARDS), None),
        "proposal": _proposal(context, request),
        "tellings": TELLING_WORDS.items() if manages else (),
        "states": _states_to_set(context, by_four_eyes=by_four_eyes) if manages else (),
        "needs_message": any(move.needs_message for move in moves),
        "messages": messages(request, context, with_notes=True),
        "file_limits": FILE_LIMITS,
        "assignee": context.assignee,
        "assignees": assignees(request.unit_of_work, context),
        "others": _other_departments(context, request),
        "same_citizen": of_same_citizen(context, request),
        "same_place": of_others(context, request),
        "duties": shown_duties(request, context),
        "deliveries": shown_deliveries(request, context),
        "were_erased": request.site.citizens[context.applicant_id].notices_erased_at is not None,
        "replies": reply_choice(context, request),
        "outgoing": outgoing(context, request, manages=manages),
        "processes": request.has_permission(Permission.REQUEST_PROCESS, context),
        "problem": problem,
        "queue_url": request.sdiapi.mgmt_path(request.site, "queue"),
        **{f"{form}_url": request.sdiapi.mgmt_path(context, form) for form in _FORMS},
    }


def _moves(context: CitizenRequest, request: Request) -> list[Transition]:
    """What its reader may do with it; nothing more is proposed while a proposal waits."""
    return [
        move
        for move in transitions_from(context.workflow, context.state)
        if request.has_permission(move.permission, context)
        and not (context.proposal is not None and move.name in PROPOSED_MOVES)
    ]


def _states_to_set(context: CitizenRequest, *, by_four_eyes: bool) -> list[tuple[State, Any]]:
    """What managers may set by hand: no end where it takes a second person."""
    settable = states_to_set(context.workflow, context.state)
    return [(state, STATE_WORDS[state]) for state in settable if not (by_four_eyes and state in FINAL_STATES)]


def _proposal(context: CitizenRequest, request: Request) -> dict[str, Any] | None:
    """What waits for a second person; who proposed it can only take it back."""
    proposal = context.proposal
    if proposal is None:
        return None
    is_own = proposal.proposer == request.unit_of_work.actor
    return {
        "words": HISTORY_WORDS[f"{PROPOSE}{proposal.transition}"],
        "proposer": proposal.proposer,
        "at": moment(request, proposal.at),
        "title": proposal.title if isinstance(proposal, ProposedDocument) else "",
        "message": proposal.message,
        "is_own": is_own,
        "may_approve": not is_own and request.has_permission(Permission.REQUEST_PROCESS, context),
        "approve_url": request.sdiapi.mgmt_path(context, "approve"),
        "back_url": request.sdiapi.mgmt_path(context, "send_back"),
    }


def _other_departments(context: CitizenRequest, request: Request) -> list[tuple[str, str]]:
    if context.state not in HANDED_OVER_FROM:
        return []
    return [
        (name, department.title.in_language(request.locale_name))
        for name, department in request.site.departments.items()
        if name != context.department
    ]
