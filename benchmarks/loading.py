"""Bulk load: many requests straight into a new database, by the services that file, move, index and notify.

What a citizen and an officer would do one by one is done here in one go, without outbox and worker between: the
database that comes of it is the one that they would have made.
"""

import json
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field
from datetime import timedelta
from itertools import islice
from pathlib import Path
from typing import Any

import transaction
from benchmarks import greek_data
from benchmarks.greek_data import Sample
from benchmarks.installation import InProcess, Installation, Quiet

from serres_requests.catalog.indexing import index_request
from serres_requests.content_types.request import HistoryEntry, Request
from serres_requests.content_types.workflow import WORKFLOWS
from serres_requests.domain.identifiers import new_id
from serres_requests.domain.lifecycle import ACCEPTED_STATES, OPEN_STATES
from serres_requests.domain.notices import NOTICE_OF_TRANSITION, NoticeKind
from serres_requests.services.access import protect_request
from serres_requests.services.citizens import log_in
from serres_requests.services.lifecycle import file_request, move
from serres_requests.services.notices import mark_read, notify
from serres_requests.services.unit_of_work import UnitOfWork

BATCH = 1000
QUERIES = 40
SEARCH_PAGE = 20
_CACHED_OBJECTS = 400_000
_MESSAGE = "Έγινε."

Progress = Callable[[int, float], None]
"""Is told how many requests are loaded and how many a second that made."""


@dataclass
class Matches:
    """What a search must find: how many in all, and the addresses of the newest, the newest first."""

    total: int = 0
    newest: list[str] = field(default_factory=list)

    def add(self, path: str) -> None:
        self.total += 1
        self.newest = [path, *self.newest[: SEARCH_PAGE - 1]]


@dataclass
class Loaded:
    """What is in the database, counted while it was made and not asked of the catalogue."""

    requests: int
    seconds: float = 0
    packing_seconds: float = 0
    bytes_before_pack: int = 0
    bytes: int = 0
    queues: dict[str, int] = field(default_factory=dict)
    searches: dict[str, "Matches"] = field(default_factory=dict)

    @property
    def a_second(self) -> float:
        return self.requests / self.seconds

    @property
    def bytes_each(self) -> float:
        return self.bytes / self.requests

    def save(self, folder: Path) -> None:
        (folder / "loaded.json").write_text(json.dumps(asdict(self), ensure_ascii=False))

    @classmethod
    def of(cls, folder: Path) -> "Loaded":
        data = json.loads((folder / "loaded.json").read_text())
        searches = {query: Matches(**matches) for query, matches in data.pop("searches").items()}
        return cls(**data, searches=searches)


def load(installation: Installation, count: int, progress: Progress) -> Loaded:
    """Fill the new database of `installation` with `count` requests and pack it."""
    loaded = Loaded(count)
    queries = {q: frozenset(q.split()) for n in (2, 4) for q in greek_data.searches(n, QUERIES)}
    loaded.searches = {query: Matches() for query in queries}
    began = time.perf_counter()
    with installation.in_process() as inside:
        inside.database.setCacheSize(_CACHED_OBJECTS)
        _publish_types(inside)
        done = 0
        for batch in _batches(greek_data.samples(count)):
            with inside.unit_of_work(Quiet) as uow:
                for sample in batch:
                    request = _load(uow, inside, sample)
                    _count(loaded, sample, request, queries)
                transaction.commit()
            done += len(batch)
            progress(done, done / (time.perf_counter() - began))
        loaded.seconds = time.perf_counter() - began
        _pack(inside, installation.folder, loaded)
    loaded.save(installation.folder)
    return loaded


def _publish_types(inside: InProcess) -> None:
    with inside.unit_of_work() as uow:
        for name in greek_data.TYPES:
            uow.site.request_types[name].publish(greek_data.definition_data(name))
        transaction.commit()


def _batches(samples: Iterator[Sample]) -> Iterator[list[Sample]]:
    while batch := list(islice(samples, BATCH)):
        yield batch


def _load(uow: UnitOfWork, inside: InProcess, sample: Sample) -> Request:
    """Let one request be submitted, filed and moved, and its citizen be told; every second one has read it all."""
    inside.clock.at = sample.submitted_at
    citizen = log_in(uow, greek_data.identity(sample.citizen))
    request = _submit(uow, citizen, sample)
    told = [(NoticeKind.FILED, "")]
    inside.clock.at += timedelta(seconds=2)
    file_request(uow, request.reference)
    for transition in greek_data.MOVES[sample.state]:
        message = "" if transition == "start" else _MESSAGE
        move(uow, request, transition, message)
        told.append((NOTICE_OF_TRANSITION[transition], message))
    for kind, message in told:
        notify(uow, request.reference, kind, inside.clock.at, message)
    if sample.citizen % 2:
        mark_read(uow, citizen)
    index_request(uow.site, request)
    return request


def _submit(uow: UnitOfWork, citizen: Any, sample: Sample) -> Request:
    definition, now = greek_data.definition(sample.type_name), uow.now()
    request = Request(
        type_name=sample.type_name,
        type_version=uow.site.request_types[sample.type_name].current.number,
        department=definition.department,
        applicant_id=citizen.id,
        applicant=citizen.identity,
        answers=sample.answers,
        attachments=(),
        submitted_at=now,
    )
    uow.site.requests.of_year(now.year)[new_id()] = request
    request.workflow = definition.workflow
    WORKFLOWS[request.workflow].initialize(request)
    request.record(HistoryEntry(now, "submit", citizen.identity.full_name))
    protect_request(uow.site, request)
    citizen.remember_request(request.id, request.reference, now)
    return request


def _count(loaded: Loaded, sample: Sample, request: Request, queries: dict[str, frozenset[str]]) -> None:
    """Note what each page must show later."""
    if sample.state in OPEN_STATES:
        loaded.queues[request.department] = loaded.queues.get(request.department, 0) + 1
    if sample.state in ACCEPTED_STATES:
        path = f"/requests/{request.protocol.year}/{request.protocol.number}"
        for query, words in queries.items():
            if words <= sample.words:
                loaded.searches[query].add(path)


def _pack(inside: InProcess, folder: Path, loaded: Loaded) -> None:
    loaded.bytes_before_pack = _size(folder)
    began = time.perf_counter()
    inside.database.pack()
    loaded.packing_seconds = time.perf_counter() - began
    (folder / "Data.fs.old").unlink(missing_ok=True)
    loaded.bytes = _size(folder)


def _size(folder: Path) -> int:
    files = [folder / "Data.fs", *(file for file in (folder / "blobs").rglob("*") if file.is_file())]
    return sum(file.stat().st_size for file in files)
