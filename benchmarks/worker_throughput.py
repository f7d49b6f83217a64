"""How many submissions the worker files and indexes a second, and how soon a submission is found.

First a backlog is drained. Then citizens submit at a steady rate while the worker works, and the time from
the end of each submission's transaction until the department's queue lists it is taken. All on a database on disk;
mails go to a sender that takes them at once. Prints one line of JSON and one for people.
"""

import json
import statistics
import sys
import tempfile
import threading
import time
import warnings
from dataclasses import replace
from pathlib import Path

warnings.simplefilter("ignore")

from tests.support.site import Site, new_site  # noqa: E402
from tests.support.submissions import a_citizen, submit_one, submit_some  # noqa: E402
from tests.support.world import Mailbox  # noqa: E402

from serres_requests.catalog.queries import department_queue  # noqa: E402
from serres_requests.domain.lifecycle import State  # noqa: E402
from serres_requests.gateways.clock import SystemClock  # noqa: E402
from serres_requests.worker import Worker  # noqa: E402

BACKLOG = 2000
RATE = 50
SECONDS = 20
BETWEEN_LOOKS = 0.02
BOUNDS = {"filed_per_second": 250.0, "found_p95_ms": 1000.0}


def main() -> int:
    """Measure, print, and tell whether both bounds hold."""
    with tempfile.TemporaryDirectory() as folder, new_site(Path(folder)) as site:
        ports = replace(site.registry.ports, mail=Mailbox(), clock=SystemClock())
        site.registry.ports = ports
        worker = Worker(site.database, site.registry, ports, site.registry.app_settings)
        measured = {"backlog": BACKLOG, "rate": RATE, **_backlog(site, worker), **_steady(site, worker)}
    print(json.dumps(measured))
    print(
        f"{measured['filed_per_second']:.0f} submissions/s filed and indexed, "
        f"{measured['filing_cpu_ms']:.1f} ms of processor each; at {RATE}/s found after "
        f"{measured['found_p50_ms']:.0f} ms (p50), {measured['found_p95_ms']:.0f} ms (p95), "
        f"{measured['found_worst_ms']:.0f} ms (worst)"
    )
    holds = (
        measured["filed_per_second"] >= BOUNDS["filed_per_second"]
        and measured["found_p95_ms"] <= BOUNDS["found_p95_ms"]
    )
    return 0 if holds else 1


def _backlog(site: Site, worker: Worker) -> dict[str, float]:
    for start in range(0, BACKLOG, 100):
        site.change(lambda uow, start=start: submit_some(uow, range(start, start + 100), citizens=100))
    began, busy = time.perf_counter(), time.process_time()
    worker._inside.drain()
    filed, busy = time.perf_counter() - began, time.process_time() - busy
    assert site.look(lambda uow: len(uow.site.register.newest(BACKLOG * 2))) == BACKLOG
    assert len(_listed(site, BACKLOG * 2)) == BACKLOG
    began = time.perf_counter()
    entries = worker._outside.drain()
    sent = time.perf_counter() - began
    return {
        "filed_per_second": BACKLOG / filed,
        "filing_cpu_ms": 1000 * busy / BACKLOG,
        "mails_per_second": entries / sent if entries else 0.0,
    }


def _steady(site: Site, worker: Worker) -> dict[str, float]:
    submitted: dict[str, float] = {}
    found: dict[str, float] = {}
    done = threading.Event()
    watcher = threading.Thread(target=_watch, args=(site, found, done))
    worker.start()
    watcher.start()
    began = time.perf_counter()
    for number in range(RATE * SECONDS):
        time.sleep(max(began + number / RATE - time.perf_counter(), 0))
        reference = site.change(
            lambda uow, number=number: submit_one(uow, a_citizen(uow, number % 100), BACKLOG + number)
        )
        submitted[reference] = time.perf_counter()
        worker.arrivals.set()
    took = time.perf_counter() - began
    deadline = time.perf_counter() + 30
    while len(submitted.keys() & found.keys()) < len(submitted) and time.perf_counter() < deadline:
        time.sleep(BETWEEN_LOOKS)
    done.set()
    watcher.join()
    worker.stop()
    assert submitted.keys() <= found.keys(), "some were never found"
    waits = [1000 * max(found[reference] - at, 0) for reference, at in submitted.items()]
    return {
        "submitted_per_second": len(submitted) / took,
        "found_p50_ms": statistics.median(waits),
        "found_p95_ms": statistics.quantiles(waits, n=20)[-1],
        "found_worst_ms": max(waits),
    }


def _watch(site: Site, found: dict[str, float], done: threading.Event) -> None:
    """Look into the queue again and again, as its department would."""
    while not done.is_set():
        for reference in _listed(site, 300):
            found.setdefault(reference, time.perf_counter())
        time.sleep(BETWEEN_LOOKS)


def _listed(site: Site, size: int) -> tuple[str, ...]:
    return site.look(
        lambda uow: department_queue(uow.site.catalog, ["lighting"], [State.FILED], start=0, size=size).references
    )


if __name__ == "__main__":
    sys.exit(main())
