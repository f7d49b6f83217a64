"""The worker drains the outbox: it files, indexes, notifies and sends, again and again until each is done."""

import logging
import threading
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from pyramid.registry import Registry
from transaction import TransactionManager
from ZODB.POSException import ConflictError

from serres_requests.catalog.indexing import index_request
from serres_requests.content_types.outbox import Effect, EffectKind, Entry, EntryKey, Outbox
from serres_requests.content_types.site import Site
from serres_requests.domain.errors import RefusedError, UnavailableError
from serres_requests.domain.notices import NoticeKind
from serres_requests.domain.retries import delay_after, is_exhausted
from serres_requests.ports import Ports
from serres_requests.services import mailing
from serres_requests.services.documents import make_copy
from serres_requests.services.drafts import expire
from serres_requests.services.eligibility import decide_eligibility
from serres_requests.services.lifecycle import file_request
from serres_requests.services.notices import notify
from serres_requests.services.outside import Ending, Finished, Outside
from serres_requests.services.storage import sizes_of, watch_storage
from serres_requests.services.unit_of_work import UnitOfWork
from serres_requests.settings import Settings

log = logging.getLogger(__name__)

BATCH = 100
LONGEST_NAP_SECONDS = 5.0
BETWEEN_SWEEPS = timedelta(days=1)
BETWEEN_MEASUREMENTS = timedelta(hours=1)


def _index(uow: UnitOfWork, effect: Effect) -> None:
    index_request(uow.site, uow.site.requests.by_reference(effect.subject))


def _notify(uow: UnitOfWork, effect: Effect) -> None:
    notify(
        uow,
        effect.subject,
        NoticeKind(effect.detail("kind")),
        datetime.fromisoformat(effect.detail("at")),
        effect.detail("message"),
    )


def _file(uow: UnitOfWork, effect: Effect) -> None:
    file_request(uow, effect.subject)


def _copy(uow: UnitOfWork, effect: Effect) -> None:
    make_copy(uow, effect.subject)


INSIDE: dict[EffectKind, Callable[[UnitOfWork, Effect], None]] = {
    EffectKind.FILE: _file,
    EffectKind.INDEX: _index,
    EffectKind.COPY: _copy,
    EffectKind.NOTIFY: _notify,
}
"""Effects that are done within one transaction, together with forgetting their entry."""


def _decide(uow: UnitOfWork, effect: Effect) -> Outside | None:
    return decide_eligibility(uow, effect.subject)


OUTSIDE: dict[EffectKind, Callable[[UnitOfWork, Effect], Outside | None]] = {
    **mailing.MAKERS,
    EffectKind.DECIDE: _decide,
}
"""Effects with a part outside of any transaction, unless there turns out to be nothing left to do there."""


