"""The queue by due day and by period: what its filters find is what its rows say, whatever the calendar does."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from tests.integration.conftest import change
from tests.support.installation import Installation
from tests.support.visitors import MemberOfStaff, form_to
from webtest import TestResponse, Upload

from serres_requests.catalog.checking import differences
from serres_requests.content_types.request_type import RequestType
from serres_requests.worker import rebuilding

ATHENS = ZoneInfo("Europe/Athens")
TITLE = {"el": "Λάμπες", "en": "Lamps"}
PLACE = {"name": "place", "kind": "text", "title": {"el": "Πού", "en": "Where"}}
FILED_ON = ("2026-04-03", "2026-04-07", "2026-04-08", "2026-04-09", "2026-04-10", "2026-04-14", "2026-04-14")
"""Before and after Easter of 2026, which is on 12 April."""
MOMENTS = ("2026-04-14T23:59", "2026-04-15T00:00", "2026-04-16T12:00", "2026-04-17T12:00", "2026-04-22T08:00")


def at(application: Installation, moment: str) -> MemberOfStaff:
    """Set the clock to a moment in Greece, and let the manager come in."""
    application.clock.set(datetime.fromisoformat(moment).replace(tzinfo=ATHENS))
    return application.staff("lighting-manager")


@pytest.fixture
def pages(application: Installation) -> list[str]:
    """Requests of these days, in two kinds of term; some waited, were answered, or wait for the citizen still."""
    for number, kind in enumerate(("working", "calendar")):
        definition = {
            **dict.fromkeys(("title", "summary", "description"), TITLE),
            "name": f"lamps{number}",
            "department": "lighting",
            "answer_days": 3 + number,
            "day_kind": kind,
            "fields": [PLACE],
        }
        add = lambda site, registry, data=definition: site.request_types.add(  # noqa: E731
            data["name"], RequestType(data), registry=registry
        )
        change(application, add)
    paths = []
    for number, day in enumerate(FILED_ON):
        at(application, f"{day}T23:30")
        service = f"/services/lamps{number % 2}"
        paths.append(application.citizen("maria").file({"place": f"Οδός {number}"}, service=service))
        application.drain()
    found = [application.staff_page(path) for path in paths]
    manager = at(application, "2026-04-14T09:00")
    for number in (0, 3, 6):
        manager.move(found[number], "ask", "Ποια;", status=303)
    manager.move(found[1], "reject", "Όχι.", status=303)
    at(application, "2026-04-15T09:00").move(found[3], "resume", status=303)
    application.drain()
    return found


def shown(page: TestResponse, marked: str = "") -> list[str]:
    rows = page.html.select("tbody tr")
    return [row.a["href"] for row in rows if not marked or row.select(marked)]


def due_shown(page: TestResponse) -> list[str]:
    """Return the due day of each row, "" for one that is on hold."""
    cells = [row.select("td")[3] for row in page.html.select("tbody tr")]
    return [cell.time["datetime"] if cell.time else "" for cell in cells]


def agree(queue: MemberOfStaff) -> int:
    """Hold rows against filter, and return how many are overdue."""
    everything, overdue = queue.get("/manage/queue"), queue.get("/manage/queue?due=overdue")
    assert shown(overdue) == shown(everything, ".sr-state--overdue")
    assert shown(overdue) == shown(overdue, ".sr-state--overdue")
    return len(shown(overdue))


def test_what_is_overdue_is_found_across_easter_and_pauses(application: Installation, pages: list[str]) -> None:
    assert [agree(at(application, moment)) for moment in MOMENTS] == [1, 1, 3, 4, 5]
    assert application.look(lambda site: [one for one in differences(site) if one]) == []


def test_a_new_closing_day_holds_at_once_and_in_the_filter_when_the_worker_was_there(
    application: Installation, pages: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rebuilding, "REQUESTS_AT_ONCE", 2)
    assert application.worker.renew_due_days() is False, "nothing has changed"
    form = form_to(application.staff("admin").get("/manage/reference/closing-days/@@import"), "import")
    form["file"] = Upload("days.csv", "14/4/2026;Πένθος\n15/4/2026;Πένθος".encode(), "text/csv")
    form["note"] = "Απόφαση"
    form.submit(status=303)
    rounds = 1
    while application.worker.renew_due_days():
        rounds += 1
    assert rounds == 4, "six open requests, two at a time, and a look that there are no more"
    assert [agree(at(application, moment)) for moment in MOMENTS] == [1, 1, 1, 2, 5]
    assert application.look(lambda site: [one for one in differences(site) if one]) == []


def test_what_is_due_soon_is_found(application: Installation, pages: list[str]) -> None:
    manager = at(application, "2026-04-15T12:00")
    for days, last in (("1", "2026-04-16"), ("3", "2026-04-20")):
        found = manager.get("/manage/queue", {"due": days})
        everything = due_shown(manager.get("/manage/queue"))
        assert due_shown(found) == [day for day in everything if "2026-04-15" <= day <= last]
        assert due_shown(found)


def test_it_is_ordered_by_due_day_and_what_is_on_hold_comes_last(
    application: Installation, pages: list[str]
) -> None:
    manager = at(application, "2026-04-16T12:00")
    days = due_shown(manager.get("/manage/queue?order=due"))
    assert days == [*sorted(filter(None, days)), ""]
    assert len(days) == 6
    assert due_shown(manager.get("/manage/queue?order=due&type=lamps1"))
    assert shown(manager.get("/manage/queue?order=due&state=rejected")) == shown(
        manager.get("/manage/queue?state=rejected")
    )


def test_it_is_narrowed_to_a_period(application: Installation, pages: list[str]) -> None:
    manager = at(application, "2026-04-16T12:00")
    form = manager.get("/manage/queue").forms[1]
    form["since"], form["until"] = "2026-04-08", "2026-04-10"
    assert [page.rstrip("/") for page in shown(form.submit())] == pages[4:1:-1]
    assert len(shown(manager.get("/manage/queue?since=2026-04-14"))) == 2
    assert shown(manager.get("/manage/queue?until=2026-04-02")) == []
    assert len(shown(manager.get("/manage/queue?since=yesterday&until=2026-13-01&due=never&order=x"))) == 6


def test_a_department_has_its_queue_as_its_contents(application: Installation, pages: list[str]) -> None:
    manager = at(application, "2026-04-16T12:00")
    contents = manager.get("/manage/departments/lighting/@@contents")
    assert shown(contents) == shown(manager.get("/manage/queue"))
    form = contents.forms[1]
    form["due"] = "overdue"
    filtered = form.submit()
    assert filtered.request.path == "/manage/departments/lighting/contents"
    assert shown(filtered) == shown(manager.get("/manage/queue?due=overdue"))
    application.staff("cleaning").get("/manage/departments/lighting/@@contents", status=403)
    admin = application.staff("admin")
    assert shown(admin.get("/manage/queue?department=cleaning")) == []
    assert len(shown(admin.get("/manage/queue?department=lighting"))) == 6
    assert shown(application.staff("cleaning").get("/manage/queue?department=lighting")) == []
