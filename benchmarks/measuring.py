"""Clients that ask as fast as they are answered, and what that took."""

import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field

from benchmarks.client import Client
from benchmarks.pages import Step, WrongAnswerError
from benchmarks.programs import Server

WARMING = 80
"""Answers, of all clients together, that do not count: they bring the pages' objects into the caches."""


@dataclass
class Measured:
    """One page with so many clients. cpu_seconds: of the servers meanwhile, which other programs
    on the machine hardly change. durations: of the right answers, in seconds; uncounted: the answers
    before. errors: what went wrong."""

    name: str
    clients: int
    seconds: float = 0
    cpu_seconds: float = 0
    uncounted: int = 0
    durations: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    @property
    def a_second(self) -> float:
        return len(self.durations) / self.seconds if self.seconds else 0

    def percentile(self, share: float) -> float:
        """Return the duration in ms that `share` of the answers did not exceed."""
        ordered = sorted(self.durations)
        return ordered[min(int(len(ordered) * share), len(ordered) - 1)] * 1000 if ordered else 0

    def as_data(self) -> dict[str, object]:
        return {
            "page": self.name,
            "clients": self.clients,
            "answers": len(self.durations),
            "errors": len(self.errors),
            "a_second": round(self.a_second, 1),
            **{f"p{p}_ms": round(self.percentile(p / 100), 2) for p in (50, 95, 99)},
            "cpu_ms": round(self.cpu_seconds / max(len(self.durations), 1) * 1000, 2),
            **({"first_error": self.errors[0]} if self.errors else {}),
        }


def measure(name: str, steps: list[Iterator[Step]], servers: list[Server], seconds: float) -> Measured:
    """Let one client for each of `steps` work for so many `seconds`, after some answers that do not count."""
    measured, lock = Measured(name, len(steps)), threading.Lock()
    ready = threading.Barrier(len(steps) + 1)

    def work(own: Iterator[Step], server: Server) -> None:
        client, warmed, durations, errors = Client(server.port), [], [], []
        for _ in range(WARMING // len(steps)):
            _answer(client, next(own, None), warmed, errors)
        ready.wait()
        end = time.perf_counter() + seconds
        while time.perf_counter() < end:
            step = next(own, None)
            if step is None:
                break
            _answer(client, step, durations, errors)
        client.close()
        with lock:
            measured.uncounted += len(warmed)
            measured.durations += durations
            measured.errors += errors

    threads = [threading.Thread(target=work, args=(own, servers[i % len(servers)])) for i, own in enumerate(steps)]
    for thread in threads:
        thread.start()
    ready.wait()
    began, worked = time.perf_counter(), sum(server.cpu_seconds for server in servers)
    for thread in threads:
        thread.join()
    measured.seconds = time.perf_counter() - began
    measured.cpu_seconds = sum(server.cpu_seconds for server in servers) - worked
    return measured


def _answer(client: Client, step: Step | None, durations: list[float], errors: list[str]) -> None:
    if step is None:
        return
    began = time.perf_counter()
    try:
        step(client)
        durations.append(time.perf_counter() - began)
    except (WrongAnswerError, OSError) as error:
        client.close()
        errors.append(f"{type(error).__name__}: {error}")
