"""What comes of requests counted together: by month, by type and as a whole."""

from datetime import date

from serres_requests.domain.statistics import (
    Figures,
    Measure,
    TypeCounts,
    first_day,
    month_of,
    statistics_of,
)

JANUARY = month_of(date(2026, 1, 31))
FEBRUARY, MARCH, APRIL = JANUARY + 1, JANUARY + 2, JANUARY + 3
RECEIVED, COMPLETED, REJECTED, WITHDRAWN = Measure

LAMPS = TypeCounts(
    "lamp",
    is_open=6,
    overdue=2,
    measured=[
        (JANUARY, RECEIVED, 0, 9),
        (JANUARY, COMPLETED, 3, 2),
        (JANUARY, COMPLETED, 8, 1),
        (FEBRUARY, RECEIVED, 0, 4),
        (FEBRUARY, REJECTED, 0, 3),
        (FEBRUARY, WITHDRAWN, 0, 1),
        (MARCH, RECEIVED, 0, 5),
        (APRIL, COMPLETED, 30, 2),
    ],
)
STREETS = TypeCounts("street", is_open=1, overdue=0, measured=[(FEBRUARY, RECEIVED, 0, 1)])
NOTHING = TypeCounts("tree", is_open=0, overdue=0, measured=[])


def test_months_count_from_the_first_day_on():
    assert first_day(JANUARY) == date(2026, 1, 1)
    assert first_day(JANUARY - 1) == date(2025, 12, 1)


def test_a_period_is_counted_by_month_and_by_type():
    found = statistics_of(JANUARY, FEBRUARY, [LAMPS, STREETS, NOTHING])
    whole = found.whole
    assert (whole.received, whole.completed, whole.rejected, whole.withdrawn) == (14, 3, 3, 1)
    assert (whole.ended, whole.overdue) == (7, 2)
    assert list(found.by_month) == [JANUARY, FEBRUARY]
    assert [figures.received for figures in found.by_month.values()] == [9, 5]
    assert set(found.by_type) == {"lamp", "street"}


def test_what_was_open_then_is_told_from_what_is_open_now():
    found = statistics_of(JANUARY, APRIL, [LAMPS, STREETS])
    assert [figures.is_open for figures in found.by_month.values()] == [3, 4, 9, 7]
    before = statistics_of(JANUARY, FEBRUARY, [LAMPS, STREETS])
    assert [figures.is_open for figures in before.by_month.values()] == [3, 4]
    assert (before.whole.is_open, before.by_type["lamp"].is_open, before.by_type["street"].is_open) == (4, 3, 1)


def test_the_time_is_of_those_completed():
    found = statistics_of(JANUARY, FEBRUARY, [LAMPS])
    assert (found.whole.median, found.whole.nine_of_ten) == (3, 8)
    assert (found.by_month[FEBRUARY].median, found.by_month[FEBRUARY].nine_of_ten) == (None, None)


def test_nothing_is_nothing():
    assert statistics_of(JANUARY, JANUARY, []).whole == Figures()
