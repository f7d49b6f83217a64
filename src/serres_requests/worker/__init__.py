"""The worker drains the outbox: it files, indexes, notifies and sends, again and again until each is done."""

import logging
import threading
from collections.abc import Callable
from typing import Any

from pyramid.registry import Registry

from serres_requests.ports import Ports
from serres_requests.settings import Settings
from serres_requests.worker.arrivals import Arrivals
from serres_requests.worker.chores import Chores
from serres_requests.worker.inside import InsideWorker
from serres_requests.worker.lane import LONGEST_NAP_SECONDS, LaneWorker
from serres_requests.worker.outside import OutsideWorker
from serres_requests.worker.rebuilding import rebuild_some, renew_due_days
from serres_requests.worker.transactions import Workplace

log = logging.getLogger(__name__)

REST_SECONDS = 0.05
"""Before each step through all citizens or requests: 20,000 citizens took six seconds of a processor in one go."""
GATHER_SECONDS = 0.25
"""Shorter than the time after which a page that waits for its number looks for the first time."""


class Worker:
    """One drainer of the outbox of `database`, with a thread for each lane. Exactly one may be at work at a time.

    arrivals: the bell that ends naps.
    """

    def __init__(self, database: Any, registry: Registry, ports: Ports, settings: Settings) -> None:
        self._workplace = workplace = Workplace(database, registry, ports, settings)
        self.arrivals = Arrivals()
        self._stopping = threading.Event()
        self._inside = InsideWorker(workplace, self._stopping.is_set, self.arrivals.set)
        self._outside = OutsideWorker(workplace, self._stopping.is_set, self.arrivals.set)
        self._chores = Chores(workplace, lambda: self._stopping.wait(REST_SECONDS))
        self._threads: list[threading.Thread] = []

    def start(self) -> None:
        """Work in threads of its own, after a stop also once more."""
        self._stopping.clear()
        works = {
            "inside": self._work_inside,
            "outside": lambda: _drain(self._outside),
            "chores": self._do_chores,
        }
        self._threads = [
            threading.Thread(target=self._repeat, args=(work,), name=f"worker-{name}", daemon=True)
            for name, work in works.items()
        ]
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """End the threads, if there are any, after what each has in hand."""
        self._stopping.set()
        self.arrivals.set()
        for thread in self._threads:
            thread.join()

    def drain(self) -> int:
        """Do everything that is due, also what that makes due; return how many entries were handled."""
        handled = 0
        while done := self._inside.drain() + self._outside.drain():
            handled += done
        return handled

    def sweep(self) -> None:
        """Once a day, throw away old drafts and warn of those that are next."""
        self._chores.sweep()

    def measure(self) -> None:
        """Once an hour, record how much of the storage is in use."""
        self._chores.measure()

    def escalate(self) -> None:
        """Every morning, have managers told of deadlines near and over."""
        self._chores.escalate()

    def mail_daily(self) -> None:
        """Every morning, have the daily e-mails sent."""
        self._chores.mail_daily()

    def measure_durations(self) -> None:
        """Every morning, measure how long requests usually take."""
        self._chores.measure_durations()

    def rebuild_catalogue(self) -> bool:
        """Index some requests anew, if that is wanted; tell whether there are more to do."""
        return rebuild_some(self._workplace)

    def renew_due_days(self) -> bool:
        """Renew some due days, if the calendar has changed; tell whether there are more to do."""
        return renew_due_days(self._workplace)

    def _work_inside(self) -> float:
        """Let what arrives within a moment come together: many in one commit cost a quarter of many commits."""
        self._stopping.wait(GATHER_SECONDS)
        nap = _drain(self._inside)
        is_unfinished = self.rebuild_catalogue() or self.renew_due_days()
        return 0.0 if is_unfinished else nap

    def pack(self) -> None:
        """Once a week, at night, begin to pack a database that lies in a file."""
        self._chores.pack()

    def _do_chores(self) -> float:
        self.sweep()
        self.measure()
        self.escalate()
        self.mail_daily()
        self.measure_durations()
        self.pack()
        return LONGEST_NAP_SECONDS

    def _repeat(self, work: Callable[[], float]) -> None:
        """Work and nap in turns; `work` returns how long it may nap unless there is work earlier."""
        while not self._stopping.is_set():
            known = self.arrivals.count
            try:
                nap = work()
            except Exception:
                log.exception("the worker stumbled; it goes on")
                nap = LONGEST_NAP_SECONDS
            self.arrivals.wait(known, nap)


def _drain(lane: LaneWorker) -> float:
    lane.drain()
    return lane.nap()
