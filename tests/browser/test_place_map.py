"""A place is chosen on a map, by touch, keyboard or typing; without map or JavaScript typing is enough."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect
from tests.browser.conftest import DESKTOP, PHONE, NewContext
from tests.support.accessibility import sideways_scroll, violations
from tests.support.people import Citizen
from tests.support.processes import SiteProcess

pytestmark = pytest.mark.browser

FORM = "/services/pothole/apply"
POSITION = "input[data-position]"


def open_form(site: SiteProcess, new_context: NewContext, **options: object) -> Citizen:
    maria = Citizen(site, new_context(**options))
    maria.log_in("maria")
    maria.open(FORM)
    return maria


def typed(page: Page) -> list[float]:
    return [float(number) for number in page.input_value(POSITION).split(",")]


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_a_tap_chooses_the_place(
    site: SiteProcess, new_context: NewContext, tmp_path: Path, size: dict[str, int]
) -> None:
    maria = open_form(site, new_context, viewport=size)
    page = maria.page
    expect(page.locator(".leaflet-tile-loaded").first).to_be_visible()
    page.locator(".sr-map").click(position={"x": 100, "y": 100})
    latitude, longitude = typed(page)
    assert abs(latitude - 41.0856) < 0.1
    assert abs(longitude - 23.5484) < 0.1
    expect(page.locator(".sr-map-box [role=status]")).to_contain_text("Διαλέξατε")
    expect(page.locator(".leaflet-marker-icon")).to_be_visible()
    expect(page.locator("[data-kept]")).to_have_text(re.compile("^Αποθηκεύτηκε στις"))
    assert sideways_scroll(page) <= 0
    assert violations(page) == []
    assert maria.problems == []
    maria.picture(tmp_path / "map.png")


def test_the_keyboard_chooses_and_typing_moves_the_mark(site: SiteProcess, new_context: NewContext) -> None:
    page = open_form(site, new_context).page
    page.locator(".sr-map").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    expect(page.locator(".leaflet-pan-anim")).to_have_count(0)
    page.locator("[data-middle]").press("Enter")
    assert typed(page)[1] > 23.5484
    page.fill(POSITION, "41.0900, 23.5600")
    expect(page.locator(".leaflet-pan-anim")).to_have_count(0)
    page.locator("[data-middle]").press("Enter")
    assert [round(number, 2) for number in typed(page)] == [41.09, 23.56]
    page.fill(POSITION, "")
    expect(page.locator(".leaflet-marker-icon")).to_have_count(0)


def test_the_persons_own_position(site: SiteProcess, new_context: NewContext) -> None:
    where = {"geolocation": {"latitude": 41.09, "longitude": 23.55}, "permissions": ["geolocation"]}
    page = open_form(site, new_context, **where).page
    page.locator("[data-here]").click()
    expect(page.locator(POSITION)).to_have_value("41.09000, 23.55000")


def test_without_pictures_it_is_said_and_typing_goes_on(site: SiteProcess, new_context: NewContext) -> None:
    context = new_context()
    context.route("**/tiles/**", refuse)
    maria = Citizen(site, context)
    maria.log_in("maria")
    maria.open(FORM)
    expect(maria.page.locator(".sr-map-box [role=status]")).to_contain_text("δεν μπορεί να εμφανιστεί")
    maria.page.fill(POSITION, "41.0900, 23.5600")
    expect(maria.page.locator(POSITION)).to_have_value("41.0900, 23.5600")


def refuse(route: Route) -> None:
    route.abort()


def test_without_javascript_places_are_typed(site: SiteProcess, new_context: NewContext) -> None:
    page = open_form(site, new_context, java_script_enabled=False).page
    assert page.locator(".sr-map").count() == 0
    assert page.locator(POSITION).count() == 1
