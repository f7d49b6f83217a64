"""The power goes: whatever a citizen was told is kept is kept, and done once."""

import contextlib
import random
import threading
import time
from typing import Any

import httpx2
import pytest
from tests.faults.conftest import Site
from tests.faults.test_mail_server import give_and_confirm_email
from tests.support.clients import HttpCitizen
from tests.support.commands import run_command
from tests.support.load import entries, filed_notices, outbox, requests
from tests.support.waiting import eventually

from serres_requests.worker.outside import MOST_UNRECORDED

KILLS = 50
PEOPLE = ("maria", "giorgos")
MOST_ANSWERS = 20
"""Before the power goes; a request takes five."""
JITTER_SECONDS = 0.05
STAFF = "lighting@serres.example"


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


def kill_under_load(
    site: Site, people: list[HttpCitizen], moments: random.Random
) -> list[tuple[HttpCitizen, str]]:
    """Let everybody submit, kill the site at some moment, start it again; return what they were told is kept."""
    loads = [Load(citizen) for citizen in people]
    for load in loads:
        load.start()
    enough = moments.randint(1, MOST_ANSWERS)
    eventually(lambda: sum(load.calls for load in loads) >= enough, f"{enough} answers")
    time.sleep(moments.random() * JITTER_SECONDS)
    site.server.kill()
    for load in loads:
        load.join()
    site.start()
    return [(citizen, path) for load, citizen in zip(loads, people, strict=True) for path in load.answered]


def notices(root: Any) -> list[tuple[str, str]]:
    """Return reference and delivery of each notice of a filing."""
    return [
        (notice.reference, str(notice.email))
        for citizen in root.citizens.values()
        for notice in citizen.notices.values()
        if notice.kind == "filed"
    ]


@pytest.mark.timeout(1800)
def test_fifty_kills_under_load_lose_and_double_nothing(idle_site: Site) -> None:
    moments = random.Random(20260325)
    idle_site.start()
    people = [idle_site.citizen(userid) for userid in PEOPLE]
    for citizen, userid in zip(people, PEOPLE, strict=True):
        give_and_confirm_email(idle_site, citizen, f"{userid}@example.gr")
    idle_site.standins.forget_messages()
    answered: list[tuple[HttpCitizen, str]] = []
    for _ in range(KILLS):
        answered.extend(kill_under_load(idle_site, people, moments))
    for citizen, path in answered:
        idle_site.numbered(citizen, path)
    idle_site.finish_work()

    stored, lines = idle_site.look(requests), idle_site.look(entries)
    assert len(answered) > KILLS
    assert {path.rsplit("/", 1)[-1] for _citizen, path in answered} <= {key.partition("/")[2] for key in stored}
    assert sorted(number for number, _key in lines) == list(range(1, len(stored) + 1))
    assert sorted(key for _number, key in lines) == sorted(stored)
    assert sorted(idle_site.look(notices)) == sorted((reference, "sent") for reference in stored)
    assert idle_site.look(outbox) == 0
    for command in ("check", "check-catalogue", "verify-audit"):
        checked = run_command(command, idle_site.folder / "site.ini")
        assert checked.returncode == 0, checked.stdout

    # The last mails that had left when the power went leave once more, as the same messages.
    mails = idle_site.standins.messages("")
    assert len(mails) - len({mail["message_id"] for mail in mails}) <= KILLS * MOST_UNRECORDED
    for address in (STAFF, *(f"{userid}@example.gr" for userid in PEOPLE)):
        assert {mail["to"] for mail in idle_site.standins.messages(address)} == {address}
    by_message = {(mail["to"], mail["message_id"]) for mail in mails}
    assert len([to for to, _message in by_message if to == STAFF]) == len(stored)
    assert len([to for to, _message in by_message if to.endswith("@example.gr")]) == len(stored)
