"""What the worker does by the clock: the storage is measured hourly and packed weekly, the rest is daily work."""

import logging
from collections.abc import Callable
from datetime import date, datetime, timedelta

from ZODB.POSException import ConflictError

from serres_requests.domain.working_days import day_of
from serres_requests.services.daily_mail import Gathered, gather
from serres_requests.services.drafts import Expired, expire
from serres_requests.services.durations import measure_durations
from serres_requests.services.entries import expire_entries
from serres_requests.services.escalation import Escalated, escalate
from serres_requests.services.packing import WeeklyPacking
from serres_requests.services.storage import sizes_of, watch_storage
from serres_requests.worker.transactions import Workplace

log = logging.getLogger(__name__)

BETWEEN_SWEEPS = timedelta(days=1)
BETWEEN_MEASUREMENTS = timedelta(hours=1)
CITIZENS_AT_ONCE = 100
REQUESTS_AT_ONCE = 100
MORNING = timedelta(hours=6)
"""Managers get the mails about a day's deadlines when they come to work, not at midnight."""


class Chores:
    """Remembers when each was done last in this process.

    rest: waits a moment before a step, so that pages get their turn, and tells whether to stop.
    """

    def __init__(self, workplace: Workplace, rest: Callable[[], bool]) -> None:
        self._workplace = workplace
        self._rest = rest
        self._swept_at: datetime | None = None
        self._measured_at: datetime | None = None
        self._escalated_on: date | None = None
        self._durations_on: date | None = None
        self._mailed_on: date | None = None
        self._packing = WeeklyPacking(workplace.database, workplace.settings, workplace.ports.clock)

    def sweep(self) -> None:
        """Once a day, throw away old drafts and warn of those that are next; each step commits a few citizens."""
        now = self._workplace.ports.clock.now()
        if _is_recent(self._swept_at, now, BETWEEN_SWEEPS):
            return
        gone, after = 0, ""
        while not self._rest():
            try:
                some = self._expire(after)
            except ConflictError:  # somebody was saving one of these drafts
                continue
            if some.last is None:
                self._swept_at = now
                log.info("%d drafts that were not saved for long were thrown away", gone)
                return
            gone, after = gone + some.gone, some.last

    def _expire(self, after: str) -> Expired:
        with self._workplace.transaction() as transaction:
            if not after:
                expire_entries(transaction.uow)
            some = expire(transaction.uow, after, CITIZENS_AT_ONCE)
            transaction.commit()
        return some

    def measure(self) -> None:
        """Once an hour, record how full the storage is, and note the audit log's newest seal outside of it."""
        now = self._workplace.ports.clock.now()
        if _is_recent(self._measured_at, now, BETWEEN_MEASUREMENTS):
            return
        sizes = sizes_of(self._workplace.database)
        with self._workplace.transaction() as transaction:
            watch_storage(transaction.uow, sizes)
            head = transaction.site.audit_log.head
            transaction.commit()
        self._measured_at = now
        if head is not None:
            log.info("the audit log ends with %d:%s", head.number, head.seal.hex())

    def escalate(self) -> None:
        """Every morning, have managers told of deadlines near and over; each step commits some requests."""
        today = day_of(self._workplace.ports.clock.now() - MORNING)
        if self._escalated_on == today:
            return
        told, after = 0, None
        while not self._rest():
            try:
                some = self._escalate(after)
            except ConflictError:  # one of these requests was being moved
                continue
            told, after = told + some.told, some.last
            if after is None:
                self._escalated_on = today
                log.info("managers are told of the deadlines of %d requests", told)
                return

    def _escalate(self, after: int | None) -> Escalated:
        with self._workplace.transaction() as transaction:
            some = escalate(transaction.uow, after, REQUESTS_AT_ONCE)
            transaction.commit()
        return some

    def mail_daily(self) -> None:
        """Every morning, make the daily e-mails due; each step commits some citizens."""
        today = day_of(self._workplace.ports.clock.now() - MORNING)
        if self._mailed_on == today:
            return
        mails, after = 0, ""
        while not self._rest():
            try:
                some = self._gather(after, today)
            except ConflictError:  # one of these citizens was being told something
                continue
            if some.last is None:
                self._mailed_on = today
                log.info("%d daily e-mails are due", mails)
                return
            mails, after = mails + some.mails, some.last

    def _gather(self, after: str, today: date) -> Gathered:
        with self._workplace.transaction() as transaction:
            some = gather(transaction.uow, after, CITIZENS_AT_ONCE, today)
            transaction.commit()
        return some

    def measure_durations(self) -> None:
        """Every morning, measure how long requests usually take; each step commits one type."""
        today = day_of(self._workplace.ports.clock.now() - MORNING)
        if self._durations_on == today:
            return
        with self._workplace.transaction() as transaction:
            names = list(transaction.site.request_types)
        for name in names:
            if self._rest():
                return
            with self._workplace.transaction() as transaction:
                if name in transaction.site.request_types:
                    measure_durations(transaction.uow, transaction.site.request_types[name])
                    transaction.commit()
        self._durations_on = today

    def pack(self) -> None:
        """Once a week, at night, begin to pack a database that lies in a file."""
        self._packing.run_when_due()


def _is_recent(moment: datetime | None, now: datetime, within: timedelta) -> bool:
    """Tell whether `moment` is past by less than `within`; a clock that was set back makes it future."""
    return moment is not None and timedelta() <= now - moment < within
