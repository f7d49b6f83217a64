"""Until when a request is to be answered, as its applicant and its department see it."""

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from bs4 import Tag
from tests.integration.conftest import change
from tests.support.installation import Installation
from tests.support.visitors import EMAIL, form_to, words_of
from webtest import TestResponse, Upload

from serres_requests.content_types.request_type import RequestType

ATHENS = ZoneInfo("Europe/Athens")
SERVICE = "/services/lamps"
LAMP = {"place": "Μεραρχίας 12"}
PLACE = {"name": "place", "kind": "text", "title": {"el": "Πού", "en": "Where"}}
DEFINITION = {
    "name": "lamps",
    "department": "lighting",
    **{key: {"el": "Λάμπες", "en": "Lamps"} for key in ("title", "summary", "description")},
    "answer_days": 3,
    "day_kind": "working",
    "fields": [PLACE],
}


@pytest.fixture
def filed(application: Installation) -> str:
    """A request of the Wednesday before Easter 2026, to be answered in three working days: 9, 14 and 15 April."""
    change(
        application,
        lambda site, registry: site.request_types.add("lamps", RequestType(DEFINITION), registry=registry),
    )
    at(application, "2026-04-08T23:59:59")
    path = application.citizen("maria").file(LAMP, service=SERVICE)
    application.drain()
    return path


def at(application: Installation, moment: str) -> None:
    """Set the clock to a moment in Greece."""
    application.clock.set(datetime.fromisoformat(moment).replace(tzinfo=ATHENS))


def row_of(application: Installation) -> Tag:
    """Return the only line of the queue."""
    (row,) = application.staff("lighting").get("/manage/queue").html.select("tbody tr")
    return row


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        ("2026-04-08T23:59:59", "απομένουν 3 εργάσιμες ημέρες"),
        ("2026-04-09T00:00:00", "απομένουν 2 εργάσιμες ημέρες"),
        ("2026-04-13T12:00:00", "απομένουν 2 εργάσιμες ημέρες"),
        ("2026-04-14T12:00:00", "απομένει 1 εργάσιμη ημέρα"),
        ("2026-04-15T23:59:59", "σήμερα λήγει η προθεσμία"),
        ("2026-04-16T00:00:00", "1 ημέρα εκπρόθεσμο"),
        ("2026-04-20T12:00:00", "5 ημέρες εκπρόθεσμο"),
    ],
)
def test_all_are_told_the_last_day_and_what_remains(
    application: Installation, filed: str, moment: str, words: str
) -> None:
    at(application, moment)
    maria, lighting = application.citizen("maria"), application.staff("lighting")
    for page in (maria.get(filed), maria.get("/me/requests"), lighting.get(application.staff_page(filed))):
        assert f"Απάντηση έως 15 Απριλίου 2026 {words}" in words_of(page).replace("· ", "")
    cell = row_of(application).select("td")[3]
    assert cell.time["datetime"] == "2026-04-15"
    assert words in cell.get_text()
    assert bool(cell.select(".sr-state--overdue")) == ("εκπρόθεσμο" in words)


def test_the_clock_stands_still_while_the_citizen_is_asked(application: Installation, filed: str) -> None:
    page = application.staff_page(filed)
    at(application, "2026-04-14T09:00:00")
    application.staff("lighting").move(page, "ask", "Ποια λάμπα;", status=303)
    for moment in ("2026-04-14T12:00:00", "2026-05-20T12:00:00"):
        at(application, moment)
        assert "Προθεσμία σε αναστολή· θα απομένουν 2 ημέρες" in words_of(application.citizen("maria").get(filed))
        assert row_of(application).select("td")[3].time is None
    application.staff("lighting").move(page, "resume", status=303)
    assert row_of(application).select("td")[3].time["datetime"] == "2026-05-21"


def test_what_is_answered_has_no_deadline(application: Installation, filed: str) -> None:
    at(application, "2026-04-20T12:00:00")
    lighting = application.staff("lighting")
    page = application.staff_page(filed)
    lighting.move(page, "start", status=303)
    lighting.move(page, "complete", "Έγινε.", status=303)
    application.drain()
    assert "Απάντηση έως" not in words_of(lighting.get(page))
    assert "Απάντηση έως" not in words_of(application.citizen("maria").get(filed))
    (row,) = lighting.get("/manage/queue?state=completed").html.select("tbody tr")
    assert row.select("td")[3].get_text(strip=True) == ""


def test_what_is_opened_again_goes_on_with_what_was_left(application: Installation, filed: str) -> None:
    page = application.staff_page(filed)
    at(application, "2026-04-14T09:00:00")
    manager = application.staff("lighting-manager")
    manager.move(page, "start", status=303)
    manager.move(page, "complete", "Έγινε.", status=303)
    at(application, "2026-05-20T09:00:00")
    manager = application.staff("lighting-manager")
    manager.move(page, "reopen", "Δεν έγινε.", status=303)
    assert "Απάντηση έως 21 Μαΐου 2026 · απομένει 1 εργάσιμη ημέρα" in words_of(manager.get(page))


def passed_on(application: Installation, page: str, moment: str, ask_before: str = "") -> str:
    """Let the request be passed on at a moment, and asked about before; return what Maria is mailed of it."""
    if ask_before:
        at(application, ask_before)
        application.staff("lighting").move(page, "ask", "Ποια λάμπα;", status=303)
    at(application, moment)
    lighting = application.staff("lighting")
    lighting.press(lighting.get(page), "/hand_over", status=303, department="cleaning", why="Είναι δική σας.")
    application.drain()
    return next(
        " ".join(mail["text"].split())
        for mail in application.standins.messages(EMAIL)
        if "Είναι δική σας." in mail["text"]
    )


