"""The queue as a file: every request of one's departments, and nobody else's."""

from io import BytesIO
from zipfile import ZipFile

from tests.support.installation import Installation
from tests.support.visitors import LAMP, Citizen

from serres_requests.views.management import export


def test_a_department_downloads_its_requests(application: Installation, maria: Citizen, filed: str) -> None:
    second = maria.file({**LAMP, "place": "Ερμού 2"})
    application.drain()
    lighting = application.staff("lighting")
    lighting.move(application.staff_page(second), "start", status=303)
    application.drain()
    page = lighting.get("/manage/queue")
    answer = page.click("CSV")
    assert answer.content_disposition == "attachment; filename=requests.csv"
    heads, *rows = answer.body.decode("utf-8-sig").splitlines()
    assert heads.startswith("Αριθμός πρωτοκόλλου;Πρωτοκολλήθηκε στις;Αίτημα;Αιτών;Τμήμα;Υποβλήθηκε;Κατάσταση;")
    assert heads.endswith(";Ανατέθηκε σε;Καταχώριση από τον Δήμο")
    assert [row.split(";")[0].partition("/")[0] for row in rows] == ["2", "1"]
    assert "ΜΑΡΙΑ" in rows[0]
    assert ";Σε επεξεργασία;" in rows[0]
    [row] = lighting.get("/manage/export?state=filed").body.decode("utf-8-sig").splitlines()[1:]
    assert row.startswith("1/")
    assert len(application.staff("cleaning").get("/manage/export").body.decode("utf-8-sig").splitlines()) == 1
    entries = [entry.event for entry in application.audit() if entry.event.event == "Site/export"]
    assert [(entry.name, entry.detail) for entry in entries] == [
        ("lighting", "csv 2"),
        ("lighting", "csv filed 1"),
        ("cleaning", "csv 0"),
    ]


def test_the_spreadsheet_may_be_larger_than_memory_shall_hold(
    application: Installation, filed: str, monkeypatch
) -> None:
    monkeypatch.setattr(export, "IN_MEMORY", 100)
    monkeypatch.setattr(export, "_BETWEEN_CLEANINGS", 1)
    answer = application.staff("admin").get("/manage/queue").click("XLSX")
    assert answer.content_length == len(answer.body)
    with ZipFile(BytesIO(answer.body)) as archive:
        assert "ΜΑΡΙΑ" in archive.read("xl/worksheets/sheet1.xml").decode()
