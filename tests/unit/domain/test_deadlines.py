"""Deadlines: pauses, what remains, and what holds for all of them; test_deadlines_by_hand has the calendar."""

from datetime import date, timedelta
from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from serres_requests.domain.deadlines import (
    Deadline,
    Pause,
    RunningTime,
    TimeAfter,
    deadline,
    due_day,
    last_to_pass_on,
    starts_on,
    time_after,
    working_days_taken,
)
from serres_requests.domain.definitions import DayKind, Term
from serres_requests.domain.working_days import WorkingDays

CALENDAR, WORKING = DayKind.CALENDAR, DayKind.WORKING
SERRES = WorkingDays(frozenset({"06-29"}))


def day(text):
    return date.fromisoformat(text)


@pytest.mark.parametrize(
    ("pauses", "due"),
    [
        ([], "2026-05-18"),  # 12-15, 18
        ([("2026-05-13", "2026-05-20")], "2026-05-25"),  # 12, 20-22, 25
        ([("2026-05-13", "2026-05-13")], "2026-05-18"),  # asked and answered on one day
        ([("2026-05-13", "2026-05-14"), ("2026-05-15", "2026-05-18")], "2026-05-20"),  # 12, 14, 18-20
        ([("2026-05-13", "2026-05-20"), ("2026-05-14", "2026-05-15")], "2026-05-25"),  # one within the other
        ([("2026-05-18", "2026-05-20")], "2026-05-20"),  # asked on the last day, which is left when it goes on
        ([("2026-05-19", "2026-05-30")], "2026-05-18"),  # the time was over before
        ([("2026-05-13", None)], None),
        ([("2026-05-19", None)], "2026-05-18"),
    ],
)
def test_pauses_put_the_due_day_off(pauses, due):
    periods = tuple(Pause(day(since), until and day(until)) for since, until in pauses)
    found = due_day(Term(5, WORKING), day("2026-05-11"), SERRES, periods)
    assert found == (due and day(due))


def test_the_last_calendar_day_is_put_off_by_a_pause_behind_a_weekend():
    pause = Pause(day("2026-05-18"), day("2026-05-21"))
    assert due_day(Term(5, CALENDAR), day("2026-05-11"), SERRES, (pause,)) == day("2026-05-21")


@pytest.mark.parametrize(
    ("today", "kind", "expected"),
    [
        ("2026-05-11", WORKING, Deadline(day("2026-05-18"), WORKING, 5)),
        ("2026-05-15", WORKING, Deadline(day("2026-05-18"), WORKING, 1)),
        ("2026-05-16", WORKING, Deadline(day("2026-05-18"), WORKING, 1)),
        ("2026-05-18", WORKING, Deadline(day("2026-05-18"), WORKING, 0)),
        ("2026-05-19", WORKING, Deadline(day("2026-05-18"), WORKING, 0, 1)),
        ("2026-06-18", WORKING, Deadline(day("2026-05-18"), WORKING, 0, 31)),
        ("2026-05-12", CALENDAR, Deadline(day("2026-05-18"), CALENDAR, 6)),  # 5 days end on a Saturday
        ("2026-05-10", WORKING, Deadline(day("2026-05-18"), WORKING, 5)),  # a clock that was set back
    ],
)
def test_what_remains(today, kind, expected):
    assert deadline(Term(5, kind), day("2026-05-11"), day(today), SERRES) == expected


def test_what_will_remain_while_the_clock_stands_still():
    pauses = (Pause(day("2026-05-14")),)
    for today in ("2026-05-14", "2026-07-01"):
        stands = deadline(Term(5, WORKING), day("2026-05-11"), day(today), SERRES, pauses)
        assert stands == Deadline(None, WORKING, 3)
    weekend = (Pause(day("2026-05-17")),)
    assert deadline(Term(5, CALENDAR), day("2026-05-11"), day("2026-05-20"), SERRES, weekend).left == 0


def test_closing_days_that_leave_no_working_day_end_the_search():
    days = (date(2000, 1, 1) + timedelta(days=number) for number in range(366))
    always = WorkingDays(frozenset(f"{one:%m-%d}" for one in days))
    assert due_day(Term(1, WORKING), day("2026-05-11"), always) == day("2026-05-11") + timedelta(days=20_000)


@pytest.mark.parametrize(
    ("passed_on", "start"),
    [
        ([], "2026-05-11"),
        (["2026-05-11"], "2026-05-11"),
        (["2026-05-14"], "2026-05-14"),
        (["2026-05-12", "2026-05-15"], "2026-05-15"),
        (["2026-05-16"], "2026-05-16"),
        (["2026-05-18"], "2026-05-18"),
        (["2026-05-19"], "2026-05-18"),
        (["2026-06-30"], "2026-05-18"),
    ],
)
def test_the_time_runs_from_the_arrival_within_five_days(passed_on, start):
    assert starts_on(day("2026-05-11"), [day(each) for each in passed_on], SERRES) == day(start)


