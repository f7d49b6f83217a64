"""The real programs as child processes: the stand-ins and the site, each on ports of its own."""

import contextlib
import json
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import httpx2
from tests.support.settings import REPORTS_SECRET
from tests.support.taxisnet import NO_TLS

from serres_requests.settings import DEMONSTRATION_PASSWORD

CLIENT_ID = "serres-demonstration"
CLIENT_SECRET = "a-client-secret-of-the-tests"
REGISTRY_PATH = "/wsaade/RgWsPublic2/RgWsPublic2"
REGISTRY_CODES = {"SERRES_REGISTRY_USERNAME": "SERRES-TEST", "SERRES_REGISTRY_PASSWORD": "registry & <codes>"}
PATIENCE_SECONDS = 120

_INI = """
[app:main]
use = egg:serres-requests
serres.environment = development
serres.demonstration = true
serres.database = {database}
serres.public_url = {url}
serres.taxisnet_url = {standins}/oauth2server
serres.taxisnet_client_id = {client_id}
serres.mail_host = 127.0.0.1
serres.mail_port = {smtp}
serres.mail_sender = aitimata@serres.example
serres.mail_security = none
serres.worker = {worker}

[loggers]
keys = root
[handlers]
keys = console
[formatters]
keys = plain
[logger_root]
level = INFO
handlers = console
[handler_console]
class = StreamHandler
args = (sys.stderr,)
formatter = plain
[formatter_plain]
format = %(asctime)s %(levelname)s %(name)s: %(message)s
"""


def site_ini(database: str, url: str, standins: "StandIns", worker: str) -> str:
    """Return the ini file of a demonstration site."""
    return _INI.format(
        database=database,
        url=url,
        standins=standins.url,
        client_id=CLIENT_ID,
        smtp=standins.smtp_port,
        worker=worker,
    )


def site_environment(standins: "StandIns") -> dict[str, str]:
    """Return the environment that a site beside `standins` starts with: secrets, and where the services are."""
    return {
        **os.environ,
        **REGISTRY_CODES,
        "SERRES_REGISTRY_URL": f"{standins.url}{REGISTRY_PATH}",
        "SERRES_MAP_TILES": f"{standins.url}/tiles/{{z}}/{{x}}/{{y}}.png",
        "SERRES_MAP_CREDIT": "Δείγμα χάρτη",
        "SERRES_SECRET": "a secret of the tests, long enough to be one",
        "SERRES_REPORTS_SECRET": REPORTS_SECRET,
        "SERRES_ADMIN_PASSWORD": DEMONSTRATION_PASSWORD,
        "SERRES_TAXISNET_CLIENT_SECRET": CLIENT_SECRET,
    }


def free_port() -> int:
    """Return a port that nobody listens on, of those that the system gives to no connection by itself."""
    while True:
        port = 11_000 + secrets.randbelow(20_000)
        with contextlib.suppress(OSError), socket.create_server(("127.0.0.1", port)):
            return port


class StandIns:
    """The stand-ins program, for a site at `site_url`. ports: of HTTP and SMTP; 0 lets it choose."""

    def __init__(self, site_url: str, ports: tuple[int, int] = (0, 0)) -> None:
        self._process = subprocess.Popen(
            [
                *(sys.executable, "-W", "ignore", "-m", "serres_requests.standins"),
                *("--port", str(ports[0]), "--smtp-port", str(ports[1]), "--client-id", CLIENT_ID),
                *("--redirect-uri", f"{site_url}/login/taxisnet/callback"),
            ],
            env={**os.environ, **REGISTRY_CODES, "SERRES_TAXISNET_CLIENT_SECRET": CLIENT_SECRET},
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self._process.stdout is not None
        told = json.loads(self._process.stdout.readline())
        self.ports = (int(told["http"]), int(told["smtp"]))
        self.url = f"http://127.0.0.1:{self.ports[0]}"
        self.smtp_port = self.ports[1]

    def set_faults(self, **faults: object) -> None:
        """Let services misbehave; without any, let them behave."""
        if faults:
            answer = httpx2.put(f"{self.url}/control/faults", json=faults, verify=NO_TLS)
        else:
            answer = httpx2.delete(f"{self.url}/control/faults", verify=NO_TLS)
        answer.raise_for_status()

    def messages(self, to: str) -> list[dict[str, str]]:
        """Return the mails that arrived for `to`, newest first."""
        answer = httpx2.get(f"{self.url}/mail/api/messages", params={"to": to}, verify=NO_TLS)
        answer.raise_for_status()
        found: list[dict[str, str]] = answer.json()
        return found

    def raw_message(self, told: dict[str, str]) -> bytes:
        """Return a mail, as `messages` tells it, as it came over the wire."""
        answer = httpx2.get(f"{self.url}/mail/{told['id']}.eml", verify=NO_TLS)
        answer.raise_for_status()
        return answer.content

    def forget_messages(self) -> None:
        httpx2.delete(f"{self.url}/mail/api/messages", verify=NO_TLS).raise_for_status()

    def registry_calls(self) -> list[dict[str, str]]:
        """Return the look-ups that the business registry was asked for, the oldest first."""
        answer = httpx2.get(f"{self.url}/control/registry-calls")
        answer.raise_for_status()
        found: list[dict[str, str]] = answer.json()
        return found

    def forget_registry_calls(self) -> None:
        httpx2.delete(f"{self.url}/control/registry-calls").raise_for_status()

    def stop(self) -> None:
        self._process.terminate()
        self._process.wait(PATIENCE_SECONDS)
        assert self._process.stdout is not None
        self._process.stdout.close()


class SiteProcess:
    """``serres-requests serve`` with a database in `folder`; its log is kept beside."""

    def __init__(self, folder: Path, port: int, standins: StandIns, worker: str = "thread") -> None:
        self.url = f"http://127.0.0.1:{port}"
        self.standins = standins
        self.log = folder / "site.log"
        self._port = port
        self._ini = folder / "site.ini"
        database = f"file://{folder}/Data.fs?blobstorage_dir={folder}/blobs"
        self._ini.write_text(site_ini(database, self.url, standins, worker))
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start and wait until it answers."""
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-W", "ignore", "-m", "serres_requests.scripts", "serve", str(self._ini)],
                env={**site_environment(self.standins), "PORT": str(self._port)},
                stdout=log,
                stderr=log,
            )
        deadline = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < deadline:
            assert self._process.poll() is None, self.log.read_text()
            with contextlib.suppress(httpx2.TransportError):
                if httpx2.get(f"{self.url}/health/live", verify=NO_TLS).is_success:
                    return
            time.sleep(0.05)
        raise AssertionError(self.log.read_text())

    def stop(self) -> None:
        """End it as Ctrl-C does."""
        self._signal(signal.SIGINT)

    def kill(self) -> None:
        """End it as a power cut does."""
        self._signal(signal.SIGKILL)

    def _signal(self, number: int) -> None:
        if self._process is not None and self._process.poll() is None:
            self._process.send_signal(number)
            try:
                self._process.wait(PATIENCE_SECONDS)
            except subprocess.TimeoutExpired:
                self._process.kill()  # or it would go on beside all tests that follow
                raise
