"""When managers are told of a deadline."""

from datetime import date

import pytest

from serres_requests.domain.deadlines import Deadline
from serres_requests.domain.definitions import DayKind, Term
from serres_requests.domain.escalation import mail_about
from serres_requests.domain.notices import StaffMail

DUE = date(2026, 5, 14)
NEAR, OVER = StaffMail.DEADLINE_NEAR, StaffMail.DEADLINE_OVER


@pytest.mark.parametrize(
    ("term", "left", "overdue_by", "mail"),
    [
        (10, 4, 0, None),
        (10, 3, 0, NEAR),
        (10, 0, 0, NEAR),
        (10, 0, 1, OVER),
        (10, 0, 7, OVER),
        (10, 0, 8, None),
        (4, 3, 0, None),
        (4, 2, 0, NEAR),
        (1, 1, 0, None),
        (1, 0, 0, NEAR),
    ],
)
def test_managers_are_told_shortly_before_and_after(term, left, overdue_by, mail):
    found = Deadline(DUE, DayKind.WORKING, left, overdue_by)
    assert mail_about(found, Term(term, DayKind.WORKING)) is mail


def test_nobody_is_told_while_the_clock_stands_still():
    assert mail_about(Deadline(None, DayKind.CALENDAR, 0), Term(10, DayKind.CALENDAR)) is None
