"""The copy is asked for, appears by itself, is downloaded and checked; paper shows what counts."""

from io import BytesIO
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader
from tests.browser.conftest import DESKTOP, PHONE, NewContext
from tests.support.accessibility import sideways_scroll, violations
from tests.support.people import Citizen
from tests.support.processes import SiteProcess
from tests.support.waiting import eventually

pytestmark = pytest.mark.browser

VARIANTS = [("el", PHONE), ("en", DESKTOP)]


def faults(page: Page) -> list[str]:
    wide = sideways_scroll(page)
    return violations(page) + ([f"{page.url} scrolls sideways by {wide} px"] if wide > 0 else [])


def file_a_request(citizen: Citizen) -> str:
    citizen.open("/services/street-lighting/apply")
    citizen.fill_lamp_request("Βενιζέλου 12")
    citizen.save()
    return citizen.submit()


def code_in(pdf: Path) -> str:
    text = " ".join(PdfReader(BytesIO(pdf.read_bytes())).pages[-1].extract_text().split())
    return text.split(": ")[-1].split()[0]


@pytest.mark.parametrize(("language", "size"), VARIANTS, ids=["el-phone", "en-desktop"])
def test_from_filing_to_the_verdict(
    site: SiteProcess, new_context: NewContext, tmp_path: Path, language: str, size: dict[str, int]
) -> None:
    maria = Citizen(site, new_context(viewport=size))
    maria.open(f"/?_LOCALE_={language}")
    maria.log_in("maria")
    file_a_request(maria)
    button = maria.page.locator("[data-order-copy] button")
    expect(button).to_be_visible()  # without reloading
    wrong = faults(maria.page)
    button.click()
    link = maria.page.locator("[data-copy] a")
    expect(link).to_be_visible()  # without reloading, too
    wrong += faults(maria.page)
    with maria.page.expect_download() as download:
        link.click()
    file = tmp_path / "copy.pdf"
    download.value.save_as(file)
    assert download.value.suggested_filename.startswith("aitima-")

    anybody = Citizen(site, new_context(viewport=size))
    anybody.open(f"/check?_LOCALE_={language}")
    anybody.page.fill("#code", code_in(file).lower())
    anybody.page.locator("main form button").click()
    expect(anybody.page.locator(".sr-good")).to_be_visible()
    wrong += faults(anybody.page)
    anybody.page.set_input_files("#file", file)
    anybody.page.locator("main form button").click()
    expect(anybody.page.locator(".sr-good")).to_be_visible()
    wrong += faults(anybody.page)
    file.write_bytes(file.read_bytes() + b" ")
    anybody.page.set_input_files("#file", file)
    anybody.page.locator("main form button").click()
    expect(anybody.page.locator(".sr-note")).to_be_visible()
    wrong += faults(anybody.page)
    anybody.page.locator("main form button").click()
    expect(anybody.page.locator("#error-file")).to_be_visible()
    wrong += faults(anybody.page)
    assert wrong == []
    assert maria.problems + anybody.problems == []


def test_without_javascript_the_page_is_reloaded(site: SiteProcess, new_context: NewContext) -> None:
    maria = Citizen(site, new_context())
    maria.log_in("maria")
    path = file_a_request(maria)
    maria.number()
    plain = Citizen(site, new_context(java_script_enabled=False, storage_state=maria.page.context.storage_state()))
    plain.open(path)
    plain.page.locator("#copy button").click()
    link = plain.page.locator("[data-copy] a")
    reload = plain.page.locator("[data-until-copy] a")

    def is_there() -> bool:
        if reload.count():
            with plain.page.expect_navigation():
                reload.click()
        return link.is_visible()

    eventually(is_there, "the copy")
    expect(link).to_be_visible()
    assert not reload.count()


def test_paper_shows_the_request_and_no_navigation(site: SiteProcess, new_context: NewContext) -> None:
    maria = Citizen(site, new_context())
    maria.log_in("maria")
    file_a_request(maria)
    number = maria.number()
    maria.page.emulate_media(media="print")
    for shown in ("h1", "[data-number]", ".sr-answers", ".sr-history"):
        expect(maria.page.locator(shown).first).to_be_visible()
    for hidden in (".sr-nav", ".sr-footer", ".sr-languages", ".sr-copy", "main form", ".sr-on-screen"):
        assert not [place for place in maria.page.locator(hidden).all() if place.is_visible()], hidden
    printed = " ".join(page.extract_text() for page in PdfReader(BytesIO(maria.page.pdf(format="A4"))).pages)
    assert number in printed
    assert "Βενιζέλου 12" in printed
