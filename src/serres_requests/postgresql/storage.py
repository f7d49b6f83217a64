"""The ZODB's objects and blobs in PostgreSQL, through RelStorage."""

from typing import Any

from relstorage.adapters.postgresql import PostgreSQLAdapter
from relstorage.options import Options
from relstorage.storage import RelStorage

CACHE_MEGABYTES = 64
"""Pickles that a process keeps of what it loaded; all its threads share them."""


def open_relstorage(dsn: str, blob_cache: str, blob_cache_bytes: int) -> Any:
    """Return the storage, with its tables made when they are missing.

    History is not kept: the record of a request is in the request itself. Blobs lie in the database;
    `blob_cache` is this machine's folder for copies of those that were used last.
    """
    options = Options(
        keep_history=False,
        blob_dir=blob_cache,
        shared_blob_dir=False,
        blob_cache_size=blob_cache_bytes,
        cache_local_mb=CACHE_MEGABYTES,
    )
    return RelStorage(adapter=PostgreSQLAdapter(dsn=dsn, options=options), options=options)
