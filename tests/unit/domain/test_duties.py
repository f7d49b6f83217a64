"""What is to be done about a request, by when, and in which order."""

from datetime import UTC, date, datetime, timedelta

import pytest

from serres_requests.domain.duties import Duty, DutyKind, Standing, duties
from serres_requests.domain.lifecycle import FINAL_STATES, State

MONDAY = datetime(2026, 3, 2, 8, tzinfo=UTC)
DUE = date(2026, 3, 20)
LAST_TO_PASS_ON = date(2026, 3, 9)
"""The fifth day is a Saturday."""
HOUR = timedelta(hours=1)


def standing(state, *moves, **facts):
    """A request of Monday morning with one of `moves` in each hour after that, words behind a colon."""
    history = [
        (MONDAY + number * HOUR, name.partition(":")[0], name.partition(":")[2])
        for number, name in enumerate(["submit", "file", *moves])
    ]
    return Standing(state, MONDAY, facts.pop("due", DUE), LAST_TO_PASS_ON, history, **facts)


def kinds(found):
    return [duty.kind for duty in found]


def test_what_was_filed_is_looked_at_passed_on_or_answered():
    found = duties(standing(State.FILED), date(2026, 3, 2))
    assert found == [
        Duty(DutyKind.HAND_OVER, MONDAY, LAST_TO_PASS_ON),
        Duty(DutyKind.ANSWER, MONDAY, DUE),
        Duty(DutyKind.TAKE_UP, MONDAY + HOUR),
    ]


@pytest.mark.parametrize(("today", "is_told"), [(LAST_TO_PASS_ON, True), (date(2026, 3, 10), False)])
def test_passing_on_is_spoken_of_while_there_is_time_for_it(today, is_told):
    assert (DutyKind.HAND_OVER in kinds(duties(standing(State.FILED), today))) is is_told


def test_what_was_passed_on_is_not_passed_on_again():
    assert kinds(duties(standing(State.FILED, "hand_over:Όχι δικό μας."), date(2026, 3, 3))) == [
        DutyKind.ANSWER,
        DutyKind.TAKE_UP,
    ]


def test_before_the_filing_only_the_answer_is_due():
    assert kinds(duties(Standing(State.SUBMITTED, MONDAY, DUE, LAST_TO_PASS_ON, []), DUE)) == [DutyKind.ANSWER]


@pytest.mark.parametrize(
    ("state", "kind"),
    [
        (State.WAITING_FOR_CITIZEN, DutyKind.AWAIT_CITIZEN),
        (State.WAITING_FOR_PAYMENT, DutyKind.AWAIT_PAYMENT),
    ],
)
def test_what_is_awaited_of_the_citizen_is_told_since_when(state, kind):
    move = {State.WAITING_FOR_CITIZEN: "ask:Ποια;", State.WAITING_FOR_PAYMENT: "charge:5 ευρώ"}[state]
    found = duties(standing(state, "start", move, due=None), DUE)
    assert found == [Duty(kind, MONDAY + 3 * HOUR)]


@pytest.mark.parametrize("state", sorted(FINAL_STATES))
def test_nothing_is_to_be_done_about_what_has_ended(state):
    assert duties(standing(state, "start", due=None), DUE) == []


@pytest.mark.parametrize(
    ("moves", "facts", "since"),
    [
        (("start",), {"from_citizen": MONDAY + 5 * HOUR}, MONDAY + 5 * HOUR),
        (("start",), {"from_citizen": MONDAY + 5 * HOUR, "to_citizen": MONDAY + 6 * HOUR}, None),
        (("start",), {"from_citizen": MONDAY + 5 * HOUR, "to_citizen": MONDAY + 4 * HOUR}, MONDAY + 5 * HOUR),
        (("start",), {"to_citizen": MONDAY + 4 * HOUR}, None),
        (("start", "ask:Ποια;", "answer"), {}, MONDAY + 4 * HOUR),
        (("start", "ask:Ποια;", "answer", "ask:Και;", "resume"), {}, None),
        (("start", "resume"), {"from_citizen": MONDAY + HOUR}, MONDAY + HOUR),
        (("hand_over:Αλλού.",), {"from_citizen": MONDAY + HOUR}, MONDAY + HOUR),
    ],
)
def test_the_citizen_is_answered_in_words(moves, facts, since):
    found = duties(standing(State.IN_PROGRESS, *moves, **facts), DUE)
    assert [duty.since for duty in found if duty.kind is DutyKind.REPLY] == ([since] if since else [])


def test_a_citizen_who_withdrew_awaits_no_answer():
    asked = {"from_citizen": MONDAY + HOUR, "due": None}
    assert duties(standing(State.WITHDRAWN, "withdraw", **asked), DUE) == []
    assert kinds(duties(standing(State.COMPLETED, "start", "complete", **asked), DUE)) == [DutyKind.REPLY]


def test_a_proposal_and_a_decision_wait_for_people_the_older_first():
    facts = {"proposed_at": MONDAY + 9 * HOUR, "undecided_since": MONDAY + 2 * HOUR}
    assert kinds(duties(standing(State.IN_PROGRESS, "start", **facts), DUE)) == [
        DutyKind.ANSWER,
        DutyKind.DECIDE,
        DutyKind.APPROVE,
    ]
    assert duties(standing(State.REJECTED, due=None, undecided_since=MONDAY), DUE) == []
