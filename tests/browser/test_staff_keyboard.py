"""A morning of an officer with the keyboard alone; the focus is seen at every step and never gets lost."""

import pytest
from playwright.sync_api import expect
from tests.browser.conftest import PHONE, NewContext
from tests.support.clients import HttpCitizen
from tests.support.editor import Administrator, focused_id
from tests.support.hands import WHERE_THE_FOCUS_IS
from tests.support.processes import SiteProcess
from tests.support.waiting import eventually

from serres_requests.settings import DEMONSTRATION_PASSWORD

pytestmark = pytest.mark.browser


class Officer(Administrator):
    """Somebody who never touches the mouse, and must always see where they are."""

    def reach(self, selector: str) -> None:
        for _ in range(250):
            if self.page.evaluate("selector => document.activeElement.matches(selector)", selector):
                return
            self.page.keyboard.press("Tab")
            what = f"the focus in sight on the way to {selector} at {self.page.url}"
            eventually(lambda: not self.page.evaluate(WHERE_THE_FOCUS_IS), what)  # the page scrolls to it first
        raise AssertionError(f"{selector} can't be reached with Tab at {self.page.url}")


def a_filed_request(site: SiteProcess) -> str:
    """Return the id of a new request once it has its number and the queue may list it."""
    maria = HttpCitizen(site.url)
    maria.log_in("maria")
    path = maria.submit(maria.fill())
    eventually(lambda: maria.status(path)["number"], "the request's number")
    maria.close()
    return path.rpartition("/")[2]


@pytest.mark.parametrize("size", [{}, {"viewport": PHONE}], ids=["desktop", "phone"])
def test_an_officer_needs_no_mouse(site: SiteProcess, new_context: NewContext, size: dict[str, object]) -> None:
    name = a_filed_request(site)
    officer = Officer(site, new_context(**size))
    page = officer.page
    officer.open("/manage")
    officer.write("#login", "lighting")
    officer.write("#password", DEMONSTRATION_PASSWORD)
    with page.expect_navigation():
        page.keyboard.press("Enter")
    officer.enter("a[href$='/manage/queue']")
    officer.choose("#filter-assignee", "-")
    officer.enter(".sr-filters button[type=submit]")
    expect(page.locator("#filter-assignee")).to_have_value("-")
    officer.enter(f"tbody a[href*='{name}']")
    officer.choose("#assignee", "lighting")
    officer.enter("form[action$='/assign'] button")
    officer.enter("button[name=transition][value=start]")
    expect(page.locator("h1 + p .sr-state, .sr-state").first).to_have_text("Σε επεξεργασία")
    officer.write("#text", "Το είδα στον χάρτη.")
    officer.enter("button[name=kind][value=note]")
    officer.sees("Το είδα στον χάρτη.")
    officer.enter("button[name=transition][value=complete]")
    expect(page.locator(".sr-summary")).to_be_focused()
    officer.reach("a[href='#message']")
    page.keyboard.press("Enter")
    assert focused_id(page) == "message"
    page.keyboard.insert_text("Αλλάχτηκε η λάμπα.")
    officer.enter("button[name=transition][value=complete]")
    officer.sees("Αλλάχτηκε η λάμπα.")
    officer.enter("a[href$='/manage/queue']")
    expect(page.get_by_role("heading", level=1)).to_have_text("Ουρά αιτημάτων")
    assert officer.problems == []


@pytest.mark.parametrize("size", [{}, {"viewport": PHONE}], ids=["desktop", "phone"])
def test_views_and_columns_need_no_mouse(
    site: SiteProcess, new_context: NewContext, size: dict[str, object]
) -> None:
    a_filed_request(site)
    officer = Officer(site, new_context(**size))
    page = officer.page
    officer.log_in("cleaning" if size else "greenery")
    officer.choose("#filter-order", "due")
    officer.enter(".sr-filters button[type=submit]")
    officer.reach(".sr-choose summary")
    page.keyboard.press("Enter")
    officer.tick("[name=column][value=place]")
    officer.enter(".sr-choose form button")
    assert page.locator("[name=column][value=place]").is_checked()
    officer.enter("a[href*='/manage/save_view']")
    officer.write("[name=name]", "Με το πληκτρολόγιο")
    officer.tick("[name=opens]")
    officer.save()
    expect(page.locator(".sr-views [aria-current]")).to_have_text("Με το πληκτρολόγιο ")
    officer.enter(".sr-views li:first-child a")
    officer.enter("nav a[href$='/manage/queue']")
    expect(page.locator("#filter-order")).to_have_value("due")
    officer.enter("a[href$='/manage/views']")
    officer.choose("[name=opens_with]", "")
    officer.save()
    officer.enter("a[href*='/manage/remove_view/']")
    officer.save()
    expect(page.locator(".sr-empty")).to_be_visible()
    assert officer.problems == []


def test_the_heads_of_the_queue_need_no_mouse(site: SiteProcess, new_context: NewContext) -> None:
    a_filed_request(site)
    officer = Officer(site, new_context())
    officer.log_in("lighting")
    for order in ("oldest", "due", ""):
        officer.enter(f"thead a[href*='order={order}']" if order else "thead th:nth-child(2) a")
        expect(officer.page.locator("#filter-order")).to_have_value(order)
    assert officer.problems == []
