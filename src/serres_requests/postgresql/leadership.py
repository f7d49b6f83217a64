"""Which of several worker processes works: the one that holds a lock of the database."""

import logging
import os
import select
import socket
import threading
from collections.abc import Callable
from contextlib import closing
from typing import Any, Protocol

from serres_requests.postgresql.connection import BROKEN, connect
from serres_requests.postgresql.wake_up import CHANNEL

log = logging.getLogger(__name__)

_BETWEEN_ATTEMPTS_SECONDS = 0.25
_BETWEEN_LOOKS_SECONDS = 0.5

# The server, too, gives up a leader that dropped off the network, but later than that leader gives up itself
# (`address`): the lock is free only when its holder has stopped.
_CAMPAIGN = """
SET application_name = %s;
SET tcp_keepalives_idle = 10; SET tcp_keepalives_interval = 2; SET tcp_keepalives_count = 3
"""
_TRY = "SELECT pg_try_advisory_lock(hashtextextended('serres-requests worker', 0))"


class Drainer(Protocol):
    """What works while this process leads."""

    def start(self) -> None:
        """Work in a thread of its own."""

    def stop(self) -> None:
        """End after what is in hand."""


class Leadership:
    """Waits for the lock and lets a worker work as long as the connection that holds it lives.

    worker: is started and stopped for each term. arrived: is called when a web process tells of new work.
    """

    def __init__(self, dsn: str, worker: Drainer, arrived: Callable[[], None]) -> None:
        self._dsn = dsn
        self._worker = worker
        self._arrived = arrived
        self._stopping = threading.Event()

    def run(self) -> None:
        """Serve one term after the other until told to stop."""
        while not self._stopping.is_set():
            try:
                with closing(connect(self._dsn)) as connection:
                    self._campaign(connection)
                    self._lead(connection)
            except BROKEN as error:
                log.warning("no connection to the lock of the workers: %s", str(error).strip())
                self._stopping.wait(_BETWEEN_ATTEMPTS_SECONDS)

    def stop(self) -> None:
        """End the term, or the wait for one."""
        self._stopping.set()

    def _campaign(self, connection: Any) -> None:
        with connection.cursor() as cursor:
            cursor.execute(_CAMPAIGN, (f"worker {socket.gethostname()}:{os.getpid()}",))
            while not self._stopping.is_set():
                cursor.execute(_TRY)
                if cursor.fetchone()[0]:
                    return
                self._stopping.wait(_BETWEEN_ATTEMPTS_SECONDS)

    def _lead(self, connection: Any) -> None:
        """Work until told to stop; raise what psycopg2 raises when the connection, and so the lock, is lost."""
        if self._stopping.is_set():
            return
        log.info("this worker leads")
        with connection.cursor() as cursor:
            cursor.execute(f"LISTEN {CHANNEL}")
        self._worker.start()
        try:
            while not self._stopping.is_set():
                select.select([connection], [], [], _BETWEEN_LOOKS_SECONDS)
                connection.poll()
                if connection.notifies:
                    connection.notifies.clear()
                    self._arrived()
        finally:
            self._worker.stop()
            log.info("this worker leads no longer")
