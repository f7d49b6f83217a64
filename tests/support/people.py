"""What people do in a browser, in their words; used by the browser tests and by `make demo`."""

import re
from pathlib import Path

from playwright.sync_api import BrowserContext, Page, expect
from tests.support.photo import a_photo
from tests.support.processes import SiteProcess

from serres_requests.settings import DEMONSTRATION_PASSWORD


class Visitor:
    """Somebody with a browser."""

    def __init__(self, site: SiteProcess, context: BrowserContext) -> None:
        self.site = site
        self.page: Page = context.new_page()
        self.problems: list[str] = []
        self.page.on("pageerror", lambda error: self.problems.append(str(error)))
        self.page.on("console", self._note)

    def _note(self, message: object) -> None:
        text = str(getattr(message, "text", message))
        if "Content Security Policy" in text:
            self.problems.append(text)

    def open(self, path: str = "/") -> None:
        self.page.goto(f"{self.site.url}{path}")

    def press(self, name: str) -> None:
        self.page.get_by_role("button", name=name, exact=True).click()

    def follow(self, name: str) -> None:
        self.page.get_by_role("link", name=name, exact=True).first.click()

    def sees(self, text: str) -> None:
        expect(self.page.locator("main")).to_contain_text(text)

    def picture(self, file: Path) -> None:
        self.page.screenshot(path=file, full_page=True)


class Citizen(Visitor):
    """Somebody with taxisnet codes."""

    def log_in_at_taxisnet(self, userid: str) -> None:
        """From the municipality's log-in page through the tax office's and back.

        Each page is there before it is asked what it holds: asked too early, it would seem to hold no form.
        """
        with self.page.expect_navigation():
            self.page.locator("#content").get_by_role("link", name=re.compile("taxisnet")).click()
        if self.page.locator("#j_username").count():  # not when the session there is still good
            self.page.fill("#j_username", userid)
            self.page.fill("#j_password", "demo")
            with self.page.expect_navigation():
                self.page.click("#btn-login-submit")
        if self.page.locator("#confirmationForm").count():
            self.page.locator("#confirmationForm [type=submit]").click()

    def log_in(self, userid: str) -> None:
        self.open("/login")
        self.log_in_at_taxisnet(userid)
        self.page.wait_for_url(f"{self.site.url}/me**")

    def give_email(self, email: str) -> None:
        self.page.fill("#email", email)
        self.page.locator("#email").press("Enter")
        self.sees(email)

    def confirm_email(self, email: str) -> None:
        """Open the link in the mail that arrived."""
        mail = wait_for_mail(self.site, email, 1)[0]
        link = re.search(r"http\S+/me/email/\S+", mail["text"])
        assert link, mail["text"]
        self.page.goto(link.group())
        self.page.locator("main form button[type=submit]").click()

    def fill_lamp_request(self, place: str, *, with_photo: bool = True) -> None:
        self.page.check("#field-fault-0")
        self.page.check("#field-area-0")
        self.page.fill("#field-place", place)
        self.page.fill("#field-description", "Η λάμπα τρεμοπαίζει και μετά σβήνει. Το πεζοδρόμιο μένει σκοτεινό.")
        if with_photo:
            self.page.set_input_files("#field-photo-input", files=[a_photo("φωτογραφία.jpg")])

    def save(self) -> None:
        self.page.locator("form.sr-form .sr-buttons button[type=submit]").click()

    def submit(self) -> str:
        """Press the last button; return the request's page."""
        self.page.locator("form[data-once] button[type=submit]").click()
        self.page.wait_for_url(re.compile(r"/me/requests/[0-9a-f]{20}$"))
        return self.page.url.removeprefix(self.site.url)

    def number(self) -> str:
        """Wait, without reloading, for the protocol number and return it."""
        place = self.page.locator("[data-number]")
        expect(place).to_have_text(re.compile(r"^\d+/\d+-\d+-\d{4}$"))
        return place.inner_text()


class MemberOfStaff(Visitor):
    """Somebody with an account at the municipality."""

    def log_in(self, login: str, password: str = DEMONSTRATION_PASSWORD) -> None:
        self.open("/manage")
        self.page.fill("#login", login)
        self.page.fill("#password", password)
        self.page.locator("main form button[type=submit]").click()

    def open_from_queue(self, number: str) -> None:
        self.open("/manage/queue")
        self.follow(number)

    def save_view(self, name: str, query: str) -> None:
        """Save what the queue lists at `query` under a name."""
        self.open(f"/manage/save_view{query}")
        self.page.fill("[name=name]", name)
        self.page.locator("main form button[name=save]").click()
        self.page.wait_for_url("**/manage/queue?**")

    def begin_entry(self) -> None:
        """Begin a request of somebody on the phone; the form of the service comes next."""
        self.open("/manage/entries/new")
        for label, value in (("afm", "000000024"), ("last_name", "ΑΓΝΩΣΤΟΥ"), ("first_name", "ΕΛΠΙΔΑ")):
            self.page.fill(f"[name={label}]", value)
        self.page.select_option("[name=channel]", "phone")
        self.page.fill("[name=reason]", "Δεν έχει πρόσβαση στο διαδίκτυο.")
        self.page.locator("main form button[name=save]").click()
        self.page.wait_for_url("**/step")

    def fill_entry(self) -> None:
        """Fill its form in, up to the preview."""
        self.page.check("#field-fault-0")
        self.page.check("#field-area-0")
        self.page.fill("#field-place", "Ερμού 3")
        self.page.fill("#field-description", "Η λάμπα έσβησε.")
        self.page.locator("form.sr-form .sr-buttons button[type=submit]").click()
        self.page.wait_for_url("**/preview")

    def move(self, name: str, message: str | None = None) -> None:
        if message is not None:
            self.page.fill("#message", message)
        self.page.locator(f"button[name=transition][value={name}]").click()


def wait_for_mail(site: SiteProcess, to: str, count: int) -> list[dict[str, str]]:
    """Return the mails for `to`, newest first, as soon as there are `count`."""
    from tests.support.waiting import eventually

    def enough() -> list[dict[str, str]] | None:
        messages = site.standins.messages(to)
        return messages if len(messages) >= count else None

    return eventually(enough, f"{count} mails to {to}")
