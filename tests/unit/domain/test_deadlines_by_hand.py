"""Deadlines across holidays and the year's end, each counted by hand on the calendar above its examples.

In the calendars [ ] is a public holiday, ( ) a closing day of the municipality; weeks end with Saturday | Sunday.
The day of the filing does not count, and a last day on which nobody works ends on the next working day.
"""

from datetime import date, datetime

import pytest

from serres_requests.domain.deadlines import (
    Deadline,
    Pause,
    TimeAfter,
    deadline,
    due_day,
    last_to_pass_on,
    running_time,
    time_after,
)
from serres_requests.domain.definitions import DayKind, Term
from serres_requests.domain.working_days import ATHENS, WorkingDays

CALENDAR, WORKING = DayKind.CALENDAR, DayKind.WORKING
SERRES = WorkingDays(frozenset({"06-29"}))
"""29 June, the liberation of Serres in 1913, is a holiday of the town."""

day = date.fromisoformat

EASTER_2026 = [
    # Orthodox Easter is on 12 April 2026.
    # March    23   24  [25]  26   27  | 28   29
    #          30   31    1    2    3  |  4    5
    # April     6    7    8    9  [10] | 11  [12]
    #         [13]  14   15   16   17  | 18   19
    ("2026-03-24", 1, WORKING, "2026-03-26"),  # Annunciation
    ("2026-03-30", 10, WORKING, "2026-04-15"),  # 31, 1-3, 6-9, 14, 15
    ("2026-04-08", 3, WORKING, "2026-04-15"),  # 9, 14, 15
    ("2026-04-09", 1, WORKING, "2026-04-14"),
    ("2026-04-10", 1, WORKING, "2026-04-14"),  # filed on Good Friday
    ("2026-04-12", 2, WORKING, "2026-04-15"),  # filed on Easter Sunday
    ("2026-04-08", 2, CALENDAR, "2026-04-14"),  # ends on Good Friday
    ("2026-02-21", 50, CALENDAR, "2026-04-14"),  # 7 of February, 31 of March, 12 of April: ends on Easter Sunday
    ("2026-04-03", 10, CALENDAR, "2026-04-14"),  # ends on Easter Monday
    ("2026-04-08", 10, CALENDAR, "2026-04-20"),  # ends on Saturday 18
]
BEFORE_AND_AFTER_EASTER_2026 = [
    # Clean Monday is 48 days before Easter, the Monday of the Holy Spirit (Whit Monday) 50 days after it.
    # February 16   17   18   19   20  | 21   22
    #         [23]  24   25   26   27  | 28
    ("2026-02-20", 1, WORKING, "2026-02-24"),
    ("2026-02-18", 3, WORKING, "2026-02-24"),  # 19, 20, 24
    ("2026-02-13", 10, CALENDAR, "2026-02-24"),  # ends on Clean Monday
    # April    27   28   29   30  [ 1] |  2    3    May
    ("2026-04-27", 4, WORKING, "2026-05-04"),  # 28, 29, 30, 4
    # May      25   26   27   28   29  | 30   31
    # June    [ 1]   2    3    4    5  |  6    7
    ("2026-05-29", 1, WORKING, "2026-06-02"),
    ("2026-05-28", 3, WORKING, "2026-06-03"),  # 29, 2, 3
    ("2026-05-22", 10, CALENDAR, "2026-06-02"),  # ends on Whit Monday
]
EASTER_2027 = [
    # Orthodox Easter is on 2 May 2027. Labour Day, then a Holy Saturday, is kept on the Tuesday after it.
    # April    19   20   21   22   23  | 24   25
    #          26   27   28   29  [30] |[ 1] [ 2]   May
    #         [ 3] [ 4]   5    6    7  |  8    9
    ("2027-04-28", 2, WORKING, "2027-05-05"),  # 29, 5
    ("2027-04-29", 1, WORKING, "2027-05-05"),
    ("2027-04-19", 10, WORKING, "2027-05-06"),  # 20-23, 26-29, 5, 6
    ("2027-04-20", 10, CALENDAR, "2027-05-05"),  # ends on Good Friday
    ("2027-04-22", 10, CALENDAR, "2027-05-05"),  # ends on Easter Sunday
    # March     8    9   10   11   12  | 13   14
    #         [15]  16   17   18   19  | 20   21    Clean Monday
    ("2027-03-12", 1, WORKING, "2027-03-16"),
    ("2027-03-10", 5, CALENDAR, "2027-03-16"),
    # June     14   15   16   17   18  | 19   20
    #         [21]  22   23   24   25  | 26   27    Whit Monday
    ("2027-06-18", 1, WORKING, "2027-06-22"),
    ("2027-06-11", 10, CALENDAR, "2027-06-22"),
]
END_OF_YEAR = [
    # December 22   23   24  [25] [26] | 27   28    2025: Christmas on Thursday, and the day after it
    #          29   30   31  [ 1]   2  |  3    4    January 2026
    #           5  [ 6]   7    8    9  | 10   11
    ("2025-12-23", 3, WORKING, "2025-12-30"),  # 24, 29, 30
    ("2025-12-30", 2, WORKING, "2026-01-02"),  # 31, 2
    ("2025-12-31", 3, WORKING, "2026-01-07"),  # 2, 5, 7
    ("2026-01-05", 1, WORKING, "2026-01-07"),  # the day before Epiphany
    ("2025-12-22", 10, CALENDAR, "2026-01-02"),  # ends on New Year's Day
    ("2025-12-27", 10, CALENDAR, "2026-01-07"),  # ends on Epiphany
    # December 21   22   23   24  [25] | 26   27    2026
    #          28   29   30   31  [ 1] |  2    3    January 2027
    #           4    5  [ 6]   7    8  |  9   10
    ("2026-12-23", 5, WORKING, "2026-12-31"),  # 24, 28-31
    ("2026-12-23", 6, WORKING, "2027-01-04"),
    ("2026-12-23", 8, WORKING, "2027-01-07"),  # 24, 28-31, 4, 5, 7
    ("2026-12-22", 10, CALENDAR, "2027-01-04"),  # ends on New Year's Day
    ("2026-12-27", 10, CALENDAR, "2027-01-07"),  # ends on Epiphany
    ("2026-11-12", 50, CALENDAR, "2027-01-04"),  # 18 of November, 31 of December, New Year's Day
]
SUMMER = [
    # June     22   23   24   25   26  | 27   28    2026
    #         (29)  30    1    2    3  |  4    5    July
    ("2026-06-26", 1, WORKING, "2026-06-30"),
    ("2026-06-25", 3, WORKING, "2026-07-01"),  # 26, 30, 1
    ("2026-06-19", 10, CALENDAR, "2026-06-30"),
    # June     28  (29)  30    1    2  |  3    4    2027
    ("2027-06-28", 1, CALENDAR, "2027-06-30"),
    ("2027-06-25", 2, WORKING, "2027-06-30"),  # 28, 30
    # August   11   12   13   14  [15] | 16   17    2025
    ("2025-08-13", 2, WORKING, "2025-08-18"),  # 14, 18
    ("2025-08-05", 10, CALENDAR, "2025-08-18"),
    # August   10   11   12   13   14  |[15]  16    2026: on a Saturday, and kept on no other day
    ("2026-08-14", 1, WORKING, "2026-08-17"),
    # August   14  [15]  16   17   18  | 19   20    2028
    ("2028-08-14", 1, WORKING, "2028-08-16"),
    ("2028-08-05", 10, CALENDAR, "2028-08-16"),
    # October  26   27  [28]  29   30  | 31         2026
    ("2026-10-27", 1, WORKING, "2026-10-29"),
]


