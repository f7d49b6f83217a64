"""Opening the database of the settings: a file of this process alone, or PostgreSQL, which several share."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from pyramid_zodbconn import db_from_uri
from ZODB.DB import DB

from serres_requests.settings import Settings


class UnreachableError(Exception):
    """PostgreSQL does not answer, or not to us; the message tells what libpq said."""


_OBJECTS_PER_CONNECTION = 5_000
_CONNECTIONS = 10


def open_database(settings: Settings, databases: dict[str, Any] | None = None) -> Any:
    """Return the open ZODB, entered in `databases` under the name "".

    Raises zc.lockfile.LockError when another process has the file, UnreachableError for PostgreSQL.
    """
    databases = {} if databases is None else databases
    if not settings.on_postgresql:
        return db_from_uri(settings.database, "", databases)
    with preparing(settings):  # the tables are made by the first who comes
        storage = _open_storage(settings)
    return DB(
        storage,
        databases=databases,
        database_name="",
        pool_size=_CONNECTIONS,
        cache_size=_OBJECTS_PER_CONNECTION,
    )


def _open_storage(settings: Settings) -> Any:
    # Imported here and below: installations on a file do without these libraries.
    from serres_requests.postgresql.address import dsn_of
    from serres_requests.postgresql.storage import open_storage

    return open_storage(dsn_of(settings), settings.blob_cache, settings.blob_cache_bytes)


@contextmanager
def preparing(settings: Settings) -> Iterator[None]:
    """Let the processes that start at the same time prepare the database one after the other.

    Raises UnreachableError.
    """
    if not settings.on_postgresql:
        yield
        return
    from serres_requests.postgresql.address import dsn_of
    from serres_requests.postgresql.connection import BROKEN, alone

    try:
        with alone(dsn_of(settings), "serres-requests start"):
            yield
    except BROKEN as error:
        raise UnreachableError(f"PostgreSQL can't be reached: {str(error).strip()}") from error
