"""How people work a page: with the keyboard alone, always seeing where they are, or where no script runs."""

from dataclasses import dataclass
from typing import Protocol

from playwright.sync_api import Page
from tests.support.waiting import eventually

MOST_TABS = 250
WHERE_THE_FOCUS_IS = """() => {
    const element = document.activeElement;
    const box = element.getBoundingClientRect(), style = getComputedStyle(element);
    if (element === document.body) return "lost";
    if (style.outlineStyle === "none" || parseFloat(style.outlineWidth) < 2) return "without an outline";
    if (!box.width || !box.height) return "without a size";
    if (box.bottom <= 0 || box.top >= innerHeight) return "outside of the window";
    const top = Math.max(box.top, 0), bottom = Math.min(box.bottom, innerHeight);
    const seen = document.elementFromPoint(box.left + Math.min(box.width / 2, 20), (top + bottom) / 2);
    if (!seen || !(element.contains(seen) || seen.contains(element))) return "behind something else";
    return "";
}"""


class Hands(Protocol):
    """What can be done with a control that `selector` means."""

    def push(self, selector: str) -> None:
        """Press a button or open what is folded, and stay on the page."""

    def press(self, selector: str) -> None:
        """Press a button or follow a link to another page."""

    def write(self, selector: str, text: str) -> None:
        """Fill an input in, whatever stood in it."""

    def tick(self, selector: str) -> None:
        """Tick a box."""

    def choose(self, selector: str, value: str) -> None:
        """Choose one of a list."""


class Typist:
    """Fills in forms with the keyboard alone."""

    page: Page

    def reach(self, selector: str) -> None:
        """Press Tab until the focus is on what `selector` means."""
        for _ in range(MOST_TABS):
            if self.page.evaluate("selector => document.activeElement.matches(selector)", selector):
                return
            self.page.keyboard.press("Tab")
            self.look(selector)
        raise AssertionError(f"{selector} can't be reached with Tab at {self.page.url}")

    def look(self, selector: str) -> None:
        """Called after each Tab on the way to `selector`."""

    def write(self, selector: str, text: str) -> None:
        self.reach(selector)
        self.page.keyboard.press("ControlOrMeta+A")
        self.page.keyboard.insert_text(text)

    def tick(self, selector: str) -> None:
        self.reach(selector)
        self.page.keyboard.press("Space")

    def choose(self, selector: str, value: str) -> None:
        self.reach(selector)
        self.page.keyboard.press("Home")
        for _ in range(50):
            if self.page.input_value(selector) == value:
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"{selector} does not offer {value}")


@dataclass
class Keyboard(Typist):
    """Hands that never touch the mouse: at every Tab the focus is in sight (WCAG 2.4.7, 2.4.11)."""

    page: Page

    def push(self, selector: str) -> None:
        self.reach(selector)
        self.page.keyboard.press("Enter")

    def press(self, selector: str) -> None:
        self.reach(selector)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def look(self, selector: str) -> None:
        what = f"the focus in sight on the way to {selector} at {self.page.url}"
        eventually(lambda: not self.page.evaluate(WHERE_THE_FOCUS_IS), what)  # the page scrolls to it first


@dataclass
class NoScript:
    """Hands in a browser that runs no JavaScript."""

    page: Page

    def push(self, selector: str) -> None:
        self.page.locator(selector).click()

    def press(self, selector: str) -> None:
        with self.page.expect_navigation():
            self.page.locator(selector).click()

    def write(self, selector: str, text: str) -> None:
        self.page.fill(selector, text)

    def tick(self, selector: str) -> None:
        self.page.check(selector)

    def choose(self, selector: str, value: str) -> None:
        self.page.select_option(selector, value)
