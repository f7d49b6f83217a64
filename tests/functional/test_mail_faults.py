"""The mail server fails: mail is tried again, or set aside for an administrator, and never sent twice."""

from datetime import timedelta

import pytest
from tests.support.bad_mail_server import (
    BadMailServer,
    Conversation,
    hangs_up,
    never_confirms,
    says_nothing,
    talks_nonsense,
)
from tests.support.installation import Installation
from tests.support.processes import StandIns, free_port
from tests.support.visitors import EMAIL, Citizen, words_of

from serres_requests.content_types.outbox import EffectKind
from serres_requests.gateways.smtp import KeepingSmtpMailer, SmtpSender
from serres_requests.views.management.outbox import EFFECT_WORDS

pytestmark = pytest.mark.usefixtures("proven_address")

ON_ITS_WAY = "Το e-mail είναι στον δρόμο"
SENT = "Στάλθηκε και με e-mail"
REFUSED = "Ο διακομιστής e-mail δεν δέχτηκε το μήνυμα"

CHECK_IT = f"Ο διακομιστής e-mail της διεύθυνσης {EMAIL} δεν δέχεται τα μηνύματά μας. Ελέγξτε τη διεύθυνση."


def smtp(port: int) -> SmtpSender:
    return SmtpSender(
        host="127.0.0.1", port=port, sender="aitimata@serres.example", security="none", username="", password=""
    )


def delivery_told_to(maria: Citizen) -> str:
    return words_of(maria.get("/me/notices"))


def file_with_fault(application: Installation, maria: Citizen) -> None:
    maria.file()
    application.drain()


def test_a_server_that_refuses_for_now_is_asked_again(
    application: Installation, maria: Citizen, standins: StandIns
) -> None:
    standins.set_faults(mail="reject_temporarily")
    file_with_fault(application, maria)
    assert ON_ITS_WAY in delivery_told_to(maria)
    assert standins.messages(EMAIL) == []
    standins.set_faults()
    application.clock.advance(timedelta(seconds=6))
    application.drain()
    assert SENT in delivery_told_to(maria)
    assert len(standins.messages(EMAIL)) == 1


def test_a_server_that_is_not_there_is_asked_again(
    application: Installation, maria: Citizen, standins: StandIns
) -> None:
    application.use(mail=smtp(free_port()))
    file_with_fault(application, maria)
    assert ON_ITS_WAY in delivery_told_to(maria)
    waits = words_of(application.staff("admin").get("/manage/outbox/contents"))
    assert "E-mail προς τον πολίτη" in waits
    assert "mail server: ConnectionRefusedError" in waits
    application.use(mail=smtp(standins.smtp_port))
    application.clock.advance(timedelta(seconds=6))
    application.drain()
    assert SENT in delivery_told_to(maria)
    assert len(standins.messages(EMAIL)) == 1
    assert len(standins.messages("lighting@serres.example")) == 1


@pytest.mark.parametrize("conversation", [hangs_up, talks_nonsense, says_nothing, never_confirms])
def test_a_server_that_misbehaves_is_asked_again_and_nothing_waits_for_it(
    application: Installation,
    maria: Citizen,
    standins: StandIns,
    monkeypatch: pytest.MonkeyPatch,
    conversation: Conversation,
) -> None:
    monkeypatch.setattr(KeepingSmtpMailer, "timeout_seconds", 0.5)
    server = BadMailServer(conversation)
    application.use(mail=smtp(server.port))
    path = maria.file()
    application.drain()
    server.close()
    assert server.calls == 3  # the citizen, an officer and the manager
    assert "Αριθμός πρωτοκόλλου" in words_of(maria.get(path))
    assert ON_ITS_WAY in delivery_told_to(maria)
    application.use(mail=smtp(standins.smtp_port))
    application.clock.advance(timedelta(seconds=6))
    application.drain()
    assert SENT in delivery_told_to(maria)
    assert len(standins.messages(EMAIL)) == 1
    assert len(standins.messages("lighting@serres.example")) == 1


