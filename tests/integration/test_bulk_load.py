"""The benchmarks' bulk load makes the database that it says: what it counted is what the catalogue finds."""

from pathlib import Path

import pytest
from benchmarks.installation import InProcess, Installation
from benchmarks.loading import Loaded, load

from serres_requests.catalog.queries import accepted_requests, department_queue
from serres_requests.domain.lifecycle import OPEN_STATES

COUNT = 120


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> tuple[Loaded, Path]:
    folder = tmp_path_factory.mktemp("bulk")
    load(Installation(folder), COUNT, lambda _done, _a_second: None)
    return Loaded.of(folder), folder


@pytest.fixture
def inside(loaded: tuple[Loaded, Path]):
    with Installation(loaded[1]).in_process() as opened:
        yield opened


def test_searches_find_what_was_counted(loaded: tuple[Loaded, Path], inside: InProcess) -> None:
    with inside.unit_of_work() as uow:
        for query, matches in loaded[0].searches.items():
            page = accepted_requests(uow.site.catalog, query).page
            found = [uow.site.requests.by_reference(reference).protocol for reference in page.references]
            assert [f"/requests/{number.year}/{number.number}" for number in found] == matches.newest, query
            assert page.total == matches.total
    assert any(matches.total for matches in loaded[0].searches.values())


def test_queues_hold_what_was_counted(loaded: tuple[Loaded, Path], inside: InProcess) -> None:
    with inside.unit_of_work() as uow:
        found = {
            name: total
            for name in uow.site.departments
            if (total := department_queue(uow.site.catalog, [name], OPEN_STATES).total)
        }
    assert found == loaded[0].queues


def test_numbers_have_no_gap_and_each_request_one(loaded: tuple[Loaded, Path], inside: InProcess) -> None:
    with inside.unit_of_work() as uow:
        requests = [request for year in uow.site.requests.values() for request in year.values()]
        for year in (2025, 2026):
            numbers = sorted(request.protocol.number for request in requests if request.protocol.year == year)
            assert numbers == list(range(1, len(numbers) + 1))
    assert len(requests) == COUNT
