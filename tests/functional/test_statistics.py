"""The statistics of a unit: its own figures alone, in pictures with their tables, and as files."""

from datetime import datetime

import pytest
from tests.support.installation import Installation
from tests.support.visitors import LAMP, MemberOfStaff

from serres_requests.domain.working_days import ATHENS

TABLES = ("by-month", "by-type")


def rows(page, table: str) -> dict[str, list[str]]:
    """Return the cells of each row of a table by its head, the last being all together."""
    found = page.html.find("table", {"aria-labelledby": table}).select("tbody tr, tfoot tr")
    return {row.th.text.strip(): [cell.text.strip() for cell in row.select("td")] for row in found}


def on(application: Installation, day: int, month: int) -> MemberOfStaff:
    """Let it be that day; return an officer, logged in."""
    application.clock.set(datetime(2026, month, day, 10, 0, tzinfo=ATHENS))
    return application.staff("lighting")


@pytest.fixture
def filed(application: Installation) -> list[str]:
    on(application, 20, 4)
    maria = application.citizen("maria")
    paths = [maria.file({**LAMP, "place": f"Ερμού {number}"}) for number in (1, 2, 3)]
    application.drain()
    return [application.staff_page(path) for path in paths]


@pytest.fixture
def lighting(application: Installation, filed: list[str]) -> MemberOfStaff:
    """Of three requests one is completed a week after, one rejected in the next month."""
    on(application, 20, 4).move(filed[0], "start", status=303)
    on(application, 27, 4).move(filed[0], "complete", "Έγινε.", status=303)
    lighting = on(application, 20, 5)
    lighting.move(filed[1], "reject", "Δεν γίνεται.", status=303)
    application.drain()
    return lighting


def test_a_unit_sees_what_came_of_its_requests(lighting: MemberOfStaff) -> None:
    page = lighting.get("/manage/queue").click("Στατιστικά")
    by_month = rows(page, "by-month")
    *months, total = by_month.values()
    assert len(months) == 2
    assert months[0] == ["3", "1", "0", "0", "2", "5", "5"]
    assert months[1] == ["0", "0", "1", "0", "1", "–", "–"]
    assert total == ["3", "1", "1", "0", "1", "5", "5"]
    [by_type, together] = rows(page, "by-type").values()
    assert by_type == together == ["3", "1", "1", "0", "1", "1", "5", "5"]
    overdue = page.html.select_one(".sr-figures a")["href"]
    assert len(lighting.get(overdue).html.select("tbody tr")) == 1


def test_pictures_tell_what_they_are_and_hold_what_their_tables_do(lighting: MemberOfStaff) -> None:
    page = lighting.get("/manage/statistics")
    pictures = page.html.select("figure > svg")
    assert len(pictures) == len(TABLES)
    for picture, table in zip(pictures, TABLES, strict=True):
        assert picture["role"] == "img"
        assert all(page.html.find(id=name).text for name in picture["aria-labelledby"].split())
        numbers = [text.text for text in picture.select(".sr-bars__number")]
        assert numbers == [cell for cells in list(rows(page, table).values())[:-1] for cell in cells[:2]]
        assert not picture.select("[style], style")


def test_a_period_and_a_service_are_chosen(lighting: MemberOfStaff) -> None:
    page = lighting.get("/manage/statistics")
    codes = [option["value"] for option in page.html.select("#first option")]
    assert len(codes) == 2
    form = page.html.main.form
    one = lighting.get(f"{form['action']}?first={codes[1]}&last={codes[1]}&type=street-lighting")
    assert list(rows(one, "by-month").values())[-1] == ["3", "1", "0", "0", "2", "5", "5"]
    reversed_period = lighting.get(f"/manage/statistics?first={codes[0]}&last={codes[1]}")
    assert len(rows(reversed_period, "by-month")) == 3
    nothing = lighting.get("/manage/statistics?first=1066-10&last=x&type=nothing")
    assert rows(nothing, "by-month") == rows(page, "by-month")


def test_the_requests_of_a_period_are_downloaded_in_whichever_state(lighting: MemberOfStaff) -> None:
    page = lighting.get("/manage/statistics")
    of_both = page.click("CSV", index=1).body.decode("utf-8-sig").splitlines()
    assert len(of_both) == 1 + 3
    later = lighting.get("/manage/statistics?first=2026-05&last=2026-05").click("CSV", index=1)
    assert len(later.body.decode("utf-8-sig").splitlines()) == 1


def test_each_unit_has_its_own(application: Installation, lighting: MemberOfStaff) -> None:
    cleaning = application.staff("cleaning").get("/manage/statistics?department=lighting")
    assert list(rows(cleaning, "by-month").values())[-1][0] == "0"
    assert cleaning.html.find(id="by-type") is None
    assert application.staff("cleaning").get("/manage/export_statistics").text.count("\n") == 1
    admin = application.staff("admin")
    assert list(rows(admin.get("/manage/statistics"), "by-month").values())[-1][0] == "3"
    only = admin.get("/manage/statistics?department=cleaning")
    assert list(rows(only, "by-month").values())[-1][0] == "0"


def test_what_is_passed_on_counts_where_it_is_now(
    application: Installation, lighting: MemberOfStaff, filed: list[str]
) -> None:
    page = lighting.get(filed[2])
    lighting.press(page, "/hand_over", status=303, department="cleaning", why="Δεν είναι δικό μας.")
    application.drain()
    cleaning = application.staff("cleaning").get("/manage/statistics")
    assert list(rows(cleaning, "by-month").values())[-1] == ["1", "0", "0", "0", "1", "–", "–"]
    assert list(rows(lighting.get("/manage/statistics"), "by-month").values())[-1][0] == "2"


def test_the_figures_as_a_file_are_in_the_audit_log(application: Installation, lighting: MemberOfStaff) -> None:
    answer = lighting.get("/manage/statistics").click("CSV", index=0)
    heads, *lines = answer.body.decode("utf-8-sig").splitlines()
    assert heads.startswith("Υπηρεσία;Μήνας;Παραλήφθηκαν;Ολοκληρώθηκαν;Απορρίφθηκαν;Ανακλήθηκαν;Ανοιχτά στο")
    assert [line.split(";")[2:] for line in lines] == [
        ["3", "1", "0", "0", "2", "5", "5"],
        ["0", "0", "1", "0", "1", "", ""],
    ]
    assert lighting.get("/manage/statistics").click("XLSX", index=0).body[:2] == b"PK"
    entries = [one.event for one in application.audit() if one.event.event == "Site/export_statistics"]
    assert [entry.detail.split()[0] for entry in entries] == ["csv", "xlsx"]