def test_the_pause_between_attempts_grows_and_is_kept_to(
    application: Installation, maria: Citizen, standins: StandIns
) -> None:
    standins.set_faults(mail="reject_temporarily")
    file_with_fault(application, maria)
    assert application.drain() == 0
    application.clock.advance(timedelta(seconds=6))
    assert application.drain() == 3
    application.clock.advance(timedelta(seconds=6))
    assert application.drain() == 0
    application.clock.advance(timedelta(seconds=6))
    assert application.drain() == 3


def test_a_final_no_is_told_and_set_aside_until_an_administrator_tries_again(
    application: Installation, maria: Citizen, standins: StandIns
) -> None:
    standins.set_faults(mail="reject_permanently")
    file_with_fault(application, maria)
    assert REFUSED in delivery_told_to(maria)
    assert CHECK_IT in delivery_told_to(maria)
    assert CHECK_IT in words_of(maria.get("/me"))
    application.clock.advance(timedelta(days=30))
    assert application.drain() == 0
    assert application.visitor().get("/health/ready").json["set_aside"] == 3
    admin = application.staff("admin")
    standins.set_faults()
    page = admin.get("/manage/outbox/contents")
    assert "Απέτυχαν πολλές φορές: περιμένουν εσάς" in words_of(page)
    assert "mail server answered 550" in words_of(page)
    while page.html.find("button", string="Νέα προσπάθεια"):
        page = admin.press(page, "/retry", status=303).follow()
        assert "Γίνεται νέα προσπάθεια." in words_of(page)
    application.drain()
    maria.log_in("maria")
    assert SENT in delivery_told_to(maria)
    assert CHECK_IT not in delivery_told_to(maria)
    assert len(standins.messages(EMAIL)) == 1
    assert application.visitor().get("/health/ready").json["set_aside"] == 0


def test_an_entry_tried_again_twice_is_no_longer_there(
    application: Installation, maria: Citizen, standins: StandIns
) -> None:
    standins.set_faults(mail="reject_permanently")
    file_with_fault(application, maria)
    admin = application.staff("admin")
    page = admin.get("/manage/outbox/contents")
    admin.press(page, "/retry", status=303)
    admin.get("/manage/outbox/contents")
    assert "Αυτή η εγγραφή δεν υπάρχει πια." in words_of(admin.press(page, "/retry", status=303).follow())


def test_a_mail_refused_while_the_request_is_filed_leaves_the_number_alone(
    application: Installation, maria: Citizen, standins: StandIns
) -> None:
    standins.set_faults(mail="reject_permanently")
    path = maria.file()
    application.drain()
    assert maria.number_of(path) is not None


def test_an_address_removed_from_the_tree_meanwhile_gets_nothing(
    application: Installation, maria: Citizen, standins: StandIns
) -> None:
    standins.set_faults(mail="reject_temporarily")
    file_with_fault(application, maria)
    admin = application.staff("admin")
    admin.press(admin.get("/manage/principals/users/lighting/remove"), "/remove", status=303)
    standins.set_faults()
    application.clock.advance(timedelta(seconds=6))
    application.drain()
    assert standins.messages("lighting@serres.example") == []
    assert len(standins.messages("lighting-manager@serres.example")) == 1


def test_another_address_or_the_same_one_proven_again_ends_the_warning(
    application: Installation, maria: Citizen, standins: StandIns
) -> None:
    standins.set_faults(mail="reject_permanently")
    file_with_fault(application, maria)
    standins.set_faults()
    maria.give_email(EMAIL)
    application.drain()
    link = application.link_sent_to(EMAIL)
    maria.press(maria.get(link), link, status=303)
    assert CHECK_IT not in words_of(maria.get("/me"))


def test_the_pages_of_waiting_work_name_every_kind_of_it() -> None:
    assert set(EFFECT_WORDS) == set(EffectKind)
