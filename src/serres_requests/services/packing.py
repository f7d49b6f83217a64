"""Packing: old history and what nothing refers to any more leave the database, with their files."""

import logging
import shutil
import threading
from datetime import date, datetime, timedelta
from typing import Any

from serres_requests.domain.storage import StorageFiles
from serres_requests.domain.working_days import ATHENS
from serres_requests.ports import Clock
from serres_requests.settings import Settings

log = logging.getLogger(__name__)

BETWEEN_PACKS = timedelta(days=7)
NIGHT = range(2, 5)
"""Hours of the municipality's day in which the database is packed by itself."""


class NoRoomError(Exception):
    """The disk has no room for the packed copy that is made beside the database; the message tells the sizes."""


def pack(database: Any, files: StorageFiles | None, days: int) -> None:
    """Pack the ZODB `database`, keeping `days` of history, while others may read and write.

    files: where it lies when it lies in a file. Raises NoRoomError.
    """
    if files is not None:
        needed, free = files.data.stat().st_size, shutil.disk_usage(files.data.parent).free
        if free < needed:
            raise NoRoomError(f"Packing may need {needed} bytes beside the database, and {free} are free.")
    database.pack(days=days)


class WeeklyPacking:
    """Packs a database in a file once a week, in a thread of its own, so that work goes on meanwhile.

    No other process can do it: the file is this one's alone. When it was done last is kept in the database; what
    failed is tried again the next night.
    """

    def __init__(self, database: Any, settings: Settings, clock: Clock) -> None:
        self._database = database
        self._settings = settings
        self._clock = clock
        self._looked_on: date | None = None
        self._thread = threading.Thread()

    def run_when_due(self) -> None:
        """Look once a night whether a week is over, and begin then."""
        now = self._clock.now()
        local = now.astimezone(ATHENS)
        if self._settings.files is None or local.hour not in NIGHT or local.date() == self._looked_on:
            return
        self._looked_on = local.date()
        self._thread = threading.Thread(target=self._run, args=(now,), name="packing", daemon=True)
        self._thread.start()

    def _run(self, now: datetime) -> None:
        try:
            with self._database.transaction() as connection:
                packed_at = connection.root()["app_root"].packed_at
            if packed_at is not None and now - packed_at < BETWEEN_PACKS:
                return
            pack(self._database, self._settings.files, self._settings.pack_days)
            with self._database.transaction() as connection:
                connection.root()["app_root"].packed_at = now
            log.info("the database is packed")
        except NoRoomError as error:
            log.warning("the database is not packed: %s", error)
        except Exception:
            log.exception("packing failed")
