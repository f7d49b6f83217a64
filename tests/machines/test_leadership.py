"""Who leads: one at a time, whoever waits next, and none without the lock."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from tests.support.postgresql import PASSWORD, PostgreSQL
from tests.support.waiting import eventually

from serres_requests.postgresql.connection import Session
from serres_requests.postgresql.leadership import Leadership
from serres_requests.postgresql.wake_up import Bell

Places = list[str]


class Candidate:
    """A worker of its own kind: it tells when it may work, and when a bell rings."""

    def __init__(self, dsn: str, name: str, at_work: Places) -> None:
        self.name = name
        self.rung = self.terms = 0
        self._at_work = at_work
        self._leadership = Leadership(dsn, self, self._hear)
        self._thread = threading.Thread(target=self._leadership.run)

    def start(self) -> None:
        assert self._at_work == []
        self._at_work.append(self.name)
        self.terms += 1

    def stop(self) -> None:
        self._at_work.remove(self.name)

    def _hear(self) -> None:
        self.rung += 1

    @contextmanager
    def standing(self) -> Iterator["Candidate"]:
        self._thread.start()
        try:
            yield self
        finally:
            self.withdraw()

    def withdraw(self) -> None:
        self._leadership.stop()
        self._thread.join()


@pytest.fixture(params=["127.0.0.1", "socket"])
def dsn(request: pytest.FixtureRequest, postgresql: PostgreSQL) -> str:
    """The database by way of the network and of the server's socket."""
    name = postgresql.new_database().rpartition("/")[2]
    host = postgresql.socket_folder if request.param == "socket" else request.param
    return f"host='{host}' port={postgresql.port} user=serres dbname={name} password='{PASSWORD}'"


@pytest.fixture
def at_work() -> Places:
    return []


def led_by(at_work: Places, *names: str) -> Callable[[], bool]:
    return lambda: len(at_work) == 1 and at_work[0] in names


def test_the_next_follows_when_the_leader_withdraws(dsn: str, at_work: Places) -> None:
    with Candidate(dsn, "first", at_work).standing() as first:
        eventually(led_by(at_work, "first"), "the first to lead")
        with Candidate(dsn, "second", at_work).standing():
            first.withdraw()
            eventually(led_by(at_work, "second"), "the second to lead")
    assert at_work == []


def test_the_bell_is_heard_by_the_leader_alone(dsn: str, at_work: Places) -> None:
    with Candidate(dsn, "first", at_work).standing() as first:
        eventually(led_by(at_work, "first"), "the first to lead")
        with Candidate(dsn, "second", at_work).standing() as second:

            def ring() -> bool:
                Bell(dsn).set()
                return first.rung > 0

            eventually(ring, "the bell")
            first.withdraw()
            eventually(led_by(at_work, "second"), "the second to lead")
            assert second.rung == 0


def test_a_leader_that_loses_its_connection_stops_and_stands_again(dsn: str, at_work: Places) -> None:
    ends = "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE application_name LIKE 'worker %'"
    with Candidate(dsn, "first", at_work).standing() as first:
        eventually(led_by(at_work, "first"), "the first to lead")
        Session(dsn).run(lambda cursor: cursor.execute(ends))
        eventually(lambda: first.terms == 2, "it to lead again")
        assert at_work == ["first"]


def test_a_bell_that_nobody_can_hear_is_no_error(caplog: pytest.LogCaptureFixture) -> None:
    Bell("host=127.0.0.1 port=1 connect_timeout=1").set()
    assert "the worker can't be told of new work" in caplog.text
