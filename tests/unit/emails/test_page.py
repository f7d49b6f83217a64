"""The HTML of a mail tells what its text tells, names its language and fetches nothing."""

import re

import pytest
from bs4 import BeautifulSoup
from pyramid.i18n import make_localizer

from serres_requests.domain.notices import NoticeKind
from serres_requests.emails.letter import RequestFacts
from serres_requests.emails.notices import notice_letter
from serres_requests.emails.page import page_of

ENGLISH = make_localizer("en", []).translate
URL = "https://serres.example/me/requests/0a1b"
STOP = "https://serres.example/me/notices/stop/0a1b.filed.x"
MESSAGE = "Done.\nThank you <b>you</b> & “all” ${url} http://evil.example"


def page(kind=NoticeKind.COMPLETED):
    letter = notice_letter(kind, RequestFacts("Street lighting", "17/25-3-2026", URL, MESSAGE), ENGLISH, STOP)
    return letter, page_of(letter, "en")


@pytest.mark.parametrize("kind", NoticeKind)
def test_the_page_tells_what_the_text_tells(kind):
    letter, html = page(kind)
    soup = BeautifulSoup(html, "html.parser")
    assert soup.html["lang"] == "en"
    assert soup.title.string == soup.h1.string == letter.subject
    assert " ".join(" ".join(p.get_text(" ") for p in soup.select("p")).split()) == " ".join(letter.text.split())


def test_what_people_wrote_is_text_and_only_our_own_links_lead_anywhere():
    soup = BeautifulSoup(page()[1], "html.parser")
    assert soup.b is None
    assert [(link["href"], link.string) for link in soup.select("a")] == [(URL, URL), (STOP, STOP)]


def test_nothing_is_fetched_and_nobody_is_followed():
    html = page()[1]
    assert not BeautifulSoup(html, "html.parser").select("img, script, link, iframe, object, form")
    assert not re.search(r"\bsrc=|url\(|@import", html)
