"""The copy of a request: made once when it is first asked for, for those it concerns, checked by anybody."""

import hashlib
import re
from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from typing import Any
from unittest.mock import patch

import pytest
from pypdf import PdfReader
from tests.support.installation import Installation
from tests.support.visitors import A_PHOTO, LAMP, Citizen, Visitor, form_to, path_of, words_of
from webtest import TestResponse, Upload

from serres_requests.content_types.outbox import Effect, EffectKind
from serres_requests.domain.errors import RefusedError
from serres_requests.root import add_documents

PERSONAL = ("ΜΑΡΙΑ", "Βενιζέλου", "ηλεκτροφωτισμού", "Ηλεκτροφωτισμού")


@pytest.fixture
def copy(application: Installation, maria: Citizen, filed: str) -> bytes:
    """The copy of the request in `filed`, ordered and downloaded by its applicant."""
    return copy_of(application, maria, filed)


def copy_of(application: Installation, person: Visitor, page: str) -> bytes:
    """Order the copy on the page of a request, and download it when it is made."""
    person.press(person.get(page), "/copy", status=303)
    application.drain()
    answer = person.get(f"{page}/copy", status=200)
    assert answer.content_type == "application/pdf"
    content: bytes = answer.body
    return content


@pytest.fixture
def code(application: Installation, filed: str, copy: bytes) -> str:
    reference = application.reference_of(filed)
    return application.look(lambda site: str(site.requests.by_reference(reference).copy.code))


def change(application: Installation, act: Callable[[Any], None]) -> None:
    """Let `act` change the site, past all that the application would say to it."""
    connection = application._database.open()
    act(connection.root()["app_root"])
    connection.transaction_manager.commit()
    connection.close()


def last_change(application: Installation) -> bytes:
    last: bytes = application._database.lastTransaction()
    return last


def text_of(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages).split())


def with_file(visitor: Visitor, path: str, content: bytes, status: int = 200, **values: str) -> TestResponse:
    """Send the form at `path` with a file."""
    form = form_to(visitor.get(path), "/check")
    for name, value in values.items():
        form[name] = value
    form["file"] = Upload("έγγραφο.pdf", content, "application/pdf")
    return form.submit(status=status)


def test_the_copy_is_on_the_page_after_it_was_asked_for(application: Installation, maria: Citizen) -> None:
    path = maria.file(LAMP, A_PHOTO)
    page = maria.get(path)
    assert page.html.find(attrs={"data-copy": True}).has_attr("hidden")
    assert page.html.find(attrs={"data-order-copy": True}).has_attr("hidden")
    application.drain()
    page = maria.get(path)
    assert not page.html.find(attrs={"data-order-copy": True}).has_attr("hidden")
    assert "copy" not in maria.get(f"{path}/status").json
    assert path_of(maria.get(f"{path}/copy", status=303)) == path
    assert path_of(maria.press(page, "/copy", status=303)) == path
    page = maria.get(path)
    assert "Το αντίγραφο ετοιμάζεται." in words_of(page)
    assert page.html.find(attrs={"data-status-url": True})
    assert page.html.find(attrs={"data-order-copy": True}) is None
    application.drain()
    page = maria.get(path)
    assert page.html.find(attrs={"data-status-url": True}) is None
    link = page.html.find(attrs={"data-copy": True})
    assert not link.has_attr("hidden")
    assert link.a["href"].endswith(f"{path}/copy")
    assert re.search(r"PDF, \d+ kB", maria.get(f"{path}/status").json["copy"])


def test_without_anybody_asking_no_copy_is_made(application: Installation, maria: Citizen, filed: str) -> None:
    reference = application.reference_of(filed)
    assert application.look(lambda site: site.requests.by_reference(reference).copy) is None


def test_what_has_no_number_has_no_copy_yet(application: Installation, maria: Citizen) -> None:
    path = maria.file()
    token = form_to(maria.get(path), "/copy")["csrf_token"].value
    maria.post(f"{path}/copy", {"csrf_token": token}, status=303)
    application.drain()
    reference = application.reference_of(path)
    assert application.look(lambda site: site.requests.by_reference(reference).copy_ordered_at) is None
    assert copy_of(application, maria, path)


def test_who_asks_twice_gets_one_copy(application: Installation, maria: Citizen, filed: str) -> None:
    page = maria.get(filed)
    for _ in range(3):
        maria.press(page, "/copy", status=303)
    entries = application.look(lambda site: [entry for _key, entry in site.outbox.waiting(100)])
    assert [entry.effect.kind for entry in entries].count(EffectKind.COPY) == 1
    application.drain()
    first = maria.get(f"{filed}/copy").body
    maria.press(page, "/copy", status=303)
    assert application.drain() == 0
    assert maria.get(f"{filed}/copy").body == first


