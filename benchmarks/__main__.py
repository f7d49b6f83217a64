"""``make bench N=10000``: load a site with N requests, serve it, measure it through HTTP, keep the result."""

import argparse
import json
import random
import shutil
import sys
import tempfile
import warnings
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import asdict
from pathlib import Path
from typing import Any

warnings.simplefilter("ignore")

from benchmarks import machine, pages, report  # noqa: E402
from benchmarks.aftermath import look  # noqa: E402
from benchmarks.installation import Installation  # noqa: E402
from benchmarks.loading import Loaded, load  # noqa: E402
from benchmarks.measuring import Measured, measure  # noqa: E402
from benchmarks.pages import Step  # noqa: E402
from benchmarks.preparing import Person, Visitors, prepare  # noqa: E402
from benchmarks.programs import Server, on_postgresql, serving  # noqa: E402
from tests.support.processes import StandIns  # noqa: E402

CLIENTS = 8
DRAFTS = 3000
Steps = Callable[[random.Random], Iterator[Step]]


def main() -> int:
    """Measure; return 1 when an answer was wrong or a submission lost or doubled."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--requests", type=int, default=10_000)
    parser.add_argument("--seconds", type=float, default=6, help="for each page and number of clients")
    parser.add_argument("--database", type=Path, help="where the loaded database is kept for another run")
    parser.add_argument("--processes", type=int, default=1, help="web processes; several share a PostgreSQL")
    parser.add_argument("--results", type=Path, default=Path("var/benchmarks"))
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        database = chosen.database or Path(folder) / "loaded"
        _load_unless_there(database, chosen.requests)
        shutil.copytree(database, Path(folder) / "site")
        result = run(Path(folder) / "site", chosen.seconds, chosen.processes)
    chosen.results.mkdir(parents=True, exist_ok=True)
    (chosen.results / f"{chosen.requests}-{chosen.processes}.json").write_text(
        json.dumps(result, ensure_ascii=False, indent=1)
    )
    print(report.table([result]))
    aftermath = result["aftermath"]
    wrong = sum(row["errors"] for row in result["pages"]) + aftermath["lost"] + aftermath["double"]
    return 1 if wrong else 0


def run(folder: Path, seconds: float, processes: int) -> dict[str, Any]:
    """Serve the loaded database in `folder` and measure every page; more than one process share a PostgreSQL."""
    loaded = Loaded.of(folder)
    with ExitStack() as stack:
        standins = StandIns("http://localhost")
        stack.callback(standins.stop)
        installation = Installation(folder, smtp=standins.smtp_port)
        visitors = prepare(installation, loaded.requests, DRAFTS)
        if processes > 1:
            installation = stack.enter_context(on_postgresql(installation))
        with serving(installation, processes) as servers:
            memory = {"begin": servers[0].memory_megabytes}
            measured = list(_measure(servers, loaded, visitors, seconds))
            memory["end"] = servers[0].memory_megabytes
        accepted = sum(m.uncounted + len(m.durations) for m in measured if m.name == "submit")
        aftermath = look(installation, visitors, accepted)
    return {
        **machine.facts(),
        "requests": loaded.requests,
        "processes": processes,
        "loaded_a_second": round(loaded.a_second),
        "bytes_each": round(loaded.bytes_each),
        "memory_mb": {name: round(size) for name, size in memory.items()},
        "conflicts_repeated": sum(server.told("is repeated after a conflict") for server in servers),
        "pages": [m.as_data() for m in measured],
        "aftermath": asdict(aftermath),
    }


def _measure(servers: list[Server], loaded: Loaded, visitors: Visitors, seconds: float) -> Iterator[Measured]:
    looking: dict[str, Steps] = {
        "my requests": lambda dice: pages.my_requests(visitors, dice),
        "request page": lambda dice: pages.request_page(visitors, dice),
        "public page": lambda dice: pages.public_page(loaded, visitors, dice),
        "search, 2 words": lambda dice: pages.search(2, loaded, visitors, dice),
        "search, 4 words": lambda dice: pages.search(4, loaded, visitors, dice),
        "queue": lambda dice: pages.queue(loaded, visitors, dice),
    }
    for clients in (1, CLIENTS):
        for name, make in looking.items():
            steps = [make(random.Random(f"{name} {number}")) for number in range(clients)]
            yield _told(measure(name, steps, servers, seconds))
    for clients, own in ((1, visitors.submitters[::4]), (CLIENTS, _others(visitors.submitters))):
        steps = [pages.submissions(own[number::clients]) for number in range(clients)]
        yield _told(measure("submit", steps, servers, seconds))


def _told(measured: Measured) -> Measured:
    print(report.line(measured.as_data()), file=sys.stderr, flush=True)
    return measured


def _others(submitters: list[Person]) -> list[Person]:
    """Those who did not submit yet."""
    return [person for number, person in enumerate(submitters) if number % 4]


def _load_unless_there(folder: Path, requests: int) -> None:
    if (folder / "loaded.json").exists():
        return
    folder.mkdir(parents=True)
    load(Installation(folder), requests, report.progress)


if __name__ == "__main__":
    sys.exit(main())
