"""Duties: what is to be done about a request, by whom it is awaited and by when, from what is known of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from serres_requests.domain.lifecycle import OPEN_STATES, State, state_after
from serres_requests.domain.notices import NOTICE_OF_TRANSITION


class DutyKind(StrEnum):
    """What is to be done. With the AWAIT kinds it is the citizen's turn: the department keeps an eye on them."""

    ANSWER = "answer"
    HAND_OVER = "hand_over"
    TAKE_UP = "take_up"
    REPLY = "reply"
    APPROVE = "approve"
    DECIDE = "decide"
    AWAIT_CITIZEN = "await_citizen"
    AWAIT_PAYMENT = "await_payment"


@dataclass(frozen=True, slots=True)
class Duty:
    """One thing to be done. due: its last day, None where no law or rule names one. since: when it came up."""

    kind: DutyKind
    since: datetime
    due: date | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """What the duties of a request follow from.

    due: the last day for its answer, None when its clock stands still or it is answered. pass_on_by: the last day
    to pass it on, if it is another department's. history: when, which transition and with which message, oldest
    first. from_citizen, to_citizen: when each side last wrote. proposed_at: since when a move waits for a second
    person. undecided_since: since when the automatic check leaves the decision to an officer.
    """

    state: State
    submitted_at: datetime
    due: date | None
    pass_on_by: date
    history: Sequence[tuple[datetime, str, str]]
    from_citizen: datetime | None = None
    to_citizen: datetime | None = None
    proposed_at: datetime | None = None
    undecided_since: datetime | None = None


_AWAITED = {
    State.WAITING_FOR_CITIZEN: DutyKind.AWAIT_CITIZEN,
    State.WAITING_FOR_PAYMENT: DutyKind.AWAIT_PAYMENT,
}


def duties(standing: Standing, today: date) -> list[Duty]:
    """Return what is to be done `today`: what is due first, then what has no day, the oldest first."""
    found = [*_of_its_state(standing, today), *_of_people(standing)]
    return sorted(found, key=lambda duty: (duty.due or date.max, duty.since))


def _of_its_state(standing: Standing, today: date) -> list[Duty]:
    state, since = standing.state, _since(standing)
    found = []
    if state in OPEN_STATES and standing.due is not None:
        found.append(Duty(DutyKind.ANSWER, standing.submitted_at, standing.due))
    if state is State.FILED:
        found.append(Duty(DutyKind.TAKE_UP, since))
        was_passed_on = any(transition == "hand_over" for _at, transition, _words in standing.history)
        if today <= standing.pass_on_by and not was_passed_on:
            found.append(Duty(DutyKind.HAND_OVER, standing.submitted_at, standing.pass_on_by))
    if state in _AWAITED:
        found.append(Duty(_AWAITED[state], since))
    return found


def _of_people(standing: Standing) -> list[Duty]:
    found = []
    asked, told = _last_words(standing)
    if standing.state is not State.WITHDRAWN and asked is not None and (told is None or told < asked):
        found.append(Duty(DutyKind.REPLY, asked))
    if standing.proposed_at is not None:
        found.append(Duty(DutyKind.APPROVE, standing.proposed_at))
    if standing.undecided_since is not None and standing.state in OPEN_STATES:
        found.append(Duty(DutyKind.DECIDE, standing.undecided_since))
    return found


def _since(standing: Standing) -> datetime:
    """Return when the request came into its state."""
    moves = (at for at, transition, _words in standing.history if state_after(transition) is not None)
    return max(moves, default=standing.submitted_at)


def _last_words(standing: Standing) -> tuple[datetime | None, datetime | None]:
    """Return when the citizen last wrote or answered, and when the department last wrote to them.

    A move with words to the citizen is an answer, too; one without is not.
    """
    answered = [at for at, transition, _words in standing.history if transition == "answer"]
    told = [at for at, transition, words in standing.history if words and transition in NOTICE_OF_TRANSITION]
    asked = max(filter(None, [*answered, standing.from_citizen]), default=None)
    return asked, max(filter(None, [*told, standing.to_citizen]), default=None)
