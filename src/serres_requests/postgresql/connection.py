"""Connections to PostgreSQL beside those of the ZODB."""

import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from typing import Any, TypeVar

import psycopg2

T = TypeVar("T")

BROKEN = (psycopg2.OperationalError, psycopg2.InterfaceError)
"""What psycopg2 raises when a connection can't be made or is lost."""


def connect(dsn: str) -> Any:
    """Return a new connection whose statements commit by themselves, without waiting for the disk."""
    connection = psycopg2.connect(dsn, options="-c synchronous_commit=off")
    connection.autocommit = True
    return connection


@contextmanager
def alone(dsn: str, what: str) -> Iterator[None]:
    """Hold the database-wide lock named `what`, waiting for whoever has it."""
    with closing(connect(dsn)) as connection, connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(hashtextextended(%s, 0))", (what,))
        yield


def count_others(dsn: str) -> int:
    """Return how many connections there are to the database besides the one that asks."""
    with closing(connect(dsn)) as connection, connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
        return int(cursor.fetchone()[0])


class Session:
    """A connection that threads take turns at, made when it is first needed and again when it turns out broken."""

    def __init__(self, dsn: str) -> None:
        self._dsn = dsn
        self._lock = threading.Lock()
        self._connection: Any = None

    def run(self, work: Callable[[Any], T]) -> T:
        """Return what `work` makes of a cursor; on a broken connection it is called once more with a new one."""
        with self._lock:
            try:
                return self._attempt(work)
            except BROKEN:
                self._drop()
                return self._attempt(work)

    def _attempt(self, work: Callable[[Any], T]) -> T:
        if self._connection is None:
            self._connection = connect(self._dsn)
        with self._connection.cursor() as cursor:
            return work(cursor)

    def _drop(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None
