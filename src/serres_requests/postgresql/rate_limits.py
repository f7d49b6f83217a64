"""Counters of rate limits that all processes share, as a storage of the library limits."""

from typing import Any, NoReturn

import psycopg2
from limits.storage import MovingWindowSupport, Storage

from serres_requests.postgresql.connection import Session

# What is counted may be lost in a crash of the database: it is no record.
_TABLE = """
CREATE UNLOGGED TABLE IF NOT EXISTS serres_rate_limits
  (key text NOT NULL, at timestamptz NOT NULL, ends timestamptz NOT NULL);
CREATE INDEX IF NOT EXISTS serres_rate_limits_key ON serres_rate_limits (key, at);
"""
_ACQUIRE = """
SELECT pg_advisory_xact_lock(hashtextextended(%(key)s, 0));
DELETE FROM serres_rate_limits WHERE ends <= clock_timestamp();
INSERT INTO serres_rate_limits
SELECT %(key)s, clock_timestamp(), clock_timestamp() + %(expiry)s * interval '1 second'
FROM generate_series(1, %(amount)s)
WHERE %(amount)s + (
  SELECT count(*) FROM serres_rate_limits
  WHERE key = %(key)s AND at > clock_timestamp() - %(expiry)s * interval '1 second'
) <= %(limit)s
"""
_WINDOW = """
SELECT extract(epoch FROM coalesce(min(at), clock_timestamp()))::float, count(*) FROM serres_rate_limits
WHERE key = %(key)s AND at > clock_timestamp() - %(expiry)s * interval '1 second'
"""


class SharedCounters(Storage, MovingWindowSupport):
    """Moving windows in a table of the database at `dsn`. Windows of other kinds are not kept."""

    STORAGE_SCHEME = ["serres+postgresql"]  # noqa: RUF012  as the library declares it
    base_exceptions = psycopg2.Error

    def __init__(self, dsn: str) -> None:
        super().__init__()
        self._session = Session(dsn)
        self._execute(_TABLE)

    def acquire_entry(self, key: str, limit: int, expiry: int, amount: int = 1) -> bool:
        values = {"key": key, "limit": limit, "expiry": expiry, "amount": amount}
        return self._execute(_ACQUIRE, values) == amount

    def get_moving_window(self, key: str, limit: int, expiry: int) -> tuple[float, int]:  # noqa: ARG002
        def look(cursor: Any) -> tuple[float, int]:
            cursor.execute(_WINDOW, {"key": key, "expiry": expiry})
            start, count = cursor.fetchone()
            return start, count

        return self._session.run(look)

    def clear(self, key: str) -> None:
        self._execute("DELETE FROM serres_rate_limits WHERE key = %(key)s", {"key": key})

    def reset(self) -> int:
        return self._execute("DELETE FROM serres_rate_limits")

    def check(self) -> bool:
        return self._execute("SELECT 1") == 1

    def incr(self, key: str, expiry: int, amount: int = 1) -> NoReturn:
        raise NotImplementedError

    def get(self, key: str) -> NoReturn:
        raise NotImplementedError

    def get_expiry(self, key: str) -> NoReturn:
        raise NotImplementedError

    def _execute(self, statements: str, values: dict[str, object] | None = None) -> int:
        """Return how many rows the last of the statements, which are one transaction, touched."""

        def execute(cursor: Any) -> int:
            cursor.execute(statements, values)
            return int(cursor.rowcount)

        return self._session.run(execute)
