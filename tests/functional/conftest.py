"""What the functional tests share: the stand-ins, the application, and people in front of it."""

import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.support.processes import StandIns

with warnings.catch_warnings():
    # Their authors' deprecations, met on import alone; ours stay errors.
    warnings.simplefilter("ignore")
    from tests.support.installation import URL, Installation, prepared_beside
    from tests.support.prepared import Prepared
    from tests.support.visitors import A_PHOTO, EMAIL, LAMP, Citizen, MemberOfStaff


@pytest.fixture(scope="session")
def running_standins() -> Iterator[StandIns]:
    standins = StandIns(URL)
    yield standins
    standins.stop()


@pytest.fixture
def standins(running_standins: StandIns) -> Iterator[StandIns]:
    """The stand-ins without faults and without mail."""
    yield running_standins
    running_standins.set_faults()
    running_standins.forget_messages()


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory, running_standins: StandIns) -> Prepared:
    return prepared_beside(running_standins, tmp_path_factory.mktemp("prepared"))


@pytest.fixture
def application(prepared: Prepared, standins: StandIns, tmp_path: Path) -> Iterator[Installation]:
    """The application with a database of the test's own."""
    installation = Installation(prepared, tmp_path / "database", standins)
    yield installation
    installation.close()


@pytest.fixture
def maria(application: Installation) -> Citizen:
    """A citizen, logged in, without an e-mail address unless a test uses `proven_address`."""
    return application.citizen("maria")


@pytest.fixture
def proven_address(application: Installation, maria: Citizen, standins: StandIns) -> str:
    """Maria's address, which she has proven; her mailbox is empty."""
    application.prove_address(maria, EMAIL)
    standins.forget_messages()
    return EMAIL


@pytest.fixture
def filed(application: Installation, maria: Citizen) -> str:
    """The address, for its applicant, of a request of hers about a lamp, with a photo, that is filed."""
    path = maria.file(LAMP, A_PHOTO)
    application.drain()
    return path


@pytest.fixture
def page(application: Installation, filed: str) -> str:
    """Where staff see the filed request."""
    return application.staff_page(filed)


@pytest.fixture
def lighting(application: Installation) -> MemberOfStaff:
    """An officer of the department that the filed request is for."""
    return application.staff("lighting")


@pytest.fixture
def admin(application: Installation) -> MemberOfStaff:
    """An administrator."""
    return application.staff("admin")
