"""The HTML of a mail tells what its text tells, names its language and fetches nothing."""

import re

import pytest
from bs4 import BeautifulSoup
from pyramid.i18n import make_localizer

from serres_requests.domain.notices import NoticeKind
from serres_requests.emails.daily import daily_letter
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
    assert " ".join(" ".join(part.get_text(" ") for part in soup.select("h2, p")).split()) == " ".join(
        letter.text.split()
    )


def test_what_people_wrote_is_text_and_only_our_own_links_lead_anywhere():
    soup = BeautifulSoup(page()[1], "html.parser")
    assert soup.b is None
    assert [(link["href"], link.string) for link in soup.select("a")] == [(URL, URL), (STOP, STOP)]


def test_nothing_is_fetched_and_nobody_is_followed():
    html = page()[1]
    assert not BeautifulSoup(html, "html.parser").select("img, script, link, iframe, object, form")
    assert not re.search(r"\bsrc=|url\(|@import", html)


def test_the_daily_mail_has_a_heading_for_each_request():
    letters = [page(kind)[0] for kind in (NoticeKind.STARTED, NoticeKind.COMPLETED)]
    letter = daily_letter("26 November 2026", [letters, letters[:1]], ENGLISH, STOP)
    html = page_of(letter, "en")
    soup = BeautifulSoup(html, "html.parser")
    assert letter.subject == soup.h1.string == "Your requests, 26 November 2026"
    assert [heading.string for heading in soup.select("h2")] == [letters[0].subject] * 2
    assert [link["href"] for link in soup.select("a")] == [URL, URL, STOP]
    shown = " ".join(part.get_text(" ") for part in soup.select("h2, p"))
    assert shown.split() == letter.text.split()
    assert letter.text.count("is completed.") == 1
    assert letter.text.count("has taken up") == 2
