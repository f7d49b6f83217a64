"""The life of a request, every transition from every state of each workflow against tables written out here."""

from datetime import UTC, datetime

import pytest

from serres_requests.domain.access import Permission
from serres_requests.domain.errors import MessageRequiredError, TransitionError
from serres_requests.domain.lifecycle import (
    ACCEPTED_STATES,
    FINAL_STATES,
    OPEN_STATES,
    TRANSITIONS,
    WAITING_STATES,
    State,
    WorkflowName,
    check_transition,
    is_public,
    pauses,
    state_after,
    states_of,
    states_to_set,
    transitions_from,
    transitions_of,
)

EVERYDAY, EXAMINED, PAID = WorkflowName.EVERYDAY, WorkflowName.EXAMINED, WorkflowName.PAID
F, A, P, C, M = (
    State.FILED,
    State.ACCEPTED,
    State.IN_PROGRESS,
    State.WAITING_FOR_CITIZEN,
    State.WAITING_FOR_PAYMENT,
)
SOURCES = {
    "file": ([State.SUBMITTED], State.FILED),
    "accept": ([F], A),
    "start": ([F, A], P),
    "ask": ([F, A, P], C),
    "answer": ([C], P),
    "charge": ([A, P], M),
    "resume": ([C, M], P),
    "complete": ([P], State.COMPLETED),
    "reject": ([F, A, P, C, M], State.REJECTED),
    "withdraw": ([F, A, P, C, M], State.WITHDRAWN),
    "reopen": ([State.COMPLETED, State.REJECTED], P),
}
LACKS = {EVERYDAY: ({"accept", "charge"}, {A, M}), EXAMINED: ({"charge"}, {M}), PAID: (set(), set())}
NEED_MESSAGE = {"ask", "charge", "complete", "reject", "reopen"}
CASES = [(workflow, name, state) for workflow in WorkflowName for name in SOURCES for state in State]


def is_allowed(workflow, name, state):
    moves, states = LACKS[workflow]
    return name not in moves and state not in states and state in SOURCES[name][0]


def test_the_table_here_knows_every_transition():
    assert list(TRANSITIONS) == list(SOURCES)


@pytest.mark.parametrize(("workflow", "name", "state"), CASES)
def test_each_transition_from_each_state(workflow, name, state):
    if is_allowed(workflow, name, state):
        assert check_transition(workflow, name, state, "done").target is SOURCES[name][1]
    else:
        with pytest.raises(TransitionError) as caught:
            check_transition(workflow, name, state, "done")
        assert (caught.value.transition, caught.value.state) == (name, state)


@pytest.mark.parametrize("message", ["", "   ", "\n\t "])
@pytest.mark.parametrize("name", SOURCES)
def test_an_empty_message_passes_only_where_the_citizen_need_not_be_told(name, message):
    [state, *_others], target = SOURCES[name]
    if name in NEED_MESSAGE:
        with pytest.raises(MessageRequiredError):
            check_transition(PAID, name, state, message)
    else:
        assert check_transition(PAID, name, state, message).target is target


def test_a_wrong_state_counts_before_a_missing_message():
    with pytest.raises(TransitionError):
        check_transition(EVERYDAY, "complete", State.FILED, "")


@pytest.mark.parametrize("name", ["", "delete", "File", "reject:filed", "set:completed"])
def test_an_unknown_transition_is_refused(name):
    with pytest.raises(TransitionError, match="not possible"):
        check_transition(PAID, name, State.FILED, "message")


@pytest.mark.parametrize(
    ("workflow", "state", "names"),
    [
        (EVERYDAY, State.SUBMITTED, []),
        (EVERYDAY, State.FILED, ["start", "ask", "reject", "withdraw"]),
        (EVERYDAY, State.IN_PROGRESS, ["ask", "complete", "reject", "withdraw"]),
        (EXAMINED, State.FILED, ["accept", "start", "ask", "reject", "withdraw"]),
        (PAID, State.ACCEPTED, ["start", "ask", "charge", "reject", "withdraw"]),
        (PAID, State.WAITING_FOR_CITIZEN, ["answer", "resume", "reject", "withdraw"]),
        (PAID, State.WAITING_FOR_PAYMENT, ["resume", "reject", "withdraw"]),
        (PAID, State.COMPLETED, ["reopen"]),
        (PAID, State.REJECTED, ["reopen"]),
        (PAID, State.WITHDRAWN, []),
    ],
)
def test_people_are_offered_what_is_theirs_to_do(workflow, state, names):
    assert [move.name for move in transitions_from(workflow, state)] == names