filing_days = st.dates(date(2020, 1, 1), date(2035, 12, 31))
terms = st.builds(Term, st.integers(1, 120), st.sampled_from(DayKind))
calendars = st.builds(
    WorkingDays, st.frozensets(st.dates(date(2024, 1, 1), date(2024, 12, 31)).map("{:%m-%d}".format), max_size=20)
)


@st.composite
def pauses_after(draw, filed_on):
    since = filed_on + timedelta(days=draw(st.integers(0, 60)))
    return Pause(since, since + timedelta(days=draw(st.integers(0, 60))))


@given(filing_days, terms, calendars)
def test_a_due_day_is_a_working_day_with_enough_days_before_it(filed_on, term, calendar):
    due = due_day(term, filed_on, calendar)
    assert due in calendar
    between = [filed_on + timedelta(days=number) for number in range(1, (due - filed_on).days + 1)]
    working = [one for one in between if one in calendar]
    if term.kind is WORKING:
        assert len(working) == term.days
    else:
        assert len(between) >= term.days
        assert [one for one in working if (one - filed_on).days >= term.days] == [due]


@given(filing_days, calendars, st.lists(st.integers(0, 40), min_size=1, max_size=4))
def test_passing_on_never_brings_the_start_forward_and_says_when_it_moves(filed_on, calendar, steps):
    days = list(accumulate(steps, lambda at, step: at + timedelta(days=step), initial=filed_on))[1:]
    before, start = (starts_on(filed_on, some, calendar) for some in (days[:-1], days))
    assert filed_on <= before <= start <= max(days[-1], filed_on)
    assert start <= last_to_pass_on(filed_on, calendar)
    time = time_after(filed_on, days, calendar)
    assert (time is TimeAfter.AS_BEFORE) == (start == before)
    assert time is not TimeAfter.ANEW or start == days[-1]


def test_closing_days_that_leave_no_working_day_leave_five_to_pass_on():
    days = (date(2000, 1, 1) + timedelta(days=number) for number in range(366))
    always = WorkingDays(frozenset(f"{one:%m-%d}" for one in days))
    assert last_to_pass_on(day("2026-05-11"), always) == day("2026-05-16")


@given(filing_days, terms, calendars)
def test_more_days_and_a_later_filing_never_end_earlier(filed_on, term, calendar):
    due = due_day(term, filed_on, calendar)
    assert due <= due_day(Term(term.days + 1, term.kind), filed_on, calendar)
    assert due <= due_day(term, filed_on + timedelta(days=1), calendar)
    assert due_day(term, filed_on, WorkingDays()) <= due


@given(st.data(), filing_days, terms, calendars)
def test_a_pause_never_brings_the_due_day_forward(data, filed_on, term, calendar):
    pause = data.draw(pauses_after(filed_on))
    due, without = due_day(term, filed_on, calendar, (pause,)), due_day(term, filed_on, calendar)
    assert due >= without
    assert due not in pause
    if pause.since > without:
        assert due == without


@given(filing_days, terms, calendars, st.integers(0, 250))
def test_what_remains_goes_down_day_by_day_to_the_last(filed_on, term, calendar, passed):
    today = filed_on + timedelta(days=passed)
    now, tomorrow = (deadline(term, filed_on, each, calendar) for each in (today, today + timedelta(days=1)))
    assert now.due == tomorrow.due
    assert now.left - tomorrow.left in {0, 1}
    assert (now.left == 0) == (today >= now.due)
    assert now.overdue_by == max((today - now.due).days, 0)


@pytest.mark.parametrize(
    ("start", "pauses", "days"),
    [
        ("2026-06-24", [Pause(day("2026-06-24"))], 0),
        ("2026-06-24", [Pause(day("2026-06-25"))], 1),
        ("2026-06-24", [Pause(day("2026-07-01"))], 4),  # 25, 26, 30, 1; the 29th is the patron saint's
        ("2026-06-24", [Pause(day("2026-06-26"), day("2026-07-01")), Pause(day("2026-07-02"))], 3),  # 25, 1, 2
        ("2026-06-24", [Pause(day("2026-06-26"), day("2026-07-01")), Pause(day("2026-06-26"))], 1),
        ("2026-06-24", [], 0),
    ],
)
def test_working_days_taken_until_the_answer(start, pauses, days):
    assert working_days_taken(RunningTime(day(start), tuple(pauses)), SERRES) == days
