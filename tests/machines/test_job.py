"""The main job on two web processes and two workers, with every step at another process."""

import httpx2
from tests.support.clients import HttpCitizen
from tests.support.load import entries, filed_notices, requests
from tests.support.machines import Machines
from tests.support.taxisnet import log_in_once
from tests.support.waiting import eventually

from serres_requests.domain.audit import AuditEntry, check_chain

ANSWER = "Αλλάξαμε τη λάμπα. Ευχαριστούμε."


def is_logged_in(citizen: HttpCitizen) -> bool:
    return citizen.http.get("/me").status_code == 200


def test_a_request_is_filed_and_completed_whichever_process_is_asked(machines: Machines) -> None:
    maria = machines.citizen("maria")
    window = machines.elsewhere(maria)
    path = window.submit(maria.fill())
    assert machines.numbered(maria, path) == machines.numbered(window, path)
    reference = machines.look(requests)[0]
    assert machines.look(entries) == [(1, reference)]
    for number, move in enumerate((("start", ""), ("complete", ANSWER))):
        member = machines.staff(number)
        member.log_in("lighting")
        member.move(f"/manage/requests/{reference}", *move)
    assert ANSWER in window.http.get(path).text
    eventually(lambda: ANSWER in maria.http.get("/me/notices").text, "the last notice")
    assert machines.look(filed_notices) == [reference]
    photo = window.http.get(path).text.partition(f"{path}/files/")[2].partition('"')[0]
    answers = [citizen.http.get(f"{path}/files/{photo}") for citizen in (maria, window)]
    assert [answer.status_code for answer in answers] == [200, 200]
    assert answers[0].content == answers[1].content


def test_a_log_in_begun_at_one_process_ends_at_the_other(machines: Machines) -> None:
    giorgos = machines.stranger()
    back = log_in_once(giorgos.http.get("/login/taxisnet").headers["Location"], "giorgos")
    window = machines.elsewhere(giorgos)
    assert window.http.get(httpx2.URL(back).raw_path.decode()).status_code == 303
    assert is_logged_in(window)


def test_who_logs_out_at_one_process_is_logged_out_at_the_other(machines: Machines) -> None:
    anna = machines.citizen("anna")
    copied = machines.elsewhere(anna)
    assert is_logged_in(copied)
    action, values = anna.form("/me", "/logout")
    assert anna.http.post(action, data=values).status_code == 303
    assert not is_logged_in(copied)


def test_guesses_at_both_processes_are_counted_together(machines: Machines) -> None:
    members = [machines.staff(number) for number in (0, 1)]
    answers = [members[turn % 2].try_log_in("cleaning", "a guess") for turn in range(10)]
    assert answers == [422] * 10
    assert [member.try_log_in("cleaning") for member in members] == [429, 429]
    assert members[0].try_log_in("lighting") == 303


def test_what_is_read_at_both_processes_is_one_chain(machines: Machines) -> None:
    """Each writes its own notes; the worker seals them in one order."""
    maria = machines.citizen("maria")
    path = maria.submit(maria.fill())
    machines.numbered(maria, path)
    [reference] = [name for name in machines.look(requests) if name.endswith(path.rpartition("/")[2])]
    members = [machines.staff(number) for number in (0, 1)]
    for member, login in zip(members, ("lighting", "lighting-manager"), strict=True):
        member.log_in(login)
    for turn in range(20):
        assert members[turn % 2].http.get(f"/manage/requests/{reference}/").status_code == 200

    def opened() -> list[AuditEntry] | None:
        found = machines.look(lambda site: list(site.audit_log.of_request(reference)))
        return found if len(found) == 20 else None

    names = [entry.event.name for entry in eventually(opened, "the reads in the log")]
    assert {name: names.count(name) for name in names} == {"lighting": 10, "lighting-manager": 10}
    assert machines.look(lambda site: list(check_chain(site.audit_log.oldest_first()))) == []
