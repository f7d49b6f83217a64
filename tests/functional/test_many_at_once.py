"""Citizens who submit at the same time are not in each other's way, and none of them ever sees a conflict."""

import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pyramid_retry import IBeforeRetry
from tests.support.site import Site, new_site
from tests.support.visitors import LAMP, Citizen
from tests.support.waiting import eventually
from tests.support.world import Mailbox
from ZODB.POSException import ConflictError

from serres_requests.domain.errors import RefusedError
from serres_requests.domain.people import Identity
from serres_requests.services.citizens import log_in
from serres_requests.worker import Worker

PEOPLE = 8
EACH = 12


class TaxOffice:
    """An identity provider for which the code of a person is their ΑΦΜ. A code is good once."""

    def __init__(self) -> None:
        self._used: set[str] = set()

    def authorize_url(self, state: str) -> str:
        return f"http://taxisnet.example/authorize?state={state}"

    def fetch_identity(self, code: str) -> Identity:
        if code in self._used:
            raise RefusedError("used")
        self._used.add(code)
        return Identity(code, "ΔΟΚΙΜΑΣΤΙΚΗ", "ΜΑΡΙΑ", "ΙΩΑΝΝΗΣ", "ΕΛΕΝΗ", 1980)

    def logout_url(self) -> str:
        return "http://taxisnet.example/logout"


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    with new_site(tmp_path) as made:
        made.registry.ports = replace(made.registry.ports, mail=Mailbox(), identity_provider=TaxOffice())
        yield made


@pytest.fixture
def retried(site: Site) -> Iterator[list[str]]:
    """What was tried again because of a conflict."""
    found: list[str] = []

    def note(event: Any) -> None:
        found.append(f"{event.request.path}: {event.exception}")

    site.registry.registerHandler(note, (IBeforeRetry,))
    yield found
    site.registry.unregisterHandler(note, (IBeforeRetry,))


def logged_in(site: Site, number: int) -> Citizen:
    citizen = Citizen(site.router, "localhost")
    state = citizen.get("/login/taxisnet", status=303).location.rpartition("=")[2]
    answer = citizen.get(f"/login/taxisnet/callback?state={state}&code={100_000_000 + number}", status=303)
    assert answer.location.endswith("/me")
    return citizen


class Person(threading.Thread):
    """A citizen who logs in and submits again and again. WebTest fails on any status but the one due."""

    def __init__(self, site: Site, number: int) -> None:
        super().__init__()
        self._site, self._number = site, number
        self.paths: list[str] = []

    def run(self) -> None:
        citizen = logged_in(self._site, self._number)
        for count in range(EACH):
            self.paths.append(citizen.file({**LAMP, "place": f"Ερμού {self._number}, {count}"}))


def test_eight_at_once_submit_without_conflicts(site: Site, retried: list[str]) -> None:
    worker = Worker(site.database, site.registry, site.registry.ports, site.registry.app_settings)
    site.registry.work_arrived = worker.arrivals
    worker.start()
    try:
        people = [Person(site, number) for number in range(PEOPLE)]
        for person in people:
            person.start()
        for person in people:
            person.join()
        assert [len(person.paths) for person in people] == [EACH] * PEOPLE
        eventually(lambda: site.look(lambda uow: uow.site.outbox.waiting(1)) == [], "the outbox to be empty")
    finally:
        worker.stop()
    lines = site.look(lambda uow: [(line.number, line.key) for line in uow.site.register.newest(1000)])
    assert sorted(number for number, _key in lines) == list(range(1, PEOPLE * EACH + 1))
    ids = [path.rpartition("/")[2] for person in people for path in person.paths]
    assert sorted(key.rpartition("/")[2] for _number, key in lines) == sorted(ids)
    submitting = [what for what in retried if "/submit" in what or "/apply" in what]
    # The first two into one of the year's 256 BTrees still meet: an empty one can't be merged.
    assert len(submitting) <= PEOPLE * EACH // 10, submitting


def test_a_conflict_at_the_log_in_does_not_ask_the_tax_office_again(
    site: Site, retried: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    conflicts = [ConflictError()]

    def meet_another(*given: Any) -> Any:
        if conflicts:
            raise conflicts.pop()
        return log_in(*given)

    monkeypatch.setattr("serres_requests.views.citizen.login.log_in", meet_another)
    logged_in(site, 1)
    assert len(retried) == 1
