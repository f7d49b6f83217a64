"""Citizens choose which notices are mailed, on a page of theirs and by the link in each mail (RFC 8058)."""

import re
from datetime import timedelta
from urllib.parse import quote

import pytest
from tests.support.installation import URL, Installation
from tests.support.processes import StandIns
from tests.support.visitors import EMAIL, Citizen, form_to, words_of

from serres_requests.domain.mail_choices import MailChoices
from serres_requests.views.citizen.mail_choices import KIND_WORDS, NoticeKind

pytestmark = pytest.mark.usefixtures("proven_address")

PAGE = "/me/notices/mails"
ONE_CLICK = {"List-Unsubscribe": "One-Click"}
NOT_MAILED = "Μόνο εδώ, χωρίς e-mail"
NOT_VALID = "Αυτός ο σύνδεσμος δεν ισχύει πια"


def choices(application: Installation) -> MailChoices:
    return application.look(lambda site: next(iter(site.citizens.values())).mail_choices)


def choose(maria: Citizen, **mailings: str) -> None:
    form = form_to(maria.get(PAGE), PAGE)
    for kind, mailing in mailings.items():
        form[kind] = mailing
    assert "Οι επιλογές σας αποθηκεύτηκαν." in words_of(form.submit(status=303).follow())


def stop_link(application: Installation, maria: Citizen) -> str:
    """Have a mail sent; return the path of its link."""
    maria.file()
    application.drain()
    headers = dict(application.standins.messages(EMAIL)[0]["headers"])  # type: ignore[call-overload]
    assert headers["List-Unsubscribe-Post"].strip() == "List-Unsubscribe=One-Click"
    [url] = re.fullmatch(r"\s*<(.*)>\s*", headers["List-Unsubscribe"]).groups()  # type: ignore[union-attr]
    assert url in application.standins.messages(EMAIL)[0]["text"]
    return str(url).removeprefix(URL)


def test_every_kind_can_be_chosen_and_is_named_in_words(maria: Citizen) -> None:
    assert set(KIND_WORDS) == set(NoticeKind)
    form = form_to(maria.get(PAGE), PAGE)
    assert {form[kind].value for kind in NoticeKind} == {"at_once"}


def test_what_is_not_wanted_is_told_on_the_site_alone(
    application: Installation, maria: Citizen, standins: StandIns
) -> None:
    choose(maria, filed="never")
    path = maria.file()
    application.drain()
    assert standins.messages(EMAIL) == []
    assert NOT_MAILED in words_of(maria.get("/me/notices"))
    application.staff("lighting").move(application.staff_page(path), "start", status=303)
    application.drain()
    assert len(standins.messages(EMAIL)) == 1


def test_nonsense_is_refused_and_changes_nothing(application: Installation, maria: Citizen) -> None:
    token = form_to(maria.get(PAGE), PAGE)["csrf_token"].value
    maria.post(PAGE, {"csrf_token": token, "filed": "sometimes"}, status=400)
    assert choices(application) == ()


def test_what_waited_when_it_was_stopped_is_not_sent(
    application: Installation, maria: Citizen, standins: StandIns
) -> None:
    link = stop_link(application, maria)
    standins.forget_messages()
    standins.set_faults(mail="reject_temporarily")
    maria.file()
    application.drain()
    application.visitor().post(link, ONE_CLICK, status=200)
    standins.set_faults()
    application.clock.advance(timedelta(minutes=1))
    application.drain()
    assert standins.messages(EMAIL) == []
    assert NOT_MAILED in words_of(maria.get("/me/notices"))


def test_one_click_stops_all_without_session_and_token(application: Installation, maria: Citizen) -> None:
    link = stop_link(application, maria)
    visitor = application.visitor()
    for _ in range(2):
        assert "Στον ιστότοπο" in words_of(visitor.post(link, ONE_CLICK, status=200))
    assert choices(application) == (("", "never"),)


def test_opening_the_link_stops_nothing_and_offers_the_finer_choice(
    application: Installation, maria: Citizen
) -> None:
    link = stop_link(application, maria)
    visitor = application.visitor()
    page = visitor.get(link)
    assert choices(application) == ()
    form = page.forms[next(key for key, form in page.forms.items() if "what" in form.fields)]
    form["what"] = "kind"
    assert "Το αίτημά σας παίρνει αριθμό πρωτοκόλλου" in words_of(form.submit(status=200))
    assert choices(application) == (("filed", "never"),)


@pytest.mark.parametrize("change", ["signature", "kind", "citizen", "all"])
def test_a_forged_link_stops_nothing(application: Installation, maria: Citizen, change: str) -> None:
    citizen, kind, signature = stop_link(application, maria).rpartition("/")[2].split(".")
    token = {
        "signature": f"{citizen}.{kind}.{signature[:-1]}ά",
        "kind": f"{citizen}.started.{signature}",
        "citizen": f"0{citizen}.{kind}.{signature}",
        "all": "x",
    }[change]
    visitor = application.visitor()
    assert NOT_VALID in words_of(visitor.get(f"/me/notices/stop/{quote(token)}", status=410))
    visitor.post(f"/me/notices/stop/{quote(token)}", ONE_CLICK, status=410)
    assert choices(application) == ()


def test_the_link_is_for_the_address_that_it_was_sent_to(application: Installation, maria: Citizen) -> None:
    link = stop_link(application, maria)
    maria.give_email("other@example.gr")
    application.drain()
    confirm = application.link_sent_to("other@example.gr")
    maria.press(maria.get(confirm), confirm, status=303)
    application.visitor().post(link, ONE_CLICK, status=410)
    assert choices(application) == ()


def test_guessing_is_slowed_down(application: Installation, maria: Citizen) -> None:
    link = stop_link(application, maria)
    visitor = application.visitor()
    for _ in range(10):
        visitor.post("/me/notices/stop/x", ONE_CLICK, status=410)
    visitor.post("/me/notices/stop/x", ONE_CLICK, status=429)
    visitor.post(link, ONE_CLICK, status=429)
    assert choices(application) == ()
