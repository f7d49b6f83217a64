"""What both lanes of the worker have in common: finding what is due, and putting back what failed."""

import logging
from abc import ABC, abstractmethod
from collections.abc import Callable
from contextlib import suppress

from ZODB.POSException import ConflictError

from serres_requests.content_types.outbox import Entry, EntryKey, Lane, Outbox
from serres_requests.domain.errors import RefusedError, UnavailableError
from serres_requests.domain.retries import delay_after, is_exhausted
from serres_requests.services.outside import Ending, Finished
from serres_requests.worker.effects import ON_FAILURE
from serres_requests.worker.transactions import Workplace, WorkTransaction

log = logging.getLogger(__name__)

BATCH = 100
LONGEST_NAP_SECONDS = 5.0

Item = tuple[EntryKey, Entry]


class LaneWorker(ABC):
    """Drains one lane of the outbox. Exactly one may be at work on each at a time.

    is_stopping: asked between two pieces of work. tell: says that there may be work in the other lane.
    """

    def __init__(self, workplace: Workplace, is_stopping: Callable[[], bool], tell: Callable[[], None]) -> None:
        self._workplace = workplace
        self._is_stopping = is_stopping
        self._tell = tell

    def drain(self) -> int:
        """Do everything that is due, also what that makes due; return how many entries were handled."""
        handled = 0
        while not self._is_stopping() and (items := self._due()):
            handled += self._handle(items)
        return handled

    def nap(self) -> float:
        """Return for how many seconds nothing will be due."""
        with self._workplace.transaction() as transaction:
            due = self._lane(transaction.site.outbox).next_due()
        if due is None:
            return LONGEST_NAP_SECONDS
        seconds = (due - self._workplace.ports.clock.now()).total_seconds()
        return float(min(max(seconds, 0.01), LONGEST_NAP_SECONDS))

    @staticmethod
    @abstractmethod
    def _lane(outbox: Outbox) -> Lane:
        """Return the lane that this one drains."""

    @abstractmethod
    def _handle(self, items: list[Item]) -> int:
        """Do `items`, or put back what fails; return how many entries were handled."""

    def _due(self) -> list[Item]:
        with self._workplace.transaction() as transaction:
            return self._lane(transaction.site.outbox).due(self._workplace.ports.clock.now(), BATCH)

    def _put_back(self, item: Item, error: Exception) -> None:
        """Let an entry that failed wait for another attempt, or for a person."""
        finished = _failure(item[1], error)
        with suppress(ConflictError), self._workplace.transaction() as transaction:  # it stays due
            if item[1].effect.kind in ON_FAILURE:
                ON_FAILURE[item[1].effect.kind](transaction.uow, item[1].effect)
            self._end(transaction, item, finished)
            transaction.commit()

    def _end(self, transaction: WorkTransaction, item: Item, finished: Finished) -> None:
        """Let the entry go where it belongs, unless it is gone: another worker, run by mistake, was quicker."""
        lane, (key, entry) = self._lane(transaction.site.outbox), item
        if key not in lane:
            return
        if finished.ending is Ending.DONE:
            lane.done(key)
        elif finished.ending is Ending.ASIDE or is_exhausted(entry.attempts + 1):
            lane.set_aside(key, finished.error)
        else:
            lane.retry_later(key, transaction.uow.now() + delay_after(entry.attempts + 1), finished.error)


def _failure(entry: Entry, error: Exception) -> Finished:
    """Say in the log what happened, and what becomes of the entry."""
    effect = entry.effect
    if isinstance(error, RefusedError):
        log.warning("%s of %s refused: %s", effect.kind, effect.subject, error)
        return Finished(Ending.ASIDE, str(error))
    if isinstance(error, UnavailableError):
        log.info("%s of %s waits: %s", effect.kind, effect.subject, error)
        return Finished(Ending.LATER, str(error))
    log.error("%s of %s failed", effect.kind, effect.subject, exc_info=error)
    return Finished(Ending.LATER, type(error).__name__)