@pytest.mark.parametrize(
    ("filed", "days", "kind", "due"),
    [*EASTER_2026, *BEFORE_AND_AFTER_EASTER_2026, *EASTER_2027, *END_OF_YEAR, *SUMMER],
)
def test_the_last_day(filed: str, days: int, kind: DayKind, due: str) -> None:
    assert due_day(Term(days, kind), day(filed), SERRES) == day(due)


PAUSES = [
    # Easter 2026: filed on Monday 6 April, five working days are 7, 8, 9, 14, 15.
    ("2026-04-06", 5, WORKING, "2026-04-08", "2026-04-14", "2026-04-17"),  # 7, 14-17: 8 and 9 are lost
    ("2026-04-06", 5, WORKING, "2026-04-09", "2026-04-13", "2026-04-16"),  # 7, 8, 14-16: 9 is lost
    ("2026-04-06", 5, WORKING, "2026-04-10", "2026-04-13", "2026-04-15"),  # from holiday to holiday: none is lost
    ("2026-04-06", 5, WORKING, "2026-04-10", None, None),  # asked on Good Friday, not answered
    ("2026-04-06", 5, WORKING, "2026-04-16", None, "2026-04-15"),  # the time was over before
    (
        "2026-04-03",
        10,
        CALENDAR,
        "2026-04-10",
        "2026-04-14",
        "2026-04-17",
    ),  # 4-9, 14-17: four days are lost
    # Clean Monday 2026: filed on 18 February, three working days are 19, 20, 24.
    ("2026-02-18", 3, WORKING, "2026-02-20", "2026-02-24", "2026-02-25"),  # 19, 24, 25
    ("2026-02-18", 3, WORKING, "2026-02-21", "2026-02-24", "2026-02-24"),
    # Whit Monday 2026: filed on 28 May, two working days are 29 and 2.
    ("2026-05-28", 2, WORKING, "2026-05-29", "2026-06-02", "2026-06-03"),  # 2, 3
    ("2026-05-22", 10, CALENDAR, "2026-05-30", "2026-06-02", "2026-06-04"),  # 23-29, 2-4
    # Easter 2027: filed on 28 April, two working days are 29 April and 5 May.
    ("2027-04-28", 2, WORKING, "2027-04-29", "2027-05-05", "2027-05-06"),  # 5, 6
    ("2027-04-28", 2, WORKING, "2027-04-30", "2027-05-05", "2027-05-05"),
    # Year's end: filed on 21 December 2026, ten working days are 22-24, 28-31, 4, 5, 7.
    ("2026-12-21", 10, WORKING, "2026-12-24", "2027-01-07", "2027-01-18"),  # 22, 23, 7, 8, 11-15, 18
    ("2026-12-21", 10, WORKING, "2027-01-06", "2027-01-07", "2027-01-07"),  # Epiphany alone
    ("2026-12-21", 10, WORKING, "2026-12-31", "2027-01-04", "2027-01-08"),  # 22-24, 28-30, 4, 5, 7, 8
    ("2026-12-22", 10, CALENDAR, "2026-12-25", "2026-12-27", "2027-01-04"),  # 23, 24, 27-31, 1-3: to a Sunday
    # 29 June 2026: filed on 25 June, two working days are 26 and 30.
    ("2026-06-25", 2, WORKING, "2026-06-26", "2026-06-30", "2026-07-01"),  # 30, 1
    ("2026-06-25", 2, WORKING, "2026-06-29", "2026-06-30", "2026-06-30"),
    # 15 August 2028: filed on Friday 11, three working days are 14, 16, 17.
    ("2028-08-11", 3, WORKING, "2028-08-14", "2028-08-16", "2028-08-18"),  # 16-18
    ("2028-08-05", 10, CALENDAR, "2028-08-14", "2028-08-16", "2028-08-17"),  # 6-13, 16, 17
]


