"""Citizens who go on submitting whatever happens to the site, and what must hold afterwards."""

import threading
from typing import Any

import httpx2
from tests.support.clients import HttpCitizen

PAUSE_SECONDS = 0.05


class Load(threading.Thread):
    """One citizen who submits one request after the other, at one web process and, when it fails, at the other."""

    def __init__(self, *windows: HttpCitizen) -> None:
        super().__init__()
        self._windows = windows
        self._stopping = threading.Event()
        self.answered: list[str] = []
        self.failures: list[str] = []

    def run(self) -> None:
        turn = 0
        while not self._stopping.is_set():
            window = self._windows[turn % len(self._windows)]
            try:
                self.answered.append(window.submit(window.fill()))
            except (httpx2.TransportError, AssertionError) as error:
                self.failures.append(str(error))
                turn += 1
                self._stopping.wait(PAUSE_SECONDS)

    def stop(self) -> None:
        self._stopping.set()
        self.join()


def entries(root: Any) -> list[tuple[int, str]]:
    """Return number and request of every line of the register."""
    return [(entry.number, entry.key) for entry in root.register.newest(10_000)]


def filed_notices(root: Any) -> list[str]:
    return [
        notice.reference
        for citizen in root.citizens.values()
        for notice in citizen.notices.values()
        if notice.kind == "filed"
    ]


def requests(root: Any) -> list[str]:
    return [request.reference for year in root.requests.values() for request in year.values()]


def outbox(root: Any) -> int:
    return len(root.outbox.waiting(10_000)) + len(root.outbox.aside())
