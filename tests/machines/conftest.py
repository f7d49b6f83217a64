"""A PostgreSQL server for all tests of this folder, and a site of several processes for each that wants one."""

import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.support.postgresql import PostgreSQL

with warnings.catch_warnings():
    # Their authors' deprecations, met on import alone; ours stay errors.
    warnings.simplefilter("ignore")
    import serres_requests.application  # noqa: F401  the classes of what is stored
from tests.support.machines import Machines


@pytest.fixture(scope="session")
def postgresql() -> Iterator[PostgreSQL]:
    server = PostgreSQL()
    yield server
    server.remove()


@pytest.fixture
def machines(tmp_path: Path, postgresql: PostgreSQL) -> Iterator[Machines]:
    """Two web processes and two workers, running."""
    made = Machines(tmp_path, postgresql)
    try:
        made.start()
        yield made
    finally:
        made.close()
