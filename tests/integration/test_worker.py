"""The worker: whole batches in one transaction, each entry once, whatever happens beside it."""

import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from tests.support.site import Site, new_site
from tests.support.submissions import a_citizen, submit_one, submit_some
from tests.support.waiting import eventually
from tests.support.world import Mailbox
from ZODB.POSException import ConflictError

from serres_requests.content_types.outbox import OUTSIDE_KINDS, Effect, EffectKind
from serres_requests.domain.errors import UnavailableError
from serres_requests.domain.mail import Email
from serres_requests.domain.notices import Delivery
from serres_requests.services import mailing
from serres_requests.services.citizens import confirm_email, enter_email
from serres_requests.services.drafts import expire
from serres_requests.services.erasure import Erasable, erase
from serres_requests.worker import Worker
from serres_requests.worker.effects import INSIDE, OUTSIDE
from serres_requests.worker.inside import InsideWorker
from serres_requests.worker.outside import MOST_UNRECORDED


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    with new_site(tmp_path) as made:
        made.registry.ports = replace(made.registry.ports, mail=Mailbox())
        yield made


def worker_of(site: Site, **ports: Any) -> Worker:
    ports = replace(site.registry.ports, **ports)
    return Worker(site.database, site.registry, ports, site.registry.app_settings)


def submitted(site: Site, count: int, start: int = 0) -> list[str]:
    return site.change(lambda uow: submit_some(uow, range(start, start + count)))


def lines(site: Site) -> list[tuple[int, str]]:
    """Return number and request of every line of the register, the oldest first."""
    return site.look(lambda uow: [(line.number, line.key) for line in uow.site.register.newest(10_000)][::-1])


def notices(site: Site) -> list[str]:
    def find(uow: Any) -> list[str]:
        citizens = uow.site.citizens.values()
        return [notice.reference for citizen in citizens for notice in citizen.notices.values()]

    return site.look(find)


def left(site: Site) -> list[tuple[str, int]]:
    found = site.look(lambda uow: uow.site.outbox.waiting(1000) + uow.site.outbox.aside())
    return [(entry.effect.subject, entry.attempts) for _key, entry in found]


def commits_since(site: Site, tid: bytes) -> int:
    return sum(1 for record in site.database.storage.iterator(tid)) - 1


def test_every_kind_of_work_is_known_in_its_lane() -> None:
    assert set(OUTSIDE) == OUTSIDE_KINDS
    assert set(INSIDE) == set(EffectKind) - OUTSIDE_KINDS


def test_many_are_filed_in_their_order_with_one_commit(site: Site) -> None:
    references = submitted(site, 50)
    before = site.database.lastTransaction()
    worker_of(site)._inside.drain()
    assert commits_since(site, before) == 1
    assert lines(site) == list(enumerate(references, 1))
    assert sorted(notices(site)) == sorted(references)
    indexed = site.look(lambda uow: [uow.site.requests.by_reference(name).document_id for name in references])
    assert indexed == sorted(indexed, reverse=True)


def test_entries_that_fail_are_put_back_and_all_others_done(site: Site) -> None:
    first = submitted(site, 20)
    for wrong in ("2020/none", "2020/neither"):
        site.change(lambda uow, wrong=wrong: uow.site.outbox.add(Effect(EffectKind.INDEX, wrong), uow.now()))
    references = first + submitted(site, 20, start=20)
    worker_of(site).drain()
    assert lines(site) == list(enumerate(references, 1))
    assert sorted(notices(site)) == sorted(references)
    assert sorted(left(site)) == [("2020/neither", 1), ("2020/none", 1)]


