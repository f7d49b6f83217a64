"""An administrator who builds types of request, with the keyboard alone."""

from playwright.sync_api import Page
from tests.support.people import MemberOfStaff

MOST_TABS = 250
SAVE = ".sr-buttons button[name=save]"


class Administrator(MemberOfStaff):
    """Somebody who never touches the mouse."""

    def reach(self, selector: str) -> None:
        """Press Tab until the focus is on what `selector` means."""
        wanted = f"document.activeElement.matches({selector!r})"
        for _ in range(MOST_TABS):
            if self.page.evaluate(wanted):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"{selector} can't be reached with Tab at {self.page.url}")

    def enter(self, selector: str) -> None:
        """Follow a link or press a button."""
        self.reach(selector)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def write(self, selector: str, text: str) -> None:
        """Fill an input in, whatever stood in it."""
        self.reach(selector)
        self.page.keyboard.press("ControlOrMeta+A")
        self.page.keyboard.insert_text(text)

    def write_both(self, name: str, greek: str, english: str) -> None:
        """Fill the two inputs of a text in."""
        self.write(f"#{name}-el", greek)
        self.write(f"#{name}-en", english)

    def tick(self, selector: str) -> None:
        self.reach(selector)
        self.page.keyboard.press("Space")

    def choose(self, selector: str, value: str) -> None:
        """Go through a list until `value` is chosen."""
        self.reach(selector)
        self.page.keyboard.press("Home")
        for _ in range(50):
            if self.page.input_value(selector) == value:
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"{selector} does not offer {value}")

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