@pytest.mark.parametrize(("filed", "days", "kind", "asked", "answered", "due"), PAUSES)
def test_the_last_day_when_the_clock_stands_still_over_holidays(
    filed: str, days: int, kind: DayKind, asked: str, answered: str | None, due: str | None
) -> None:
    pause = Pause(day(asked), answered and day(answered))
    assert due_day(Term(days, kind), day(filed), SERRES, (pause,)) == (due and day(due))


@pytest.mark.parametrize(
    ("today", "left", "overdue_by"),
    [
        ("2026-04-06", 5, 0),
        ("2026-04-09", 2, 0),
        ("2026-04-10", 2, 0),  # Good Friday
        ("2026-04-12", 2, 0),  # Easter Sunday
        ("2026-04-13", 2, 0),
        ("2026-04-14", 1, 0),
        ("2026-04-15", 0, 0),
        ("2026-04-18", 0, 3),  # days of any kind
    ],
)
def test_what_remains_of_five_working_days_over_easter(today: str, left: int, overdue_by: int) -> None:
    """Filed on Monday 6 April 2026: 7, 8, 9, 14, 15."""
    told = deadline(Term(5, WORKING), day("2026-04-06"), day(today), SERRES)
    assert told == Deadline(day("2026-04-15"), WORKING, left, overdue_by)


