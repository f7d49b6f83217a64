"""The queue as a file: every request of one's departments, and of citizens only what is asked for."""

import csv
from io import BytesIO
from zipfile import ZipFile

import pytest
from tests.support.installation import Installation
from tests.support.visitors import LAMP, Citizen, MemberOfStaff
from webtest import TestRequest

from serres_requests.views.management import export_rows

WITH_ANSWERS = "/manage/export?type=street-lighting&answers=1"
HEADS = (
    "Αριθμός πρωτοκόλλου;Πρωτοκολλήθηκε στις;Αίτημα;Τμήμα;Υποβλήθηκε;Κατάσταση;Ανατέθηκε σε;Απάντηση έως;"
    "Έκλεισε στις;Ολοκληρώθηκε μέσα σε (εργάσιμες ημέρες);Καταχώριση από τον Δήμο"
)


@pytest.fixture
def second(application: Installation, maria: Citizen, filed: str) -> str:
    """A second request of hers, that is worked on."""
    second = maria.file({**LAMP, "place": "Ερμού 2"})
    application.drain()
    application.staff("lighting").move(application.staff_page(second), "start", status=303)
    application.drain()
    return second


def lines(person: MemberOfStaff, address: str) -> list[str]:
    return person.get(address).body.decode("utf-8-sig").splitlines()


def test_a_department_downloads_its_requests(application: Installation, second: str) -> None:
    lighting = application.staff("lighting")
    answer = lighting.get("/manage/queue").click("CSV")
    assert answer.content_disposition == "attachment; filename=requests.csv"
    heads, *rows = answer.body.decode("utf-8-sig").splitlines()
    assert heads == HEADS
    assert [row.split(";")[0].partition("/")[0] for row in rows] == ["2", "1"]
    assert ";Σε επεξεργασία;" in rows[0]
    [row] = lines(lighting, "/manage/export?state=filed")[1:]
    assert row.startswith("1/")
    assert len(lines(application.staff("cleaning"), "/manage/export")) == 1
    entries = [entry.event for entry in application.audit() if entry.event.event == "Site/export"]
    assert [(entry.name, entry.detail) for entry in entries] == [
        ("lighting", "csv 2"),
        ("lighting", "csv filed 1"),
        ("cleaning", "csv 0"),
    ]


def test_what_has_ended_is_told_with_the_days_that_it_took(application: Installation, second: str) -> None:
    lighting = application.staff("lighting")
    lighting.move(application.staff_page(second), "complete", "Έγινε.", status=303)
    application.drain()
    assert len(lines(lighting, "/manage/export")) == 2, "the open one alone"
    _heads, completed, opened = [line.split(";") for line in lines(lighting, "/manage/export?state=all")]
    today = completed[1]
    assert completed[5:] == ["Ολοκληρώθηκε", "", "", today, "0", ""]
    assert opened[7] > today
    assert opened[8:] == ["", "", ""]


def test_citizens_are_in_it_when_one_service_is_chosen_and_they_are_asked_for(
    application: Installation, second: str
) -> None:
    lighting = application.staff("lighting")
    queue = lighting.get("/manage/queue")
    assert "Με τους αιτούντες" not in queue.text
    for address in ("/manage/export", "/manage/export?answers=1", "/manage/export?type=street-lighting"):
        assert "ΜΑΡΙΑ" not in "".join(lines(lighting, address))
    chosen = lighting.get("/manage/queue?type=street-lighting")
    [link] = [one["href"] for one in chosen.html.main.select("a[href*=answers]") if "csv" in one["href"]]
    heads, *rows = csv.reader(lines(lighting, link), delimiter=";")
    assert ";".join(heads).startswith(f"{HEADS};Αιτών;")
    assert all("ΜΑΡΙΑ" in row[len(HEADS.split(";"))] for row in rows)
    assert "Ερμού 2" in rows[0]
    assert "φωτογραφία.jpg" in rows[1]
    assert len({len(row) for row in (heads, *rows)}) == 1
    [*_others, last] = [entry.event for entry in application.audit() if entry.event.event == "Site/export"]
    assert last.detail == "csv street-lighting answers 2"


def test_what_was_passed_on_while_it_is_sent_tells_nothing_of_citizens(
    application: Installation, second: str
) -> None:
    lighting = application.staff("lighting")
    asked = TestRequest.blank(WITH_ANSWERS, environ=lighting.extra_environ)
    asked.cookies.update(lighting.cookies)
    status, _headers, chunks = asked.call_application(lighting.app)
    assert status == "200 OK"
    page = lighting.get(application.staff_page(second))
    lighting.press(page, "/hand_over", status=303, department="cleaning", why="Δεν είναι δικό μας.")
    _heads, passed_on, kept = b"".join(chunks).decode("utf-8-sig").splitlines()
    assert "ΜΑΡΙΑ" in kept
    assert "ΜΑΡΙΑ" not in passed_on
    assert "Ερμού" not in passed_on


def test_a_spreadsheet_is_sent(application: Installation, second: str, monkeypatch) -> None:
    monkeypatch.setattr(export_rows, "BETWEEN_CLEANINGS", 1)
    answer = application.staff("admin").get("/manage/queue").click("XLSX")
    with ZipFile(BytesIO(answer.body)) as archive:
        assert "Σε επεξεργασία" in archive.read("xl/worksheets/sheet1.xml").decode()
