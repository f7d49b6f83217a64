"""Files: what can't be taken is refused in words, and everything else that was sent is kept."""

import re

import pytest
from tests.support.installation import Installation
from tests.support.photo import JPEG
from tests.support.visitors import LAMP, SERVICE, Citizen, Files, form_to, path_of, title_of, words_of
from webtest import TestResponse

MEGABYTE = 1024 * 1024
ELF = b"\x7fELF\x02\x01\x01\x00" + b"\x00" * 8 + b"\x02\x00\x3e\x00\x01\x00\x00\x00" + b"\x00" * 64
PDF = b"%PDF-1.7\n1 0 obj\n<</Type /Catalog>>\nendobj\ntrailer\n<</Root 1 0 R>>\n%%EOF\n"


def send_refused(maria: Citizen, files: Files) -> TestResponse:
    """Send files of which one is refused; the answers must still be there."""
    page = maria.send(maria.get(f"{SERVICE}/apply"), LAMP, files, status=422)
    for name, value in LAMP.items():
        assert form_to(page, "/apply")[name].value == value
    return page


def complaint(page: TestResponse) -> str:
    return " ".join(page.html.find(id="error-field-photo").get_text().split())


def kept(page: TestResponse) -> list[str]:
    return [name.get_text() for name in page.html.select(".sr-files__name")]


def test_a_program_named_as_a_photo_is_refused_in_words(maria: Citizen) -> None:
    page = send_refused(maria, (("σκύλος.jpg", ELF),))
    assert complaint(page) == (
        "Το αρχείο «σκύλος.jpg» δεν είναι ούτε φωτογραφία ούτε PDF, ό,τι κι αν δείχνει το όνομά του."
    )
    assert kept(page) == []


@pytest.mark.parametrize(
    "content",
    [
        b"<html><script>alert(1)</script></html>",
        b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
        b"GIF89a\x01\x00\x01\x00",
        b"PK\x03\x04" + b"\x00" * 60,
        "απλό κείμενο".encode(),
    ],
    ids=["html", "svg", "gif", "zip", "text"],
)
def test_what_is_neither_photo_nor_pdf_is_refused(maria: Citizen, content: bytes) -> None:
    assert "δεν είναι ούτε φωτογραφία ούτε PDF" in complaint(send_refused(maria, (("a.png", content),)))


def test_an_empty_file_is_refused_in_words(maria: Citizen) -> None:
    assert complaint(send_refused(maria, (("κενό.jpg", b""),))) == "Το αρχείο «κενό.jpg» είναι κενό."


def test_a_file_over_the_limit_is_refused_and_the_others_are_kept(maria: Citizen) -> None:
    large = JPEG + bytes(8 * MEGABYTE)
    page = send_refused(maria, (("μικρή.jpg", JPEG), ("μεγάλη.jpg", large)))
    assert complaint(page) == "Το αρχείο «μεγάλη.jpg» είναι πολύ μεγάλο."
    assert kept(page) == ["μικρή.jpg"]


def test_a_file_of_exactly_the_limit_is_taken(maria: Citizen) -> None:
    preview = maria.fill(LAMP, (("όσο χωρά.jpg", JPEG + bytes(8 * MEGABYTE - len(JPEG))),))
    assert "8192 kB" in words_of(maria.get(preview))


def test_too_many_files_leave_the_last_out(maria: Citizen) -> None:
    page = send_refused(maria, [(f"{number}.jpg", JPEG) for number in range(1, 5)])
    assert complaint(page) == "Το αρχείο «4.jpg» έμεινε έξω: τα αρχεία είναι πάρα πολλά."
    assert kept(page) == ["1.jpg", "2.jpg", "3.jpg"]


def test_files_of_several_attempts_count_together(maria: Citizen) -> None:
    page = send_refused(maria, (("1.jpg", JPEG), ("2.jpg", JPEG), ("κακό.jpg", ELF)))
    page = maria.send(page, {}, (("3.jpg", JPEG), ("4.jpg", JPEG)), status=422)
    assert complaint(page) == "Το αρχείο «4.jpg» έμεινε έξω: τα αρχεία είναι πάρα πολλά."
    assert kept(page) == ["1.jpg", "2.jpg", "3.jpg"]


def test_a_removed_file_makes_room_for_another(maria: Citizen) -> None:
    preview = maria.fill(LAMP, [(f"{number}.jpg", JPEG) for number in range(1, 4)])
    form = maria.get(preview.removesuffix("/preview"))
    form_to(form, "/apply").fields["photo.remove"][0].checked = True
    page = maria.send(form, {}, (("νέα.jpg", JPEG),), status=303).follow()
    links = [link.get_text() for link in page.html.main.select("dd a")]
    assert links == ["2.jpg", "3.jpg", "νέα.jpg"]


def test_a_pdf_is_taken_and_served_as_nothing_that_runs(application: Installation, maria: Citizen) -> None:
    path = maria.file(LAMP, (("αίτηση.jpg", PDF),))
    link = maria.get(path).html.find("a", string="αίτηση.pdf")["href"]
    answer = maria.get(link)
    assert answer.body == PDF
    assert answer.content_type == "application/pdf"
    assert answer.headers["Content-Disposition"].startswith("attachment; filename*=UTF-8''")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert "no-store" in answer.headers["Cache-Control"]


@pytest.mark.parametrize(
    "name",
    [
        "../../etc/passwd",
        "C:\\fakepath\\πλατεία.jpg",
        "<b>${name}</b>.jpg",
        "α\x00β\u202egpj.exe.jpg",
        "ν" * 400 + ".jpg",
        'a"; filename="b.exe',
    ],
)
def test_an_odd_file_name_is_but_a_name(application: Installation, maria: Citizen, name: str) -> None:
    path = maria.file(LAMP, ((name, JPEG),))
    page = maria.get(path)
    link = page.html.main.find("a", href=re.compile("/files/"))
    shown = link.get_text()
    assert shown.endswith(".jpg")
    assert len(shown) <= 124
    assert not set(shown) & {"/", "\\", "\x00", "\u202e"}
    assert "<b>${name}" not in page.text
    assert maria.get(link["href"]).body == JPEG


def test_a_body_over_the_limit_is_a_413_page_in_words(application: Installation, maria: Citizen) -> None:
    form = maria.get(f"{SERVICE}/apply")
    too_much = [(f"{number}.jpg", JPEG + bytes(11 * MEGABYTE)) for number in range(3)]
    page = maria.send(form, LAMP, too_much, status=413)
    assert title_of(page) == "Όσα στείλατε είναι πολύ μεγάλα"
    assert "έως 30 MB" in words_of(page)
    preview = maria.send(form, LAMP, (("μικρή.jpg", JPEG),), status=303)
    assert path_of(preview).endswith("/preview")


def test_nobody_else_gets_a_file_of_a_request(application: Installation, maria: Citizen, filed: str) -> None:
    link = maria.get(filed).html.find("a", string="φωτογραφία.jpg")["href"]
    application.citizen("giorgos").get(link, status=404)
    assert path_of(application.visitor().get(link, status=303)).startswith("/login?")
    maria.get(f"{filed}/files/{'0' * 20}", status=404)