TO_PASS_ON = [
    # May      11   12   13   14   15  | 16   17    2026
    #          18   19   20   21   22  | 23   24
    ("2026-05-08", "2026-05-13"),
    ("2026-05-10", "2026-05-15"),  # submitted on a Sunday
    ("2026-05-11", "2026-05-18"),  # the fifth day is Saturday 16
    ("2026-05-12", "2026-05-18"),  # Sunday 17
    ("2026-05-13", "2026-05-18"),
    ("2026-05-14", "2026-05-19"),
    # April     6    7    8    9  [10] | 11  [12]   2026: Easter
    #         [13]  14   15   16   17  | 18   19
    ("2026-04-04", "2026-04-09"),
    ("2026-04-05", "2026-04-14"),  # Good Friday
    ("2026-04-08", "2026-04-14"),  # Easter Monday
    ("2026-04-09", "2026-04-14"),
    # June     22   23   24   25   26  | 27   28    2026
    #         (29)  30    1    2    3  |  4    5    July
    ("2026-06-24", "2026-06-30"),  # a holiday of the town
    # December 21   22   23   24  [25] | 26   27    2026
    #          28   29   30   31  [ 1] |  2    3    January 2027
    #           4    5  [ 6]   7    8  |  9   10
    ("2026-12-20", "2026-12-28"),  # Christmas on a Friday
    ("2026-12-27", "2027-01-04"),  # New Year's Day on a Friday
    ("2027-01-01", "2027-01-07"),  # Epiphany
    # October  26   27  [28]  29   30  | 31         2026
    ("2026-10-23", "2026-10-29"),
]


@pytest.mark.parametrize(("submitted", "last"), TO_PASS_ON)
def test_the_last_of_the_five_days_to_pass_on(submitted: str, last: str) -> None:
    assert last_to_pass_on(day(submitted), SERRES) == day(last)


FIVE, TEN = (5, WORKING), (10, CALENDAR)
PASSED_ON = [
    # All submitted on Monday 11 May 2026, for which Monday 18 is the last day to pass it on.
    # May      11   12   13   14   15  | 16   17
    #          18   19   20   21   22  | 23   24
    #          25   26   27   28   29  | 30   31
    ([], FIVE, None, "2026-05-18"),  # 12-15, 18
    (["2026-05-11"], FIVE, TimeAfter.AS_BEFORE, "2026-05-18"),
    (["2026-05-14"], FIVE, TimeAfter.ANEW, "2026-05-21"),  # 15, 18-21
    (["2026-05-14"], TEN, TimeAfter.ANEW, "2026-05-25"),  # ends on Sunday 24
    (["2026-05-16"], FIVE, TimeAfter.ANEW, "2026-05-22"),  # passed on on a Saturday: 18-22
    (["2026-05-18"], FIVE, TimeAfter.ANEW, "2026-05-25"),  # in time: 19-22, 25
    (["2026-05-19"], FIVE, TimeAfter.FROM_LIMIT, "2026-05-25"),  # late: as if on Monday 18
    (["2026-05-28"], TEN, TimeAfter.FROM_LIMIT, "2026-05-28"),
    (["2026-05-12", "2026-05-15"], FIVE, TimeAfter.ANEW, "2026-05-22"),  # 18-22
    (["2026-05-14", "2026-05-20"], FIVE, TimeAfter.FROM_LIMIT, "2026-05-25"),
    (["2026-05-15", "2026-05-15"], FIVE, TimeAfter.AS_BEFORE, "2026-05-22"),
    (["2026-05-18", "2026-05-20"], FIVE, TimeAfter.AS_BEFORE, "2026-05-25"),
    (["2026-05-20", "2026-05-21"], FIVE, TimeAfter.AS_BEFORE, "2026-05-25"),
]


@pytest.mark.parametrize(("passed_on", "term", "time", "due"), PASSED_ON)
def test_what_passing_on_makes_of_the_time(
    passed_on: list[str], term: tuple[int, DayKind], time: TimeAfter | None, due: str
) -> None:
    def noon(text: str) -> datetime:
        return datetime.fromisoformat(f"{text}T12:00").replace(tzinfo=ATHENS)

    history = [(noon("2026-05-11"), "submit"), *((noon(one), "hand_over") for one in passed_on)]
    runs = running_time(noon("2026-05-11"), history, SERRES)
    assert due_day(Term(*term), runs.start, SERRES, runs.pauses) == day(due)
    if time is not None:
        assert time_after(day("2026-05-11"), [day(one) for one in passed_on], SERRES) is time
