"""How far a request came, and when: what everybody may know of its history."""

from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum

from serres_requests.domain.lifecycle import OPEN_STATES, State, state_after


class Milestone(StrEnum):
    """What is told of how a request went on, by the name of the move that usually leads there."""

    ACCEPTED = "accept"
    STARTED = "start"
    COMPLETED = "complete"
    REOPENED = "reopen"


_REACHED_WITH = {State.ACCEPTED: Milestone.ACCEPTED, State.IN_PROGRESS: Milestone.STARTED}


def milestones(history: Iterable[tuple[datetime, str]]) -> list[tuple[Milestone, datetime]]:
    """Return what a request reached and when, oldest first; what it went through again is told once.

    history: when, and the name of each transition, oldest first.
    """
    found: dict[Milestone, datetime] = {}
    later: list[tuple[Milestone, datetime]] = []
    is_completed = False
    for at, transition in history:
        state = state_after(transition)
        if state is State.COMPLETED and not is_completed:
            later.append((Milestone.COMPLETED, at))
            is_completed = True
        elif is_completed and state in OPEN_STATES:
            later.append((Milestone.REOPENED, at))
            is_completed = False
        elif state in _REACHED_WITH and not later:
            found.setdefault(_REACHED_WITH[state], at)
    return [*found.items(), *later]