ANEW = "Η προθεσμία για την απάντηση αρχίζει εκεί από την αρχή."
LATE = "υπολογίζεται από τις 14 Απριλίου 2026, την τελευταία ημέρα για τη διαβίβαση."
AS_BEFORE = "Η προθεσμία για την απάντηση δεν αλλάζει."


@pytest.mark.parametrize(
    ("moment", "told"),
    [
        ("2026-04-08T23:59:59", f"{AS_BEFORE} Λήγει στις 15 Απριλίου 2026."),
        ("2026-04-09T00:00:00", f"{ANEW} Λήγει στις 16 Απριλίου 2026."),  # 14, 15, 16
        # The fifth day, Monday 13, is a holiday: the next one is in time.
        ("2026-04-14T23:59:59", f"{ANEW} Λήγει στις 17 Απριλίου 2026."),
        ("2026-04-15T00:00:00", f"{LATE} Λήγει στις 17 Απριλίου 2026."),
        ("2026-05-15T12:00:00", f"{LATE} Λήγει στις 17 Απριλίου 2026."),
    ],
)
def test_the_mail_says_what_passing_on_makes_of_the_time(
    application: Installation, filed: str, moment: str, told: str
) -> None:
    application.prove_address(application.citizen("maria"), EMAIL)
    page = application.staff_page(filed)
    mail = passed_on(application, page, moment)
    assert "διαβιβάστηκε από «Τμήμα Ηλεκτροφωτισμού» στο αρμόδιο τμήμα, «Τμήμα Καθαριότητας»" in mail
    assert told in mail
    last_day = told.partition("Λήγει στις ")[2].rstrip(".")
    assert f"Απάντηση έως {last_day}" in words_of(application.citizen("maria").get(filed))
    assert (ANEW in mail) == (ANEW in told)


def test_a_second_passing_on_is_told_from_where_the_first_one_led(application: Installation, filed: str) -> None:
    application.prove_address(application.citizen("maria"), EMAIL)
    page = application.staff_page(filed)
    passed_on(application, page, "2026-04-15T12:00:00")
    at(application, "2026-04-16T12:00:00")
    cleaning = application.staff("cleaning")
    cleaning.press(cleaning.get(page), "/hand_over", status=303, department="greenery", why="Έχει δέντρα.")
    application.drain()
    mail = " ".join(application.standins.messages(EMAIL)[0]["text"].split())
    assert "από «Τμήμα Καθαριότητας» στο αρμόδιο τμήμα, «Τμήμα Πρασίνου»" in mail
    assert f"{AS_BEFORE} Λήγει στις 17 Απριλίου 2026." in mail


def test_the_mail_says_that_the_time_stands_still(application: Installation, filed: str) -> None:
    application.prove_address(application.citizen("maria"), EMAIL)
    page = application.staff_page(filed)
    mail = passed_on(application, page, "2026-04-14T12:00:00", ask_before="2026-04-09T12:00:00")
    assert f"{ANEW} Δεν τρέχει ώσπου να κάνετε ό,τι σας ζητήθηκε." in mail


def test_what_was_passed_on_before_departments_were_recorded_is_still_told(
    application: Installation, filed: str
) -> None:
    application.prove_address(application.citizen("maria"), EMAIL)
    page = application.staff_page(filed)
    at(application, "2026-04-09T12:00:00")
    lighting = application.staff("lighting")
    lighting.press(lighting.get(page), "/hand_over", status=303, department="cleaning", why="Είναι δική σας.")

    def forget_departments(site, registry):
        for year in site.requests.values():
            for request in year.values():
                request.history = tuple(replace(entry, departments=()) for entry in request.history)

    change(application, forget_departments)
    application.drain()
    mail = " ".join(application.standins.messages(EMAIL)[0]["text"].split())
    assert "διαβιβάστηκε στο αρμόδιο τμήμα." in mail
    assert f"{ANEW} Λήγει στις 16 Απριλίου 2026." in mail
    maria = application.citizen("maria")
    assert "Διαβιβάστηκε σε άλλο τμήμα" in words_of(maria.get(filed))
    assert "είναι πια σε άλλο τμήμα" in words_of(maria.get("/me/notices"))


def import_days(application: Installation, text: str, status: int) -> TestResponse:
    form = form_to(application.staff("admin").get("/manage/reference/closing-days/@@import"), "import")
    form["file"] = Upload("days.csv", text.encode(), "text/csv")
    form["note"] = "Απόφαση Δημάρχου"
    return form.submit(status=status)


def test_closing_days_that_administrators_import_put_deadlines_off(application: Installation, filed: str) -> None:
    assert row_of(application).select("td")[3].time["datetime"] == "2026-04-15"
    page = import_days(application, "ημέρα;περιγραφή\n14/4/2026;Πένθος\n29/6;Απελευθέρωση", status=303).follow()
    assert "14 Απριλίου 2026" in words_of(page)
    assert "29 Ιουνίου" in words_of(page)
    assert row_of(application).select("td")[3].time["datetime"] == "2026-04-16"


def test_lines_that_begin_with_no_day_are_told(application: Installation) -> None:
    page = words_of(import_days(application, "31/6;Τίποτε\n29/6;Απελευθέρωση", status=422))
    assert "Δεν αρχίζει με ημέρα όπως 29/6" in page
    assert "29/6/2026 μόνο για εκείνο το έτος" in page


def test_deadlines_are_kept_without_the_table(application: Installation, filed: str) -> None:
    change(application, lambda site, registry: site.reference_tables.remove("closing-days", registry=registry))
    assert row_of(application).select("td")[3].time["datetime"] == "2026-04-15"
