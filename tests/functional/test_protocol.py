"""Filing: the first notice, consecutive numbers, each year from 1, and a register that is closed for a while."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from tests.support.installation import Installation
from tests.support.visitors import LAMP, Citizen, words_of

ATHENS = ZoneInfo("Europe/Athens")
PROPERTIES = "/manage/protocol/properties"
WAITS = "Περιμένει τον αριθμό πρωτοκόλλου."
LONG_ENOUGH = timedelta(minutes=31)


def test_before_it_is_filed_the_page_says_that_it_waits(maria: Citizen) -> None:
    path = maria.file()
    page = words_of(maria.get(path))
    assert "Λάβαμε το αίτημά σας." in page
    assert WAITS in page
    assert "Υποβλήθηκε" in page
    assert maria.get(f"{path}/status").json == {
        "number": None,
        "state": "submitted",
        "state_words": "Υποβλήθηκε",
        "next_words": "Σε λίγο παίρνει αριθμό πρωτοκόλλου.",
    }


def test_the_first_notice_is_the_filing(application: Installation) -> None:
    maria = application.citizen("maria", "maria@example.gr")
    path = maria.file()
    assert "Δεν έχετε ακόμη ειδοποιήσεις." in words_of(maria.get("/me/notices"))
    application.drain()
    number = maria.number_of(path)
    assert WAITS not in words_of(maria.get(path))
    notices = maria.get("/me/notices").html.select("li.sr-card")
    assert len(notices) == 1
    assert f"Το αίτημά σας πρωτοκολλήθηκε με αριθμό {number}." in notices[0].get_text()
    mail = application.standins.messages("maria@example.gr")[0]
    assert mail["subject"] == f"Αρ. πρωτ. {number}: Αίτημα ηλεκτροφωτισμού"
    assert f"πρωτοκολλήθηκε με αριθμό {number}" in mail["text"]
    assert f"http://serres.test{path}" in mail["text"]


def test_reading_the_notices_marks_nothing_but_the_button_does(application: Installation, maria: Citizen) -> None:
    maria.file()
    application.drain()
    maria.get("/me/notices")
    page = maria.get("/me/notices")
    assert page.html.select(".sr-card--new")
    read = maria.press(page, "/me/notices", status=303).follow()
    assert read.html.select(".sr-card") != []
    assert read.html.select(".sr-card--new") == []


def test_numbers_follow_one_another_in_the_order_of_submission(application: Installation, maria: Citizen) -> None:
    giorgos = application.citizen("giorgos")
    application.clock.set(datetime(2026, 5, 4, 10, 0, tzinfo=ATHENS))
    paths = []
    for person in (maria, giorgos, maria):
        application.clock.advance(timedelta(seconds=1))
        paths.append((person, person.file()))
    application.drain()
    assert [person.number_of(path) for person, path in paths] == ["1/4-5-2026", "2/4-5-2026", "3/4-5-2026"]


def test_numbers_begin_again_at_new_year_in_greece(application: Installation) -> None:
    application.clock.set(datetime(2026, 12, 31, 23, 0, tzinfo=ATHENS))
    maria = application.citizen("maria")
    last_of_year = [maria.file(), maria.file()]
    application.clock.set(datetime(2026, 12, 31, 23, 59, 59, tzinfo=ATHENS))
    application.drain()
    assert sorted(maria.number_of(path) or "" for path in last_of_year) == ["1/31-12-2026", "2/31-12-2026"]
    application.clock.set(datetime(2027, 1, 1, 0, 0, 0, tzinfo=ATHENS))
    first_of_year = maria.file()
    application.drain()
    assert maria.number_of(first_of_year) == "1/1-1-2027"
    application.clock.set(datetime(2027, 1, 1, 2, 30, tzinfo=ATHENS))
    next_of_year = maria.file()
    application.drain()
    assert maria.number_of(next_of_year) == "2/1-1-2027"
    for path in (first_of_year, next_of_year):
        lighting = application.staff("lighting")
        lighting.move(application.staff_page(path), "start", status=303)
    application.drain()
    assert "Βενιζέλου 12" in words_of(application.visitor().get("/requests/2027/1"))
    application.visitor().get("/requests/2026/1", status=404)


def test_a_request_submitted_before_midnight_and_filed_after_it_belongs_to_the_new_year(
    application: Installation,
) -> None:
    application.clock.set(datetime(2026, 12, 31, 23, 59, 59, tzinfo=ATHENS))
    maria = application.citizen("maria")
    path = maria.file()
    application.clock.set(datetime(2027, 1, 1, 0, 0, 1, tzinfo=ATHENS))
    application.drain()
    assert maria.number_of(path) == "1/1-1-2027"


def test_while_the_register_is_closed_requests_are_kept_and_numbered_when_it_opens(
    application: Installation, maria: Citizen
) -> None:
    admin = application.staff("admin")
    admin.save(PROPERTIES, status=303, is_open=False)
    assert "Το πρωτόκολλο είναι κλειστό" in words_of(admin.get("/manage/protocol/contents"))
    path = maria.file()
    application.drain()
    assert WAITS in words_of(maria.get(path))
    assert "Δεν έχετε ακόμη ειδοποιήσεις." in words_of(maria.get("/me/notices"))
    waiting = words_of(admin.get("/manage/outbox/contents"))
    assert "Αριθμός πρωτοκόλλου" in waiting
    admin.save(PROPERTIES, status=303, is_open=True)
    application.clock.advance(LONG_ENOUGH)
    application.drain()
    number = maria.number_of(path)
    assert number is not None
    assert number.startswith("1/")
    notices = words_of(maria.get("/me/notices"))
    assert notices.count(f"πρωτοκολλήθηκε με αριθμό {number}") == 1


def test_what_waited_for_the_register_is_numbered_without_gap_or_double(
    application: Installation, maria: Citizen
) -> None:
    admin = application.staff("admin")
    admin.save(PROPERTIES, status=303, is_open=False)
    paths = []
    for _ in range(3):
        paths.append(maria.file())
        application.drain()
    admin.save(PROPERTIES, status=303, is_open=True)
    paths.append(maria.file(LAMP))
    application.clock.advance(LONG_ENOUGH)
    application.drain()
    told = [maria.number_of(path) or "" for path in paths]
    assert sorted(number.partition("/")[0] for number in told) == ["1", "2", "3", "4"]
    lines = admin.get("/manage/protocol/contents").html.select("tbody tr")
    assert [line.th.get_text() for line in lines] == ["4", "3", "2", "1"]


def test_the_register_names_no_sender_on_its_page(application: Installation, maria: Citizen) -> None:
    maria.file()
    application.drain()
    page = words_of(application.staff("admin").get("/manage/protocol/contents"))
    assert "Αίτημα ηλεκτροφωτισμού" in page
    assert "ΔΟΚΙΜΑΣΤΙΚΗ" not in page
