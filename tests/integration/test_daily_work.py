"""Every morning: managers get mails about deadlines, and it is measured how long requests usually take."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from tests.support.site import Site, new_site
from tests.support.submissions import SERVICE, submit_some
from tests.support.world import Mailbox
from ZODB.POSException import ConflictError

from serres_requests.domain.lifecycle import State
from serres_requests.domain.notices import Telling
from serres_requests.services import durations
from serres_requests.services.escalation import Escalated, escalate
from serres_requests.services.handling import hand_over
from serres_requests.services.lifecycle import move, set_state
from serres_requests.services.unit_of_work import UnitOfWork
from serres_requests.worker import Worker

MANAGER = "lighting-manager@serres.example"
FILED_ON = datetime(2026, 5, 4, 12, 0, tzinfo=ZoneInfo("Europe/Athens"))
"""A Monday. Street lighting is to be answered in ten calendar days: the last one is Thursday, 14 May."""
DUE = timedelta(days=10)


@pytest.fixture
def mailbox() -> Mailbox:
    return Mailbox()


@pytest.fixture
def site(tmp_path: Path, mailbox: Mailbox) -> Iterator[Site]:
    with new_site(tmp_path) as made:
        made.registry.ports = replace(made.registry.ports, mail=mailbox)
        made.clock.set(FILED_ON)
        yield made


def worker_of(site: Site) -> Worker:
    return Worker(site.database, site.registry, site.registry.ports, site.registry.app_settings)


def filed(site: Site, count: int = 1) -> list[str]:
    references = site.change(lambda uow: submit_some(uow, range(count)))
    worker_of(site).drain()
    return references


def moved(site: Site, reference: str, *transitions: str) -> None:
    def act(uow: UnitOfWork) -> None:
        for transition in transitions:
            move(uow, uow.site.requests.by_reference(reference), transition, "Μήνυμα")

    site.change(act)
    worker_of(site).drain()


def morning(site: Site, mailbox: Mailbox, moment: datetime) -> list[tuple[str, str]]:
    """Let a new worker do its work at `moment`; return to whom it wrote, and the subject up to the number."""
    site.clock.set(moment)
    mailbox.emails.clear()
    worker = worker_of(site)
    worker.escalate()
    worker.drain()
    return [(email.to, email.subject.split(" 1/")[0]) for email in mailbox.emails]


def test_managers_get_one_mail_before_and_one_after_the_deadline(site: Site, mailbox: Mailbox) -> None:
    filed(site)
    told = {day: morning(site, mailbox, FILED_ON + timedelta(days=day)) for day in range(30)}
    assert {day: mails for day, mails in told.items() if mails} == {
        7: [(MANAGER, "Πλησιάζει η προθεσμία του αιτήματος")],
        11: [(MANAGER, "Εκπρόθεσμο το αίτημα")],
    }


def test_a_request_that_is_handed_over_is_another_department_s_to_answer(site: Site, mailbox: Mailbox) -> None:
    [reference] = filed(site)
    site.clock.set(FILED_ON + timedelta(days=3))
    site.change(lambda uow: hand_over(uow, uow.site.requests.by_reference(reference), "cleaning", "Δικό σας."))
    worker_of(site).drain()
    told = {day: morning(site, mailbox, FILED_ON + timedelta(days=day)) for day in range(4, 30)}
    assert {day: [to for to, _ in mails] for day, mails in told.items() if mails} == {
        11: ["cleaning-manager@serres.example"],  # the tenth day is a Sunday: Monday, 18 May, is the last
        15: ["cleaning-manager@serres.example"],
    }


def test_the_mail_names_the_last_day_and_nobody(site: Site, mailbox: Mailbox) -> None:
    filed(site)
    morning(site, mailbox, FILED_ON + DUE)
    [email] = mailbox.emails
    assert "Τελευταία ημέρα για την απάντηση: 14 Μαΐου 2026" in email.text
    assert "/manage/requests/2026/" in email.text
    assert "ΔΟΚΙΜΑΣΤΙΚΟΣ" not in email.text


@pytest.mark.parametrize(("day", "count"), [(18, 0), (17, 1), (11, 1), (10, 1), (6, 0)])
def test_a_worker_that_stood_still_tells_what_is_not_old(
    site: Site, mailbox: Mailbox, day: int, count: int
) -> None:
    filed(site)
    assert len(morning(site, mailbox, FILED_ON + timedelta(days=day))) == count


def test_nothing_is_told_of_what_is_answered_or_waits_for_the_citizen(site: Site, mailbox: Mailbox) -> None:
    waiting, rejected = filed(site, 2)
    moved(site, waiting, "ask")
    moved(site, rejected, "reject")
    assert morning(site, mailbox, FILED_ON + DUE + timedelta(days=1)) == []


def test_a_deadline_that_was_put_off_is_told_of_anew(site: Site, mailbox: Mailbox) -> None:
    [reference] = filed(site)
    assert len(morning(site, mailbox, FILED_ON + timedelta(days=8))) == 1
    first = mailbox.emails[0].message_id
    moved(site, reference, "ask")
    site.clock.set(FILED_ON + timedelta(days=28))
    moved(site, reference, "resume")
    assert len(morning(site, mailbox, FILED_ON + timedelta(days=28))) == 1
    assert mailbox.emails[0].message_id != first


def test_open_requests_are_gone_through_in_small_steps_once_a_day(
    site: Site, mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("serres_requests.worker.chores.REQUESTS_AT_ONCE", 2)
    filed(site, 5)
    site.clock.set(FILED_ON + DUE)
    opened: list[object] = []
    monkeypatch.setattr(
        site.database, "open", lambda *args, open_=site.database.open: opened.append(1) or open_(*args)
    )
    worker = worker_of(site)
    worker.escalate()
    worker.escalate()
    assert len(opened) == 3
    mailbox.emails.clear()
    worker.drain()
    assert len({email.message_id for email in mailbox.emails}) == 5


def test_the_day_begins_when_people_come_to_work(site: Site, mailbox: Mailbox) -> None:
    filed(site)
    worker = worker_of(site)
    night = (FILED_ON + timedelta(days=7)).replace(hour=5, minute=59)
    for moment, count in ((night - timedelta(hours=12), 0), (night, 0), (night + timedelta(minutes=1), 1)):
        mailbox.emails.clear()
        site.clock.set(moment)
        worker.escalate()
        worker.drain()
        assert len(mailbox.emails) == count


def usual_days(site: Site) -> int | None:
    worker_of(site).measure_durations()
    return site.look(lambda uow: uow.site.request_types[SERVICE].usual_days)


def completed(site: Site, references: list[str], first_day: int = 1) -> None:
    """Complete one request each day, from so many days after the filing on."""
    for day, reference in enumerate(references, first_day):
        site.clock.set(FILED_ON + timedelta(days=day))
        moved(site, reference, "start", "complete")


def test_it_is_said_how_long_nine_of_ten_requests_take(site: Site) -> None:
    references = filed(site, 12)
    completed(site, references[:9])
    assert usual_days(site) is None
    completed(site, references[9:], 10)
    assert usual_days(site) == 11
    words = site.browser().get(f"/services/{SERVICE}").text
    assert "Συνήθως ολοκληρώνεται μέσα σε 11 ημέρες." in words
    site.clock.set(FILED_ON + timedelta(days=92))  # the first is out of the window
    assert usual_days(site) == 11
    site.clock.set(FILED_ON + timedelta(days=93, hours=1))
    assert usual_days(site) is None
    assert "Συνήθως" not in site.browser().get(f"/services/{SERVICE}").text


def test_a_state_set_by_hand_completes_as_well(site: Site) -> None:
    for reference in filed(site, 10):
        site.change(
            lambda uow, reference=reference: set_state(
                uow, uow.site.requests.by_reference(reference), State.COMPLETED, "Έγινε", Telling.NOBODY
            )
        )
    worker_of(site).drain()
    assert usual_days(site) == 0
    assert "Συνήθως ολοκληρώνεται την ίδια ημέρα." in site.browser().get(f"/services/{SERVICE}").text


def test_what_was_submitted_too_long_ago_is_not_looked_at(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    references = filed(site, 12)
    completed(site, references)
    looked_at: list[str] = []
    found = durations.some_completed
    monkeypatch.setattr(durations, "some_completed", lambda *args: looked_at.append(args[2]) or found(*args))
    site.clock.set(FILED_ON + durations._LONGEST + durations.WINDOW)
    usual_days(site)
    site.clock.set(FILED_ON + durations._LONGEST + durations.WINDOW + timedelta(seconds=1))
    usual_days(site)
    assert (looked_at[0], looked_at[-1]) == (-1, -13)


def test_types_are_measured_once_a_day_and_written_when_the_figure_changes(site: Site) -> None:
    worker = worker_of(site)
    completed(site, filed(site, 10))
    worker.measure_durations()
    assert site.look(lambda uow: uow.site.request_types[SERVICE].usual_days) == 9
    before = site.database.storage.lastTransaction()
    worker.measure_durations()
    worker_of(site).measure_durations()
    assert site.database.storage.lastTransaction() == before


def test_a_request_that_is_being_moved_does_not_end_the_round(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    filed(site, 3)
    monkeypatch.setattr("serres_requests.worker.chores.REQUESTS_AT_ONCE", 2)
    conflicts, looked_at = [ConflictError()], []

    def meet_somebody(uow: UnitOfWork, after: int | None, limit: int) -> Escalated:
        found = escalate(uow, after, limit)
        if after is not None and conflicts:
            raise conflicts.pop()
        looked_at.append(found.last)
        return found

    monkeypatch.setattr("serres_requests.worker.chores.escalate", meet_somebody)
    worker_of(site).escalate()
    assert (conflicts, looked_at) == ([], [-2, None])
