"""``make soak MINUTES=60``: a steady load, and whether the end is as good as the beginning.

20 whole submissions a second (form, saving, submitting) and 50 page views a second; the last ten minutes are held
against the first ten, or sixths of a shorter run.
"""

import argparse
import json
import random
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from itertools import chain, cycle
from pathlib import Path
from typing import Any

from benchmarks import machine, pages, report
from benchmarks.aftermath import filed_since
from benchmarks.client import Client
from benchmarks.installation import Installation
from benchmarks.loading import Loaded, load
from benchmarks.pages import Step, WrongAnswerError
from benchmarks.preparing import Visitors, prepare
from benchmarks.programs import Server, on_postgresql, serving
from tests.support.processes import StandIns

SUBMISSIONS_A_SECOND, VIEWS_A_SECOND = 20, 50
SUBMITTERS, VIEWERS = 4, 5
WINDOW_SECONDS = 600


@dataclass
class Samples:
    """taken: when it was finished, after the start, and how long it took, in seconds. errors: what went wrong."""

    taken: list[tuple[float, float]] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def window(self, begin: float, end: float) -> dict[str, float]:
        """Return rate and durations between two times."""
        durations = [duration * 1000 for at, duration in self.taken if begin <= at < end] or [0.0, 0.0]
        cuts = statistics.quantiles(durations, n=100)
        rate = len(durations) / (end - begin)
        return {"a_second": round(rate, 1), "p50_ms": round(cuts[49], 2), "p95_ms": round(cuts[94], 2)}


def main() -> int:
    """Load, serve, keep at it; return 1 when an answer was wrong or a submission lost."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.soak", description=__doc__)
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--requests", type=int, default=10_000)
    parser.add_argument("--processes", type=int, default=1, help="web processes; several share a PostgreSQL")
    parser.add_argument("--results", type=Path, default=Path("var/benchmarks"))
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        result = run(Path(folder), chosen.requests, chosen.minutes * 60, chosen.processes)
    chosen.results.mkdir(parents=True, exist_ok=True)
    (chosen.results / "soak.json").write_text(json.dumps(result, ensure_ascii=False, indent=1))
    print(json.dumps(result, ensure_ascii=False, indent=1))
    return 1 if result["errors"] or result["lost"] else 0


def run(folder: Path, requests: int, seconds: float, processes: int) -> dict[str, Any]:
    """Return what the load of so many `seconds` came to."""
    with ExitStack() as stack:
        standins = StandIns("http://localhost")
        stack.callback(standins.stop)
        installation = Installation(folder, smtp=standins.smtp_port)
        loaded = load(installation, requests, report.progress)
        visitors = prepare(installation, requests, drafts=1000)
        if processes > 1:
            installation = stack.enter_context(on_postgresql(installation))
        with serving(installation, processes) as servers:
            submitted, viewed, memory = _keep_at_it(servers, loaded, visitors, seconds)
        filed = filed_since(installation, requests)
    window = min(WINDOW_SECONDS, seconds / 6)
    ends = {"first": (0, window), "last": (seconds - window, seconds)}
    return {
        **machine.facts(),
        "minutes": seconds / 60,
        "processes": processes,
        "submissions": {name: submitted.window(*bounds) for name, bounds in ends.items()},
        "views": {name: viewed.window(*bounds) for name, bounds in ends.items()},
        "memory_mb": memory,
        "conflicts_repeated": sum(server.told("is repeated after a conflict") for server in servers),
        "errors": len(submitted.errors) + len(viewed.errors),
        "first_errors": [*submitted.errors[:3], *viewed.errors[:3]],
        "lost": len(submitted.taken) - filed,
    }


def _keep_at_it(
    servers: list[Server], loaded: Loaded, visitors: Visitors, seconds: float
) -> tuple[Samples, Samples, dict[str, int]]:
    submitted, viewed = Samples(), Samples()
    memory = {"begin": round(servers[0].memory_megabytes)}
    began = time.perf_counter()
    work = [
        (pages.whole_submissions(visitors.submitters[n::SUBMITTERS], random.Random(n)), submitted)
        for n in range(SUBMITTERS)
    ]
    work += [(_views(loaded, visitors, random.Random(n)), viewed) for n in range(VIEWERS)]
    pauses = [SUBMITTERS / SUBMISSIONS_A_SECOND] * SUBMITTERS + [VIEWERS / VIEWS_A_SECOND] * VIEWERS
    running = [
        threading.Thread(target=_pace, args=(server, began, seconds, *one, pause))
        for server, one, pause in zip(cycle(servers), work, pauses, strict=False)
    ]
    for one in running:
        one.start()
    for one in running:
        one.join()
    memory["end"] = round(servers[0].memory_megabytes)
    return submitted, viewed, memory


def _views(loaded: Loaded, visitors: Visitors, dice: random.Random) -> Iterator[Step]:
    """All pages whose contents the submissions do not change, in turn."""
    kinds = (
        pages.my_requests(visitors, dice),
        pages.request_page(visitors, dice),
        pages.public_page(loaded, visitors, dice),
        pages.search(2, loaded, visitors, dice),
        pages.search(4, loaded, visitors, dice),
    )
    return chain.from_iterable(zip(*kinds, strict=True))


def _pace(
    server: Server, began: float, seconds: float, steps: Iterator[Step], samples: Samples, pause: float
) -> None:
    """Take a step at each `pause`, at once when it is late; durations count from when the step was due."""
    client, due = Client(server.port), random.random() * pause
    while due < seconds:
        time.sleep(max(began + due - time.perf_counter(), 0))
        try:
            next(steps)(client)
            finished = time.perf_counter() - began
            samples.taken.append((finished, finished - due))
        except (WrongAnswerError, OSError) as error:
            client.close()
            samples.errors.append(f"{type(error).__name__}: {error}"[:400])
        due += pause
    client.close()


if __name__ == "__main__":
    sys.exit(main())
