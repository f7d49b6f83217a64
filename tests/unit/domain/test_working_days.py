"""Working days: public holidays of Greece, closing days of the municipality, and how these are written."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from serres_requests.domain.errors import IdentifierError
from serres_requests.domain.working_days import WorkingDays, parse_closing_day

HOLIDAYS_ON_WEEKDAYS = {
    2026: "01-01 01-06 02-23 03-25 04-10 04-13 05-01 06-01 10-28 12-25",
    2027: "01-01 01-06 03-15 03-25 04-30 05-03 05-04 06-21 10-28",
}
"""Easter is on 12 April 2026 and 2 May 2027; Labour Day 2027, a Holy Saturday, moves behind Easter as in 2021."""


@pytest.mark.parametrize("year", HOLIDAYS_ON_WEEKDAYS)
def test_the_public_holidays_of_a_year(year):
    days = [date(year, 1, 1) + timedelta(days=number) for number in range(365)]
    free = [f"{day:%m-%d}" for day in days if day.weekday() < 5 and day not in WorkingDays()]
    assert free == HOLIDAYS_ON_WEEKDAYS[year].split()


def test_nobody_works_on_saturdays_and_sundays():
    assert date(2026, 5, 8) in WorkingDays()
    assert date(2026, 5, 9) not in WorkingDays()
    assert date(2026, 5, 10) not in WorkingDays()
    assert date(2026, 5, 11) in WorkingDays()


def test_a_closing_day_is_of_every_year_or_of_one():
    calendar = WorkingDays(frozenset({"06-29", "2026-06-30"}))
    assert date(2026, 6, 29) not in calendar
    assert date(2027, 6, 29) not in calendar
    assert date(2026, 6, 30) not in calendar
    assert date(2027, 6, 30) in calendar


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ("06-29", "06-29"),
        ("6-9", "06-09"),
        ("29/6", "06-29"),
        (" 29.06 ", "06-29"),
        ("2026-06-29", "2026-06-29"),
        ("29/6/2026", "2026-06-29"),
        ("29.6.2026", "2026-06-29"),
        ("29/2", "02-29"),
        ("2028-02-29", "2028-02-29"),
    ],
)
def test_all_ways_to_write_a_closing_day(raw, code):
    assert parse_closing_day(raw) == code


@pytest.mark.parametrize(
    "raw", ["", "29", "June 29", "31/6", "13-01", "2027-02-29", "0000-01-01", "29/6/26", "٢٩/٦"]
)
def test_what_is_no_day_is_refused(raw):
    with pytest.raises(IdentifierError):
        parse_closing_day(raw)


@given(st.dates())
def test_every_day_can_be_a_closing_day(day):
    for raw in (day.isoformat(), f"{day.day}/{day.month}/{day.year:04}"):
        assert day not in WorkingDays(frozenset({parse_closing_day(raw)}))
    assert day not in WorkingDays(frozenset({parse_closing_day(f"{day:%m-%d}")}))