class Worker:
    """One drainer of the outbox of `database`. Exactly one may be at work at a time."""

    def __init__(self, database: Any, registry: Registry, ports: Ports, settings: Settings) -> None:
        self._database = database
        self._registry = registry
        self._ports = ports
        self._settings = settings
        self._swept_at: datetime | None = None
        self._measured_at: datetime | None = None
        self._stopping = threading.Event()
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Work in a thread of its own, after a stop also once more."""
        self._stopping.clear()
        self._thread = threading.Thread(target=self.run, name="outbox-worker", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """End the thread, if there is one, after the entry it has in hand."""
        self._stopping.set()
        self._registry.work_arrived.set()
        if self._thread is not None:
            self._thread.join()

    def run(self) -> None:
        """Work until told to stop; the registry's event ``work_arrived`` ends a nap early."""
        while not self._stopping.is_set():
            self._registry.work_arrived.clear()
            nap = LONGEST_NAP_SECONDS
            try:
                self.drain()
                self.sweep()
                self.measure()
                nap = self._nap()
            except Exception:
                log.exception("the worker stumbled; it goes on")
            self._registry.work_arrived.wait(nap)

    def sweep(self) -> None:
        """Once a day, throw away old drafts and warn of those that are next."""
        now = self._ports.clock.now()
        if self._swept_at is not None and now - self._swept_at < BETWEEN_SWEEPS:
            return
        with _Transaction(self._database) as transaction:
            gone = expire(self._unit_of_work(transaction))
            transaction.commit()
        self._swept_at = now
        log.info("%d drafts that were not saved for long were thrown away", gone)

    def measure(self) -> None:
        """Once an hour, record how much of the storage is in use."""
        now = self._ports.clock.now()
        if self._measured_at is not None and now - self._measured_at < BETWEEN_MEASUREMENTS:
            return
        sizes = sizes_of(self._database)
        with _Transaction(self._database) as transaction:
            watch_storage(self._unit_of_work(transaction), sizes)
            transaction.commit()
        self._measured_at = now

    def drain(self) -> int:
        """Do everything that is due, also what that makes due; return how many entries were handled."""
        handled = 0
        while entries := self._due():
            for key, entry in entries:
                if self._stopping.is_set():
                    return handled
                self._handle(key, entry)
                handled += 1
        return handled

    def _due(self) -> list[tuple[EntryKey, Entry]]:
        with _Transaction(self._database) as transaction:
            return transaction.site.outbox.due(self._ports.clock.now(), BATCH)

    def _nap(self) -> float:
        with _Transaction(self._database) as transaction:
            due = transaction.site.outbox.next_due()
        if due is None:
            return LONGEST_NAP_SECONDS
        seconds = (due - self._ports.clock.now()).total_seconds()
        return float(min(max(seconds, 0.01), LONGEST_NAP_SECONDS))

    def _handle(self, key: EntryKey, entry: Entry) -> None:
        """Do one entry; whatever goes wrong with it must not stop the others."""
        try:
            self._do(key, entry)
        except ConflictError:
            log.info("%s of %s met another writer; it stays due", entry.effect.kind, entry.effect.subject)
        except RefusedError as error:
            log.warning("%s of %s refused: %s", entry.effect.kind, entry.effect.subject, error)
            self._put_back(key, entry, str(error), Ending.ASIDE)
        except UnavailableError as error:
            log.info("%s of %s waits: %s", entry.effect.kind, entry.effect.subject, error)
            self._put_back(key, entry, str(error), Ending.LATER)
        except Exception as error:
            log.exception("%s of %s failed", entry.effect.kind, entry.effect.subject)
            self._put_back(key, entry, type(error).__name__, Ending.LATER)

    def _do(self, key: EntryKey, entry: Entry) -> None:
        with _Transaction(self._database) as transaction:
            outside = self._begin(self._unit_of_work(transaction), entry.effect)
            if outside is None:
                transaction.site.outbox.done(key)
                transaction.commit()
                return
        finish = outside(self._ports)
        while True:  # however often another writer is in the way: what is done outside must be on record
            with _Transaction(self._database) as transaction:
                finished = finish(self._unit_of_work(transaction))
                self._end(transaction.site.outbox, key, entry, finished)
                try:
                    transaction.commit()
                except ConflictError:
                    continue
                return

    @staticmethod
    def _begin(uow: UnitOfWork, effect: Effect) -> Outside | None:
        """Do the part within the transaction; return what is to be done outside, None when that was all."""
        inside = INSIDE.get(effect.kind)
        if inside is None:
            return OUTSIDE[effect.kind](uow, effect)
        inside(uow, effect)
        return None

    def _end(self, outbox: Outbox, key: EntryKey, entry: Entry, finished: Finished) -> None:
        if finished.ending is Ending.DONE:
            outbox.done(key)
        elif finished.ending is Ending.ASIDE or is_exhausted(entry.attempts + 1):
            outbox.set_aside(key, finished.error)
        else:
            due = self._ports.clock.now() + delay_after(entry.attempts + 1)
            outbox.retry_later(key, due, finished.error)

    def _put_back(self, key: EntryKey, entry: Entry, error: str, ending: Ending) -> None:
        with _Transaction(self._database) as transaction:
            self._end(transaction.site.outbox, key, entry, Finished(ending, error))
            transaction.commit()

    def _unit_of_work(self, transaction: "_Transaction") -> UnitOfWork:
        return UnitOfWork(transaction.site, self._ports, self._settings, self._registry)


class _Transaction:
    """A connection with its own transaction manager, independent of the thread's; aborted unless committed."""

    def __init__(self, database: Any) -> None:
        self._manager = TransactionManager(explicit=True)
        self._database = database

    def __enter__(self) -> "_Transaction":
        self._manager.begin()
        self._connection = self._database.open(self._manager)
        self.site: Site = self._connection.root()["app_root"]
        return self

    def commit(self) -> None:
        self._manager.commit()
        self._manager.begin()

    def __exit__(self, *exception: object) -> None:
        self._manager.abort()
        self._connection.close()
