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
from serres_requests.content_types.outbox import Effect, EffectKind, Entry, EntryKey
from serres_requests.content_types.site import Site
from serres_requests.domain.errors import RefusedError, UnavailableError
from serres_requests.domain.notices import Delivery, NoticeKind
from serres_requests.domain.retries import delay_after, is_exhausted
from serres_requests.ports import Ports
from serres_requests.services import mailing
from serres_requests.services.drafts import expire
from serres_requests.services.lifecycle import file_request
from serres_requests.services.notices import notify
from serres_requests.services.unit_of_work import UnitOfWork
from serres_requests.settings import Settings

log = logging.getLogger(__name__)

BATCH = 100
LONGEST_NAP_SECONDS = 5.0
BETWEEN_SWEEPS = timedelta(days=1)


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


INSIDE: dict[EffectKind, Callable[[UnitOfWork, Effect], None]] = {
    EffectKind.FILE: _file,
    EffectKind.INDEX: _index,
    EffectKind.NOTIFY: _notify,
}
"""Effects that are done within one transaction, together with forgetting their entry."""


class Worker:
    """One drainer of the outbox of `database`. Exactly one may be at work at a time."""

    def __init__(self, database: Any, registry: Registry, ports: Ports, settings: Settings) -> None:
        self._database = database
        self._registry = registry
        self._ports = ports
        self._settings = settings
        self._swept_at: datetime | None = None
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self.run, name="outbox-worker", daemon=True)

    def start(self) -> None:
        """Work in a thread of its own."""
        self._thread.start()

    def stop(self) -> None:
        """End the thread, if there is one, after the entry it has in hand."""
        self._stopping.set()
        self._registry.work_arrived.set()
        if self._thread.is_alive():
            self._thread.join()

    def run(self) -> None:
        """Work until told to stop; the registry's event ``work_arrived`` ends a nap early."""
        while not self._stopping.is_set():
            self._registry.work_arrived.clear()
            nap = LONGEST_NAP_SECONDS
            try:
                self.drain()
                self.sweep()
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
            self._do(key, entry.effect)
        except ConflictError:
            log.info("%s of %s met another writer; it stays due", entry.effect.kind, entry.effect.subject)
        except RefusedError as error:
            log.warning("%s of %s refused: %s", entry.effect.kind, entry.effect.subject, error)
            self._put_back(key, entry, str(error), final=True)
        except UnavailableError as error:
            log.info("%s of %s waits: %s", entry.effect.kind, entry.effect.subject, error)
            self._put_back(key, entry, str(error), final=is_exhausted(entry.attempts + 1))
        except Exception as error:
            log.exception("%s of %s failed", entry.effect.kind, entry.effect.subject)
            self._put_back(key, entry, type(error).__name__, final=is_exhausted(entry.attempts + 1))

    def _do(self, key: EntryKey, effect: Effect) -> None:
        with _Transaction(self._database) as transaction:
            uow = self._unit_of_work(transaction)
            inside = INSIDE.get(effect.kind)
            outgoing = inside(uow, effect) if inside else mailing.MAKERS[effect.kind](uow, effect)
            if outgoing is None:
                transaction.site.outbox.done(key)
                transaction.commit()
                return
        try:
            self._ports.mail.send(outgoing.email)
        except RefusedError as error:
            log.warning("%s of %s refused: %s", effect.kind, effect.subject, error)
            self._record(key, outgoing, Delivery.FAILED, str(error))
        else:
            self._record(key, outgoing, Delivery.SENT)

    def _record(self, key: EntryKey, outgoing: mailing.Outgoing, delivery: Delivery, error: str = "") -> None:
        """Record what became of a mail, however often another writer is in the way: it must not leave twice."""
        while True:
            with _Transaction(self._database) as transaction:
                outgoing.record(self._unit_of_work(transaction), delivery)
                if delivery is Delivery.SENT:
                    transaction.site.outbox.done(key)
                else:
                    transaction.site.outbox.set_aside(key, error)
                try:
                    transaction.commit()
                except ConflictError:
                    continue
                return

    def _put_back(self, key: EntryKey, entry: Entry, error: str, *, final: bool) -> None:
        with _Transaction(self._database) as transaction:
            outbox = transaction.site.outbox
            if final:
                outbox.set_aside(key, error)
            else:
                due = self._ports.clock.now() + delay_after(entry.attempts + 1)
                outbox.retry_later(key, due, error)
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
