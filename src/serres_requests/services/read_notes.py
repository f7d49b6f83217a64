"""Reads are noted in memory and handed over in batches: a page that only reads waits for no disk."""

import logging
import threading

from pyramid.registry import Registry

from serres_requests.domain.audit import AuditEvent
from serres_requests.services.auditing import hand_over

log = logging.getLogger(__name__)

SECONDS = 1.0
"""How long a note waits at most; a process that is killed loses no more."""
MOST = 500
"""So many notes wait at most: whoever adds one more waits until they are written."""


class ReadNotes:
    """What this process' pages showed to staff since the last writing."""

    def __init__(self, registry: Registry) -> None:
        self._registry = registry
        self._waiting: list[AuditEvent] = []
        self._adding = threading.Lock()
        self._writing = threading.Lock()
        self._timer: threading.Timer | None = None
        self._is_started = False

    def start(self) -> None:
        """Write by itself from now on, a second after a note at the latest."""
        self._is_started = True

    def stop(self) -> None:
        """Write what waits, and no more by itself."""
        self._is_started = False
        self.write()

    def add(self, event: AuditEvent) -> None:
        """Note `event`; when the database can't keep up, raise what it raises: nothing is shown unrecorded."""
        with self._adding:
            self._waiting.append(event)
            is_full = len(self._waiting) > MOST
            if self._timer is None and self._is_started:
                self._timer = threading.Timer(SECONDS, self._write_later)
                self._timer.daemon = True
                self._timer.start()
        if is_full:
            self.write()

    def write(self) -> None:
        """Write all that waits, in one transaction of its own; it goes on waiting when that fails."""
        with self._writing:
            with self._adding:
                events, self._waiting = self._waiting, []
                self._timer = None
            if not events:
                return
            try:
                with self._registry._zodb_databases[""].transaction() as connection:
                    hand_over(connection.root()["app_root"], events, self._registry.ports.clock.now())
            except BaseException:
                with self._adding:
                    self._waiting = [*events, *self._waiting]
                raise
        self._registry.work_arrived.set()

    def _write_later(self) -> None:
        try:
            self.write()
        except Exception:
            log.exception("notes of reads could not be written; they wait for the next")
