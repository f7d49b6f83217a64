"""Deadlines: until when a request is to be answered, where its clock stands still, and what remains.

The day of an event does not count: the first day is the one after the filing. A deadline whose last day is no
working day ends on the next one, whichever way its days are counted (Civil Code 241-242, ν. 2690/1999 art. 4).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import lru_cache

from serres_requests.domain.definitions import DayKind, Term
from serres_requests.domain.lifecycle import pauses
from serres_requests.domain.working_days import WorkingDays, day_of

_DAY = timedelta(days=1)
TO_PASS_ON = timedelta(days=5)
"""A department that is not competent has five days to pass a request on (ν. 2690/1999 art. 4).

As with all deadlines, what would end on a day that is no working day ends on the next one.
"""
_FARTHEST = 20_000
"""Days looked through for a last one, so that closing days which leave no working day end the search."""


@dataclass(frozen=True, slots=True)
class Pause:
    """The clock stands still from the day `since` on and goes on with the day `until`, None while it stands."""

    since: date
    until: date | None = None

    def __contains__(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day < self.until)


@dataclass(frozen=True, slots=True)
class Deadline:
    """How a request stands on a certain day.

    due: the last day for the answer; it ends at midnight. None while the clock stands still. left: counted days
    after this one, 0 on the last; when the clock stands still, those that there will be. overdue_by: days since
    `due`, of any kind.
    """

    due: date | None
    kind: DayKind
    left: int
    overdue_by: int = 0


@lru_cache(maxsize=10_000)
def last_to_pass_on(submitted_on: date, calendar: WorkingDays) -> date:
    """Return the last day to pass on in time what was submitted to a department that is not competent."""
    fifth = submitted_on + TO_PASS_ON
    days = (fifth + number * _DAY for number in range(_FARTHEST))
    return next((day for day in days if day in calendar), fifth)


def starts_on(submitted_on: date, passed_on: Sequence[date], calendar: WorkingDays) -> date:
    """Return the day from which the time runs: that of the arrival at the department that is competent.

    Passing on late puts it off by no more than the days that there are for it: the rest is the municipality's.
    """
    if not passed_on:
        return submitted_on
    return min(max(passed_on), last_to_pass_on(submitted_on, calendar))


class TimeAfter(StrEnum):
    """What passing a request on makes of its time.

    ANEW: it begins with the arrival. FROM_LIMIT: this came late, so it counts from the last day that there was for
    it. AS_BEFORE: it runs as it did.
    """

    ANEW = "anew"
    FROM_LIMIT = "from_limit"
    AS_BEFORE = "as_before"


def time_after(submitted_on: date, passed_on: Sequence[date], calendar: WorkingDays) -> TimeAfter:
    """Return what the last of the days `passed_on` made of the time of a request."""
    start = starts_on(submitted_on, passed_on, calendar)
    if start == starts_on(submitted_on, passed_on[:-1], calendar):
        return TimeAfter.AS_BEFORE
    return TimeAfter.ANEW if start == passed_on[-1] else TimeAfter.FROM_LIMIT


@dataclass(frozen=True, slots=True)
class RunningTime:
    """When the time of a request runs: from the day after `start`, but for the pauses."""

    start: date
    pauses: tuple[Pause, ...] = ()


def running_time(
    submitted_at: datetime, history: Sequence[tuple[datetime, str]], calendar: WorkingDays
) -> RunningTime:
    """Return when the time of a request runs. history: when, and the name of each transition, oldest first.

    It runs from the submission, as the law has it, also when the register gives the number on a later day; for a
    request that was handed over, from its arrival. It stands still while it is the citizen's turn.
    """
    return RunningTime(
        starts_on(day_of(submitted_at), days_passed_on(history), calendar),
        tuple(Pause(day_of(since), day_of(until) if until else None) for since, until in pauses(history)),
    )


def days_passed_on(history: Sequence[tuple[datetime, str]]) -> list[date]:
    """Return the days on which a request was handed over. history: as `running_time` takes it."""
    return [day_of(at) for at, transition in history if transition == "hand_over"]


@lru_cache(maxsize=10_000)
def deadline(
    term: Term, filed_on: date, today: date, calendar: WorkingDays, pauses: tuple[Pause, ...] = ()
) -> Deadline:
    """Return how a request of `filed_on` stands `today`; kept, since most of a queue were filed on few days."""
    due = due_day(term, filed_on, calendar, pauses)
    if due is None:
        passed = sum(1 for _ in _counted(term, filed_on, calendar, pauses, today))
        return Deadline(None, term.kind, max(term.days - passed, 0))
    if today > due:
        return Deadline(due, term.kind, 0, (today - due).days)
    left = sum(1 for _ in _counted(term, max(filed_on, today), calendar, pauses, due))
    return Deadline(due, term.kind, left)


@lru_cache(maxsize=10_000)
def due_day(term: Term, filed_on: date, calendar: WorkingDays, pauses: tuple[Pause, ...] = ()) -> date | None:
    """Return the last day for the answer to a request of `filed_on`; None when the clock stands still."""
    stops = min((pause.since for pause in pauses if pause.until is None), default=date.max)
    farthest, counted = filed_on + _FARTHEST * _DAY, 0
    for day in _days_after(filed_on, farthest):
        if day >= stops:
            return None
        if _stands_still(day, pauses):
            continue
        is_working = day in calendar
        counted += is_working or term.kind is DayKind.CALENDAR
        if counted >= term.days and is_working:
            return day
    return farthest


@lru_cache(maxsize=10_000)
def working_days_taken(runs: RunningTime, calendar: WorkingDays) -> int:
    """Return on how many working days the time of an answered request ran, the day of the answer included."""
    answered = min((pause.since for pause in runs.pauses if pause.until is None), default=runs.start)
    before = [pause for pause in runs.pauses if pause.until is not None]
    days = _days_after(runs.start, answered)
    return sum(1 for day in days if day in calendar and not _stands_still(day, before))


def _counted(
    term: Term, after: date, calendar: WorkingDays, pauses: Sequence[Pause], last: date
) -> Iterator[date]:
    """Yield the days that count of those after `after` up to `last`."""
    for day in _days_after(after, last):
        if not _stands_still(day, pauses) and (term.kind is DayKind.CALENDAR or day in calendar):
            yield day


def _days_after(after: date, last: date) -> Iterator[date]:
    return (after + number * _DAY for number in range(1, (last - after).days + 1))


def _stands_still(day: date, pauses: Sequence[Pause]) -> bool:
    return any(day in pause for pause in pauses)
