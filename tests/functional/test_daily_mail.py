"""Who wants notices together gets one mail in the morning; nothing is lost or told twice."""

from datetime import timedelta

import pytest
from tests.support.installation import URL, Installation
from tests.support.processes import StandIns
from tests.support.visitors import EMAIL, Citizen, form_to, words_of

WAITS = "Έρχεται με το επόμενο ημερήσιο e-mail"
MAILED = "Στο ημερήσιο e-mail της"
A_DAY = timedelta(days=1)


@pytest.fixture
def maria(application: Installation, standins: StandIns) -> Citizen:
    """A citizen who wants one mail a day, whose mailbox is empty."""
    maria = application.citizen("maria", EMAIL)
    form = form_to(maria.get("/me/notices/mails"), "/me/notices/mails")
    for kind in ("filed", "started", "completed"):
        form[kind] = "daily"
    form.submit(status=303)
    standins.forget_messages()
    return maria


def file(application: Installation, maria: Citizen, count: int = 1) -> list[str]:
    paths = [maria.file() for _ in range(count)]
    application.drain()
    return paths


def morning(application: Installation, pause: timedelta = A_DAY) -> None:
    """Let a new worker do its work after `pause`."""
    application.clock.advance(pause)
    application.use()
    application.worker.mail_daily()
    application.drain()


def test_a_day_is_told_in_one_mail_by_request(
    application: Installation, maria: Citizen, standins: StandIns
) -> None:
    first, second = file(application, maria, 2)
    application.staff("lighting").move(application.staff_page(first), "start", status=303)
    application.drain()
    assert standins.messages(EMAIL) == []
    assert words_of(maria.get("/me/notices")).count(WAITS) == 3
    morning(application)
    [mail] = standins.messages(EMAIL)
    assert mail["text"].count("πρωτοκολλήθηκε") == 2
    assert mail["text"].count("ανέλαβε") == 1
    for path in (first, second):
        assert mail["text"].count(f"{URL}{path}\n") == mail["html"].count(f'href="{URL}{path}"') == 1
    maria.log_in("maria")
    assert words_of(maria.get("/me/notices")).count(MAILED) == 3


def test_there_is_one_mail_a_day_however_often_the_worker_begins(
    application: Installation, maria: Citizen, standins: StandIns
) -> None:
    file(application, maria)
    morning(application)
    application.worker.mail_daily()
    file_after_log_in(application, maria)
    morning(application, timedelta(minutes=5))
    assert len(standins.messages(EMAIL)) == 1
    morning(application)
    assert len(standins.messages(EMAIL)) == 2
    morning(application)
    assert len(standins.messages(EMAIL)) == 2


def file_after_log_in(application: Installation, maria: Citizen) -> None:
    maria.log_in("maria")
    file(application, maria)


def test_a_mail_that_left_when_the_power_went_is_the_same_mail_again(
    application: Installation, maria: Citizen, standins: StandIns
) -> None:
    file(application, maria)
    mail = application.registry.ports.mail

    class Dying:
        def send(self, email: object) -> None:
            mail.send(email)
            raise OSError("the power went")

        def rest(self) -> None:
            mail.rest()

    application.use(mail=Dying())
    morning(application)
    application.use(mail=mail)
    morning(application, timedelta(minutes=1))
    first, second = standins.messages(EMAIL)
    assert (first["message_id"], first["text"]) == (second["message_id"], second["text"])


def test_what_is_not_wanted_any_more_is_not_mailed(
    application: Installation, maria: Citizen, standins: StandIns
) -> None:
    file(application, maria)
    form = form_to(maria.get("/me/notices/mails"), "/me/notices/mails")
    form["filed"] = "never"
    form.submit(status=303)
    morning(application)
    assert standins.messages(EMAIL) == []
    maria.log_in("maria")
    assert "Μόνο εδώ, χωρίς e-mail" in words_of(maria.get("/me/notices"))


def test_without_an_address_nothing_is_mailed(
    application: Installation, maria: Citizen, standins: StandIns
) -> None:
    file(application, maria)
    form = form_to(maria.get("/me/data"), "/erase")
    answer = {"csrf_token": form["csrf_token"].value, "email": "yes", "confirmed": "yes"}
    maria.post("/me/data/erase", answer, status=303)
    morning(application)
    assert standins.messages(EMAIL) == []


def test_a_final_no_is_recorded_and_can_be_tried_again(
    application: Installation, maria: Citizen, standins: StandIns
) -> None:
    file(application, maria)
    standins.set_faults(mail="reject_permanently")
    morning(application)
    maria.log_in("maria")
    assert "Ο διακομιστής e-mail δεν δέχτηκε το μήνυμα" in words_of(maria.get("/me/notices"))
    standins.set_faults()
    admin = application.staff("admin")
    page = admin.get("/manage/outbox/contents")
    assert "Ημερήσιο e-mail προς τον πολίτη" in words_of(page)
    admin.press(page, "/retry", status=303)
    application.drain()
    assert len(standins.messages(EMAIL)) == 1


def test_one_click_in_it_stops_all_and_offers_no_single_kind(
    application: Installation, maria: Citizen, standins: StandIns
) -> None:
    file(application, maria)
    morning(application)
    text = standins.messages(EMAIL)[0]["text"]
    link = next(word for word in text.split() if "/me/notices/stop/" in word).removeprefix(URL)
    visitor = application.visitor()
    assert "Μόνο αυτού του είδους" not in words_of(visitor.get(link))
    visitor.post(link, {"List-Unsubscribe": "One-Click"}, status=200)
    assert application.look(lambda site: next(iter(site.citizens.values())).mail_choices) == (("", "never"),)
