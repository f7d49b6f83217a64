"""What a query costs in process, by the number of requests: python -m benchmarks.catalogue 10000 100000.

The catalogue alone, on a database on disk, with the words of `greek_data`. Prints a line for each query: p50, p95
(ms of the processor, so that other work on the machine does not count), and the objects that a connection which
begins with nothing loads for the first one. Two of five open requests are overdue.
"""

import statistics
import sys
import tempfile
import time
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import Any

warnings.simplefilter("ignore")

import transaction  # noqa: E402
from benchmarks.greek_data import definition, samples, searches, vocabulary  # noqa: E402
from ZODB.DB import DB  # noqa: E402
from ZODB.FileStorage import FileStorage  # noqa: E402

from serres_requests.catalog.catalog import (  # noqa: E402
    EVERYBODY,
    STAFF,
    RequestCatalog,
    SearchDocument,
    kind_of,
)
from serres_requests.catalog.queries import (  # noqa: E402
    Order,
    QueueFilter,
    QueueOrder,
    accepted_requests,
    department_queue,
)
from serres_requests.domain.lifecycle import ACCEPTED_STATES, OPEN_STATES, State  # noqa: E402

AT_ONCE = 1000
REPEATS = 15
CACHED_OBJECTS = 40_000
TODAY = date(2026, 9, 1)
_DUE_SPREAD, _OVERDUE = 50, 20
"""Open requests are due on so many days, so many of them past."""


def main() -> None:
    """Measure at each number of requests on the command line."""
    for count in [int(word) for word in sys.argv[1:]] or [10_000]:
        with tempfile.TemporaryDirectory() as folder, _database(Path(folder)) as database:
            _load(database, count)
            database.pack()
            size = (Path(folder) / "Data.fs").stat().st_size
            print(f"{count} requests, {size // count} bytes each after packing")
            for name, queries in _queries().items():
                print(f"  {name:32}", _measured(database, queries))


@contextmanager
def _database(folder: Path) -> Iterator[DB]:
    database = DB(FileStorage(str(folder / "Data.fs")), cache_size=CACHED_OBJECTS)
    try:
        yield database
    finally:
        database.close()


def _load(database: DB, count: int) -> None:
    connection, begun = database.open(), time.perf_counter()
    catalog = connection.root()["catalog"] = RequestCatalog()
    for number, sample in enumerate(samples(count), 1):
        catalog.store(catalog.allot_id(f"2026/{number}"), _document(sample))
        if number % AT_ONCE == 0:
            transaction.commit()
            connection.cacheGC()
    transaction.commit()
    connection.close()
    print(f"indexed {count / (time.perf_counter() - begun):.0f} a second")


def _document(sample: Any) -> SearchDocument:
    asked = definition(sample.type_name)
    audience = EVERYBODY if sample.state in ACCEPTED_STATES else STAFF
    kind = kind_of(asked.department, sample.type_name, sample.state)
    day = TODAY + timedelta(days=sample.number % _DUE_SPREAD - _OVERDUE)
    return SearchDocument(
        f"{asked.title.el}\n{' '.join(sample.words)}",
        audience,
        kind,
        sample.submitted_at.year,
        due=day if sample.state in OPEN_STATES else None,
    )


Query = Callable[[RequestCatalog], object]


def _queries() -> dict[str, list[Query]]:
    rare = vocabulary()[-5:]
    return {
        "all public, newest 20": [lambda catalog: accepted_requests(catalog, "")],
        "search, 2 common words": [_search(words) for words in searches(2, 10)],
        "search, 4 common words": [_search(words) for words in searches(4, 10)],
        "search, a common and a rare word": [_search(f"{vocabulary()[0]} {word}") for word in rare],
        "search, 2 words by relevance": [_search(words, order=Order.RELEVANCE) for words in searches(2, 10)],
        "search, a phrase": [_search(f"«{words}»") for words in searches(2, 10)],
        "queue of a department, newest 50": [lambda catalog: department_queue(catalog, ["lighting"], OPEN_STATES)],
        "queue, all states": [lambda catalog: department_queue(catalog, ["lighting"], State)],
        "queue, overdue": [_queue(due=_PAST)],
        "queue, overdue, first due first": [_queue(QueueOrder.DUE, due=_PAST)],
        "queue, overdue with 2 words": [_queue(due=_PAST, words=words) for words in searches(2, 10)],
        "queue, due within a week": [_queue(due=(TODAY, TODAY + timedelta(days=7)))],
        "queue, first due first": [_queue(QueueOrder.DUE)],
        "queue, 2 words, first due first": [_queue(QueueOrder.DUE, words=words) for words in searches(2, 10)],
    }


def _search(words: str, **others: Any) -> Query:
    return lambda catalog: accepted_requests(catalog, words, **others)


_PAST = (date.min, TODAY - timedelta(days=1))


def _queue(order: QueueOrder = QueueOrder.NEWEST, **wanted: Any) -> Query:
    return lambda catalog: department_queue(
        catalog, ["lighting"], OPEN_STATES, wanted=QueueFilter(**wanted), order=order
    )


def _measured(database: DB, queries: list[Query]) -> str:
    connection = database.open()
    connection.cacheMinimize()
    catalog = connection.root()["catalog"]
    before = connection.getTransferCounts()[0]
    queries[0](catalog)
    loaded = connection.getTransferCounts()[0] - before
    times = sorted(_time(query, catalog) for _ in range(REPEATS) for query in queries)
    connection.close()
    return f"p50 {statistics.median(times):6.2f}  p95 {times[int(len(times) * 0.95)]:6.2f}  first loads {loaded}"


def _time(query: Query, catalog: RequestCatalog) -> float:
    begun = time.process_time()
    query(catalog)
    return (time.process_time() - begun) * 1000


if __name__ == "__main__":
    main()
