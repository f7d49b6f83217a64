"""The site under measurement: its settings, and its database opened in this process."""

import os
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from unittest.mock import patch

import transaction
from pyramid.request import Request
from pyramid.router import Router
from pyramid.threadlocal import manager as threadlocals
from tests.support.postgresql import PASSWORD

from serres_requests.application import make_application
from serres_requests.content_types.site import Site
from serres_requests.services.unit_of_work import UnitOfWork
from serres_requests.settings import DEMONSTRATION_PASSWORD, DEMONSTRATION_SECRET

SECRETS = {
    "SERRES_SECRET": DEMONSTRATION_SECRET,
    "SERRES_ADMIN_PASSWORD": DEMONSTRATION_PASSWORD,
    "SERRES_TAXISNET_CLIENT_SECRET": DEMONSTRATION_SECRET,
    "SERRES_DATABASE_PASSWORD": PASSWORD,
}
_LOGGING = """
[loggers]
keys = root
[handlers]
keys = file
[formatters]
keys = plain
[logger_root]
level = INFO
handlers = file
[handler_file]
class = StreamHandler
args = (sys.stderr,)
formatter = plain
[formatter_plain]
format = %(asctime)s %(levelname)s %(name)s: %(message)s
"""


class SettableClock:
    """Stands where it is put, so that old requests are old."""

    at: datetime

    def now(self) -> datetime:
        return self.at


class Quiet(UnitOfWork):
    """A unit of work that announces nothing: what would follow by way of the outbox is loaded, too."""

    __slots__ = ()

    def emit(self, event: object) -> None:
        pass


@dataclass
class Installation:
    """A demonstration site with its files in `folder`.

    smtp: the port that takes its mail. postgresql: the address of its database, "" is a file in `folder`.
    """

    folder: Path
    smtp: int = 1025
    postgresql: str = ""

    @property
    def ini(self) -> dict[str, str]:
        return {
            "serres.environment": "development",
            "serres.demonstration": "true",
            "serres.database": self.postgresql or self._file,
            **({"serres.blob_cache": str(self.folder / "cache")} if self.postgresql else {}),
            "serres.public_url": "http://localhost",
            "serres.taxisnet_url": "http://taxisnet.example/oauth2server",
            "serres.taxisnet_client_id": "benchmark",
            "serres.mail_host": "127.0.0.1",
            "serres.mail_port": str(self.smtp),
            "serres.mail_sender": "aitimata@serres.example",
            "serres.mail_security": "none",
            "serres.quota_gigabytes": "1000",
            "serres.worker": "none" if self.postgresql else "thread",
        }

    @property
    def _file(self) -> str:
        return f"file://{self.folder}/Data.fs?blobstorage_dir={self.folder}/blobs"

    @contextmanager
    def in_process(self) -> Iterator["InProcess"]:
        """Open the database in this process, without a worker."""
        with patch.dict(os.environ, SECRETS), warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Substance D's deprecations at start
            router = make_application({**self.ini, "serres.worker": "none"})
        try:
            yield InProcess(router)
        finally:
            router.registry._zodb_databases[""].close()

    def write_ini(self) -> Path:
        """Return the ini file that the product's commands are given."""
        lines = ["[app:main]", "use = egg:serres-requests", *(f"{k} = {v}" for k, v in self.ini.items())]
        ini = self.folder / ("postgresql.ini" if self.postgresql else "file.ini")
        ini.write_text("\n".join(lines) + _LOGGING)
        return ini


class InProcess:
    """The application and its database in this process."""

    def __init__(self, router: Router) -> None:
        self.router = router
        self.registry = router.registry
        self.database = router.registry._zodb_databases[""]
        self.clock = SettableClock()

    @contextmanager
    def unit_of_work(self, kind: type[UnitOfWork] = UnitOfWork) -> Iterator[UnitOfWork]:
        """Yield a unit of work on a connection of its own; what is not committed is lost."""
        connection = self.database.open()
        request = Request.blank("/")
        request.registry = self.registry
        threadlocals.push({"registry": self.registry, "request": request})  # where Substance D looks
        try:
            site: Site = connection.root()["app_root"]
            ports = replace(self.registry.ports, clock=self.clock)
            yield kind(site, ports, self.registry.app_settings, self.registry)
        finally:
            threadlocals.pop()
            transaction.abort()
            connection.close()
