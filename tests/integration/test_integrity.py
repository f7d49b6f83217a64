"""Whatever breaks a rule of the whole is named, and a site that did all its work breaks none."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from tests.support.world import APPLICANT, NEIGHBOUR, World, populated_world

from serres_requests.content_types.document import DocumentRecord
from serres_requests.content_types.outbox import Effect, EffectKind, Outbox
from serres_requests.content_types.outgoing import OutgoingDocument
from serres_requests.content_types.watching import Watched, Watchers
from serres_requests.domain.audit import AuditEvent
from serres_requests.domain.lifecycle import State
from serres_requests.domain.protocol import Filing
from serres_requests.domain.templates import Purpose
from serres_requests.services import integrity
from serres_requests.services.integrity import check_site

SET_ASIDE = "Outbox: staff_mail is about 2020/none, which is not there"
"""The world has one piece of work that is about nothing."""


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    with populated_world(tmp_path_factory.mktemp("world")) as made:
        yield made


@pytest.fixture
def found_after(world: World) -> Callable[[Callable[[Any], object]], list[str]]:
    """A function that says what a check finds when somebody did something to the site; it is not committed."""

    def find(damage: Callable[[Any], object]) -> list[str]:
        def look(site: Any) -> list[str]:
            damage(site)
            return [str(finding) for finding in check_site(site) if str(finding) != SET_ASIDE]

        return world.look(look)

    return find


@pytest.fixture
def request_of(world: World) -> Callable[[Any, State], Any]:
    return lambda site, state=State.FILED: site.requests.by_reference(world.requests[state])


def test_a_site_that_did_its_work_has_no_findings_but_what_was_set_aside(world: World, monkeypatch) -> None:
    monkeypatch.setattr(integrity, "_KEPT_IN_MEMORY", 2)
    looked_at: list[int] = []
    found = world.look(lambda site: list(check_site(site, lambda: looked_at.append(1))))
    assert [str(finding) for finding in found] == [SET_ASIDE]
    assert len(looked_at) > 3 * len(world.requests)


def test_a_request_without_its_type_version_or_department(found_after, request_of, world: World) -> None:
    place = f"Request {world.requests[State.FILED]}"

    def change(name: str, value: object) -> list[str]:
        return found_after(lambda site: setattr(request_of(site), name, value))

    assert change("type_name", "none") == [f"{place}: its type none is not there"]
    assert change("type_version", 0) == [f"{place}: version 0 of its type street-lighting is not there"]
    assert change("type_version", 99) == [f"{place}: version 99 of its type street-lighting is not there"]
    assert change("department", "none") == [f"{place}: its department none is not there"]


def test_an_access_list_of_another_state(found_after, request_of, world: World) -> None:
    def damage(site: Any) -> None:
        request_of(site).__acl__ = request_of(site, State.COMPLETED).__acl__

    place = f"Request {world.requests[State.FILED]}"
    assert found_after(damage) == [f"{place}: its access list is not the one of its state"]


def test_a_request_that_its_applicant_does_not_know(found_after, request_of, world: World) -> None:
    def forget(site: Any) -> None:
        site.citizens.find(APPLICANT.afm)._requests.pop(request_of(site).id)

    place = f"Request {world.requests[State.FILED]}"
    assert found_after(forget) == [f"{place}: it is not among its applicant's requests"]


def test_a_citizen_who_is_gone(found_after, world: World) -> None:
    def remove(site: Any) -> None:
        del site.citizens[site.citizens.find(NEIGHBOUR.afm).id]

    assert found_after(remove) == []

    def remove_applicant(site: Any) -> None:
        del site.citizens[site.citizens.find(APPLICANT.afm).id]

    for reference in world.requests.values():
        assert f"Request {reference}: its applicant is not there" in found_after(remove_applicant)


def test_a_number_that_the_register_does_not_know(found_after, request_of, world: World) -> None:
    def renumber(site: Any) -> None:
        request_of(site).protocol = replace(request_of(site).protocol, number=77)

    day = world.look(lambda site: str(request_of(site).protocol).partition("/")[2])
    number = world.numbers[State.FILED][1]
    place = f"Request {world.requests[State.FILED]}"
    assert found_after(renumber) == [f"{place}: it has the number 77/{day}, in the register {number}/{day}"]


def test_a_request_that_nobody_will_file(found_after, world: World) -> None:
    def empty(site: Any) -> None:
        site.remove("outbox", send_events=False)
        site.add("outbox", Outbox(), send_events=False)

    place = f"Request {world.requests[State.SUBMITTED]}"
    assert found_after(empty) == [f"{place}: it has no number and nothing waits to file it"]


def test_a_document_that_nobody_will_make(found_after, request_of, world: World) -> None:
    def lose(site: Any) -> None:
        request = request_of(site, State.COMPLETED)
        request.documents = (OutgoingDocument(Purpose.DECISION, "Απόφαση", "Ναι.", request.submitted_at, ""),)

    found = found_after(lose)
    place = f"Request {world.requests[State.COMPLETED]}"
    assert f"{place}: a document about it was ordered, and nothing waits to make it" in found
    assert [words for words in found if words.endswith("nor about it")], "its certificate is gone"


def test_a_notice_that_nobody_will_write(found_after, request_of, world: World) -> None:
    def forget(site: Any) -> None:
        notices = site.citizens.find(APPLICANT.afm).notices
        for name in [name for name in notices if request_of(site).id in name]:
            notices.unread.discard(name)
            del notices[name]

    def forget_but_have_it_written(site: Any) -> None:
        forget(site)
        effect = Effect(EffectKind.NOTIFY, request_of(site).reference, (("kind", "filed"),))
        site.outbox.add(effect, request_of(site).submitted_at)

    place = f"Request {world.requests[State.FILED]}"
    assert found_after(forget) == [
        f"{place}: nobody told the applicant that it was filed, and nothing waits to do so"
    ]
    assert found_after(forget_but_have_it_written) == []


def test_a_copy_that_nobody_will_make(found_after, request_of, world: World) -> None:
    def order(site: Any) -> None:
        request_of(site, State.SUBMITTED).copy_ordered_at = request_of(site, State.SUBMITTED).submitted_at

    def order_for_real(site: Any) -> None:
        order(site)
        request = request_of(site, State.SUBMITTED)
        site.outbox.add(Effect(EffectKind.COPY, request.reference), request.submitted_at)

    place = f"Request {world.requests[State.SUBMITTED]}"
    assert found_after(order) == [f"{place}: its copy was ordered, and nothing waits to make it"]
    assert found_after(order_for_real) == []


def test_a_state_that_does_not_fit_the_number(found_after, request_of, world: World) -> None:
    def damage(site: Any) -> None:
        request_of(site)._state = State.SUBMITTED

    number = world.look(lambda site: request_of(site).protocol)
    place = f"Request {world.requests[State.FILED]}"
    assert found_after(damage) == [f"{place}: it is submitted with the number {number}"]


def test_a_list_that_has_the_turn_wrong(found_after, request_of, world: World) -> None:
    def forget(site: Any) -> None:
        site.citizens.find(APPLICANT.afm)._asked = None

    def ask_for_nothing(site: Any) -> None:
        request = request_of(site)
        site.citizens.find(APPLICANT.afm).note_turn(request.reference, request.submitted_at, is_theirs=True)

    waiting = (State.WAITING_FOR_CITIZEN, State.WAITING_FOR_PAYMENT)
    assert sorted(found_after(forget)) == sorted(
        f"Request {world.requests[state]}: it is {state}, and its applicant's list has the turn wrong"
        for state in waiting
    )
    assert found_after(ask_for_nothing) == [
        f"Request {world.requests[State.FILED]}: it is filed, and its applicant's list has the turn wrong"
    ]


def test_a_gap_in_the_register(found_after, request_of, world: World) -> None:
    year, number = world.numbers[State.IN_PROGRESS]
    found = found_after(lambda site: site.register._years[year].pop(number))
    known = world.look(lambda site: request_of(site, State.IN_PROGRESS).protocol)
    reference = world.requests[State.IN_PROGRESS]
    assert found == [
        f"Register {year}, number {number + 1}: comes after number {number - 1}",
        f"Register {year}: {reference} is known with the number {known} but has no such line",
    ]


def test_a_key_that_was_filed_twice(found_after, request_of, world: World) -> None:
    year, number = world.numbers[State.FILED]
    reference = world.requests[State.FILED]
    next_one = world.look(lambda site: site.register._years[year].maxKey()) + 1

    def file_again(site: Any) -> None:
        series = site.register._years[year]
        series[next_one] = replace(series[number], number=next_one)

    known = world.look(lambda site: request_of(site).protocol)
    assert found_after(file_again) == [
        f"Register {year}, number {next_one}: its request {reference} is known with the number {known}"
    ]


def test_a_line_without_request(found_after, world: World) -> None:
    filing = Filing("2026/none", date(2031, 1, 7), "ΚΑΝΕΝΑΣ", "Τίποτα", "lighting")
    found = found_after(lambda site: site.register.file(filing))
    assert found == ["Register 2031, number 1: its request 2026/none is not there"]


def test_a_line_that_is_another_keys(found_after, world: World) -> None:
    year, number = world.numbers[State.FILED]
    reference, other = world.requests[State.FILED], world.requests[State.REJECTED]

    def swap(site: Any) -> None:
        series = site.register._years[year]
        series[number] = replace(series[number], key=other)

    found = found_after(swap)
    assert len(found) == 2
    assert found[0].startswith(
        f"Register {year}, number {number}: its request {world.requests[State.REJECTED]} is "
    )
    assert found[1].startswith(f"Register {year}: {reference} is known with the number {number}/")


def test_a_citizen_who_would_not_be_found(found_after) -> None:
    def damage(site: Any) -> None:
        site.citizens._by_afm[NEIGHBOUR.afm] = site.citizens.find(APPLICANT.afm)

    [found] = found_after(damage)
    assert found.endswith(": is not the one who is found when they log in")


def test_a_citizen_whose_node_is_open(found_after) -> None:
    [found] = found_after(lambda site: setattr(site.citizens.find(NEIGHBOUR.afm), "__acl__", ()))
    assert found.endswith(": the access list is not the one of citizens")


def test_requests_that_a_citizen_only_believes_to_have(found_after, request_of, world: World) -> None:
    def believe(site: Any) -> None:
        neighbour, request = site.citizens.find(NEIGHBOUR.afm), request_of(site)
        neighbour.remember_request(request.id, request.reference, request.submitted_at)
        neighbour.remember_request("none", "1999/none", request.submitted_at)

    found = found_after(believe)
    assert {line.partition(": ")[2] for line in found} == {
        f"the request {world.requests[State.FILED]} is somebody else's",
        "the request 1999/none is not there",
    }


def test_a_notice_that_is_only_counted(found_after) -> None:
    [found] = found_after(lambda site: site.citizens.find(NEIGHBOUR.afm).notices.unread.add("none"))
    assert found.endswith(": a notice that is counted as unread is not there")


def test_a_code_that_stands_for_no_copy(found_after, request_of, world: World) -> None:
    reference = world.requests[State.FILED]

    def enter(site: Any) -> None:
        now = request_of(site).submitted_at
        site.documents.add("A", DocumentRecord("1999/none", "0" * 64, now))
        site.documents.add("B", DocumentRecord(reference, "0" * 64, now))

    assert found_after(enter) == [
        "Document A: is neither the copy of 1999/none nor about it",
        f"Document B: is neither the copy of {reference} nor about it",
    ]


def test_work_about_nobody(found_after, request_of) -> None:
    def add(site: Any) -> None:
        site.outbox.add(Effect(EffectKind.CONFIRMATION_MAIL, "nobody"), request_of(site).submitted_at)

    assert found_after(add) == ["Outbox: confirmation_mail is about nobody, which is not there"]


def test_an_entry_that_is_gone_from_the_audit_log(world: World, found_after) -> None:
    def forget(site: Any) -> None:
        for number in range(3):
            site.audit_log.append(AuditEvent(number, 1, "lighting", "", "Site/queue", "/"), None)
        del site.audit_log._entries[2]

    assert found_after(forget) == ["Audit log, entry 2: missing"]


def test_a_tie_of_which_one_end_is_missing(found_after, request_of, world: World) -> None:
    def watcher(site: Any) -> Any:
        return site.citizens.find(NEIGHBOUR.afm)

    def tie(site: Any) -> Any:
        request, citizen = request_of(site), watcher(site)
        request.watchers, citizen.watched = Watchers(), Watched()
        request.watchers.add(citizen.id)
        citizen.watched.add(request.reference, request.submitted_at)
        return request, citizen

    def forget_at_the_request(site: Any) -> None:
        tie(site)[0].watchers = None

    def forget_at_the_citizen(site: Any) -> None:
        tie(site)[1].watched = None

    def forget_the_request(site: Any) -> None:
        tie(site)[1].watched.add("2020/none", request_of(site).submitted_at)

    def forget_the_citizen(site: Any) -> None:
        tie(site)[0].watchers.add("none")

    reference, citizen_id = world.requests[State.FILED], world.look(lambda site: watcher(site).id)
    assert found_after(tie) == []
    assert found_after(forget_at_the_request) == [
        f"Citizen {citizen_id}: is not among the watchers of {reference}"
    ]
    assert found_after(forget_at_the_citizen) == [
        f"Request {reference}: the citizen {citizen_id} is among its watchers, but does not watch it"
    ]
    assert found_after(forget_the_request) == [f"Citizen {citizen_id}: is not among the watchers of 2020/none"]
    assert found_after(forget_the_citizen) == [
        f"Request {reference}: the citizen none is among its watchers, but does not watch it"
    ]
