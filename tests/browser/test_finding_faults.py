"""What the sweep looks for is found where it is: nothing would pass by not being looked at."""

import pytest
from tests.browser.conftest import PHONE, NewContext
from tests.support.accessibility import faults, faults_when_enlarged, violations

pytestmark = pytest.mark.browser

WIDE = '<table style="width: 900px"><tr><td>1</td></tr></table>'


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (WIDE, "lies beyond the edge"),
        (f'<div style="overflow-x: auto">{WIDE}</div>', "scrolls but takes no focus"),
        (f'<div style="overflow-x: hidden">{WIDE}</div>', "cuts its contents"),
        (
            '<p style="white-space: nowrap; font: 16px monospace">Υποβολή αιτημάτων στον Δήμο μας</p>',
            "spaced scrolls sideways",
        ),
    ],
)
def test_what_does_not_fit_is_named(new_context: NewContext, body: str, words: str) -> None:
    page = new_context().new_page()
    page.set_content(f"<body>{body}</body>")
    assert [line for line in faults_when_enlarged(page) if words in line]


def test_what_fits_is_not_named(new_context: NewContext) -> None:
    page = new_context().new_page()
    page.set_content(f'<p>Υποβολή</p><div tabindex="0" style="overflow-x: auto">{WIDE}</div>')
    assert faults_when_enlarged(page) == []


def test_what_is_folded_is_looked_at_too_and_folded_again(new_context: NewContext) -> None:
    page = new_context(viewport=PHONE).new_page()
    folded = f'<details><summary>Α</summary><input type="text"/>{WIDE}</details>'
    page.set_content(f'<html lang="el"><title>Α</title><main><h1>Α</h1>{folded}</main></html>')
    assert violations(page) == []
    found = faults(page, "el")
    assert [line for line in found if line.startswith("unfolded") and "label" in line]
    assert [line for line in found if line.startswith("unfolded") and "scrolls sideways" in line]
    assert [line for line in faults_when_enlarged(page) if "unfolded at 400 %: lies beyond the edge" in line]
    assert page.locator("details[open]").count() == 0


def test_small_targets_are_named(new_context: NewContext) -> None:
    page = new_context().new_page()
    small = '<button style="width: 12px; height: 12px; padding: 0; border: 0" aria-label="Α"></button>'
    page.set_content(f'<html lang="el"><title>Α</title><main><h1>Α</h1>{small}{small}</main></html>')
    assert [line for line in violations(page) if "target-size" in line]
