"""The queue of a department: what it shows, narrowed and ordered, and one action on several requests."""

from datetime import timedelta

import pytest
from tests.support.installation import Installation
from tests.support.visitors import LAMP, MemberOfStaff, form_to, words_of
from webtest import TestResponse

PLACES = ("Βενιζέλου 1", "Κιλκίς 2", "Μεραρχίας 3")


@pytest.fixture
def pages(application: Installation) -> list[str]:
    """Where staff see three filed requests, the oldest first."""
    citizen = application.citizen("maria", "maria@example.gr")
    paths = [citizen.file({**LAMP, "place": place}) for place in PLACES]
    application.drain()
    return [application.staff_page(path) for path in paths]


def shown(page: TestResponse) -> list[str]:
    return [str(link["href"]).rstrip("/").rsplit("/", 1)[-1] for link in page.html.select("tbody th a")]


def ids(pages: list[str]) -> list[str]:
    return [page.rstrip("/").rsplit("/", 1)[-1] for page in pages]


def assign(who: MemberOfStaff, page: str, login: str) -> None:
    form = form_to(who.get(page), "/assign")
    form["assignee"] = login
    form.submit(status=303)


def act(who: MemberOfStaff, chosen: list[str], status: int = 200, queue: str = "/manage/queue", **values: str):
    form = form_to(who.get(queue), "/act")
    boxes = form.fields["request"]
    for box in boxes:
        box.checked = box._value.partition("/")[2] in ids(chosen)
    for name, value in values.items():
        form[name] = value
    return form.submit(status=status)


def report(page: TestResponse) -> list[str]:
    return [line.strong.get_text() for line in page.html.select("section[role=status] li")]


def test_it_is_ordered_from_either_end(lighting: MemberOfStaff, pages: list[str]) -> None:
    assert shown(lighting.get("/manage/queue")) == ids(pages)[::-1]
    form = lighting.get("/manage/queue").forms[1]
    form["order"] = "oldest"
    assert shown(form.submit()) == ids(pages)


def test_it_is_narrowed_by_words_and_person(
    application: Installation, lighting: MemberOfStaff, pages: list[str]
) -> None:
    assign(lighting, pages[1], "lighting")
    application.drain()
    queue = lighting.get("/manage/queue")
    assert shown(queue.click("Τα δικά μου")) == ids(pages[1:2])
    assert shown(queue.click("Χωρίς ανάθεση")) == ids([pages[2], pages[0]])
    assert shown(lighting.get("/manage/queue", {"q": "kilkis"})) == ids(pages[1:2])
    assert shown(lighting.get("/manage/queue", {"q": "κιλκις", "assignee": "-"})) == []
    assert shown(lighting.get("/manage/queue", {"type": "street-lighting"})) == ids(pages)[::-1]
    assert (
        shown(lighting.get("/manage/queue", {"type": "nonsense", "assignee": "x", "order": "?"}))
        == ids(pages)[::-1]
    )


def test_a_protocol_number_finds_its_request_in_any_state_and_in_no_other_department(
    application: Installation, lighting: MemberOfStaff, pages: list[str]
) -> None:
    lighting.move(pages[0], "start", status=303)
    lighting.move(pages[0], "complete", "Έγινε.", status=303)
    application.drain()
    reference = "/".join(pages[0].rstrip("/").split("/")[-2:])
    number = application.look(lambda site: site.requests.by_reference(reference).protocol)
    for typed in (f"{number.number}/{number.year}", str(number)):
        assert shown(lighting.get("/manage/queue", {"q": typed})) == ids(pages[:1])
        assert shown(application.staff("cleaning").get("/manage/queue", {"q": typed})) == []
    assert shown(lighting.get("/manage/queue", {"q": f"999/{number.year}"})) == []


def test_states_have_counts_and_filters_keep_them(
    application: Installation, lighting: MemberOfStaff, pages: list[str]
) -> None:
    lighting.move(pages[0], "start", status=303)
    application.drain()
    queue = lighting.get("/manage/queue")
    states = [link.get_text(" ", strip=True) for link in queue.html.select("nav[aria-label=Κατάσταση] a")]
    assert states == ["Ανοιχτά 3", "Πρωτοκολλήθηκε 2", "Σε επεξεργασία 1"]
    in_progress = queue.click("Σε επεξεργασία")
    assert shown(in_progress) == ids(pages[:1])
    form = in_progress.forms[1]
    form["q"] = "βενιζέλου"
    assert shown(form.submit()) == ids(pages[:1])


def test_counts_follow_service_and_days_of_filing_and_are_left_out_with_what_they_do_not_follow(
    application: Installation, lighting: MemberOfStaff, pages: list[str]
) -> None:
    def states(**query: str) -> list[str]:
        page = lighting.get("/manage/queue", {"view": "", **query})
        return [link.get_text(" ", strip=True) for link in page.html.select("nav[aria-label=Κατάσταση] a")]

    today = application.clock.now().date()
    tomorrow = (today + timedelta(days=1)).isoformat()
    assert states() == states(since=today.isoformat()) == ["Ανοιχτά 3", "Πρωτοκολλήθηκε 3"]
    assert states(type="street-lighting") == ["Ανοιχτά 3", "Πρωτοκολλήθηκε 3"]
    assert states(type="cleaning") == states(since=tomorrow) == ["Ανοιχτά 0"]
    for narrowed in ({"q": "κιλκίς"}, {"assignee": "@"}, {"due": "overdue"}):
        assert states(**narrowed) == ["Ανοιχτά", "Πρωτοκολλήθηκε"]


