"""The life of a request: its states, who may move it where, and what needs a message."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from serres_requests.domain.access import Permission
from serres_requests.domain.errors import MessageRequiredError, TransitionError


class State(StrEnum):
    """Where a request stands."""

    SUBMITTED = "submitted"
    FILED = "filed"
    IN_PROGRESS = "in_progress"
    COMPLETED = "completed"
    REJECTED = "rejected"


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


TRANSITIONS: Mapping[str, Transition] = MappingProxyType(
    {
        move.name: move
        for move in (
            Transition("file", frozenset({State.SUBMITTED}), State.FILED, None),
            Transition("start", frozenset({State.FILED}), State.IN_PROGRESS, Permission.REQUEST_PROCESS),
            Transition(
                "complete",
                frozenset({State.IN_PROGRESS}),
                State.COMPLETED,
                Permission.REQUEST_PROCESS,
                needs_message=True,
            ),
            Transition(
                "reject",
                frozenset({State.FILED, State.IN_PROGRESS}),
                State.REJECTED,
                Permission.REQUEST_PROCESS,
                needs_message=True,
            ),
        )
    }
)

OPEN_STATES = frozenset({State.SUBMITTED, State.FILED, State.IN_PROGRESS})
ACCEPTED_STATES = frozenset({State.IN_PROGRESS, State.COMPLETED})
"""States in which others may find the request by its public fields: the municipality has taken it up."""


def check_transition(name: str, state: State, message: str) -> Transition:
    """Return the transition `name` from `state`.

    Raises TransitionError when it is unknown or not allowed there, MessageRequiredError when `message` is
    empty and the citizen must be told something.
    """
    move = TRANSITIONS.get(name)
    if move is None or state not in move.sources:
        raise TransitionError(name, state)
    if move.needs_message and not message.strip():
        raise MessageRequiredError(name)
    return move


def transitions_from(state: State) -> tuple[Transition, ...]:
    """Return the moves that people (not the system) can make from `state`."""
    return tuple(t for t in TRANSITIONS.values() if state in t.sources and t.permission is not None)
