"""A citizen with very many requests and notices sees some at a time, the newest first."""

from datetime import timedelta
from typing import Any

import pytest
from tests.support.installation import Installation
from tests.support.submissions import submit_one
from tests.support.visitors import Citizen, MemberOfStaff, form_to, words_of
from webtest import TestResponse

from serres_requests.services.unit_of_work import UnitOfWork

MANY = 45
AFM = "123456783"


@pytest.fixture
def busy(application: Installation, maria: Citizen) -> list[str]:
    """The ids of Maria's requests, the oldest first; all are filed, and she has read nothing."""
    references = []
    for number in range(MANY):
        application.clock.advance(timedelta(minutes=1))
        references.append(_submitted(application, number))
        application.drain()
    return [reference.partition("/")[2] for reference in references]


def _submitted(application: Installation, number: int) -> str:
    connection = application._database.open()
    site = connection.root()["app_root"]
    uow = UnitOfWork(site, application.registry.ports, application.settings, application.registry)
    reference = submit_one(uow, next(iter(site.citizens.values())), number)
    connection.transaction_manager.commit()
    connection.close()
    return reference


def ids_on(page: TestResponse, selector: str) -> list[str]:
    return [link["href"].rpartition("/")[2] for link in page.html.main.select(selector)]


def neighbours(page: TestResponse) -> dict[str, str]:
    return {link["rel"][0]: link["href"] for link in page.html.main.select(".sr-pages a")}


@pytest.mark.parametrize(("path", "selector"), [("/me/requests", "h3 a"), ("/me/notices", ".sr-card__title a")])
def test_lists_are_read_page_by_page(maria: Citizen, busy: list[str], path: str, selector: str) -> None:
    first = maria.get(path)
    assert ids_on(first, selector) == busy[::-1][:20]
    assert neighbours(first) == {"next": f"{path}?start=20"}
    second = maria.get(neighbours(first)["next"])
    assert ids_on(second, selector) == busy[::-1][20:40]
    last = maria.get(neighbours(second)["next"])
    assert ids_on(last, selector) == busy[::-1][40:]
    assert neighbours(last) == {"prev": f"{path}?start=20"}


def all_ids(maria: Citizen) -> list[str]:
    """The ids of all pages of requests, each page read."""
    page = maria.get("/me/requests")
    found = ids_on(page, "h3 a")
    while (following := neighbours(page).get("next")) is not None:
        page = maria.get(following)
        found += ids_on(page, "h3 a")
    return found


def test_what_is_asked_of_the_citizen_comes_first_whatever_page_it_would_be_on(
    application: Installation, maria: Citizen, busy: list[str], lighting: MemberOfStaff
) -> None:
    """At once: nothing waits for the worker."""
    oldest, middle, newest = busy[0], busy[22], busy[-1]
    for asked in (middle, oldest, newest):
        lighting.move(application.staff_page(f"/me/requests/{asked}"), "ask", "Ποια κολόνα;", status=303)
    others = [one for one in busy[::-1] if one not in {oldest, middle, newest}]
    assert all_ids(maria) == [newest, middle, oldest, *others]
    application.clock.advance(timedelta(minutes=1))
    fresh = maria.file().rpartition("/")[2]
    assert all_ids(maria) == [newest, middle, oldest, fresh, *others]
    form = form_to(maria.get(f"/me/requests/{oldest}"), "/messages")
    form["text"] = "Την τρίτη από τη γωνία."
    form.submit(status=303)
    assert all_ids(maria) == [newest, middle, fresh, *others, oldest]


def test_more_than_a_page_can_be_asked(
    application: Installation, maria: Citizen, busy: list[str], lighting: MemberOfStaff
) -> None:
    asked = busy[:25]
    for one in asked:
        lighting.move(application.staff_page(f"/me/requests/{one}"), "ask", "Ποια κολόνα;", status=303)
    assert all_ids(maria) == [*asked[::-1], *busy[:24:-1]]


@pytest.mark.parametrize("start", ["99", "-1", "x", "٣", "9" * 30])
def test_a_page_that_is_not_there_breaks_nothing(maria: Citizen, busy: list[str], start: str) -> None:
    for path in ("/me/requests", "/me/notices"):
        page = maria.get(path, {"start": start}, status=200)
        assert page.html.select_one("main h1") is not None


def test_many_unread_notices_are_not_counted_one_by_one(
    application: Installation, maria: Citizen, busy: list[str]
) -> None:
    def count(page: TestResponse) -> Any:
        return page.html.select_one(".sr-nav .sr-count").get_text(" ", strip=True).split()[0]

    assert count(maria.get("/me")) == str(MANY)
    for number in range(MANY, 101):
        application.clock.advance(timedelta(minutes=1))
        _submitted(application, number)
    application.drain()
    assert count(maria.get("/me")) == "99+"
    page = maria.get("/me/notices")
    maria.press(page, "/me/notices", status=303)
    page = maria.get("/me/notices")
    assert page.html.select_one(".sr-nav .sr-count") is None
    assert "Νέο" not in words_of(page)