def test_the_copy_is_a_download_named_by_its_number(maria: Citizen, filed: str, copy: bytes) -> None:
    answer = maria.get(f"{filed}/copy")
    number = maria.number_of(filed)
    assert number
    assert answer.content_type == "application/pdf"
    assert (
        answer.headers["Content-Disposition"]
        == f"attachment; filename*=UTF-8''aitima-{number.replace('/', '-')}.pdf"
    )
    assert answer.headers["Cache-Control"] == "private, no-store"


def test_the_copy_tells_what_was_asked(maria: Citizen, filed: str, copy: bytes, code: str) -> None:
    text = text_of(copy)
    for words in (maria.number_of(filed), LAMP["place"], LAMP["description"], "φωτογραφία.jpg", code):
        assert str(words) in text


@pytest.mark.parametrize("language", ["el", "en"])
def test_the_copy_is_in_the_language_of_its_applicant(application: Installation, language: str) -> None:
    citizen = application.stranger()
    citizen.get(f"/?_LOCALE_={language}")
    citizen.log_in("giorgos")
    path = citizen.file()
    application.drain()
    pdf = PdfReader(BytesIO(copy_of(application, citizen, path)))
    assert pdf.trailer["/Root"]["/Lang"] == language


def test_the_copy_is_made_once(application: Installation, maria: Citizen, filed: str, copy: bytes) -> None:
    again = Effect(EffectKind.COPY, application.reference_of(filed))
    change(application, lambda site: site.outbox.add(again, application.clock.now()))
    application.clock.advance(timedelta(days=400))
    assert application.drain()
    maria.log_in("maria")
    assert maria.get(f"{filed}/copy").body == copy


def test_what_was_filed_before_there_were_copies_gets_one(
    application: Installation, maria: Citizen, filed: str
) -> None:
    reference = application.reference_of(filed)

    def make_old(site: Any) -> None:
        site.remove("documents", send_events=False)
        assert "copy" not in vars(site.requests.by_reference(reference))

    change(application, make_old)
    assert path_of(maria.get(f"{filed}/copy", status=303)) == filed
    change(application, lambda site: add_documents(site, application.registry))
    assert copy_of(application, maria, filed)


def test_looking_and_downloading_write_nothing(
    application: Installation, maria: Citizen, filed: str, copy: bytes
) -> None:
    before = last_change(application)
    for path in (filed, f"{filed}/copy", f"{filed}/status", "/check"):
        maria.get(path)
    assert last_change(application) == before


def test_nobody_else_gets_the_copy(application: Installation, filed: str, copy: bytes) -> None:
    application.citizen("giorgos").get(f"{filed}/copy", status=404)
    assert "/login" in path_of(application.visitor().get(f"{filed}/copy", status=303))
    staff_path = f"{application.staff_page(filed)}/copy"
    application.staff("cleaning").get(staff_path, status=403)
    assert "/manage/login" in path_of(application.visitor().get(staff_path, status=303))


def test_the_department_may_ask_for_it_too(application: Installation, maria: Citizen, filed: str) -> None:
    officer, page = application.staff("lighting"), application.staff_page(filed)
    officer.press(officer.get(page), "/copy", status=303)
    assert "Το αντίγραφο ετοιμάζεται." in words_of(officer.get(page))
    application.drain()
    assert officer.get(f"{page}/copy").body == maria.get(f"{filed}/copy").body


def test_the_department_gets_the_same_file(application: Installation, filed: str, copy: bytes) -> None:
    officer = application.staff("lighting")
    page = officer.get(application.staff_page(filed))
    [link] = [a["href"] for a in page.html.main.find_all("a") if a["href"].endswith("/copy")]
    assert officer.get(link).body == copy


def test_a_copy_that_cant_be_made_waits_for_a_person_and_stops_nothing_else(
    application: Installation, maria: Citizen
) -> None:
    path = maria.file()
    application.drain()
    maria.press(maria.get(path), "/copy", status=303)
    with patch("serres_requests.services.documents.request_copy", side_effect=RefusedError("no")):
        application.drain()
    assert maria.number_of(path)
    assert path_of(maria.get(f"{path}/copy", status=303)) == path
    administrator = application.staff("admin")
    page = administrator.get("/manage/outbox/contents")
    assert "Αντίγραφο του αιτήματος" in words_of(page)
    administrator.press(page, "/retry", status=303)
    application.drain()
    assert maria.get(f"{path}/copy").content_type == "application/pdf"


def test_anybody_can_check_the_code(application: Installation, code: str, copy: bytes) -> None:
    visitor = application.visitor()
    answer = visitor.press(visitor.get("/check"), "/check", status=303, code=code.lower().replace("-", " "))
    assert path_of(answer) == f"/check/{code}"
    words = words_of(answer.follow())
    assert "Ο κωδικός είναι γνήσιος" in words
    digest = hashlib.sha256(copy).hexdigest()
    assert digest[:8] in words
    assert digest[-8:] in words
    assert digest not in words


