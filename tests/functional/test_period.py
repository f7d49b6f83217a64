"""The public search narrowed to the days of filing."""

from datetime import timedelta
from urllib.parse import quote

import pytest
from tests.support.installation import Installation
from tests.support.visitors import LAMP, Visitor, words_of

from serres_requests.catalog import matching
from serres_requests.domain.working_days import day_of

DAYS = 10


@pytest.fixture
def anybody(application: Installation) -> Visitor:
    """A visitor of a site where one request was filed, and taken up, on each of ten days."""
    application.clock.set(application.clock.now().replace(hour=22, minute=30))  # tomorrow in Greece already
    maria = application.citizen("maria")
    for number in range(DAYS):
        path = maria.file({**LAMP, "place": f"Ερμού {number}"})
        application.drain()
        application.staff("lighting").move(application.staff_page(path), "start", status=303)
        application.clock.advance(timedelta(days=1))
        maria.log_in("maria")
    application.drain()
    application.clock.advance(timedelta(days=-DAYS))
    return application.visitor()


def day(application: Installation, number: int) -> str:
    return day_of(application.clock.now() + timedelta(days=number)).isoformat()


def address(query: str) -> str:
    return f"/requests?{quote(query, safe='=&')}"


def found(anybody: Visitor, query: str) -> list[str]:
    page = anybody.get(address(query), status=200)
    return [card.find_all("dd")[2].get_text() for card in page.html.select("li.sr-card")]


@pytest.mark.parametrize("few", [0, matching.FEW])
def test_a_period_has_both_its_days(
    application: Installation, anybody: Visitor, few: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(matching, "FEW", few)
    for first in range(-1, DAYS + 1):
        for last in range(first, DAYS + 1):
            query = f"from={day(application, first)}&to={day(application, last)}"
            expected = [f"Ερμού {number}" for number in range(DAYS) if first <= number <= last][::-1]
            assert found(anybody, query) == expected, (first, last)
    assert len(found(anybody, f"from={day(application, 4)}")) == DAYS - 4
    assert len(found(anybody, f"to={day(application, 4)}")) == 5
    assert len(found(anybody, f"to={day(application, 4)}&q=ερμου 2")) == 1
    assert len(found(anybody, f"from={day(application, 4)}&q=ερμου 2")) == 0


def test_a_period_stays_with_what_narrows_it_further(application: Installation, anybody: Visitor) -> None:
    query = f"from={day(application, 2)}&to={day(application, 6)}"
    page = anybody.get(address(f"{query}&q=ερμου"))
    assert "Αιτήματα που βρέθηκαν: 5" in words_of(page)
    again = page.click("Καλύτερη αντιστοιχία πρώτα") if "Καλύτερη αντιστοιχία πρώτα" in page.text else page
    assert "Αιτήματα που βρέθηκαν: 5" in words_of(again)
    assert page.html.find(id="search-from")["value"] == day(application, 2)


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("from=χθες", "Γράψτε την ημερομηνία ως ημέρα/μήνας/έτος, για παράδειγμα 25/3/2026."),
        ("to=31/2/2026", "Γράψτε την ημερομηνία ως ημέρα/μήνας/έτος, για παράδειγμα 25/3/2026."),
        ("from=2026-05-01&to=2026-04-01", "Η περίοδος τελειώνει πριν αρχίσει."),
    ],
)
def test_what_is_no_period_is_told(application: Installation, query: str, words: str) -> None:
    page = application.visitor().get(address(query), status=422)
    assert words in words_of(page)
    assert page.html.select_one(".sr-summary a")["href"] in {"#search-from", "#search-to"}


def test_greek_dates_are_read_too(application: Installation) -> None:
    page = application.visitor().get("/requests?from=1/4/2026", status=200)
    assert page.html.find(id="search-from")["value"] == "2026-04-01"
