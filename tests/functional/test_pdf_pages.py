"""Staff see the pages of a PDF in place; where they can't be shown, a sentence says why."""

from typing import Any
from unittest.mock import patch

import pytest
from tests.support.installation import Installation
from tests.support.pdfs import a_locked_pdf, a_pdf
from tests.support.visitors import LAMP, Citizen, MemberOfStaff, words_of

from serres_requests.domain.errors import UnavailableError
from serres_requests.services import uploads
from serres_requests.views import files
from serres_requests.views.files import MOST_PAGES


def file(application: Installation, maria: Citizen, pdf: bytes) -> str:
    path = maria.file(LAMP, (("σχέδιο.pdf", pdf),))
    application.drain()
    return application.staff_page(path)


def pages(staff: MemberOfStaff, page: str) -> list[Any]:
    return list(staff.get(page).html.select("details.sr-picture:not([open]) img[loading=lazy]"))


def test_each_page_is_a_picture_that_is_fetched_when_it_is_looked_at(
    application: Installation, maria: Citizen, lighting: MemberOfStaff
) -> None:
    page = file(application, maria, a_pdf(2))
    assert "Εμφάνιση των σελίδων" in words_of(lighting.get(page))
    shown = pages(lighting, page)
    assert [picture["alt"] for picture in shown] == ["Σελίδα 1 από το σχέδιο.pdf", "Σελίδα 2 από το σχέδιο.pdf"]
    answer = lighting.get(shown[1]["src"], status=200)
    assert answer.content_type == "image/webp"
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert answer.body.startswith(b"RIFF")
    reference, name = application.reference_of(page), shown[1]["src"].split("/")[-3]
    seen = [(one.event.name, one.event.event, one.event.subject, one.event.detail) for one in application.audit()]
    assert ("lighting", "Request/file", reference, f"{name}/pages/2") in seen


def test_only_who_may_open_the_file_sees_its_pages(
    application: Installation, maria: Citizen, lighting: MemberOfStaff
) -> None:
    page = file(application, maria, a_pdf())
    [picture] = pages(lighting, page)
    application.staff("cleaning").get(picture["src"], status=403)
    for wrong in ("/0", "/2", "/x", "/1/1", "/%D9%A1", ""):
        lighting.get(picture["src"].removesuffix("/1") + wrong, status=404)
    lighting.get(f"{page}/file/{'0' * 20}/pages/1", status=404)


def test_a_long_document_is_shown_in_part(
    application: Installation, maria: Citizen, lighting: MemberOfStaff
) -> None:
    page = file(application, maria, a_pdf(MOST_PAGES + 3))
    assert len(pages(lighting, page)) == MOST_PAGES
    assert "Το αρχείο έχει και άλλες σελίδες: 3." in words_of(lighting.get(page))


@pytest.mark.parametrize(
    ("pdf", "words"), [(a_locked_pdf(), "κλειδωμένο με κωδικό"), (b"%PDF-1.4\nnothing", "κατεστραμμένο")]
)
def test_what_can_not_be_shown_is_said(
    application: Installation, maria: Citizen, lighting: MemberOfStaff, pdf: bytes, words: str
) -> None:
    page = file(application, maria, pdf)
    assert f"Οι σελίδες δεν εμφανίζονται εδώ: το αρχείο είναι {words}." in words_of(lighting.get(page))
    assert pages(lighting, page) == []
    assert "σχέδιο.pdf" in lighting.get(page)


def test_a_page_that_turns_out_to_be_too_much_answers_with_a_sentence(
    application: Installation, maria: Citizen, lighting: MemberOfStaff
) -> None:
    [picture] = pages(lighting, file(application, maria, a_pdf()))
    too_much = files.UnreadableError(files.PageProblem.TOO_MUCH)
    with patch.object(files, "page_picture", side_effect=too_much):
        answer = lighting.get(picture["src"], status=422)
    assert "πολύ μεγάλο ή πολύπλοκο" in answer.text
    with patch.object(files, "page_picture", side_effect=UnavailableError("busy")):
        lighting.get(picture["src"], status=503)


def test_what_nobody_had_time_to_count_is_a_link_alone(
    application: Installation, maria: Citizen, lighting: MemberOfStaff
) -> None:
    with patch.object(uploads, "count_pages", side_effect=UnavailableError("busy")):
        page = file(application, maria, a_pdf())
    assert pages(lighting, page) == []
    assert "Οι σελίδες" not in words_of(lighting.get(page))


def test_the_citizen_has_the_link(application: Installation, maria: Citizen) -> None:
    path = maria.file(LAMP, (("σχέδιο.pdf", a_pdf(2)),))
    assert "σχέδιο.pdf" in maria.get(path)
    assert maria.get(path).html.select(".sr-picture") == []
