"""The product's programs as processes: web servers, and on PostgreSQL a worker beside them."""

import contextlib
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path

from benchmarks.installation import SECRETS, Installation
from tests.support.postgresql import PostgreSQL
from tests.support.processes import free_port

PATIENCE_SECONDS = 60


class Program:
    """One command of the product in a process of its own, with its log."""

    def __init__(self, command: str, *arguments: Path, log: Path, port: int = 0) -> None:
        self.log = log
        with log.open("wb") as target:
            self._process = subprocess.Popen(  # noqa: S603  our own program
                [sys.executable, "-W", "ignore", "-m", "serres_requests.scripts", command, *map(str, arguments)],
                env={**os.environ, **SECRETS, "PORT": str(port)},
                stdout=target,
                stderr=target,
            )

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

    def is_alive(self) -> bool:
        return self._process.poll() is None

    def stop(self) -> None:
        self._process.terminate()
        self._process.wait(PATIENCE_SECONDS)

    def finish(self) -> None:
        """Wait for its end; raise RuntimeError when it failed."""
        if self._process.wait():
            raise RuntimeError(self.log.read_text())


class Server(Program):
    """A web process, which answers when this is made."""

    def __init__(self, ini: Path, log: Path) -> None:
        self.port = free_port()
        super().__init__("serve", ini, log=log, port=self.port)
        deadline = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < deadline and self.is_alive():
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", self.port), 1):
                return
            time.sleep(0.05)
        raise RuntimeError(f"the server did not start: {log.read_text()}")


@contextmanager
def serving(installation: Installation, servers: int) -> Iterator[list[Server]]:
    """Serve `installation`: one server on its file; several with a worker on its PostgreSQL."""
    folder, ini = installation.folder, installation.write_ini()
    with ExitStack() as running:
        if installation.postgresql:
            running.callback(Program("worker", ini, log=folder / "worker.log").stop)
        started = [Server(ini, folder / f"server-{number}.log") for number in range(servers)]
        for server in started:
            running.callback(server.stop)
        yield started


@contextmanager
def on_postgresql(installation: Installation) -> Iterator[Installation]:
    """Yield the site moved, by the product's own command, to a PostgreSQL that is there for it alone."""
    postgresql = PostgreSQL(durable=True)
    try:
        moved = replace(installation, postgresql=postgresql.new_database())
        inis = installation.write_ini(), moved.write_ini()
        Program("move", *inis, log=installation.folder / "move.log").finish()
        yield moved
    finally:
        postgresql.remove()
