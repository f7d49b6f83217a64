"""The life of a request, every transition from every state against a table written out here."""

import pytest

from serres_requests.domain.access import Permission
from serres_requests.domain.errors import MessageRequiredError, TransitionError
from serres_requests.domain.lifecycle import (
    ACCEPTED_STATES,
    OPEN_STATES,
    TRANSITIONS,
    State,
    check_transition,
    transitions_from,
)

ALLOWED = {
    ("file", State.SUBMITTED): State.FILED,
    ("start", State.FILED): State.IN_PROGRESS,
    ("complete", State.IN_PROGRESS): State.COMPLETED,
    ("reject", State.FILED): State.REJECTED,
    ("reject", State.IN_PROGRESS): State.REJECTED,
}
NAMES = ("file", "start", "complete", "reject")
NEED_MESSAGE = {"complete", "reject"}


def test_the_table_here_knows_every_transition():
    assert set(TRANSITIONS) == set(NAMES)


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("name", NAMES)
def test_each_transition_from_each_state(name, state):
    if (name, state) in ALLOWED:
        assert check_transition(name, state, "done").target is ALLOWED[name, state]
    else:
        with pytest.raises(TransitionError) as caught:
            check_transition(name, state, "done")
        assert (caught.value.transition, caught.value.state) == (name, state)


@pytest.mark.parametrize("message", ["", "   ", "\n\t "])
@pytest.mark.parametrize(("name", "state"), ALLOWED)
def test_an_empty_message_passes_only_where_the_citizen_need_not_be_told(name, state, message):
    if name in NEED_MESSAGE:
        with pytest.raises(MessageRequiredError):
            check_transition(name, state, message)
    else:
        assert check_transition(name, state, message).target is ALLOWED[name, state]


def test_a_wrong_state_counts_before_a_missing_message():
    with pytest.raises(TransitionError):
        check_transition("complete", State.FILED, "")


@pytest.mark.parametrize("name", ["", "delete", "File", "reject:filed"])
def test_an_unknown_transition_is_refused(name):
    with pytest.raises(TransitionError, match="not possible"):
        check_transition(name, State.FILED, "message")


@pytest.mark.parametrize(
    ("state", "names"),
    [
        (State.SUBMITTED, []),
        (State.FILED, ["start", "reject"]),
        (State.IN_PROGRESS, ["complete", "reject"]),
        (State.COMPLETED, []),
        (State.REJECTED, []),
    ],
)
def test_people_are_offered_what_is_theirs_to_do(state, names):
    assert [move.name for move in transitions_from(state)] == names


def test_filing_belongs_to_the_system_and_the_rest_to_who_processes():
    assert {name: move.permission for name, move in TRANSITIONS.items()} == {
        "file": None,
        "start": Permission.REQUEST_PROCESS,
        "complete": Permission.REQUEST_PROCESS,
        "reject": Permission.REQUEST_PROCESS,
    }


def test_a_state_is_open_as_long_as_something_leads_out_of_it():
    assert {state for move in TRANSITIONS.values() for state in move.sources} == OPEN_STATES


def test_only_what_the_municipality_took_up_is_accepted():
    assert {State.IN_PROGRESS, State.COMPLETED} == ACCEPTED_STATES


def test_every_state_but_the_first_is_reached_by_a_transition():
    assert {move.target for move in TRANSITIONS.values()} == set(State) - {State.SUBMITTED}
