"""axe on a page, and a crawl that finds every page a person can reach."""

import re
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

_NAMES_OF_ITEMS = re.compile(
    r"(?<=/me/requests/)[^/]+|(?<=/me/drafts/)[^/]+|(?<=/me/email/)[^/]+|(?<=/services/)(?!@@|contents|add_|import_)[^/]+|(?<=/requests/)\d{4}/[^/]+"
    r"|(?<=/departments/)(?!@@|add_)[^/]+|(?<=/users/)(?!@@|add_)[^/]+|(?<=/groups/)(?!@@)[^/]+"
    r"|(?<=/entries/)(?!@@|new)[^/]+"
    r"|(?<=/reference/)(?!@@|add_)[^/]+"
    r"|(?<=/choose_kind/).+|(?<=/add_field/).+|(?<=/edit_field/).+|(?<=/remove_field/).+|(?<=_step/).+|(?<=_view/).+"
)
_AXE = Axe()
_OPTIONS = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}
"""With the rule of WCAG 2.2 that axe does not ask by itself."""
NARROW = {"width": 320, "height": 256}
"""WCAG 1.4.10: 1280 by 1024 px at 400 %."""
_SPACED = """() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync("* { line-height: 1.5 !important; letter-spacing: .12em !important;"
        + " word-spacing: .16em !important } p { margin-bottom: 2em !important }");
    document.adoptedStyleSheets = [sheet];
}"""
"""WCAG 1.4.12: spacing that a person may ask for."""
_NOT_SPACED = "() => { document.adoptedStyleSheets = []; }"
_UNFOLD = """() => {
    const folded = [...document.querySelectorAll("details:not([open])")];
    for (const part of folded) { part.open = true; part.dataset.wasFolded = ""; }
    return folded.length;
}"""
_FOLD = """() => {
    for (const part of document.querySelectorAll("[data-was-folded]")) {
        part.open = false;
        delete part.dataset.wasFolded;
    }
}"""
_MISFITS = """() => {
    const found = [], edge = document.documentElement.clientWidth;
    const note = (words, element) => found.push(words + ": " + element.outerHTML.slice(0, 120));
    for (const element of document.body.querySelectorAll("*")) {
        const overflow = getComputedStyle(element).overflowX, box = element.getBoundingClientRect();
        if (!box.width || element.closest(".visually-hidden, .sr-skip, .leaflet-container")) continue;
        const scrolls = ["auto", "scroll"].includes(overflow);
        const is_wider = element.scrollWidth > element.clientWidth + 1;
        if (is_wider && scrolls && !element.matches("textarea, select, [tabindex='0']"))
            note("scrolls but takes no focus", element);
        if (is_wider && overflow === "hidden" && !element.matches("input, select"))
            note("cuts its contents", element);
        if (box.right > edge + 1 && !element.parentElement.closest("[tabindex='0'], svg"))
            note("lies beyond the edge", element);
    }
    return found;
}"""


def violations(page: Page) -> list[str]:
    """Return what axe finds wrong on `page`: rule, advice and the elements, a line each."""
    found = _AXE.run(page, options=_OPTIONS).response["violations"]
    return [
        f"{page.url} {rule['id']}: {rule['help']} – {node['html'][:160]}"
        for rule in found
        for node in rule["nodes"]
    ]


def sideways_scroll(page: Page) -> int:
    """Return by how many pixels the page is wider than its window."""
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))


def faults(page: Page, language: str) -> list[str]:
    """Return what is wrong with the open page as it stands in its window, and with all unfolded."""
    found = violations(page)
    with _unfolded(page) as parts:
        if parts:
            found += [f"unfolded: {fault}" for fault in violations(page)]
        if (pixels := sideways_scroll(page)) > 0:
            found.append(f"unfolded: {page.url} scrolls sideways by {pixels} px")
    if page.locator("html").get_attribute("lang") != language:
        found.append(f"{page.url} is not in {language}")
    if (pixels := sideways_scroll(page)) > 0:
        found.append(f"{page.url} scrolls sideways by {pixels} px")
    if page.locator("h1").count() != 1:
        found.append(f"{page.url} has {page.locator('h1').count()} first headings")
    return found


def faults_when_enlarged(page: Page) -> list[str]:
    """Return what does not fit on the open page at 400 %, and there with more space between letters and lines; all
    that is folded is open then, too."""
    window = page.viewport_size
    assert window is not None
    page.set_viewport_size(NARROW)  # type: ignore[arg-type]
    found = _misfits(page, "at 400 %")
    with _unfolded(page):
        found += _misfits(page, "unfolded at 400 %")
        page.evaluate(_SPACED)
        found += _misfits(page, "spaced")
        page.evaluate(_NOT_SPACED)
    page.set_viewport_size(window)
    return found


@contextmanager
def _unfolded(page: Page) -> Iterator[int]:
    """Open every `details` of the page for a while; yield how many were folded."""
    yield int(page.evaluate(_UNFOLD))
    page.evaluate(_FOLD)


def _misfits(page: Page, when: str) -> list[str]:
    found = [f"{page.url} {when}: {words}" for words in page.evaluate(_MISFITS)]
    if (pixels := sideways_scroll(page)) > 0:
        found.append(f"{page.url} {when} scrolls sideways by {pixels} px")
    return found


def pattern(url: str) -> str:
    """Return the path of `url` with the names of items as a star: pages of one pattern look alike."""
    return _NAMES_OF_ITEMS.sub("*", urlsplit(url).path.rstrip("/")).replace("@@", "") or "/"


def crawl(page: Page, start: str) -> Iterator[str]:
    """Visit, from `start`, one page of every pattern that links lead to; yield its pattern while it is open."""
    base, waiting, seen = "{0.scheme}://{0.netloc}".format(urlsplit(start)), deque([start]), set()
    while waiting:
        url = waiting.popleft()
        if pattern(url) in seen:
            continue
        seen.add(pattern(url))
        answer = page.goto(url)
        here = pattern(page.url)
        assert answer is not None
        assert answer.ok, f"{answer.status} at {url}"
        if not page.url.startswith(base) or (here in seen and here != pattern(url)):
            continue
        seen.add(here)
        yield here
        links = page.eval_on_selector_all("a[href]", "links => links.map(link => link.href)")
        waiting.extend(link.split("#")[0] for link in links if link.startswith(base) and _is_page(link))


def _is_page(link: str) -> bool:
    has_part = any(part in link for part in ("/files/", "/file/", "/export"))
    is_download = has_part or link.endswith(("/copy", "/data/json", "/data/pdf"))
    return not is_download and "_LOCALE_" not in link
