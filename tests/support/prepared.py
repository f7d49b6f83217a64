"""The application made once in this process, and a new database, of which each test gets a copy."""

import os
import shutil
import warnings
from pathlib import Path
from typing import Any
from unittest.mock import patch

import transaction
from limits.storage import MemoryStorage
from pyramid.router import Router
from ZODB.DB import DB
from ZODB.FileStorage import FileStorage

from serres_requests.application import bind_ports, make_application
from serres_requests.services.read_notes import ReadNotes
from serres_requests.services.throttle import LoginThrottle


class Prepared:
    """The application and the database that it made in `folder`: making them takes seconds, copying does not.

    ini: its settings, with that database. secrets: its environment.
    """

    def __init__(self, folder: Path, ini: dict[str, str], secrets: dict[str, str]) -> None:
        self._folder = folder
        with patch.dict(os.environ, secrets), warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Substance D's deprecations at start; ours stay errors
            transaction.abort()  # whatever the test before this one left begun in this thread
            self.router: Router = make_application(ini)
        self.registry: Any = self.router.registry
        self.registry._zodb_databases[""].close()

    def open_copy(self, folder: Path) -> Any:
        """Copy the database into `folder` and let the application use the copy, as if it had just been started."""
        shutil.copytree(self._folder, folder, dirs_exist_ok=True)
        database = DB(FileStorage(str(folder / "Data.fs"), blob_dir=str(folder / "blobs")))
        self.registry._zodb_databases[""] = database
        self.registry.login_throttle = LoginThrottle(MemoryStorage())
        self.registry.read_notes = ReadNotes(self.registry)
        self.registry.ports = bind_ports(self.registry.app_settings)
        return database
