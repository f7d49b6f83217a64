"""Deciding on a request by four eyes: proposed by one person, approved or sent back by another."""

from serres_requests.content_types.request import HistoryEntry, Request
from serres_requests.domain.approval import ISSUE, PROPOSE, PROPOSED_MOVES, SEND_BACK, Proposal, ProposedDocument
from serres_requests.domain.errors import MessageRequiredError, SecondPersonError, TransitionError
from serres_requests.domain.events import MoveProposed, ProposalSentBack
from serres_requests.domain.lifecycle import check_transition
from serres_requests.domain.notices import Telling
from serres_requests.domain.templates import Purpose
from serres_requests.services.issuing import check_document, order_document
from serres_requests.services.lifecycle import carry_out, move, needs_second_person
from serres_requests.services.unit_of_work import UnitOfWork

APPROVE = "approve"


def move_or_propose(
    uow: UnitOfWork, request: Request, transition: str, message: str, telling: Telling = Telling.MAIL
) -> bool:
    """Let who acts make `transition`, or propose it where it needs a second person; tell whether it was proposed.

    Raises as `lifecycle.move` does; TransitionError also when something is proposed already.
    """
    if transition not in PROPOSED_MOVES or not needs_second_person(uow.site, request):
        move(uow, request, transition, message, telling)
        return False
    check_transition(request.workflow, transition, request.state, message)
    _propose(uow, request, Proposal(uow.now(), transition, uow.actor, message, telling))
    return True


def issue_or_propose(uow: UnitOfWork, request: Request, purpose: Purpose, title: str, text: str) -> bool:
    """Let who acts issue a document, or propose it where it needs a second person; tell whether it was proposed.

    Raises as `issuing.check_document` does; TransitionError also when something is proposed already.
    """
    if not needs_second_person(uow.site, request):
        order_document(uow, request, purpose, title, text)
        return False
    check_document(request, title, text)
    _propose(uow, request, ProposedDocument(uow.now(), ISSUE, uow.actor, text, Telling.MAIL, purpose, title))
    return True


def _propose(uow: UnitOfWork, request: Request, proposal: Proposal) -> None:
    if request.proposal is not None:
        raise TransitionError(proposal.transition, request.state)
    request.proposal = proposal
    request.record(HistoryEntry(proposal.at, f"{PROPOSE}{proposal.transition}", uow.actor, proposal.message))
    uow.emit(MoveProposed(request.reference, proposal.at))


def approve(uow: UnitOfWork, request: Request) -> None:
    """Let who acts make the proposed move with the proposer's message, or issue the proposer's document.

    Raises TransitionError when nothing is proposed, SecondPersonError to who proposed it.
    """
    proposal = _proposed(request, APPROVE)
    if proposal.proposer == uow.actor:
        raise SecondPersonError(APPROVE)
    if isinstance(proposal, ProposedDocument):
        request.proposal = None
        order_document(uow, request, proposal.purpose, proposal.title, proposal.message)
        return
    carry_out(uow, request, proposal.transition, proposal.message, proposal.telling)


def send_back(uow: UnitOfWork, request: Request, note: str) -> None:
    """Drop the proposal, with a note that stays in the department; who proposed may take it back, too.

    Raises TransitionError when nothing is proposed, MessageRequiredError without a note.
    """
    proposal = _proposed(request, SEND_BACK)
    if not note.strip():
        raise MessageRequiredError(SEND_BACK)
    request.proposal = None
    now = uow.now()
    request.record(HistoryEntry(now, SEND_BACK, uow.actor, note))
    uow.emit(ProposalSentBack(request.reference, now, proposal.proposer, by=uow.actor))


def _proposed(request: Request, transition: str) -> Proposal:
    if request.proposal is None:
        raise TransitionError(transition, request.state)
    return request.proposal
