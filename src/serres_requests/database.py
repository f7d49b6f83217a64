"""Opening the database of the settings: a file of this process alone, or PostgreSQL, which several share."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from pyramid_zodbconn import db_from_uri
from zc.lockfile import LockFile
from ZODB.DB import DB
from ZODB.FileStorage import FileStorage
from zodburi import resolve_uri

from serres_requests.domain.storage import StorageFiles
from serres_requests.settings import Settings

log = logging.getLogger(__name__)


class UnreachableError(Exception):
    """The database can't be opened as it stands; the message tells a person why."""


_CACHES = {"pool_size": 12, "cache_size": 20_000, "cache_size_bytes": 12 * 2**20}
"""A connection for each thread, and what each keeps: searches among 100,000 requests work with 19,000 objects of
10 MB; with half of them four words cost three times as much. Eight busy connections take some 200 MB."""


def open_database(settings: Settings, databases: dict[str, Any] | None = None, *, read_only: bool = False) -> Any:
    """Return the open ZODB, entered in `databases` under the name "".

    read_only: a file is opened even while another process writes to it, as it is at this moment.

    Raises zc.lockfile.LockError when another process has the file, UnreachableError for PostgreSQL and for files
    whose database is missing.
    """
    databases = {} if databases is None else databases
    if settings.files is not None:
        _factory, options = resolve_uri(settings.database)
        return DB(
            open_storage(settings, read_only=read_only),
            **{**options, **_CACHES, "databases": databases, "database_name": ""},
        )
    if not settings.on_postgresql:
        return db_from_uri(settings.database, "", databases)
    with preparing(settings):  # the tables and the root are made by the first who comes
        return DB(open_storage(settings), databases=databases, database_name="", **_CACHES)


def open_storage(settings: Settings, *, read_only: bool = False) -> Any:
    """Return the storage of a database in a file or on PostgreSQL, without making a root in it.

    Parameters and errors are those of `open_database`.
    """
    if settings.files is not None:
        return _open_files(settings.files, read_only)
    # Imported here and below: installations on a file do without these libraries.
    from serres_requests.postgresql.address import dsn_of
    from serres_requests.postgresql.connection import BROKEN
    from serres_requests.postgresql.storage import open_relstorage

    try:
        return open_relstorage(dsn_of(settings), settings.blob_cache, settings.blob_cache_bytes)
    except BROKEN as error:
        raise _unreachable(error) from error


def other_connections(settings: Settings) -> int:
    """Return how many connections others have to the database on PostgreSQL; raise UnreachableError."""
    if not settings.on_postgresql:
        return 0
    from serres_requests.postgresql.address import dsn_of
    from serres_requests.postgresql.connection import BROKEN, count_others

    try:
        return count_others(dsn_of(settings))
    except BROKEN as error:
        raise _unreachable(error) from error


def _open_files(files: StorageFiles, read_only: bool) -> FileStorage:
    """Open a file storage that keeps the blobs itself.

    When the wrapper that zodburi makes for them packs, it also removes what transactions in progress have brought.
    A file storage without its file would begin a new one and clear the folder of blobs: refuse that, also in the
    middle of a restore.
    """
    if not read_only:
        _undo_half_a_pack(files.data)
    is_expected = read_only or files.restored.exists() or any(files.blobs.rglob("*.blob"))
    if is_expected and not files.data.exists():
        raise UnreachableError(f"The database {files.data} is missing: restore it, or move {files.blobs} away.")
    return FileStorage(str(files.data), blob_dir=str(files.blobs), read_only=read_only, pack_keep_old=False)


def _undo_half_a_pack(data: Path) -> None:
    """Take the file back that a pack moved aside, when it was killed before it put the packed one in its place."""
    aside = data.with_name(f"{data.name}.old")
    if data.exists() or not aside.exists():
        return
    lock = LockFile(f"{data}.lock")
    try:
        aside.rename(data)
    finally:
        lock.close()
    log.warning("a pack was interrupted: the database is what it was before")


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
        raise _unreachable(error) from error


def _unreachable(error: Exception) -> UnreachableError:
    return UnreachableError(f"PostgreSQL can't be reached: {str(error).strip()}")
