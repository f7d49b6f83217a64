"""Which transitions tell whom."""

from serres_requests.domain.lifecycle import TRANSITIONS
from serres_requests.domain.notices import (
    NOTICE_OF_TRANSITION,
    STAFF_MAIL_OF_TRANSITION,
    NoticeKind,
    StaffMail,
)


def test_the_applicant_is_told_of_every_move_that_people_make():
    by_people = {name for name, move in TRANSITIONS.items() if move.permission}
    assert set(NOTICE_OF_TRANSITION) == by_people


def test_each_move_has_a_notice_of_its_own_and_filing_the_first():
    of_requests = [kind for kind in NoticeKind if kind is not NoticeKind.DRAFT_EXPIRES]
    assert [NoticeKind.FILED, *NOTICE_OF_TRANSITION.values(), NoticeKind.DECIDED] == of_requests


def test_managers_get_mail_of_completed_requests_alone():
    assert STAFF_MAIL_OF_TRANSITION == {"complete": StaffMail.REQUEST_COMPLETED}
