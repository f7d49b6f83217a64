"""Administrators look after tables of reference data: add one, import versions, read reports."""

import pytest
from tests.support.installation import Installation
from tests.support.visitors import MemberOfStaff, form_to, words_of
from webtest import TestResponse, Upload

TABLES = "/manage/reference"
TABLE = f"{TABLES}/kad-affected"
GOOD = "code;description\n56.30;Παροχή ποτών\n55;Καταλύματα\n56.30;Παροχή ποτών\n"
BAD = f"{GOOD}5;Λάθος\n47.19;\n"
SOURCE = "Απόφαση Δ.Σ. 43/2020"


@pytest.fixture
def admin(application: Installation) -> MemberOfStaff:
    return application.staff("admin")


def upload(admin: MemberOfStaff, text: str | bytes, note: str = SOURCE, status: int = 303) -> TestResponse:
    form = form_to(admin.get(f"{TABLE}/@@import"), "import")
    form["file"] = Upload("kad.csv", text if isinstance(text, bytes) else text.encode(), "text/csv")
    form["note"] = note
    return form.submit(status=status)


def versions_of(application: Installation) -> list[tuple[str, ...]]:
    return application.look(
        lambda site: [
            tuple(entry.code for entry in version.entries)
            for version in site.reference_tables["kad-affected"].versions
        ]
    )


def test_the_demonstration_has_a_sample_that_says_so(admin: MemberOfStaff) -> None:
    assert "Δείγμα για επίδειξη – όχι ο νόμιμος πίνακας" in words_of(admin.get(f"{TABLES}/@@contents"))
    page = words_of(admin.get(f"{TABLE}/@@contents"))
    assert "Παροχή ποτών" in page
    assert "56.30" in page
    assert "το σύστημα" in page


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1253"])
def test_a_good_file_becomes_the_next_version(
    application: Installation, admin: MemberOfStaff, encoding: str
) -> None:
    page = words_of(upload(admin, GOOD.encode(encoding)).follow())
    assert "Εισήχθη η έκδοση 2. Κωδικοί: 2. Επαναλήψεις: 1. Παραλείφθηκαν: 0." in page
    assert SOURCE in page
    assert "admin" in page
    assert versions_of(application)[1] == ("5630", "55")


def test_earlier_versions_stay_and_can_be_read(admin: MemberOfStaff) -> None:
    upload(admin, GOOD)
    assert "Κομμωτήρια" not in words_of(admin.get(f"{TABLE}/@@contents"))
    assert "Κομμωτήρια" in words_of(admin.get(f"{TABLE}/@@contents?version=1"))
    for version in ("0", "3", "x", "9999999"):
        admin.get(f"{TABLE}/@@contents?version={version}", status=404)


def test_bad_lines_are_told_and_nothing_is_imported(application: Installation, admin: MemberOfStaff) -> None:
    page = upload(admin, BAD, status=422)
    words = words_of(page)
    assert "Δεν εισήχθη τίποτε" in words
    rows = [[cell.get_text(strip=True) for cell in row.select("th, td")] for row in page.html.select("tbody tr")]
    assert [(row[0], row[2]) for row in rows] == [("5", "5 | Λάθος"), ("6", "47.19 |")]
    assert "2, 4, 6 ή 8 ψηφία" in rows[0][1]
    assert "περιγραφή" in rows[1][1]
    assert len(versions_of(application)) == 1


def test_the_good_lines_alone_can_be_chosen(application: Installation, admin: MemberOfStaff) -> None:
    page = upload(admin, BAD, status=422)
    chosen = next(form for form in page.forms.values() if "good_lines" in form.fields)
    shown = words_of(chosen.submit("good_lines", status=303).follow())
    assert "Κωδικοί: 2. Επαναλήψεις: 1. Παραλείφθηκαν: 2." in shown
    assert SOURCE in shown
    assert versions_of(application)[1] == ("5630", "55")


def test_where_no_line_is_good_there_is_nothing_to_choose(application: Installation, admin: MemberOfStaff) -> None:
    page = upload(admin, "x;y\n", status=422)
    assert not [form for form in page.forms.values() if "good_lines" in form.fields]
    assert len(versions_of(application)) == 1


@pytest.mark.parametrize("content", [b"", b"code;description\n", b"\x89PNG\x00\x00"])
def test_what_is_no_table_is_refused_in_words(
    application: Installation, admin: MemberOfStaff, content: bytes
) -> None:
    page = upload(admin, content, status=422)
    assert page.html.find(id="error-file").get_text().startswith("Αυτό δεν είναι αρχείο CSV")
    assert form_to(page, "import")["note"].value == SOURCE
    assert len(versions_of(application)) == 1


def test_a_file_and_its_source_are_asked_for(admin: MemberOfStaff) -> None:
    form = form_to(admin.get(f"{TABLE}/@@import"), "import")
    assert form.submit(status=422).html.find(id="error-file").get_text() == "Επιλέξτε το αρχείο."
    assert upload(admin, GOOD, note=" ", status=422).html.find(id="error-note")
    assert upload(admin, GOOD, note="α" * 301, status=422).html.find(id="error-note")


def test_a_file_that_is_too_large_is_refused(application: Installation, admin: MemberOfStaff) -> None:
    page = upload(admin, b"55;a\n" * (1024 * 1024 + 1), status=422)
    assert "5 MB" in page.html.find(id="error-file").get_text()
    assert len(versions_of(application)) == 1


def test_long_reports_and_tables_come_in_parts(admin: MemberOfStaff) -> None:
    page = upload(admin, "".join(f"x{n};y\n" for n in range(250)), status=422)
    assert len(page.html.select("tbody tr")) == 200
    assert "50" in words_of(page)
    upload(admin, "".join(f"{n:04};Δραστηριότητα {n}\n" for n in range(150)))
    first = admin.get(f"{TABLE}/@@contents")
    assert "Δραστηριότητα 99" in words_of(first)
    assert "Δραστηριότητα 100" not in words_of(first)
    second = admin.get(first.html.find("a", rel="next")["href"])
    assert "Δραστηριότητα 149" in words_of(second)
    assert second.html.find("a", rel="prev")


def test_a_table_is_added_with_a_name_of_its_own(application: Installation, admin: MemberOfStaff) -> None:
    values = {"name": "streets", "title_el": "Δρόμοι", "title_en": "Streets", "kind": "plain"}
    page = admin.save(f"{TABLES}/@@add_table", status=303, **values).follow()
    assert "Δρόμοι" in words_of(page)
    form = form_to(page, "import")
    form["file"] = Upload("streets.csv", "A1;Μεραρχίας\n".encode(), "text/csv")
    form["note"] = "Δήμος"
    assert "A1" in words_of(form.submit(status=303).follow())
    for taken in ("streets", "Δρόμοι", "x"):
        admin.save(f"{TABLES}/@@add_table", status=422, **{**values, "name": taken})


def test_an_empty_table_says_so(application: Installation, admin: MemberOfStaff) -> None:
    values = {"name": "empty", "title_el": "Κενός", "title_en": "Empty", "kind": "kad"}
    admin.save(f"{TABLES}/@@add_table", status=303, **values)
    assert "Δεν έχει εισαχθεί τίποτε ακόμη." in words_of(admin.get(f"{TABLES}/empty/@@contents"))


def test_a_table_is_renamed(admin: MemberOfStaff) -> None:
    admin.save(f"{TABLE}/@@properties", status=303, title_el="Πίνακας 43/2020", title_en="Table 43/2020")
    assert "Πίνακας 43/2020" in words_of(admin.get(f"{TABLES}/@@contents"))
