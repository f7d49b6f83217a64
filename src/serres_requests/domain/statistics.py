"""Figures of a unit's work: what a request counts as, in which month, and what comes of many counted together."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from enum import IntEnum

from serres_requests.domain.durations import percentile_of_counts
from serres_requests.domain.lifecycle import State

_MONTHS = 12
_MEDIAN, _NINE_OF_TEN = 50, 90

Month = int
"""A month of a certain year, as the number of months since the year 0: the next month is one more."""


def month_of(day: date) -> Month:
    """Return the month that `day` is in."""
    return day.year * _MONTHS + day.month - 1


def first_day(month: Month) -> date:
    """Return the first day of `month`."""
    year, index = divmod(month, _MONTHS)
    return date(year, index + 1, 1)


class Measure(IntEnum):
    """What is counted in a month. The numbers are stored."""

    RECEIVED = 0
    COMPLETED = 1
    REJECTED = 2
    WITHDRAWN = 3


OUTCOMES = {
    State.COMPLETED: Measure.COMPLETED,
    State.REJECTED: Measure.REJECTED,
    State.WITHDRAWN: Measure.WITHDRAWN,
}
"""What a request counts as once it has ended."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What one request counts as, in the department that has it now.

    filed: the month of its number. due: the last day for its answer while it is open, None when it has ended.
    outcome, ended, days: once it has ended, how, in which month, and after how many working days; these are
    measured of completed requests alone.
    """

    department: str
    type_name: str
    filed: Month
    due: date | None = None
    outcome: Measure | None = None
    ended: Month = 0
    days: int = 0

    def without_days(self) -> "Standing":
        """Return what it counts as but for its days, which were measured by the calendar of their time."""
        return replace(self, days=0)


@dataclass(slots=True)
class Figures:
    """What was counted. days: how many requests were completed after so many working days.

    is_open: how many were open at the end. overdue: how many of those open now are.
    """

    received: int = 0
    completed: int = 0
    rejected: int = 0
    withdrawn: int = 0
    is_open: int = 0
    overdue: int = 0
    days: Counter[int] = field(default_factory=Counter)

    def add(self, measure: Measure, days: int, count: int) -> None:
        """Count `count` more."""
        name = measure.name.lower()
        setattr(self, name, getattr(self, name) + count)
        if measure is Measure.COMPLETED:
            self.days[days] += count

    @property
    def ended(self) -> int:
        """How many came to an end, whichever."""
        return self.completed + self.rejected + self.withdrawn

    @property
    def median(self) -> int | None:
        """After how many working days half of those completed were, None without any."""
        return percentile_of_counts(self.days, _MEDIAN) if self.days else None

    @property
    def nine_of_ten(self) -> int | None:
        """After how many working days nine of ten of those completed were, None without any."""
        return percentile_of_counts(self.days, _NINE_OF_TEN) if self.days else None


@dataclass(frozen=True, slots=True)
class TypeCounts:
    """What is counted of one type: how many are open and overdue now; of each month on from the first of a period,
    measure, days and how many."""

    type_name: str
    is_open: int
    overdue: int
    measured: Iterable[tuple[Month, Measure, int, int]]


@dataclass(frozen=True, slots=True)
class Statistics:
    """The figures of a period, as a whole, by month (each month, the oldest first) and by type."""

    whole: Figures
    by_month: dict[Month, Figures]
    by_type: dict[str, Figures]


def statistics_of(first: Month, last: Month, counts: Iterable[TypeCounts]) -> Statistics:
    """Return the figures from the month `first` to `last`.

    Open at the end of a month are those that are open now, without what came since, with what ended since.
    """
    whole, by_month = Figures(), {month: Figures() for month in range(first, last + 1)}
    by_type: dict[str, Figures] = {}
    more: Counter[Month] = Counter()
    for one in counts:
        of_type = by_type.setdefault(one.type_name, Figures())
        for figures in (whole, of_type):
            figures.is_open += one.is_open
            figures.overdue += one.overdue
        for month, measure, days, count in one.measured:
            came = count if measure is Measure.RECEIVED else -count
            if month > last:
                whole.is_open -= came
                of_type.is_open -= came
            else:
                more[month] += came
                for figures in (whole, of_type, by_month[month]):
                    figures.add(measure, days, count)
    left = whole.is_open
    for month in reversed(by_month):
        by_month[month].is_open = left
        left -= more[month]
    counted = {name: figures for name, figures in by_type.items() if figures != Figures()}
    return Statistics(whole, by_month, counted)
