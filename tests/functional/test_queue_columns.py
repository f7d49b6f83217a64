"""The columns of the queue: chosen, remembered for the person, and ordered by where that is cheap."""

import pytest
from tests.functional.test_queue import assign, ids, shown
from tests.support.installation import Installation
from tests.support.visitors import LAMP, MemberOfStaff, form_to
from webtest import TestResponse

USUAL = ["Αίτημα", "Κατάσταση", "Απάντηση έως", "Ποιος το χειρίζεται", "Αιτών"]


@pytest.fixture
def pages(application: Installation) -> list[str]:
    """Where staff see two filed requests, the oldest first."""
    citizen = application.citizen("maria")
    paths = [citizen.file({**LAMP, "place": place}) for place in ("Βενιζέλου 1", "Κιλκίς 2")]
    application.drain()
    return [application.staff_page(path) for path in paths]


def columns(page: TestResponse) -> list[str]:
    """Return the heads behind box and number, without what is said of the order."""
    heads = page.html.select("thead th")[2:]
    for hidden in page.html.select("thead th .visually-hidden"):
        hidden.extract()
    return [head.get_text(strip=True) for head in heads]


def choose(page: TestResponse, *names: str) -> TestResponse:
    form = form_to(page, "/columns")
    for box in form.fields["column"]:
        box.checked = box._value in names
    return form.submit(status=303).follow()


def cell(page: TestResponse, label: str) -> str:
    return page.html.select(f"tbody td[data-label='{label}']")[0].get_text(" ", strip=True)


def sorted_by(page: TestResponse) -> dict[str, str]:
    """Return the heads that tell how it is ordered, by their words."""
    heads = page.html.select("th[aria-sort]")
    return {str((head.a or head).contents[0]).strip(): head["aria-sort"] for head in heads}


def test_columns_are_chosen_and_remembered_for_the_person(
    application: Installation, lighting: MemberOfStaff, pages: list[str]
) -> None:
    assert columns(lighting.get("/manage/queue")) == USUAL
    chosen = choose(lighting.get("/manage/queue?order=oldest"), "place", "filed", "department", "channel")
    assert columns(chosen) == ["Τοποθεσία", "Τμήμα", "Πρωτοκολλήθηκε στις", "Καταχώριση από τον Δήμο"]
    assert shown(chosen) == ids(pages), "what was listed is listed on"
    assert cell(chosen, "Τοποθεσία") == "Βενιζέλου 1"
    assert cell(chosen, "Τμήμα") == "Τμήμα Ηλεκτροφωτισμού"
    assert columns(application.staff("lighting").get("/manage/queue")) == columns(chosen), "another session"
    assert columns(application.staff("lighting-manager").get("/manage/queue")) == USUAL
    assert columns(choose(chosen)) == USUAL


def test_an_address_with_columns_shows_these_and_is_not_remembered(
    lighting: MemberOfStaff, pages: list[str]
) -> None:
    page = lighting.get("/manage/queue?columns=applicant.gone.state&state=filed")
    assert columns(page) == ["Κατάσταση", "Αιτών"]
    changed = choose(page, "due")
    assert columns(changed) == ["Απάντηση έως"]
    assert changed.request.params["state"] == "filed"
    assert columns(lighting.get("/manage/queue")) == USUAL
    assert columns(lighting.get("/manage/queue?columns=gone")) == USUAL


def test_heads_order_and_tell_how_it_is_ordered(lighting: MemberOfStaff, pages: list[str]) -> None:
    page = lighting.get("/manage/queue")
    assert sorted_by(page) == {"Αριθμός πρωτοκόλλου": "descending"}
    oldest = page.click("Αριθμός πρωτοκόλλου")
    assert sorted_by(oldest) == {"Αριθμός πρωτοκόλλου": "ascending"}
    assert shown(oldest) == ids(pages)
    due = oldest.click("^Απάντηση έως")
    assert sorted_by(due) == {"Απάντηση έως": "ascending"}
    assert due.request.params["order"] == "due"
    assert sorted_by(due.click("Αριθμός πρωτοκόλλου")) == {"Αριθμός πρωτοκόλλου": "descending"}


def test_answered_requests_are_not_ordered_by_due_day(
    application: Installation, lighting: MemberOfStaff, pages: list[str]
) -> None:
    for page in pages:
        lighting.move(page, "reject", "Όχι.", status=303)
    application.drain()
    answered = lighting.get("/manage/queue?state=rejected&order=due")
    assert sorted_by(answered) == {"Αριθμός πρωτοκόλλου": "descending"}
    assert not answered.html.select("thead a[href*='order=due']")


def test_the_readers_own_are_asked_for_by_a_sign(
    application: Installation, lighting: MemberOfStaff, pages: list[str]
) -> None:
    assign(lighting, pages[0], "lighting")
    application.drain()
    assert shown(lighting.get("/manage/queue?assignee=@")) == ids(pages[:1])
    assert shown(application.staff("lighting-manager").get("/manage/queue?assignee=@")) == []


def test_what_there_is_not_is_left_aside_and_told(lighting: MemberOfStaff, pages: list[str]) -> None:
    page = lighting.get("/manage/queue?assignee=nikos&state=unheard&order=filed")
    assert (
        "δεν λήφθηκε υπόψη: Κατάσταση, Ποιος το χειρίζεται, Σειρά." in page.html.select(".sr-note")[0].get_text()
    )
    assert not lighting.get("/manage/queue?assignee=lighting&state=filed").html.select(".sr-note")
