"""A PostgreSQL server for all tests of this folder, and a site of several processes for each that wants one."""

import warnings
from collections.abc import Iterator

import pytest
from tests.support.postgresql import PASSWORD, PostgreSQL
from tests.support.settings import SECRETS

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


@pytest.fixture(scope="module")
def started(tmp_path_factory: pytest.TempPathFactory, postgresql: PostgreSQL) -> Iterator[Machines]:
    """Two web processes and two workers, started at the same moment on an empty database."""
    made = Machines(tmp_path_factory.mktemp("machines"), postgresql)
    try:
        made.start()
        yield made
    finally:
        made.close()


@pytest.fixture
def machines(started: Machines) -> Machines:
    """The module's processes; those that the test before ended are started again."""
    started.start()
    return started


@pytest.fixture
def secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    """The environment of commands that tests call in this process."""
    for name, value in {**SECRETS, "SERRES_DATABASE_PASSWORD": PASSWORD}.items():
        monkeypatch.setenv(name, value)
