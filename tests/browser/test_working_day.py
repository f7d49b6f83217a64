"""A working day of the department: thirty requests go every way there is, and each leaves what it should."""

from collections import Counter
from dataclasses import dataclass

import pytest
from playwright.sync_api import BrowserContext
from tests.browser.conftest import NewContext
from tests.support.clients import HttpCitizen
from tests.support.people import Citizen, MemberOfStaff, wait_for_mail
from tests.support.processes import SiteProcess
from tests.support.waiting import eventually

from serres_requests.domain.notices import NOTICE_OF_TRANSITION, NoticeKind

pytestmark = pytest.mark.browser

EMAIL = "maria.dokimastiki@example.gr"
WORDS = "Το είδαμε σήμερα και σας γράφουμε."
BULK = ("start", "complete")

WAYS = {
    "all at once": (6, BULK, "completed"),
    "examined": (4, ("accept", "start", "complete"), "completed"),
    "asked": (4, ("start", "ask", "answer", "complete"), "completed"),
    "paid": (4, ("start", "charge", "resume", "complete"), "completed"),
    "refused": (3, ("reject",), "rejected"),
    "withdrawn": (3, ("withdraw",), "withdrawn"),
    "opened again": (2, ("start", "complete", "reopen", "complete"), "completed"),
    "passed on": (2, ("hand_over", "start", "complete"), "completed"),
    "begun": (2, ("start",), "in_progress"),
}
"""How many requests go which way, and where it ends."""


@dataclass
class Asked:
    """One request of the day. path: for its applicant."""

    way: str
    path: str
    number: str

    @property
    def id(self) -> str:
        return self.path.rpartition("/")[2]


class Day:
    """The people of the day, each with a browser that stays open."""

    def __init__(self, site: SiteProcess, new_context: NewContext) -> None:
        self.maria = Citizen(site, self._context(new_context))
        self.staff = {
            login: MemberOfStaff(site, self._context(new_context))
            for login in ("lighting", "lighting-manager", "cleaning", "admin")
        }
        for login, member in self.staff.items():
            member.log_in(login)

    @staticmethod
    def _context(new_context: NewContext) -> BrowserContext:
        return new_context()

    def do(self, deed: str, asked: Asked, *, officer: str) -> None:
        """Let whoever it belongs to do one thing with a request, on the page where people do it."""
        if deed in ("answer", "withdraw"):
            self._citizen_does(deed, asked)
            return
        member = self.staff["lighting-manager" if deed == "reopen" else officer]
        self._open(member, asked, "?state=completed" if deed == "reopen" else "")
        if deed == "hand_over":
            member.page.locator("details:has(#department) summary").click()
            member.page.select_option("#department", "cleaning")
            member.page.fill("#why", WORDS)
            button = member.page.locator("form[action$='/hand_over'] button")
        else:
            if member.page.locator("#message").count():
                member.page.fill("#message", WORDS)
            button = member.page.locator(f"button[name=transition][value={deed}]")
        with member.page.expect_navigation():
            button.click()

    @staticmethod
    def _open(member: MemberOfStaff, asked: Asked, which: str) -> None:
        """Come from the queue, or stay on the page that the last deed led to; it may have changed since."""
        if asked.id in member.page.url:
            member.page.reload()
            return
        link = member.page.locator("tbody").get_by_role("link", name=asked.number, exact=True)

        def is_listed() -> bool:
            member.open(f"/manage/queue{which}")
            return link.count() > 0

        eventually(is_listed, f"{asked.number} in the queue")  # the worker indexes what was just done
        with member.page.expect_navigation():
            link.click()

    def _citizen_does(self, deed: str, asked: Asked) -> None:
        page = self.maria.page
        self.maria.open(asked.path if deed == "answer" else f"{asked.path}/withdraw")
        if deed == "answer":
            page.fill("#text", WORDS)
        where = "form[action$='/messages'] button" if deed == "answer" else "main form button[type=submit]"
        with page.expect_navigation():
            page.locator(where).click()

    def do_at_once(self, action: str, every: list[Asked]) -> None:
        """Choose requests in the queue and do one thing with all of them."""
        page = self.staff["lighting"].page
        self.staff["lighting"].open("/manage/queue")
        for asked in every:
            page.locator(f"input[name=request][value$='{asked.id}']").check()
        page.locator("details:has(#action) summary").click()
        page.select_option("#action", action)
        page.fill("#bulk-message", WORDS)
        with page.expect_navigation():
            page.locator("details:has(#action) button[type=submit]").click()
        self.staff["lighting"].sees(every[0].number)


