"""Several processes of the site on one PostgreSQL, as on several machines: web processes and workers."""

import contextlib
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import httpx2
from tests.support.clients import HttpCitizen, HttpStaff
from tests.support.postgresql import PASSWORD, PostgreSQL
from tests.support.processes import PATIENCE_SECONDS, StandIns, free_port, site_environment, site_ini
from tests.support.stored import look_into
from tests.support.taxisnet import NO_TLS
from tests.support.waiting import eventually

from serres_requests.database import open_database
from serres_requests.settings import read_settings

START_PATIENCE_SECONDS = 120
"""Four programs start at the same moment."""

T = TypeVar("T")

_LEADER = """
SELECT application_name FROM pg_locks JOIN pg_stat_activity USING (pid)
WHERE locktype = 'advisory' AND granted AND application_name LIKE 'worker %'
"""


class Process:
    """One program of the site with its log."""

    def __init__(self, command: str, ini: Path, environment: dict[str, str], log: Path) -> None:
        self.log = log
        with log.open("ab") as output:
            self._process = subprocess.Popen(
                [sys.executable, "-W", "ignore", "-m", "serres_requests.scripts", command, str(ini)],
                env=environment,
                stdout=output,
                stderr=output,
            )
        self.pid = self._process.pid

    def is_alive(self) -> bool:
        return self._process.poll() is None

    def end(self, number: int = signal.SIGTERM) -> int:
        """Send a signal, wait, and return the exit code."""
        if self.is_alive():
            self._process.send_signal(number)
        return self._process.wait(PATIENCE_SECONDS)


class Machines:
    """Two web processes and two workers of a demonstration site, each on its own, with a database to share.

    postgresql: the server that has it at the moment. replica: the one that may follow.
    """

    def __init__(self, folder: Path, postgresql: PostgreSQL, replica: PostgreSQL | None = None) -> None:
        self.postgresql = postgresql
        self._folder = folder
        self.ports = (free_port(), free_port())
        self.urls = tuple(f"http://127.0.0.1:{port}" for port in self.ports)
        self.standins = StandIns(self.urls[0])
        self.database = postgresql.new_database()
        if replica is not None:
            both = self.database.replace(f":{postgresql.port}/", f":{postgresql.port},127.0.0.1:{replica.port}/")
            self.database = f"{both}?target_session_attrs=read-write"
        self._ini = folder / "site.ini"
        self._ini.write_text(site_ini(self.database, self.urls[0], self.standins, "none"))
        self.webs: list[Process] = []
        self.workers: list[Process] = []
        self._people: list[HttpCitizen | HttpStaff] = []

    def start(self) -> None:
        """Start what is not running, all at the same moment, and wait until it serves."""
        self.webs = _two(self.webs, lambda n: self._start("serve", f"web-{n}", PORT=str(self.ports[n])))
        self.workers = _two(self.workers, lambda n: self._start("worker", f"worker-{n}"))
        self._wait_for_webs()
        self.leader()

    def _wait_for_webs(self) -> None:
        deadline = time.monotonic() + START_PATIENCE_SECONDS
        for url, web in zip(self.urls, self.webs, strict=True):
            while not self._answers(url):
                assert web.is_alive(), web.log.read_text()
                assert time.monotonic() < deadline, web.log.read_text()
                time.sleep(0.05)

    def leader(self) -> Process:
        """Wait until a living worker leads and return it."""

        def find() -> Process | None:
            names = [row[0] for row in self.postgresql.execute(self.name, _LEADER)]
            assert len(names) <= 1, names
            pids = [int(name.rpartition(":")[2]) for name in names]
            return next((worker for worker in self.workers if worker.pid in pids and worker.is_alive()), None)

        return eventually(find, "a worker to lead")

    def stranger(self) -> HttpCitizen:
        """Somebody with taxisnet codes in front of the first web process."""
        citizen = HttpCitizen(self.urls[0])
        self._people.append(citizen)
        return citizen

    def citizen(self, userid: str) -> HttpCitizen:
        """Somebody who has logged in at the first web process."""
        citizen = self.stranger()
        citizen.log_in(userid)
        return citizen

    def staff(self, number: int) -> HttpStaff:
        """A member of staff in front of one of the web processes."""
        member = HttpStaff(self.urls[number])
        self._people.append(member)
        return member

    def elsewhere(self, citizen: HttpCitizen) -> HttpCitizen:
        """Return the same browser in front of the second web process."""
        window = citizen.same_browser(self.urls[1])
        self._people.append(window)
        return window

    def numbered(self, citizen: HttpCitizen, request_path: str) -> str:
        """Wait for the protocol number of a request and return it."""
        return eventually(lambda: citizen.status(request_path)["number"], f"the number of {request_path}")

    def look(self, at: Callable[[Any], T], address: str | None = None) -> T:
        """Return what `at` finds in the root, of the site's database or another, with a connection of our own."""
        ini = {"serres.database": address or self.database, **self._rest_of_ini()}
        return look_into(open_database(read_settings(ini, self._environment("test"))), at)

    def command(self, name: str, address: str, *arguments: str) -> str:
        """Run a command on the database at `address` and return what it prints; fail when it fails."""
        done = subprocess.run(
            [sys.executable, "-W", "ignore", "-m", "serres_requests.scripts", name, str(self._ini), *arguments],
            env={**self._environment("test"), "SERRES_DATABASE": address},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def close(self) -> None:
        for person in self._people:
            person.close()
        for process in (*self.webs, *self.workers):
            process.end(signal.SIGKILL)
        self.standins.stop()

    @property
    def name(self) -> str:
        return self.database.rpartition("/")[2].partition("?")[0]

    def _rest_of_ini(self) -> dict[str, str]:
        lines = self._ini.read_text().partition("[loggers]")[0].splitlines()
        return dict(line.split(" = ", 1) for line in lines if re.match(r"serres\.(?!database)", line))

    def _start(self, command: str, name: str, **environment: str) -> Process:
        return Process(
            command, self._ini, {**self._environment(name), **environment}, self._folder / f"{name}.log"
        )

    def _environment(self, name: str) -> dict[str, str]:
        return {
            **site_environment(self.standins),
            "SERRES_DATABASE_PASSWORD": PASSWORD,
            "TRUSTED_PROXY": "127.0.0.1",
            "SERRES_BLOB_CACHE": str(self._folder / f"blobs-of-{name}"),
        }

    @staticmethod
    def _answers(url: str) -> bool:
        with contextlib.suppress(httpx2.TransportError):
            return httpx2.get(f"{url}/health/live", verify=NO_TLS).is_success
        return False


def _two(processes: list[Process], start: Callable[[int], Process]) -> list[Process]:
    """Return two processes that run: those that do, the others started."""
    alive = {number: process for number, process in enumerate(processes) if process.is_alive()}
    return [alive.get(number) or start(number) for number in range(2)]
