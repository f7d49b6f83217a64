"""The life of a request: its states, who may move it where by which workflow, and what needs a message."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import cache
from types import MappingProxyType

from serres_requests.domain.access import Permission
from serres_requests.domain.errors import MessageRequiredError, TransitionError


class State(StrEnum):
    """Where a request stands."""

    SUBMITTED = "submitted"
    FILED = "filed"
    ACCEPTED = "accepted"
    IN_PROGRESS = "in_progress"
    WAITING_FOR_CITIZEN = "waiting_for_citizen"
    WAITING_FOR_PAYMENT = "waiting_for_payment"
    COMPLETED = "completed"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"


WAITING_STATES = frozenset({State.WAITING_FOR_CITIZEN, State.WAITING_FOR_PAYMENT})
"""The citizen's turn: the municipality's clock stands still."""
FINAL_STATES = frozenset({State.COMPLETED, State.REJECTED, State.WITHDRAWN})
OPEN_STATES = frozenset(State) - FINAL_STATES
HANDED_OVER_FROM = OPEN_STATES - {State.SUBMITTED}
"""States in which a department can pass a request on; what has no number yet is left to the register."""
TAKEN_UP_STATES = frozenset({State.ACCEPTED, State.IN_PROGRESS, State.WAITING_FOR_PAYMENT, State.COMPLETED})
"""States that tell that the municipality has taken the request up."""
ACCEPTED_STATES = TAKEN_UP_STATES | {State.WAITING_FOR_CITIZEN}
"""States in which others may find a request by its public fields; see `is_public`."""


@dataclass(frozen=True, slots=True)
class Transition:
    """One allowed move.

    sources: states it starts from. permission: what a person needs for it; None is the system itself.
    needs_message: whether the citizen must be told something in words.
    """

    name: str
    sources: frozenset[State]
    target: State
    permission: Permission | None
    needs_message: bool = False


_UNDER_WAY = frozenset({State.ACCEPTED, State.IN_PROGRESS})

TRANSITIONS: Mapping[str, Transition] = MappingProxyType(
    {
        move.name: move
        for move in (
            Transition("file", frozenset({State.SUBMITTED}), State.FILED, None),
            Transition("accept", frozenset({State.FILED}), State.ACCEPTED, Permission.REQUEST_PROCESS),
            Transition(
                "start", frozenset({State.FILED, State.ACCEPTED}), State.IN_PROGRESS, Permission.REQUEST_PROCESS
            ),
            Transition(
                "ask",
                _UNDER_WAY | {State.FILED},
                State.WAITING_FOR_CITIZEN,
                Permission.REQUEST_PROCESS,
                needs_message=True,
            ),
            Transition(
                "answer", frozenset({State.WAITING_FOR_CITIZEN}), State.IN_PROGRESS, Permission.REQUEST_TRACK
            ),
            Transition(
                "charge", _UNDER_WAY, State.WAITING_FOR_PAYMENT, Permission.REQUEST_PROCESS, needs_message=True
            ),
            Transition("resume", WAITING_STATES, State.IN_PROGRESS, Permission.REQUEST_PROCESS),
            Transition(
                "complete",
                frozenset({State.IN_PROGRESS}),
                State.COMPLETED,
                Permission.REQUEST_PROCESS,
                needs_message=True,
            ),
            Transition(
                "reject",
                _UNDER_WAY | WAITING_STATES | {State.FILED},
                State.REJECTED,
                Permission.REQUEST_PROCESS,
                needs_message=True,
            ),
            Transition(
                "withdraw",
                _UNDER_WAY | WAITING_STATES | {State.FILED},
                State.WITHDRAWN,
                Permission.REQUEST_WITHDRAW,
            ),
            Transition(
                "reopen",
                frozenset({State.COMPLETED, State.REJECTED}),
                State.IN_PROGRESS,
                Permission.REQUEST_MANAGE,
                needs_message=True,
            ),
        )
    }
)


class WorkflowName(StrEnum):
    """The workflows that a request type chooses among."""

    EVERYDAY = "everyday"
    EXAMINED = "examined"
    PAID = "paid"


_BEYOND_EVERYDAY = frozenset({"accept", "charge"})
_TRANSITIONS_OF = {
    WorkflowName.EVERYDAY: frozenset(TRANSITIONS) - _BEYOND_EVERYDAY,
    WorkflowName.EXAMINED: frozenset(TRANSITIONS) - {"charge"},
    WorkflowName.PAID: frozenset(TRANSITIONS),
}
"""Everyday matters are taken up at once; others are accepted first, once they are found to be whole."""


@cache
def transitions_of(workflow: WorkflowName) -> tuple[Transition, ...]:
    """Return the moves of a workflow, in the order of a request's life; from its states alone."""
    states = states_of(workflow)
    return tuple(
        Transition(move.name, move.sources & states, move.target, move.permission, move.needs_message)
        for move in _moves(workflow)
    )


