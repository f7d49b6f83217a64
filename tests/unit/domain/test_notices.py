"""Which transitions tell whom, and how."""

import pytest

from serres_requests.domain.lifecycle import SET, TRANSITIONS, State, WorkflowName, states_to_set
from serres_requests.domain.notices import (
    MAY_BE_SILENT,
    NOTICE_OF_TRANSITION,
    STAFF_MAIL_OF_TRANSITION,
    NoticeKind,
    StaffMail,
    Telling,
    told_as,
)

QUIET = {"answer", "resume"}
"""The citizen's own answer, and going on with the work afterwards."""


def test_the_applicant_is_told_of_every_move_that_matters():
    by_people = {name for name, move in TRANSITIONS.items() if move.permission}
    by_hand = {f"{SET}{state}" for state in states_to_set(WorkflowName.PAID, State.FILED)}
    assert set(NOTICE_OF_TRANSITION) == (by_people - QUIET) | by_hand


def test_a_state_set_by_hand_is_told_like_the_move_that_leads_there():
    for state in states_to_set(WorkflowName.PAID, State.FILED):
        kind = NOTICE_OF_TRANSITION[f"{SET}{state}"]
        assert (
            TRANSITIONS[next(name for name, other in NOTICE_OF_TRANSITION.items() if other is kind)].target
            is state
        )


def test_managers_get_mail_of_what_citizens_do_and_of_completion():
    assert STAFF_MAIL_OF_TRANSITION == {
        "answer": StaffMail.REQUEST_ANSWERED,
        "complete": StaffMail.REQUEST_COMPLETED,
        "set:completed": StaffMail.REQUEST_COMPLETED,
        "withdraw": StaffMail.REQUEST_WITHDRAWN,
    }


@pytest.mark.parametrize("kind", NoticeKind)
def test_only_what_need_not_be_told_may_be_kept_silent(kind):
    assert told_as(kind, Telling.MAIL) is Telling.MAIL
    assert told_as(kind, Telling.PLATFORM) is Telling.PLATFORM
    expected = Telling.NOBODY if kind in MAY_BE_SILENT else Telling.PLATFORM
    assert told_as(kind, Telling.NOBODY) is expected


def test_what_ends_a_request_or_asks_something_is_always_told():
    assert {NoticeKind.ACCEPTED, NoticeKind.STARTED, NoticeKind.REOPENED} == MAY_BE_SILENT