def test_a_code_in_the_address_is_understood_however_it_is_written(application: Installation, code: str) -> None:
    for written in (code.lower(), code.replace("-", ""), code.replace("0", "O").replace("1", "l")):
        assert "Ο κωδικός είναι γνήσιος" in words_of(application.visitor().get(f"/check/{written}"))


@pytest.mark.parametrize("start", ["/check", "/check/{code}"])
def test_the_file_itself_is_genuine(application: Installation, code: str, copy: bytes, start: str) -> None:
    values = {"code": code} if start == "/check" else {}
    page = with_file(application.visitor(), start.format(code=code), copy, **values)
    assert "το αρχείο σας είναι ακριβώς αυτό το έγγραφο" in words_of(page)


@pytest.mark.parametrize("start", ["/check", "/check/{code}"])
def test_one_byte_makes_another_file(application: Installation, code: str, copy: bytes, start: str) -> None:
    values = {"code": code} if start == "/check" else {}
    for place in (0, len(copy) // 2, len(copy) - 1):
        altered = copy[:place] + bytes([copy[place] ^ 1]) + copy[place + 1 :]
        page = with_file(application.visitor(), start.format(code=code), altered, **values)
        assert "Το αρχείο σας δεν είναι αυτό το έγγραφο" in words_of(page)
        assert "είναι ακριβώς αυτό" not in words_of(page)


def test_the_file_of_another_request_is_not_genuine(application: Installation, maria: Citizen, code: str) -> None:
    other = maria.file({**LAMP, "place": "Μεραρχίας 4"})
    application.drain()
    page = with_file(application.visitor(), f"/check/{code}", copy_of(application, maria, other))
    assert "δεν είναι αυτό το έγγραφο" in words_of(page)


def test_a_check_tells_nothing_of_the_request(
    application: Installation, maria: Citizen, filed: str, code: str, copy: bytes
) -> None:
    visitor = application.visitor()
    number = str(maria.number_of(filed))
    pages = (
        visitor.get(f"/check/{code}"),
        with_file(visitor, f"/check/{code}", copy),
        with_file(visitor, f"/check/{code}", b"%PDF-1.7 another"),
    )
    for page in pages:
        assert not [words for words in (*PERSONAL, number, filed.rsplit("/", 1)[-1]) if words in page.text]


def test_checking_keeps_nothing(application: Installation, code: str, copy: bytes) -> None:
    before = last_change(application)
    visitor = application.visitor()
    with_file(visitor, "/check", copy, code=code)
    with_file(visitor, f"/check/{code}", b"x" * 3_000_000)
    assert last_change(application) == before


@pytest.mark.parametrize("typed", ["00000-00000-00000-00000", "nonsense", "<script>", "Ω" * 20, "%2e%2e"])
def test_an_unknown_code_is_told_in_clear_words(application: Installation, typed: str) -> None:
    visitor = application.visitor()
    page = visitor.press(visitor.get("/check"), "/check", status=404, code=typed)
    assert "Κανένα έγγραφο δεν έχει αυτόν τον κωδικό" in words_of(page)
    assert form_to(page, "/check")["code"].value == typed
    page = visitor.get("/check/00000-00000-00000-00000", status=404)
    assert "Κανένα έγγραφο δεν έχει αυτόν τον κωδικό" in words_of(page)
    assert page.html.title.get_text().startswith("Σφάλμα")


def test_an_unknown_code_with_a_file_is_unknown(application: Installation, copy: bytes) -> None:
    visitor = application.visitor()
    page = with_file(visitor, "/check", copy, 404, code="00000-00000-00000-00000")
    assert "Κανένα έγγραφο δεν έχει αυτόν τον κωδικό" in words_of(page)


def test_what_was_forgotten_is_asked_for(application: Installation, code: str) -> None:
    visitor = application.visitor()
    page = visitor.press(visitor.get("/check"), "/check", status=422, code=" ")
    assert "Γράψτε τον κωδικό" in words_of(page)
    page = visitor.press(visitor.get(f"/check/{code}"), "/check", status=422)
    assert "Επιλέξτε το αρχείο" in words_of(page)


def test_words_in_place_of_a_file_are_no_file(application: Installation, code: str) -> None:
    visitor = application.visitor()
    token = form_to(visitor.get(f"/check/{code}"), "/check")["csrf_token"].value
    page = visitor.post(f"/check/{code}", {"csrf_token": token, "file": "words"}, status=422)
    assert "Επιλέξτε το αρχείο" in words_of(page)
    unknown = "/check/00000-00000-00000-00000"
    page = visitor.post(unknown, {"csrf_token": token, "file": "words"}, status=404)
    assert "Κανένα έγγραφο δεν έχει αυτόν τον κωδικό" in words_of(page)
