"""The page of a request in a browser: the pages of its PDFs are seen in place, and it prints well."""

from io import BytesIO

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader
from tests.browser.conftest import DESKTOP, PHONE, NewContext
from tests.support.accessibility import sideways_scroll, violations
from tests.support.pdfs import a_locked_pdf, a_pdf
from tests.support.people import Citizen, MemberOfStaff
from tests.support.processes import SiteProcess

pytestmark = pytest.mark.browser

FILES = {"Σχέδιο.pdf": a_pdf(3), "Κλειδωμένο.pdf": a_locked_pdf()}


@pytest.fixture
def number(site: SiteProcess, new_context: NewContext) -> str:
    """A request whose citizen handed two PDFs in with a message."""
    maria = Citizen(site, new_context())
    maria.log_in("maria")
    maria.open("/services/street-lighting/apply")
    maria.fill_lamp_request("Βενιζέλου 12")
    maria.save()
    maria.submit()
    number = maria.number()
    maria.page.fill("#text", "Στέλνω το σχέδιο.")
    maria.page.set_input_files(
        "#files",
        files=[{"name": name, "mimeType": "application/pdf", "buffer": pdf} for name, pdf in FILES.items()],
    )
    maria.page.locator("form[action$='/messages'] button").click()
    maria.sees("Κλειδωμένο.pdf")
    return number


@pytest.mark.parametrize(
    "size", [PHONE, DESKTOP, {"width": 320, "height": 256}], ids=["phone", "desktop", "400 %"]
)
def test_the_pages_of_a_pdf_are_seen_in_place(
    site: SiteProcess, new_context: NewContext, number: str, size: dict[str, int]
) -> None:
    staff = MemberOfStaff(site, new_context(viewport=size))
    staff.log_in("lighting")
    staff.open_from_queue(number)
    pages = staff.page.locator(".sr-leaves img")
    assert widths(staff.page) == [0, 0, 0], "no page is drawn before anybody looks"
    staff.page.locator("summary", has_text="Σχέδιο.pdf").click()
    for page in pages.all():
        page.scroll_into_view_if_needed()
        expect(page).to_have_js_property("naturalHeight", 1500)
    staff.sees("το αρχείο είναι κλειδωμένο με κωδικό")
    assert violations(staff.page) == []
    assert sideways_scroll(staff.page) == 0
    assert staff.problems == []


def test_it_prints_what_is_to_be_read_and_no_buttons(
    site: SiteProcess, new_context: NewContext, number: str
) -> None:
    staff = MemberOfStaff(site, new_context())
    staff.log_in("lighting")
    staff.open_from_queue(number)
    staff.page.select_option("#assignee", "lighting")
    staff.page.locator("form[action$='/assign'] button").click()
    staff.sees("Έγινε")
    printed = PdfReader(BytesIO(staff.page.pdf(format="A4")))
    text = " ".join(" ".join(page.extract_text() for page in printed.pages).split())
    for words in (
        number,
        "Χειριστής: lighting",
        "Τι πρέπει να γίνει",
        "Βενιζέλου 12",
        "Στέλνω το σχέδιο.",
        "Σχέδιο.pdf",
    ):
        assert words in text
    for words in ("Εμφάνιση", "Ανάθεση", "Νέο μήνυμα", "Αποσύνδεση", "Ερώτηση στον πολίτη"):
        assert words not in text


def widths(page: Page) -> list[int]:
    found: list[int] = page.locator(".sr-leaves img").evaluate_all("images => images.map(one => one.naturalWidth)")
    return found
