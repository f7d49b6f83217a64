"""A leader, a web process or the database goes away under load: nothing is lost, nothing is done twice."""

import signal
from collections.abc import Iterator

import httpx2
import pytest
from tests.support.load import Load, entries, filed_notices, outbox, requests
from tests.support.machines import Machines
from tests.support.taxisnet import NO_TLS
from tests.support.waiting import eventually

PEOPLE = ("maria", "giorgos")
ENOUGH = 4

_END_THE_LEADERS_CONNECTION = """
SELECT pg_terminate_backend(pid) FROM pg_locks JOIN pg_stat_activity USING (pid)
WHERE locktype = 'advisory' AND granted AND application_name LIKE 'worker %'
"""


class Pressure:
    """Citizens who submit at both web processes while something happens."""

    def __init__(self, machines: Machines) -> None:
        self._machines = machines
        self.loads = []
        for turn, userid in enumerate(PEOPLE):
            citizen = machines.citizen(userid)
            windows = [citizen, machines.elsewhere(citizen)]
            self.loads.append(Load(*windows[turn:], *windows[:turn]))

    def go_on(self) -> None:
        """Return when each of them has submitted some more."""
        before = [len(load.answered) for load in self.loads]

        def has_enough() -> bool:
            return all(
                len(load.answered) >= count + ENOUGH for load, count in zip(self.loads, before, strict=True)
            )

        eventually(has_enough, "more submissions")

    def end(self) -> None:
        """Stop submitting and hold what is stored against what people were told."""
        for load in self.loads:
            load.stop()
        look = self._machines.look
        while left := look(outbox):
            eventually(lambda left=left: look(outbox) < left, f"some of {left} pieces of work to be done")
        stored = look(requests)
        told = {path.rsplit("/", 1)[-1] for load in self.loads for path in load.answered}
        assert told <= {reference.partition("/")[2] for reference in stored}
        assert sorted(number for number, _key in look(entries)) == list(range(1, len(stored) + 1))
        assert sorted(key for _number, key in look(entries)) == sorted(stored)
        assert sorted(look(filed_notices)) == sorted(stored)


@pytest.fixture
def pressure(machines: Machines) -> Iterator[Pressure]:
    made = Pressure(machines)
    for load in made.loads:
        load.start()
    yield made
    for load in made.loads:
        load.stop()


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
    machines.start()
    pressure.go_on()
    pressure.end()


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
