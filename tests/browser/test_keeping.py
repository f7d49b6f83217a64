"""What is typed is on the server before anything is pressed; a network that fails is told and loses nothing."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect
from tests.browser.conftest import PHONE, NewContext
from tests.support.accessibility import sideways_scroll, violations
from tests.support.people import Citizen
from tests.support.processes import SiteProcess

pytestmark = pytest.mark.browser

FORM = "/services/fee-exemption/apply"


def test_what_is_typed_on_the_phone_is_on_the_other_device(
    site: SiteProcess, new_context: NewContext, tmp_path: Path
) -> None:
    maria = Citizen(site, new_context(viewport=PHONE))
    maria.log_in("maria")
    maria.open(FORM)
    maria.page.fill("#field-trade_name", "Το Υπόδειγμα")
    expect(maria.page.locator("[data-kept]")).to_have_text(re.compile("^Αποθηκεύτηκε στις"))
    assert sideways_scroll(maria.page) <= 0
    assert violations(maria.page) == []
    maria.picture(tmp_path / "kept.png")

    elsewhere = Citizen(site, new_context())
    elsewhere.log_in("maria")
    elsewhere.open("/me/requests")
    elsewhere.page.locator("a[href*='/me/drafts/']").first.click()
    expect(elsewhere.page.locator("#field-trade_name")).to_have_value("Το Υπόδειγμα")
    elsewhere.page.fill("#field-trade_name", "Άλλο")
    expect(elsewhere.page.locator("[data-kept]")).to_have_text(re.compile("^Αποθηκεύτηκε στις"))

    maria.page.fill("#field-trade_name", "Ξανά το παλιό")
    expect(maria.page.locator("[data-kept]")).to_have_text(re.compile("σε άλλη σελίδα"))
    elsewhere.page.reload()
    expect(elsewhere.page.locator("#field-trade_name")).to_have_value("Άλλο")
    assert maria.problems + elsewhere.problems == []


def test_while_the_network_is_away_it_is_told_and_tried_again(site: SiteProcess, new_context: NewContext) -> None:
    giorgos = Citizen(site, new_context(viewport=PHONE))
    giorgos.log_in("giorgos")
    giorgos.open(FORM)
    giorgos.page.context.set_offline(True)
    giorgos.page.fill("#field-trade_name", "Το Υπόδειγμα")
    giorgos.page.check("#field-applying_as-1")
    expect(giorgos.page.locator("[data-kept]")).to_have_text(re.compile("^Δεν αποθηκεύτηκε ακόμη"))
    giorgos.page.context.set_offline(False)
    expect(giorgos.page.locator("#field-contact_name")).to_be_visible()  # the condition is asked for again
    expect(giorgos.page.locator("[data-kept]")).to_have_text(re.compile("^Αποθηκεύτηκε στις"), timeout=30_000)


def test_the_registry_fills_the_form_in(site: SiteProcess, new_context: NewContext, tmp_path: Path) -> None:
    maria = Citizen(site, new_context(viewport=PHONE))
    maria.log_in("maria")
    maria.open(FORM)
    maria.picture(tmp_path / "before.png")
    maria.press("Συμπλήρωση από το μητρώο")
    expect(maria.page.locator("#field-trade_name")).to_have_value("ΤΟ ΥΠΟΔΕΙΓΜΑ")
    expect(maria.page.locator("#source-field-trade_name")).to_be_visible()
    assert violations(maria.page) == []
    maria.picture(tmp_path / "after.png")
    maria.page.fill("#field-trade_name", "Άλλο")
    expect(maria.page.locator("#source-field-trade_name")).to_have_count(0)