def test_each_move_belongs_to_somebody():
    assert {name: move.permission for name, move in TRANSITIONS.items()} == {
        "file": None,
        **dict.fromkeys(
            ["accept", "start", "ask", "charge", "resume", "complete", "reject"], Permission.REQUEST_PROCESS
        ),
        "answer": Permission.REQUEST_TRACK,
        "withdraw": Permission.REQUEST_WITHDRAW,
        "reopen": Permission.REQUEST_MANAGE,
    }


def test_states_are_open_waiting_or_final():
    assert {State.COMPLETED, State.REJECTED, State.WITHDRAWN} == FINAL_STATES
    assert set(State) - FINAL_STATES == OPEN_STATES > WAITING_STATES


def test_only_what_the_municipality_took_up_is_accepted():
    assert {A, P, C, M, State.COMPLETED} == ACCEPTED_STATES


@pytest.mark.parametrize(
    ("state", "transitions", "expected"),
    [
        (F, ["file"], False),
        (C, ["file", "ask"], False),
        (C, ["file", "set:waiting_for_citizen"], False),
        (C, ["file", "correct", "ask"], False),
        (C, ["file", "accept", "ask"], True),
        (C, ["file", "ask", "answer", "ask"], True),
        (C, ["file", "ask", "reject", "set:waiting_for_citizen"], False),
        (C, ["file", "start", "reject", "set:waiting_for_citizen"], True),
        (P, ["file", "ask", "answer"], True),
        (M, ["file", "set:waiting_for_payment"], True),
        (State.COMPLETED, ["file", "start", "complete"], True),
        (State.REJECTED, ["file", "start", "reject"], False),
        (State.WITHDRAWN, ["file", "start", "withdraw"], False),
    ],
)
def test_what_was_asked_before_anybody_took_it_up_is_not_public(state, transitions, expected):
    assert is_public(state, transitions) is expected


@pytest.mark.parametrize("workflow", WorkflowName)
def test_every_state_of_a_workflow_is_reached_and_none_but_the_final_ones_is_a_dead_end(workflow):
    reached = {move.target for move in transitions_of(workflow)}
    assert reached | {State.SUBMITTED} == states_of(workflow) == set(State) - LACKS[workflow][1]
    assert {state for move in transitions_of(workflow) for state in move.sources} >= OPEN_STATES & states_of(
        workflow
    )


def test_managers_set_what_the_workflow_knows_but_neither_the_beginning_nor_the_citizens_withdrawal():
    assert states_to_set(EVERYDAY, State.FILED) == (P, C, State.COMPLETED, State.REJECTED)
    assert states_to_set(PAID, State.WITHDRAWN) == (A, P, C, M, State.COMPLETED, State.REJECTED)
    assert P not in states_to_set(PAID, P)
    assert states_to_set(PAID, State.SUBMITTED) == ()


@pytest.mark.parametrize(
    ("transition", "state"), [("ask", C), ("set:completed", State.COMPLETED), ("note", None), ("submit", None)]
)
def test_entries_of_a_history_lead_to_states(transition, state):
    assert state_after(transition) is state


def day(number):
    return datetime(2026, 3, number, tzinfo=UTC)


@pytest.mark.parametrize(
    ("history", "expected"),
    [
        ([], []),
        ([(1, "submit"), (1, "file"), (2, "start")], []),
        ([(1, "file"), (2, "ask"), (5, "answer"), (9, "complete")], [(2, 5), (9, None)]),
        ([(1, "file"), (2, "start"), (5, "complete"), (9, "reopen")], [(5, 9)]),
        ([(1, "file"), (2, "ask"), (3, "note"), (5, "resume"), (6, "charge")], [(2, 5), (6, None)]),
        ([(2, "ask"), (3, "set:waiting_for_payment"), (7, "set:in_progress")], [(2, 7)]),
        ([(2, "ask"), (4, "withdraw")], [(2, None)]),
    ],
)
def test_the_clock_stands_still_while_there_is_nothing_to_do(history, expected):
    found = pauses([(day(number), name) for number, name in history])
    assert found == [(day(since), day(until) if until else None) for since, until in expected]