@cache
def states_of(workflow: WorkflowName) -> frozenset[State]:
    """Return the states that a request of a workflow can reach."""
    return frozenset({State.SUBMITTED, *(move.target for move in _moves(workflow))})


def _moves(workflow: WorkflowName) -> list[Transition]:
    return [move for name, move in TRANSITIONS.items() if name in _TRANSITIONS_OF[workflow]]


def check_transition(workflow: WorkflowName, name: str, state: State, message: str) -> Transition:
    """Return the transition `name` from `state`.

    Raises TransitionError when it is unknown or not allowed there, MessageRequiredError when `message` is
    empty and the citizen must be told something.
    """
    move = next((move for move in transitions_of(workflow) if move.name == name), None)
    if move is None or state not in move.sources:
        raise TransitionError(name, state)
    if move.needs_message and not message.strip():
        raise MessageRequiredError(name)
    return move


def transitions_from(workflow: WorkflowName, state: State) -> tuple[Transition, ...]:
    """Return the moves that people (not the system) can make from `state`."""
    return tuple(t for t in transitions_of(workflow) if state in t.sources and t.permission is not None)


def states_to_set(workflow: WorkflowName, state: State) -> tuple[State, ...]:
    """Return the states that a manager may set by hand: others than `state`, and not those before the filing.

    There are none before it: what has no number yet is left to the register.
    """
    if state is State.SUBMITTED:
        return ()
    return tuple(
        other
        for other in State
        if other in states_of(workflow) - {state, State.SUBMITTED, State.FILED, State.WITHDRAWN}
    )


SET = "set:"
"""Begins the name, in a request's history, of a state that a manager set by hand."""


def state_after(transition: str) -> State | None:
    """Return the state that an entry of a request's history led to, None when it left the state as it was."""
    if transition.startswith(SET):
        return State(transition.removeprefix(SET))
    return TRANSITIONS[transition].target if transition in TRANSITIONS else None


def is_public(state: State, transitions: Iterable[str]) -> bool:
    """Tell whether others may find a request by its public fields: once the municipality has taken it up.

    Its citizen may be asked something before that, so what happened to it is looked at as well.
    """
    if state is State.WAITING_FOR_CITIZEN:
        return any(state_after(transition) in TAKEN_UP_STATES for transition in transitions)
    return state in TAKEN_UP_STATES


def pauses(history: Iterable[tuple[datetime, str]]) -> list[tuple[datetime, datetime | None]]:
    """Return the periods in which nothing was to be done: it was the citizen's turn, or the request was answered
    and not opened again. The end of one that goes on is None.

    history: when, and the name of each transition, oldest first.
    """
    found: list[tuple[datetime, datetime | None]] = []
    since: datetime | None = None
    for at, transition in history:
        state = state_after(transition)
        if state in WAITING_STATES | FINAL_STATES:
            since = since or at
        elif state is not None and since is not None:
            found.append((since, at))
            since = None
    return [*found, (since, None)] if since is not None else found
