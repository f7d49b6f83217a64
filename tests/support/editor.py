"""An administrator who builds types of request, with the keyboard alone."""

from playwright.sync_api import Page
from tests.support.hands import Typist
from tests.support.people import MemberOfStaff

SAVE = ".sr-buttons button[name=save]"


class Administrator(Typist, MemberOfStaff):
    """Somebody who never touches the mouse."""

    def enter(self, selector: str) -> None:
        """Follow a link or press a button."""
        self.reach(selector)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def write_both(self, name: str, greek: str, english: str) -> None:
        """Fill the two inputs of a text in."""
        self.write(f"#{name}-el", greek)
        self.write(f"#{name}-en", english)

    def save(self) -> None:
        self.enter(SAVE)

    def begin_field(self, step: str, kind: str, group: str = "") -> None:
        """From the overview to the form of a new field."""
        place = f"{step}/{group}" if group else step
        self.enter(f"a[href$='/choose_kind/{place}']")
        self.enter(f"a[href$='?kind={kind}']")


def focused_id(page: Page) -> str:
    """Return the id of what has the focus."""
    return str(page.evaluate("document.activeElement.id"))
