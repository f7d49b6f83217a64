"""Requests move: the register files them, staff start, complete and reject them."""

from serres_requests.content_types.citizen import Citizen
from serres_requests.content_types.request import HistoryEntry, Request
from serres_requests.content_types.site import Site
from serres_requests.content_types.workflow import WORKFLOWS
from serres_requests.domain.approval import PROPOSED_MOVES
from serres_requests.domain.definitions import Definition
from serres_requests.domain.errors import MessageRequiredError, SecondPersonError, TransitionError
from serres_requests.domain.events import RequestFiled, RequestMoved
from serres_requests.domain.lifecycle import (
    FINAL_STATES,
    SET,
    WAITING_STATES,
    State,
    check_transition,
    states_to_set,
)
from serres_requests.domain.notices import Telling
from serres_requests.domain.protocol import Filing
from serres_requests.domain.working_days import day_of
from serres_requests.services.access import protect_request
from serres_requests.services.unit_of_work import UnitOfWork


def file_request(uow: UnitOfWork, reference: str) -> None:
    """Give a request its protocol number, unless it has one; raise UnavailableError when the register can't."""
    request = uow.site.requests.by_reference(reference)
    if request.protocol is not None:
        return
    now = uow.now()
    definition = uow.site.request_types[request.type_name].version(request.type_version).definition
    filing = Filing(
        key=reference,
        filed_on=day_of(now),
        sender=request.applicant.full_name,
        subject=definition.title.el,
        department=request.department,
    )
    request.protocol = uow.ports.register(uow.site).file(filing)
    request.document_id = uow.site.catalog.allot_id(reference)
    _transition(uow, request, "file")
    request.record(HistoryEntry(now, "file", uow.actor))
    uow.emit(RequestFiled(reference=reference, at=now))


def move(
    uow: UnitOfWork, request: Request, transition: str, message: str, telling: Telling = Telling.MAIL
) -> None:
    """Let who acts make `transition`, with `message` to the citizen, who is told of it as `telling` says.

    Raises TransitionError when it is not possible now, MessageRequiredError when words are needed,
    SecondPersonError when it must be proposed, and substanced's WorkflowError when the actor lacks the permission.
    """
    if transition in PROPOSED_MOVES and needs_second_person(uow.site, request):
        raise SecondPersonError(transition)
    carry_out(uow, request, transition, message, telling)


def needs_second_person(site: Site, request: Request) -> bool:
    """Tell whether the version of its type that `request` was filed with asks for four eyes."""
    definition: Definition = site.request_types[request.type_name].version(request.type_version).definition
    return definition.four_eyes


def carry_out(uow: UnitOfWork, request: Request, transition: str, message: str, telling: Telling) -> None:
    """Make `transition`, proposed before where it must be; raise as `move` does."""
    check_transition(request.workflow, transition, request.state, message)
    _transition(uow, request, transition)
    _moved(uow, request, transition, message, telling)


def set_state(uow: UnitOfWork, request: Request, state: State, message: str, telling: Telling) -> None:
    """Put the request into `state` by a manager's hand, past its workflow, with a reason that the citizen reads.

    Raises TransitionError for a state that can't be set, MessageRequiredError without a reason, SecondPersonError
    for the end of a request that needs four eyes.
    """
    if state in FINAL_STATES and needs_second_person(uow.site, request):
        raise SecondPersonError(f"{SET}{state}")
    if state not in states_to_set(request.workflow, request.state):
        raise TransitionError(f"{SET}{state}", request.state)
    if not message.strip():
        raise MessageRequiredError(SET)
    request.__workflow_state__["request"] = state
    _moved(uow, request, f"{SET}{state}", message, telling)


def note_turn(site: Site, request: Request) -> None:
    """Let the applicant's list know whether `request` waits for them: what does comes first in it."""
    applicant: Citizen = site.citizens[request.applicant_id]
    is_theirs = request.state in WAITING_STATES
    applicant.note_turn(request.reference, request.submitted_at, is_theirs=is_theirs)


def _moved(uow: UnitOfWork, request: Request, transition: str, message: str, telling: Telling) -> None:
    protect_request(uow.site, request)
    note_turn(uow.site, request)
    now = uow.now()
    if request.state is not State.WAITING_FOR_CITIZEN:
        request.end_correction(now)
    request.proposal = None
    request.record(HistoryEntry(now, transition, uow.actor, message))
    uow.emit(
        RequestMoved(
            reference=request.reference,
            at=now,
            transition=transition,
            state=request.state,
            message=message,
            telling=telling,
        )
    )


def _transition(uow: UnitOfWork, request: Request, name: str) -> None:
    WORKFLOWS[request.workflow].transition(request, uow, f"{name}:{request.state}")
