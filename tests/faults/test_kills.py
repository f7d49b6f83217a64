"""The power goes: whatever a citizen was told is kept is kept, and done once."""

import contextlib
import random
import threading

import httpx2
from tests.faults.conftest import Site
from tests.support.clients import HttpCitizen
from tests.support.load import entries, filed_notices, outbox, requests
from tests.support.waiting import eventually

ROUNDS = 10
PEOPLE = ("maria", "giorgos")


def test_a_kill_between_the_submission_and_the_filing_loses_and_doubles_nothing(idle_site: Site) -> None:
    idle_site.start(worker="none")
    maria = idle_site.citizen("maria")
    path = maria.submit(maria.fill())
    assert maria.status(path)["state"] == "submitted"
    idle_site.server.kill()
    idle_site.start(worker="thread")
    assert idle_site.numbered(maria, path).startswith("1/")
    idle_site.finish_work()
    idle_site.start(worker="thread")
    idle_site.finish_work()
    reference = next(iter(idle_site.look(requests)))
    assert idle_site.look(entries) == [(1, reference)]
    assert idle_site.look(filed_notices) == [reference]
    assert idle_site.look(outbox) == 0
    assert len(idle_site.standins.messages("lighting@serres.example")) == 1


class Load(threading.Thread):
    """A citizen who submits one request after the other until the server is gone."""

    def __init__(self, citizen: HttpCitizen) -> None:
        super().__init__()
        self._citizen = citizen
        self.calls = 0
        self.answered: list[str] = []

    def run(self) -> None:
        self._citizen.http.event_hooks = {"response": [self._count]}
        with contextlib.suppress(httpx2.TransportError):
            while True:
                self.answered.append(self._citizen.submit(self._citizen.fill()))

    def _count(self, _response: httpx2.Response) -> None:
        self.calls += 1


def test_kills_at_any_moment_under_load_lose_and_double_nothing(idle_site: Site) -> None:
    moments = random.Random(20260325)
    idle_site.start()
    people = [idle_site.citizen(userid) for userid in PEOPLE]
    answered: list[tuple[HttpCitizen, str]] = []
    for _ in range(ROUNDS):
        loads = [Load(citizen) for citizen in people]
        for load in loads:
            load.start()
        enough = moments.randint(2, 40)
        eventually(
            lambda loads=loads, enough=enough: sum(load.calls for load in loads) >= enough, f"{enough} answers"
        )
        idle_site.server.kill()
        for load, citizen in zip(loads, people, strict=True):
            load.join()
            answered.extend((citizen, path) for path in load.answered)
        idle_site.start()
    assert answered
    for citizen, path in answered:
        idle_site.numbered(citizen, path)
    idle_site.finish_work()
    stored = idle_site.look(requests)
    lines = idle_site.look(entries)
    assert {path.rsplit("/", 1)[-1] for _citizen, path in answered} <= {key.partition("/")[2] for key in stored}
    assert sorted(number for number, _key in lines) == list(range(1, len(stored) + 1))
    assert sorted(key for _number, key in lines) == sorted(stored)
    assert sorted(idle_site.look(filed_notices)) == sorted(stored)
    assert idle_site.look(outbox) == 0
