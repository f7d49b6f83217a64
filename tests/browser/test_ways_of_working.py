"""The same job without JavaScript, with the keyboard alone, with an impatient finger, and after a long break."""

import re

import pytest
from playwright.sync_api import Page, expect
from tests.browser.conftest import PHONE, NewContext
from tests.support.people import Citizen, Visitor
from tests.support.photo import JPEG, a_photo
from tests.support.processes import SiteProcess
from tests.support.waiting import eventually

pytestmark = pytest.mark.browser


def test_without_javascript_a_reload_shows_the_number(site: SiteProcess, new_context: NewContext) -> None:
    anna = Citizen(site, new_context(java_script_enabled=False, viewport=PHONE))
    anna.log_in("anna")
    anna.open("/services/street-lighting/apply")
    anna.save()
    expect(anna.page.locator(".sr-summary")).to_be_visible()
    anna.fill_lamp_request("Μεραρχίας 40")
    anna.save()
    path = anna.submit()

    def number_after_reload() -> bool:
        anna.open(path)
        return bool(re.search(r"\d+/\d+-\d+-\d{4}", anna.page.locator("[data-number]").inner_text()))

    eventually(number_after_reload, "the number on the reloaded page")


def test_with_the_keyboard_alone(site: SiteProcess, new_context: NewContext) -> None:
    eleni = Citizen(site, new_context())
    eleni.log_in("eleni")
    eleni.open("/")
    page = eleni.page
    page.keyboard.press("Tab")
    expect(page.locator(".sr-skip")).to_be_focused()
    page.keyboard.press("Enter")
    tab_to(page, "a", "Αίτημα ηλεκτροφωτισμού")
    tab_to(page, "a", "Ξεκινήστε")
    tab_to_id(page, "field-fault-0")
    page.keyboard.press("ArrowDown")
    tab_to_id(page, "field-area-0")
    page.keyboard.press("Space")
    tab_to_id(page, "field-place")
    page.keyboard.type("Ερμού 7")
    tab_to_id(page, "field-description")
    page.keyboard.type("Σκοτάδι")
    tab_to(page, "button", "Αποθήκευση και έλεγχος")
    expect(page).to_have_url(re.compile("/preview$"))
    eleni.sees("Η λάμπα αναβοσβήνει")
    tab_to(page, "button", "Υποβολή του αιτήματος")
    eleni.number()


def tab_to(page: Page, tag: str, text: str) -> None:
    """Press Tab until the control with `text` has the focus and shows it, then Enter."""
    for _ in range(60):
        page.keyboard.press("Tab")
        focused = page.locator(f"{tag}:focus")
        if focused.count() and focused.inner_text().strip() == text:
            assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
            with page.expect_navigation():
                page.keyboard.press("Enter")
            return
    raise AssertionError(f"no {tag} «{text}» can be reached with Tab")


def tab_to_id(page: Page, identifier: str) -> None:
    """Press Tab until the control with this id has the focus."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == identifier:
            return
    raise AssertionError(f"#{identifier} can't be reached with Tab")


def test_an_impatient_finger_makes_one_request(site: SiteProcess, new_context: NewContext) -> None:
    giorgos = Citizen(site, new_context())
    giorgos.log_in("giorgos")
    giorgos.open("/services/street-lighting/apply")
    giorgos.fill_lamp_request("Κύπρου 3", with_photo=False)
    giorgos.save()
    giorgos.page.locator("form[data-once] button[type=submit]").dblclick()
    giorgos.number()
    giorgos.open("/me/requests")
    expect(giorgos.page.locator("h3", has_text="Αίτημα ηλεκτροφωτισμού")).to_have_count(1)


def test_an_ended_session_loses_nothing_that_was_typed(site: SiteProcess, new_context: NewContext) -> None:
    context = new_context()
    maria = Citizen(site, context)
    maria.log_in("maria")
    maria.open("/services/street-lighting/apply")
    maria.fill_lamp_request("Εθνικής Αντίστασης 9")
    context.clear_cookies(name="session")
    maria.save()
    maria.sees("Κρατήσαμε όσα γράψατε")
    maria.log_in_at_taxisnet("maria")
    maria.give_email("maria@example.gr")
    maria.open("/me/requests")
    maria.page.locator("h3 a").first.click()
    expect(maria.page.locator("#field-place")).to_have_value("Εθνικής Αντίστασης 9")
    maria.sees("φωτογραφία.jpg")


def test_files_are_kept_as_soon_as_they_are_chosen(site: SiteProcess, new_context: NewContext) -> None:
    maria = Citizen(site, new_context())
    maria.log_in("maria")
    maria.open("/services/street-lighting/apply")
    files = [a_photo("πρώτη.jpg"), {"name": "απάτη.jpg", "mimeType": "image/jpeg", "buffer": b"MZ" + bytes(500)}]
    maria.page.set_input_files("#field-photo-input", files=files)
    expect(maria.page.locator(".sr-files__kept")).to_contain_text("πρώτη.jpg")
    expect(maria.page.locator("#item-field-photo [role=alert]")).to_contain_text("απάτη.jpg")
    maria.page.set_input_files("#field-photo-input", files=[a_photo("δεύτερη.jpg")])
    expect(maria.page.locator(".sr-files__kept li")).to_have_count(2)
    maria.page.fill("#field-place", "Ερμού 3")
    maria.save()
    expect(maria.page.locator(".sr-files__kept li")).to_have_count(2)


def test_a_file_that_is_too_large_is_told_before_it_is_sent(site: SiteProcess, new_context: NewContext) -> None:
    etaireia = Citizen(site, new_context())
    etaireia.log_in("etaireia")
    etaireia.open("/services/street-lighting/apply")
    large = {"name": "πελώρια.jpg", "mimeType": "image/jpeg", "buffer": JPEG + bytes(9 * 1024 * 1024)}
    etaireia.page.set_input_files("#field-photo-input", files=[large])
    expect(etaireia.page.locator("[data-complaint]")).to_be_visible()
    expect(etaireia.page.locator("#field-photo-input")).to_have_attribute("aria-invalid", "true")
    sent: list[str] = []
    etaireia.page.on("request", lambda request: sent.append(request.method))
    etaireia.save()
    expect(etaireia.page.locator("#field-photo-input")).to_be_focused()
    assert "POST" not in sent


def test_logging_out_ends_at_the_home_page(site: SiteProcess, new_context: NewContext) -> None:
    """The log-out is a form whose answer leads over the tax office's site: the policy must let it through."""
    maria = Citizen(site, new_context())
    maria.log_in("maria")
    maria.press("Αποσύνδεση")
    maria.page.wait_for_url(f"{site.url}/")
    assert maria.problems == []
    maria.open("/me")
    expect(maria.page.get_by_role("heading", level=1)).to_have_text("Σύνδεση")


def test_refusing_consent_brings_one_back_with_words(site: SiteProcess, new_context: NewContext) -> None:
    nobody = Visitor(site, new_context())
    nobody.open("/login/taxisnet")
    nobody.page.fill("#j_username", "lathos")
    nobody.page.fill("#j_password", "demo")
    nobody.page.click("#btn-login-submit")
    nobody.page.locator("#denialForm [type=submit]").click()
    nobody.sees("συγκατάθεση")
