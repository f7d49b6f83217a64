"""axe finds nothing and all fits at 400 %, on every page that each kind of person can reach."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser
from tests.browser.conftest import DESKTOP, PHONE, NewContext
from tests.conftest import running_site
from tests.support.accessibility import crawl, faults, faults_when_enlarged
from tests.support.people import Citizen, MemberOfStaff, Visitor
from tests.support.processes import SiteProcess

pytestmark = pytest.mark.browser

VARIANTS = [("el", PHONE), ("en", DESKTOP)]


@pytest.fixture(scope="module")
def lived_in_site(tmp_path_factory: pytest.TempPathFactory, browser: Browser) -> Iterator[SiteProcess]:
    """A site where a citizen has a draft, requests worked on, completed and waiting for them, and notices."""
    for site in running_site(tmp_path_factory.mktemp("lived-in")):
        context = browser.new_context()
        maria = Citizen(site, context)
        maria.log_in("maria")
        maria.give_email("maria@example.gr")
        for place in ("Βενιζέλου 12", "Μεραρχίας 4", "Ερμού 5"):
            file_lamp_request(maria, place)
        maria.open("/services/street-lighting/apply")
        maria.page.fill("#field-place", "Κύπρου 3")
        maria.save()
        officer_context = browser.new_context()
        lighting = MemberOfStaff(site, officer_context)
        lighting.log_in("lighting")
        lighting.open_from_queue(maria_number(maria, 1))
        lighting.move("start")
        lighting.open_from_queue(maria_number(maria, 2))
        lighting.move("start")
        lighting.move("complete", "Αλλάχτηκε η λάμπα.")
        lighting.sees("Αλλάχτηκε")
        lighting.open_from_queue(maria_number(maria, 3))
        lighting.page.locator(".sr-asking summary").click()
        for name in ("place", "photo"):
            lighting.page.check(f"#correct-{name}")
        lighting.page.fill("#paper-1", "Υπεύθυνη δήλωση του διαχειριστή της πολυκατοικίας")
        lighting.move("ask", "Ποια κολόνα εννοείτε;")
        lighting.sees("Ποια κολόνα")
        watch_another(maria, file_and_start(site, browser, lighting))
        lighting.save_view("Σε εξέλιξη", "?state=in_progress")
        lighting.begin_entry()
        lighting.begin_entry()
        lighting.fill_entry()
        lighting.press("Υποβολή του αιτήματος")
        lighting.page.wait_for_url("**/receipt")
        context.close()
        officer_context.close()
        yield site


def file_lamp_request(citizen: Citizen, place: str) -> None:
    citizen.open("/services/street-lighting/apply")
    citizen.fill_lamp_request(place)
    citizen.save()
    citizen.submit()
    citizen.number()


def file_and_start(site: SiteProcess, browser: Browser, officer: MemberOfStaff) -> str:
    """Let somebody else make a request that is taken up; return the address of its public page."""
    context = browser.new_context()
    giorgos = Citizen(site, context)
    giorgos.log_in("giorgos")
    file_lamp_request(giorgos, "Αγίας Σοφίας 8")
    number = giorgos.number()
    context.close()
    officer.open_from_queue(number)
    officer.move("start")
    return f"/requests/{number[-4:]}/{number.partition('/')[0]}"


def watch_another(citizen: Citizen, public: str) -> None:
    citizen.open(public)
    citizen.page.locator("form[action$='/watch'] button").click()
    citizen.sees("Θα ενημερώνεστε")


def maria_number(maria: Citizen, number: int) -> str:
    maria.open("/me/requests")
    return maria.page.locator(".sr-nowrap", has_text=f"{number}/").first.inner_text()


def anybody(site: SiteProcess, new_context: NewContext, **options: object) -> Visitor:
    return Visitor(site, new_context(**options))


def a_citizen(site: SiteProcess, new_context: NewContext, **options: object) -> Visitor:
    citizen = Citizen(site, new_context(**options))
    citizen.log_in("maria")
    return citizen


def an_officer(site: SiteProcess, new_context: NewContext, **options: object) -> Visitor:
    officer = MemberOfStaff(site, new_context(**options))
    officer.log_in("lighting")
    return officer


def an_administrator(site: SiteProcess, new_context: NewContext, **options: object) -> Visitor:
    administrator = MemberOfStaff(site, new_context(**options))
    administrator.log_in("admin")
    return administrator


Enter = Callable[..., Visitor]

EXPECTED = {
    anybody: {"/", "/services/*", "/login", "/requests", "/requests/*", "/check", "/manage/login"},
    a_citizen: {
        *("/", "/services/*", "/services/*/apply", "/requests", "/requests/*", "/me", "/me/data", "/me/requests"),
        *("/me/requests/*", "/me/requests/*/withdraw", "/me/requests/*/correct", "/me/drafts/*", "/me/notices"),
        "/me/watching",
        "/me/notices/mails",
    },
    an_officer: {
        "/manage/statistics",
        *("/manage/save_view", "/manage/views", "/manage/edit_view/*", "/manage/remove_view/*"),
        *("/manage/queue", "/manage/requests/*", "/manage/requests/*/receipt", "/manage/entries/new"),
        *("/manage/entries/*/step", "/manage/principals/users/*/change_password"),
    },
    an_administrator: {
        *("/manage/queue", "/manage/departments/contents", "/manage/departments/add_department"),
        *(
            "/manage/departments/*/contents",
            "/manage/departments/*/properties",
            "/manage/services/contents",
            "/manage/services/*/properties",
        ),
        *("/manage/services/add_type", "/manage/services/import_type", "/manage/services/*/edit"),
        *("/manage/services/*/edit_terms", "/manage/services/*/add_step", "/manage/services/*/edit_step/*"),
        *(
            "/manage/services/*/remove_step/*",
            "/manage/services/*/choose_kind/*",
            "/manage/services/*/add_field/*",
        ),
        *("/manage/services/*/edit_field/*", "/manage/services/*/remove_field/*", "/manage/services/*/preview"),
        *("/manage/services/*/try", "/manage/services/*/compare", "/manage/services/*/publish"),
        *("/manage/services/*/versions", "/manage/services/*/copy_type", "/manage/services/*/templates"),
        *("/manage/services/*/add_template",),
        *("/manage/principals/contents", "/manage/principals/users/contents", "/manage/principals/users/add_user"),
        *("/manage/principals/users/*/roles", "/manage/principals/users/*/remove"),
        *("/manage/principals/groups/contents", "/manage/principals/groups/*/contents"),
        *("/manage/reference/contents", "/manage/reference/add_table", "/manage/reference/*/contents"),
        *("/manage/reference/*/import", "/manage/reference/*/properties"),
        *("/manage/protocol/contents", "/manage/protocol/properties", "/manage/outbox/contents"),
        *("/manage/audit/contents", "/manage/audit/changes"),
    },
}


@pytest.mark.parametrize(("language", "size"), VARIANTS, ids=["el-phone", "en-desktop"])
@pytest.mark.parametrize("enter", EXPECTED, ids=lambda enter: enter.__name__)
def test_every_page_is_accessible(
    lived_in_site: SiteProcess,
    new_context: NewContext,
    enter: Enter,
    language: str,
    size: dict[str, int],
) -> None:
    person = enter(lived_in_site, new_context, viewport=size)
    start = "/" if enter in (anybody, a_citizen) else "/manage"
    person.open(f"{start}?_LOCALE_={language}")
    wrong: list[str] = []
    visited: set[str] = set()
    for place in crawl(person.page, f"{lived_in_site.url}{start}"):
        visited.add(place)
        wrong += faults(person.page, language) + faults_when_enlarged(person.page)
    assert wrong == []
    assert person.problems == []
    assert EXPECTED[enter] <= visited


@pytest.mark.parametrize(("language", "size"), VARIANTS, ids=["el-phone", "en-desktop"])
def test_pages_with_errors_are_accessible(
    site: SiteProcess, new_context: NewContext, language: str, size: dict[str, int]
) -> None:
    citizen = Citizen(site, new_context(viewport=size))
    citizen.open(f"/?_LOCALE_={language}")
    wrong = []
    for path in (
        "/nowhere",
        "/requests/2026/999999",
        "/requests?q=ανύπαρκτο",
        "/?q=ανύπαρκτο",
        "/me/email/forged",
        "/check/00000-00000-00000-00000",
    ):
        citizen.open(path)
        wrong += faults(citizen.page, language) + faults_when_enlarged(citizen.page)
    citizen.log_in("giorgos")
    citizen.page.fill("#email", "not an address")
    citizen.page.locator("#email").press("Enter")
    wrong += faults(citizen.page, language)
    citizen.open("/services/street-lighting/apply")
    citizen.save()
    citizen.page.locator(".sr-summary").wait_for()
    wrong += faults(citizen.page, language)
    citizen.fill_lamp_request("Ερμού 1")
    citizen.save()
    citizen.page.wait_for_url("**/preview")
    wrong += faults(citizen.page, language)
    for path in ("/me/requests", "/me/notices"):
        citizen.open(path)
        wrong += faults(citizen.page, language) + faults_when_enlarged(citizen.page)
    assert wrong == []


@pytest.mark.parametrize(("language", "size"), VARIANTS, ids=["el-phone", "en-desktop"])
def test_staff_pages_with_errors_are_accessible(
    lived_in_site: SiteProcess, new_context: NewContext, language: str, size: dict[str, int]
) -> None:
    staff = MemberOfStaff(lived_in_site, new_context(viewport=size))
    staff.open(f"/manage?_LOCALE_={language}")
    staff.log_in("admin", "wrong password")
    wrong = faults(staff.page, language)
    staff.log_in("admin")
    for path in ("departments/add_department", "principals/users/add_user", "save_view?state=filed"):
        staff.open(f"/manage/{path}")
        staff.page.locator("form.sr-form .sr-buttons button[type=submit]").click()
        staff.page.locator(".sr-summary").wait_for()
        wrong += faults(staff.page, language)
    staff.open("/manage/queue?state=in_progress")
    staff.page.locator("tbody a").first.click()
    staff.move("complete", "")
    staff.page.locator("#error-message").wait_for()
    wrong += faults(staff.page, language)
    assert wrong == []
