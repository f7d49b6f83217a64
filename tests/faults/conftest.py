"""What the tests of faults share: a site whose server they start, kill and start again, and its database."""

import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar

import pytest
from bs4 import BeautifulSoup
from tests.support.clients import HttpCitizen, HttpStaff
from tests.support.processes import SiteProcess, StandIns, free_port
from tests.support.stored import look_into
from tests.support.waiting import eventually

with warnings.catch_warnings():
    # Their authors' deprecations, met on import alone; ours stay errors.
    warnings.simplefilter("ignore")
    from ZODB.DB import DB
    from ZODB.FileStorage import FileStorage

    import serres_requests.application  # noqa: F401  the classes of what is stored

T = TypeVar("T")


class Site:
    """A site in `folder` that can be started with and without a worker, and looked into when it is stopped."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.standins = StandIns(self.url)
        self.server = SiteProcess(folder, self.port, self.standins)
        self._citizens: list[HttpCitizen] = []

    def start(self, worker: str = "thread") -> None:
        self.server = SiteProcess(self.folder, self.port, self.standins, worker)
        self.server.start()

    def citizen(self, userid: str) -> HttpCitizen:
        citizen = HttpCitizen(self.url)
        self._citizens.append(citizen)
        citizen.log_in(userid)
        return citizen

    def second_window(self, citizen: HttpCitizen) -> HttpCitizen:
        window = citizen.same_browser()
        self._citizens.append(window)
        return window

    def numbered(self, citizen: HttpCitizen, request_path: str) -> str:
        """Wait for the protocol number of a request and return it."""
        return eventually(lambda: citizen.status(request_path)["number"], f"the number of {request_path}")

    def finish_work(self) -> None:
        """Wait until an administrator sees no work waiting, then stop the server."""
        admin = HttpStaff(self.url)
        admin.log_in("admin")

        def is_idle() -> bool:
            page = BeautifulSoup(admin.http.get("/manage/outbox/contents").text, "html.parser")
            return page.select("main h2") != [] and page.select("main table") == []

        eventually(is_idle, "the outbox to be empty")
        admin.close()
        self.server.stop()

    def look(self, at: Callable[[Any], T]) -> T:
        """Return what `at` finds in the root; the server must be stopped."""
        storage = FileStorage(str(self.folder / "Data.fs"), blob_dir=str(self.folder / "blobs"), read_only=True)
        return look_into(DB(storage), at)

    def close(self) -> None:
        for citizen in self._citizens:
            citizen.close()
        self.server.stop()
        self.standins.stop()


@pytest.fixture
def idle_site(tmp_path: Path) -> Iterator[Site]:
    """A site whose server is not started yet."""
    site = Site(tmp_path)
    yield site
    site.close()


@pytest.fixture(scope="module")
def running_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A running site; each module of tests has its own."""
    site = Site(tmp_path_factory.mktemp("site"))
    try:
        site.start()
        yield site
    finally:
        site.close()