def test_thirty_requests_go_every_way(site: SiteProcess, new_context: NewContext) -> None:
    day = Day(site, new_context)
    let_requests_be_paid_for(day.staff["admin"])
    day.maria.log_in("maria")
    day.maria.give_email(EMAIL)
    day.maria.confirm_email(EMAIL)
    http = HttpCitizen(site.url)
    http.log_in("maria")
    every = [file(http, way) for way, (count, _deeds, _end) in WAYS.items() for _ in range(count)]
    assert len(every) == 30
    at_once = [asked for asked in every if asked.way == "all at once"]
    for action in BULK:
        day.do_at_once(action, at_once)
    for asked in every[len(at_once) :]:
        officer = "lighting"
        for deed in WAYS[asked.way][1]:
            day.do(deed, asked, officer=officer)
            officer = "cleaning" if deed == "hand_over" else officer
    for person in (day.maria, *day.staff.values()):
        assert person.problems == []
    check_what_is_left(site, http, every)
    http.close()


def let_requests_be_paid_for(admin: MemberOfStaff) -> None:
    """Let the service have the workflow that knows every state."""
    admin.open("/manage/services/street-lighting/edit_terms")
    admin.page.select_option("[name=workflow]", "paid")
    with admin.page.expect_navigation():
        admin.page.locator(".sr-buttons button[name=save]").click()
    admin.open("/manage/services/street-lighting/publish")
    with admin.page.expect_navigation():
        admin.page.locator("main form[data-once] button").click()


def file(http: HttpCitizen, way: str) -> Asked:
    path = http.submit(http.fill(description=way))
    return Asked(way, path, eventually(lambda: http.status(path)["number"], "the protocol number"))


def check_what_is_left(site: SiteProcess, http: HttpCitizen, every: list[Asked]) -> None:
    """Hold states, histories, notices and mails of all requests against their ways."""
    wanted = {asked.id: expected_notices(asked.way) for asked in every}
    mails = wait_for_mail(site, EMAIL, 1 + sum(map(len, wanted.values())))
    assert len(mails) == 1 + sum(map(len, wanted.values()))  # the first confirms the address
    held = http.http.get("/me/data/json").json()
    by_number = {request["protocol_number"]: request for request in held["requests"]}
    for asked in every:
        request, (_count, deeds, end) = by_number[asked.number], WAYS[asked.way]
        assert request["state"] == end, asked
        assert [step["what"] for step in request["history"]] == ["submit", "file", *deeds], asked
        about = [mail for mail in mails if f" {asked.number}:" in mail["subject"]]
        assert len(about) == len(wanted[asked.id]), asked
        told = [notice for notice in held["notices"] if notice["request"].endswith(asked.id)]
        assert Counter(notice["kind"] for notice in told) == Counter(wanted[asked.id]), asked
        assert {notice["email"] for notice in told} == {"sent"}, asked
    assert len(site.standins.messages("lighting@serres.example")) >= len(every)
    assert len(site.standins.messages("cleaning@serres.example")) == WAYS["passed on"][0]


def expected_notices(way: str) -> list[str]:
    """Return what the citizen is told of a request that goes this way."""
    notices = {**NOTICE_OF_TRANSITION, "hand_over": NoticeKind.HANDED_OVER}
    return [NoticeKind.FILED.value, *(notices[deed].value for deed in WAYS[way][1] if deed in notices)]
