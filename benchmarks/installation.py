"""The site under measurement: its settings, its database opened in this process, and its server as another."""

import contextlib
import os
import socket
import subprocess
import sys
import time
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

from serres_requests.application import make_application
from serres_requests.content_types.site import Site
from serres_requests.services.unit_of_work import UnitOfWork
from serres_requests.settings import DEMONSTRATION_PASSWORD, DEMONSTRATION_SECRET

PATIENCE_SECONDS = 60
_SECRETS = {
    "SERRES_SECRET": DEMONSTRATION_SECRET,
    "SERRES_ADMIN_PASSWORD": DEMONSTRATION_PASSWORD,
    "SERRES_TAXISNET_CLIENT_SECRET": DEMONSTRATION_SECRET,
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
    """A demonstration site in `folder`. workers: "thread" or "none". smtp: the port that takes its mail."""

    folder: Path
    smtp: int = 1025
    worker: str = "thread"

    @property
    def ini(self) -> dict[str, str]:
        return {
            "serres.environment": "development",
            "serres.demonstration": "true",
            "serres.database": f"file://{self.folder}/Data.fs?blobstorage_dir={self.folder}/blobs",
            "serres.public_url": "http://localhost",
            "serres.taxisnet_url": "http://taxisnet.example/oauth2server",
            "serres.taxisnet_client_id": "benchmark",
            "serres.mail_host": "127.0.0.1",
            "serres.mail_port": str(self.smtp),
            "serres.mail_sender": "aitimata@serres.example",
            "serres.mail_security": "none",
            "serres.quota_gigabytes": "1000",
            "serres.worker": self.worker,
        }

    @contextmanager
    def in_process(self) -> Iterator["InProcess"]:
        """Open the database in this process, without a worker."""
        with patch.dict(os.environ, _SECRETS), warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Substance D's deprecations at start
            router = make_application({**self.ini, "serres.worker": "none"})
        try:
            yield InProcess(router)
        finally:
            router.registry._zodb_databases[""].close()

    def serve(self) -> "Server":
        """Start ``serres-requests serve`` and wait until it answers."""
        lines = ["[app:main]", "use = egg:serres-requests", *(f"{k} = {v}" for k, v in self.ini.items())]
        ini = self.folder / "benchmark.ini"
        ini.write_text("\n".join(lines) + _LOGGING)
        return Server(ini, self.folder / "server.log")


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


class Server:
    """The server's process."""

    def __init__(self, ini: Path, log: Path) -> None:
        self.log = log
        self.port = _free_port()
        with log.open("wb") as target:
            self._process = subprocess.Popen(  # noqa: S603  our own program
                [sys.executable, "-W", "ignore", "-m", "serres_requests.scripts", "serve", str(ini)],
                env={**os.environ, **_SECRETS, "PORT": str(self.port)},
                stdout=target,
                stderr=target,
            )
        self._wait()

    @property
    def memory_megabytes(self) -> float:
        """Its resident memory."""
        status = Path(f"/proc/{self._process.pid}/status").read_text()
        kilobytes = next(line.split()[1] for line in status.splitlines() if line.startswith("VmRSS"))
        return int(kilobytes) / 1024

    @property
    def cpu_seconds(self) -> float:
        """The processor time that it took so far."""
        fields = Path(f"/proc/{self._process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def told(self, words: str) -> int:
        """Return how many lines of its log have `words` in them."""
        return sum(words in line for line in self.log.read_text(errors="replace").splitlines())

    def stop(self) -> None:
        self._process.terminate()
        self._process.wait(PATIENCE_SECONDS)

    def _wait(self) -> None:
        deadline = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < deadline:
            if self._process.poll() is not None:
                break
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", self.port), 1):
                return
            time.sleep(0.05)
        raise RuntimeError(f"the server did not start: {self.log.read_text()}")


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])
