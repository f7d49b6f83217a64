"""The main job on two web processes and two workers."""

from tests.faults.test_kills import entries, requests
from tests.support.machines import Machines


def test_a_request_is_filed_whichever_process_is_asked(machines: Machines) -> None:
    maria = machines.citizen("maria")
    window = machines.elsewhere(maria)
    path = window.submit(maria.fill())
    assert machines.numbered(maria, path) == machines.numbered(window, path)
    reference = machines.look(requests)[0]
    assert machines.look(entries) == [(1, reference)]
