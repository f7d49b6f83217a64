"""A leader, a web process or the database goes away under load: nothing is lost, nothing is done twice."""

import random
import signal
from collections.abc import Iterator

import httpx2
import pytest
from tests.support.machines import Machines
from tests.support.pressure import ENOUGH, Pressure
from tests.support.taxisnet import NO_TLS
from tests.support.waiting import eventually

ROUNDS = 8
SHARE_OF_CRASHES = 0.25
"""How often it is the database that is killed."""

_END_THE_LEADERS_CONNECTION = """
SELECT pg_terminate_backend(pid) FROM pg_locks JOIN pg_stat_activity USING (pid)
WHERE locktype = 'advisory' AND granted AND application_name LIKE 'worker %'
"""


@pytest.fixture
def pressure(machines: Machines) -> Iterator[Pressure]:
    with Pressure(machines) as made:
        yield made


def test_the_second_worker_takes_over_from_a_killed_one(machines: Machines, pressure: Pressure) -> None:
    pressure.go_on()
    first = machines.leader()
    first.end(signal.SIGKILL)
    second = machines.leader()
    assert second.pid != first.pid
    pressure.go_on()
    pressure.end()
    assert all(load.failures == [] for load in pressure.loads)


def test_a_worker_that_is_stopped_hands_over(machines: Machines) -> None:
    first = machines.leader()
    assert first.end(signal.SIGTERM) == 0
    assert machines.leader().pid != first.pid


def test_a_leader_that_loses_its_connection_stops_and_stands_again(machines: Machines, pressure: Pressure) -> None:
    pressure.go_on()
    first = machines.leader()
    machines.postgresql.execute(machines.name, _END_THE_LEADERS_CONNECTION)
    eventually(lambda: "this worker leads no longer" in first.log.read_text(), "the leader to stop")
    pressure.go_on()
    second = machines.leader()
    assert first.is_alive()
    if second.pid != first.pid:
        second.end(signal.SIGKILL)
        assert machines.leader().pid == first.pid
    pressure.end()


def test_the_other_web_process_goes_on_when_one_is_killed(machines: Machines, pressure: Pressure) -> None:
    pressure.go_on()
    machines.webs[0].end(signal.SIGKILL)
    pressure.go_on()
    assert [web.is_alive() for web in machines.webs] == [False, True]
    machines.start()
    pressure.go_on()
    pressure.end()
    assert [web.is_alive() for web in machines.webs] == [True, True]


def test_a_database_that_crashes_is_waited_for(machines: Machines, pressure: Pressure) -> None:
    pressure.go_on()
    machines.postgresql.stop("immediate")
    try:
        for url in machines.urls:
            answer = httpx2.get(f"{url}/services/street-lighting", verify=NO_TLS)
            assert (answer.status_code, answer.headers["Retry-After"]) == (503, "10")
            assert "Ο ιστότοπος δεν είναι διαθέσιμος αυτή τη στιγμή" in answer.text
            assert httpx2.get(f"{url}/health/ready", verify=NO_TLS).status_code == 503
            assert httpx2.get(f"{url}/health/live", verify=NO_TLS).status_code == 200
    finally:
        machines.postgresql.start()
    pressure.go_on()
    machines.leader()
    pressure.end()
    assert all(process.is_alive() for process in (*machines.webs, *machines.workers))


def test_kills_of_anything_at_any_moment_lose_and_double_nothing(machines: Machines, pressure: Pressure) -> None:
    moments = random.Random(20261126)
    for _round in range(ROUNDS):
        pressure.go_on(moments.randint(1, ENOUGH))
        if moments.random() < SHARE_OF_CRASHES:
            machines.postgresql.stop("immediate")
            machines.postgresql.start()
        else:
            moments.choice([*machines.webs, *machines.workers]).end(signal.SIGKILL)
        pressure.go_on(1)
        machines.start()
    pressure.end()
    assert machines.command("check", machines.database) == "The database is whole.\n"