def test_a_consequence_that_fails_undoes_no_filing(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """Here a request has no applicant to tell any more."""
    good, bad = submitted(site, 1), submitted(site, 1, start=1)

    def forget_the_applicant(uow: Any) -> None:
        del uow.site.citizens[uow.site.requests.by_reference(bad[0]).applicant_id]

    site.change(forget_the_applicant)
    worker_of(site).drain()
    assert lines(site) == [(1, good[0]), (2, bad[0])]
    assert left(site) == [(bad[0], 1)]


def test_what_waits_for_the_register_is_filed_in_its_order_when_it_opens(site: Site) -> None:
    site.change(lambda uow: setattr(uow.site.register, "is_open", False))
    references = submitted(site, 12)
    worker = worker_of(site)
    worker.drain()
    assert lines(site) == []
    assert sorted(left(site)) == sorted((reference, 1) for reference in references)

    def open_it(uow: Any) -> None:
        uow.site.register.is_open = True
        uow.site.outbox.hasten(EffectKind.FILE)

    site.change(open_it)
    worker.drain()
    assert lines(site) == list(enumerate(references, 1))


class HangingMail:
    """A mail server that answers nobody until it is let go."""

    def __init__(self) -> None:
        self.asked = threading.Event()
        self.let_go = threading.Event()

    def send(self, email: Email) -> None:
        self.asked.set()
        self.let_go.wait(60)
        raise UnavailableError("time out")

    def rest(self) -> None:
        """Nothing is kept."""


def test_a_mail_server_that_hangs_delays_no_filing(site: Site) -> None:
    mail = HangingMail()
    worker = worker_of(site, mail=mail)
    worker.start()
    try:
        submitted(site, 1)
        worker.arrivals.set()
        assert mail.asked.wait(20)
        references = submitted(site, 5, start=1)
        worker.arrivals.set()
        eventually(lambda: len(lines(site)) == 6, "six lines in the register")
        assert {key for _number, key in lines(site)} >= set(references)
        assert not mail.let_go.is_set()
    finally:
        mail.let_go.set()
        worker.stop()


class FailingMail(Mailbox):
    """A mail server that takes so many mails; with the next the program breaks in a way that nobody foresaw."""

    def __init__(self, takes: int) -> None:
        super().__init__()
        self.takes = takes

    def send(self, email: Email) -> None:
        if len(self.emails) == self.takes:
            raise KeyboardInterrupt
        super().send(email)


def give_addresses(uow: Any, count: int) -> list[str]:
    """Let `count` citizens prove an address; return their ids."""
    citizens = [a_citizen(uow, number) for number in range(count)]
    for number, citizen in enumerate(citizens):
        enter_email(uow, citizen, f"nikos{number}@example.gr")
        confirm_email(citizen)
    return [citizen.id for citizen in citizens]


def with_addresses(site: Site, count: int) -> list[str]:
    """Let `count` citizens prove an address and submit, and all be filed; return their ids."""
    ids = site.change(lambda uow: give_addresses(uow, count))
    worker = worker_of(site)
    worker.drain()
    submitted(site, count)
    worker._inside.drain()
    return ids


def test_mails_that_left_one_after_the_other_are_recorded_together(site: Site) -> None:
    with_addresses(site, MOST_UNRECORDED * 2 + 1)
    before, mail = site.database.lastTransaction(), Mailbox()
    worker_of(site, mail=mail)._outside.drain()
    assert commits_since(site, before) == -(-len(mail.emails) // MOST_UNRECORDED)
    assert len({email.message_id for email in mail.emails}) == len(mail.emails) > MOST_UNRECORDED * 2
    assert left(site) == []


def test_what_left_before_the_worker_breaks_is_recorded_and_does_not_leave_again(site: Site) -> None:
    with_addresses(site, 5)
    first, second = FailingMail(3), Mailbox()
    with pytest.raises(KeyboardInterrupt):
        worker_of(site, mail=first)._outside.drain()
    worker_of(site, mail=second)._outside.drain()
    assert len(first.emails) == 3
    assert not {email.message_id for email in first.emails} & {email.message_id for email in second.emails}
    assert left(site) == []


def test_a_mail_that_cannot_be_recorded_keeps_no_other_from_being_so(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    ids = with_addresses(site, 4)

    def refuse(reader: Any, address: str, delivery: Any) -> None:
        if reader.id == ids[1]:
            raise KeyError(address)

    monkeypatch.setattr(mailing, "note_refusal", refuse)
    worker_of(site).drain()
    assert left(site) == [(ids[1], 1)]
    sent = site.look(lambda uow: [mail.email for one in ids for mail in uow.site.citizens[one].notices.values()])
    assert [one == Delivery.SENT for one in sent] == [True, False, True, True]


class ErasingMail(Mailbox):
    """A mail server during whose work the citizen erases their notices, which were read and had failed before."""

    def __init__(self, site: Site, citizen_id: str) -> None:
        super().__init__()
        self.site, self.citizen_id = site, citizen_id

    def send(self, email: Email) -> None:
        def erase_all(uow: Any) -> None:
            citizen = uow.site.citizens[self.citizen_id]
            citizen.notices.unread.clear()
            for notice in citizen.notices.values():
                notice.email = Delivery.FAILED
            erase(uow, citizen, frozenset({Erasable.NOTICES}))

        super().send(email)
        if email.to == "nikos0@example.gr":
            self.site.change(erase_all)


def test_a_notice_that_is_erased_while_its_mail_leaves_is_not_made_again(site: Site) -> None:
    [citizen_id] = with_addresses(site, 1)
    mail = ErasingMail(site, citizen_id)
    worker_of(site, mail=mail).drain()
    assert [email.to for email in mail.emails].count("nikos0@example.gr") == 1
    assert notices(site) == []
    assert left(site) == []


def test_a_batch_that_always_meets_another_writer_is_done_in_smaller_ones(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    submitted(site, 5)
    sizes, do = [], InsideWorker._do_together

    def meets_another_writer(self: InsideWorker, items: list[Any], *, with_consequences: bool) -> int:
        sizes.append(len(items))
        if len(items) > 2:
            raise ConflictError
        return do(self, items, with_consequences=with_consequences)

    monkeypatch.setattr(InsideWorker, "_do_together", meets_another_writer)
    worker_of(site).drain()
    assert max(sizes) > 2
    assert left(site) == []
    numbers = site.change(lambda uow: [line.number for line in uow.site.register.newest(10)])
    assert numbers == [5, 4, 3, 2, 1]


def test_two_workers_at_once_by_mistake_file_and_tell_everything_once(site: Site) -> None:
    site.change(lambda uow: give_addresses(uow, 5))
    workers = [worker_of(site), worker_of(site)]
    for worker in workers:
        worker.start()
    try:
        references = []
        for start in range(0, 120, 4):
            references += submitted(site, 4, start)
            for worker in workers:
                worker.arrivals.set()
        eventually(lambda: left(site) == [], "the outbox to be empty")
    finally:
        for worker in workers:
            worker.stop()
    assert [number for number, _key in lines(site)] == list(range(1, 121))
    assert sorted(key for _number, key in lines(site)) == sorted(references)
    assert sorted(notices(site)) == sorted(references)
    assert left(site) == []


def test_a_clock_that_is_set_back_loses_nothing_and_turns_no_number_back(site: Site) -> None:
    worker, began = worker_of(site), site.clock.now().replace(hour=12)
    site.clock.set(began)
    first = submitted(site, 2)
    worker.drain()
    site.change(lambda uow: setattr(uow.site.register, "is_open", False))
    second = submitted(site, 1, start=2)
    worker.drain()
    site.clock.set(began - timedelta(days=1))
    site.change(lambda uow: setattr(uow.site.register, "is_open", True))
    third = submitted(site, 1, start=3)
    worker.drain()
    assert sorted(lines(site)) == lines(site)
    assert {key for _number, key in lines(site)} == {*first, *second, *third}
    days = site.look(lambda uow: [line.filed_on for line in uow.site.register.newest(10)])
    assert len(set(days)) == 1
    assert left(site) == []


def test_a_draft_that_is_being_saved_does_not_end_the_search_for_old_ones(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    conflicts, looked_at = [ConflictError()], []

    def meet_somebody(uow: Any, after: str, limit: int) -> Any:
        found = expire(uow, after, limit)
        if after and conflicts:
            raise conflicts.pop()
        looked_at.append(after)
        return found

    monkeypatch.setattr("serres_requests.worker.chores.expire", meet_somebody)
    worker_of(site).sweep()
    assert conflicts == []
    assert len(looked_at) == 2  # the one citizen, and nobody after


def test_old_drafts_are_looked_for_in_small_steps(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("serres_requests.worker.chores.CITIZENS_AT_ONCE", 2)
    for number in range(5):
        site.change(lambda uow, number=number: submit_one(uow, a_citizen(uow, number), number))
    opened: list[object] = []
    monkeypatch.setattr(
        site.database, "open", lambda *args, open_=site.database.open: opened.append(1) or open_(*args)
    )
    worker = worker_of(site)
    worker.sweep()
    assert len(opened) == 4  # six citizens, two at a time, and nobody left
    worker.sweep()
    assert len(opened) == 4