def test_several_are_started_at_once_and_each_is_told_of(
    application: Installation, lighting: MemberOfStaff, pages: list[str]
) -> None:
    lighting.move(pages[0], "reject", "Δεν είναι δημοτικό.", status=303)
    done = act(lighting, pages, action="start")
    assert report(done) == ["Έγινε", "Έγινε", "Δεν έγινε: δεν το επιτρέπει η κατάστασή του."]
    application.drain()
    assert shown(lighting.get("/manage/queue?state=in_progress")) == ids(pages)[:0:-1]
    assert sorted(
        mail["text"].split("αίτημά")[0] for mail in application.standins.messages("maria@example.gr")[:3]
    ) == ["Ο Δήμος ανέλαβε το ", "Ο Δήμος ανέλαβε το ", "Το "]


def test_several_are_assigned_and_answered(
    application: Installation, lighting: MemberOfStaff, pages: list[str]
) -> None:
    assert report(act(lighting, pages[:2], action="assign", assignee="lighting-manager")) == ["Έγινε", "Έγινε"]
    application.drain()
    assert shown(lighting.get("/manage/queue", {"assignee": "lighting-manager"})) == ids(pages[:2])[::-1]
    assert report(act(lighting, pages[:1], action="reply", message="Ερχόμαστε αύριο.")) == ["Έγινε"]
    application.drain()
    assert "Ερχόμαστε αύριο." in application.standins.messages("maria@example.gr")[0]["text"]


def test_what_was_done_with_each_is_in_the_audit_log(
    application: Installation, lighting: MemberOfStaff, pages: list[str]
) -> None:
    act(lighting, pages[:2], action="start")
    application.registry.read_notes.write()
    application.drain()
    events = application.look(lambda site: [entry.event for entry in site.audit_log.newest_first()])
    moves = [event for event in events if event.event == "Request/move"]
    assert {event.subject.partition("/")[2] for event in moves} == set(ids(pages[:2]))
    assert {(event.name, event.role, event.detail) for event in moves} == {
        ("lighting", "lighting/officers", "start")
    }
    assert [event.event for event in events].count("Site/queue") == 2, "the queue was seen before and after"


@pytest.mark.parametrize(
    ("count", "values", "words"),
    [
        (0, {"action": "start"}, "Διαλέξτε πρώτα αιτήματα"),
        (2, {"action": "complete"}, "Γράψτε τι θέλετε να πείτε στους πολίτες."),
        (2, {"action": "reply", "message": " "}, "Γράψτε τι θέλετε να πείτε στους πολίτες."),
        (1, {"action": "reply", "message": "Μ" * 4001}, "έως 4000 χαρακτήρες"),
    ],
)
def test_what_is_missing_is_told_and_the_choice_is_kept(
    lighting: MemberOfStaff, pages: list[str], count: int, values: dict[str, str], words: str
) -> None:
    refused = act(lighting, pages[:count], status=422, **values)
    assert words in words_of(refused)
    form = form_to(refused, "/act")
    assert sum(box.checked for box in form.fields["request"]) == count
    assert form["message"].value == values.get("message", "").strip()
    assert form["action"].value == values["action"]


def test_nobody_acts_on_what_is_not_theirs(
    application: Installation, lighting: MemberOfStaff, pages: list[str]
) -> None:
    cleaning = application.staff("cleaning")
    references = ["/".join(page.rstrip("/").split("/")[-2:]) for page in pages]
    token = form_to(cleaning.get("/manage/queue"), "/logout")["csrf_token"].value
    values = [
        ("csrf_token", token),
        ("action", "start"),
        ("request", "2020/none"),
        *[("request", one) for one in references],
    ]
    done = cleaning.post("/manage/act", values, status=200)
    assert report(done) == [
        "Δεν έγινε: δεν υπάρχει τέτοιο αίτημα.",
        *["Δεν έγινε: δεν έχετε δικαίωμα να το χειριστείτε."] * 3,
    ]
    for secret in ("Αίτημα ηλεκτροφωτισμού", "ΔΟΚΙΜΑΣΤΙΚΗ"):
        assert secret not in done.text
    assert len(shown(lighting.get("/manage/queue?state=filed"))) == 3


def test_an_action_that_there_is_not_is_refused(lighting: MemberOfStaff, pages: list[str]) -> None:
    form = form_to(lighting.get("/manage/queue"), "/act")
    for box in form.fields["request"]:
        box.checked = True
    form["action"].force_value("file")
    assert "Διαλέξτε τι θα γίνει." in words_of(form.submit(status=422))
