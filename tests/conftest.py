"""Fixtures of the tests that need the real programs."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.support.processes import SiteProcess, StandIns, free_port


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SiteProcess]:
    """A running demonstration site with its stand-ins; each test module has its own."""
    yield from running_site(tmp_path_factory.mktemp("site"))


def running_site(folder: Path, worker: str = "thread") -> Iterator[SiteProcess]:
    """Start a site in `folder`, yield it, stop it. worker: "none" leaves what is due undone."""
    port = free_port()
    standins = StandIns(f"http://127.0.0.1:{port}")
    process = SiteProcess(folder, port, standins, worker)
    try:
        process.start()
        yield process
    finally:
        process.stop()
        standins.stop()
