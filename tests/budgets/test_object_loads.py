"""No page loads more of the database when there are more requests in it, and none writes when it is read."""

import pytest
from tests.budgets.conftest import LARGE, SMALL, Growth, Page

BUDGET = 60
"""Objects that a page may load with a cold cache."""

GROWTH = 10
"""So many more at most from 1,000 requests to 20,000: BTrees become a level deeper."""

ROWS = {
    "GET notices": 130,
    "/me/notices?start=20": 130,
    "GET watching": 130,
    "/me/watching?start=20": 130,
    "GET my_requests": 110,
    "/me/requests?start=20": 110,
    "GET Outbox/contents": 120,
    "GET my_data": 170,
    "GET RequestTypes/contents": 80,
    "GET preview": 85,
    "GET Request/": 140,
    "GET Request/view": 140,
    "Request/ at a place": 200,
}
"""Pages with rows that have objects of their own: 20 rows become up to 2 levels deeper. The preview and the page
of a request ask the catalogue for what is at the same place, up to 50 of a street, and look at each."""

ROWS_GROWTH = 50

WHOLE = {"GET Site/export", "GET my_data_json", "GET my_data_pdf"}
"""Downloads of all that there is of something."""

CATALOGUE = {
    "GET search": 300,
    "/requests?q=one": 400,
    "/requests?q=two": 1300,
    "GET Site/statistics": 100,
    "GET Site/export_statistics": 100,
    "GET Site/queue": 290,
    "GET Requests/contents": 290,
    "GET YearOfRequests/contents": 290,
    "/manage/queue?state=completed": 290,
    "/manage/queue?due=overdue": 290,
    "/manage/queue?order=due": 290,
    "/manage/queue?q=": 340,
    "/manage/queue?since=": 340,
    "GET Department/contents": 290,
}
"""What asks the catalogue: so much at 20,000 requests, 50 rows included; matches are counted up to 1,000."""


def of(growth: Growth, keys: dict[str, int], *, others: bool = False) -> list[Page]:
    found = [page for page in growth.pages if (page.key in keys) is not others]
    assert others or {page.key for page in found} == set(keys)
    return found


def test_every_page_answers(growth: Growth) -> None:
    wrong = {
        page.key: visit.status
        for page, visits in growth.visits.items()
        for visit in visits.values()
        if visit.status not in {200, 303} and page.key != "GET login_callback"
    }
    assert wrong == {}
    assert len(growth.pages) > 80


def test_pages_load_no_more_when_there_are_more_requests(growth: Growth) -> None:
    special = ROWS | CATALOGUE
    pages = [page for page in of(growth, special, others=True) if page.key not in WHOLE]
    visits = {page.key: growth.visits[page] for page in pages}
    assert {key: found for key, found in visits.items() if found[LARGE].loads > BUDGET} == {}
    assert {key: found for key, found in visits.items() if found[LARGE].loads - found[SMALL].loads > GROWTH} == {}


@pytest.mark.parametrize("key", ROWS)
def test_pages_with_rows_load_those_rows_alone(growth: Growth, key: str) -> None:
    [page] = of(growth, {key: ROWS[key]})
    visits = growth.visits[page]
    assert visits[LARGE].loads <= ROWS[key]
    assert visits[LARGE].loads - visits[SMALL].loads <= ROWS_GROWTH


@pytest.mark.parametrize("key", CATALOGUE)
def test_what_asks_the_catalogue_stays_within_bounds(growth: Growth, key: str) -> None:
    [page] = of(growth, {key: CATALOGUE[key]})
    assert growth.visits[page][LARGE].loads <= CATALOGUE[key]


def test_no_page_writes_when_it_is_read(growth: Growth) -> None:
    wrote = [page.key for page, visits in growth.visits.items() if any(visit.wrote for visit in visits.values())]
    assert wrote == []
