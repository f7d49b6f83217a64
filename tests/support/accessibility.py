"""axe on a page, and a crawl that finds every page a person can reach."""

import re
from collections import deque
from collections.abc import Iterator
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

_NAMES_OF_ITEMS = re.compile(
    r"(?<=/me/requests/)[^/]+|(?<=/me/drafts/)[^/]+|(?<=/me/email/)[^/]+|(?<=/services/)(?!@@|contents|add_|import_)[^/]+|(?<=/requests/)\d{4}/[^/]+"
    r"|(?<=/departments/)(?!@@|add_)[^/]+|(?<=/users/)(?!@@|add_)[^/]+|(?<=/groups/)(?!@@)[^/]+"
    r"|(?<=/entries/)(?!@@|new)[^/]+"
    r"|(?<=/reference/)(?!@@|add_)[^/]+"
    r"|(?<=/choose_kind/).+|(?<=/add_field/).+|(?<=/edit_field/).+|(?<=/remove_field/).+|(?<=_step/).+"
)
_AXE = Axe()


def violations(page: Page) -> list[str]:
    """Return what axe finds wrong on `page`: rule, advice and the elements, a line each."""
    found = _AXE.run(page).response["violations"]
    return [
        f"{page.url} {rule['id']}: {rule['help']} – {node['html'][:160]}"
        for rule in found
        for node in rule["nodes"]
    ]


def sideways_scroll(page: Page) -> int:
    """Return by how many pixels the page is wider than its window."""
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))


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
