"""Watching the storage: measured by the worker, shown to administrators."""

import logging
import os
from pathlib import Path
from typing import Any

from serres_requests.domain.storage import StorageUse
from serres_requests.services.unit_of_work import UnitOfWork

log = logging.getLogger(__name__)


def sizes_of(database: Any) -> tuple[int, int]:
    """Return the bytes that the storage of the ZODB `database` takes, and those of the blobs kept beside it.

    PostgreSQL keeps blobs within, so that there are none beside.
    """
    helper = vars(database.storage).get("fshelper")
    return int(database.storage.getSize()), _bytes_below(Path(helper.base_dir)) if helper is not None else 0


def watch_storage(uow: UnitOfWork, sizes: tuple[int, int]) -> None:
    """Record how much is in use, and warn in the log when little is left."""
    use = StorageUse(*sizes, quota=uow.settings.quota_bytes, at=uow.now())
    uow.site.storage_use = use
    if use.is_nearly_full:
        log.warning("%d %% of the storage's quota of %d bytes is in use", use.share * 100, use.quota)


def _bytes_below(folder: Path) -> int:
    """Sum the sizes of the files; one that goes away meanwhile does not count."""
    total = 0
    for place, _folders, names in os.walk(folder):
        for name in names:
            try:
                total += (Path(place) / name).stat().st_size
            except FileNotFoundError:
                continue
    return total
