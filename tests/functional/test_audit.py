"""Whatever staff see of citizens and whatever they change is in the audit log; what nobody saw or did is not."""

from datetime import timedelta
from typing import Any

import pytest
from tests.support.installation import Installation
from tests.support.views import views_of
from tests.support.visitors import Citizen, words_of
from ZODB.POSException import ConflictError

from serres_requests.domain.audit import AuditEvent, check_chain
from serres_requests.services.read_notes import MOST, ReadNotes
from serres_requests.views.audit_words import event_words
from serres_requests.views.auditing import LISTS
from serres_requests.views.management.request_page import TRANSITION_WORDS

SHOW_NOTHING_OF_CITIZENS = {
    "ProtocolRegister/contents": "the numbers and subjects, without the senders",
    "Outbox/contents": "references and ids that name nobody",
}
"""Management pages whose look could be mistaken for one that is logged, with the reason why it is not."""


CHANGE_NOTHING = {"try", "act", "conditions"}
"""Forms that show something and keep nothing; what is done with several requests is logged as done with each."""


def told(application: Installation) -> list[tuple[str, str, str, str]]:
    return [
        (entry.event.name, entry.event.event, entry.event.subject, entry.event.detail)
        for entry in application.audit()
        if entry.event.event != "Site/login"
    ]


def test_what_staff_open_is_logged_with_their_role(application: Installation, filed: str) -> None:
    page, reference = application.staff_page(filed), application.reference_of(filed)
    file = application.look(lambda site: site.requests.by_reference(reference).attachments[0].__name__)
    number = application.look(lambda site: str(site.requests.by_reference(reference).protocol))
    lighting, admin = application.staff("lighting"), application.staff("admin")
    for path in ("/manage/queue", page, f"{page}/@@file/{file}", f"{page}/@@copy"):
        lighting.get(path)
    lighting.press(lighting.get(page), "copy", status=303)
    application.drain()
    lighting.get(f"{page}/@@copy", status=200)
    admin.get(f"{page}/@@view")
    assert told(application) == [
        ("lighting", "Request/copy", reference, "ordered"),
        ("lighting", "Site/queue", "/", f"{number} … {number}"),
        ("lighting", "Request/view", reference, ""),
        ("lighting", "Request/file", reference, file),
        ("lighting", "Request/view", reference, ""),
        ("lighting", "Request/copy", reference, ""),
        ("admin", "Request/view", reference, ""),
    ]
    assert [entry.event.role for entry in application.audit() if entry.event.reference] == [
        *["lighting/officers"] * 5,
        "administrators",
    ]
    assert list(check_chain(application.audit())) == []


def test_pages_of_citizens_and_what_is_refused_are_not_logged(
    application: Installation, maria: Citizen, filed: str
) -> None:
    page = application.staff_page(filed)
    stranger = application.staff("cleaning")
    stranger.get(page, status=403)
    stranger.get(f"{page}/@@file/nothing", status=403)
    application.staff("lighting").get(f"{page}/@@file/nothing", status=404)
    for path in (filed, "/me", "/me/requests"):
        maria.get(path, status=200)
    application.visitor().get("/requests", status=200)
    maria.post("/logout", {"csrf_token": maria.get("/me").forms[0]["csrf_token"].value})
    assert told(application) == []


def test_a_move_is_logged_with_what_it_was_and_a_refused_one_as_another_look(
    application: Installation, filed: str
) -> None:
    page, reference = application.staff_page(filed), application.reference_of(filed)
    manager = application.staff("lighting-manager")
    manager.move(page, "complete", status=422)
    manager.move(page, "start", status=303)
    assert told(application)[-4:] == [
        ("lighting-manager", "Request/move", reference, "start"),
        *[("lighting-manager", "Request/view", reference, "")] * 3,
    ]
    assert application.audit()[-1].event.role == "lighting/managers"


def test_what_administrators_change_is_logged_and_what_changed_nothing_is_not(application: Installation) -> None:
    admin = application.staff("admin")
    users = "/manage/principals/users"
    admin.save(f"{users}/@@add_user", login="maria.p", password="long enough for it", email="m@example.gr")
    admin.save(f"{users}/maria.p/@@change_password", present="wrong", password="another long one")
    admin.press(admin.get(f"{users}/admin/@@remove"), "remove", status=303)
    admin.press(admin.get(f"{users}/maria.p/@@remove"), "remove", status=303)
    admin.press(admin.get("/manage/queue"), "/logout", status=303)
    assert told(application) == [
        ("admin", "Users/add_user", "/principals/users", "maria.p: "),
        ("admin", "User/remove", "/principals/users/maria.p", ""),
        ("admin", "Site/logout", "/", ""),
        ("admin", "Site/queue", "/", ""),
    ]
    assert [entry.event.name for entry in application.audit() if entry.event.event == "Site/login"] == ["admin"]


def test_a_page_that_is_read_writes_nothing_itself(application: Installation, filed: str) -> None:
    lighting, page = application.staff("lighting"), application.staff_page(filed)
    before = application._database.lastTransaction()
    lighting.get(page)
    assert application._database.lastTransaction() == before
    application.registry.read_notes.write()
    assert application._database.lastTransaction() != before


def test_so_many_notes_wait_at_most(application: Installation, filed: str) -> None:
    note = AuditEvent(0, 1, "lighting", "", "Site/queue", "/")
    before = application._database.lastTransaction()
    for _number in range(MOST):
        application.registry.read_notes.add(note)
    assert application._database.lastTransaction() == before
    application.registry.read_notes.add(note)
    assert application._database.lastTransaction() != before
    assert len(application.audit()) == MOST + 1


def test_notes_are_written_by_themselves_and_at_the_end(
    application: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("serres_requests.services.read_notes.SECONDS", 0.0)
    notes, note = ReadNotes(application.registry), AuditEvent(0, 1, "lighting", "", "Site/queue", "/")
    notes.start()
    notes.add(note)
    assert notes._timer is not None
    notes._timer.join()
    assert len(application.audit()) == 1
    monkeypatch.setattr("serres_requests.services.read_notes.SECONDS", 1e6)
    notes.add(note)
    notes.stop()
    assert len(application.audit()) == 2
    notes.stop()
    assert len(application.audit()) == 2


def test_notes_that_can_not_be_written_wait(
    application: Installation, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    notes = application.registry.read_notes
    first, second = (AuditEvent(number, 1, "lighting", "", "Site/queue", "/") for number in (1, 2))

    def refuse(*_arguments: Any) -> None:
        raise ConflictError

    with monkeypatch.context() as patched:
        patched.setattr("serres_requests.services.read_notes.hand_over", refuse)
        notes.add(first)
        with pytest.raises(ConflictError):
            notes.write()
        notes._write_later()
    assert "could not be written" in caplog.text
    notes.add(second)
    assert [entry.event.at for entry in application.audit()] == [1, 2]


def test_every_page_of_management_is_decided_on(application: Installation) -> None:
    """A new form needs words, and a new page that lists citizens or requests is to be logged."""
    ours = [view for view in views_of(application.registry) if str(view).startswith("serres_requests.")]
    views = [view for view in ours if view.is_management and view.context is not None]
    for view in views:
        kind = view.context.__name__
        if "POST" in view.methods and kind != "Request" and view.name not in CHANGE_NOTHING:
            assert event_words(f"{kind}/{view.name}", "") != f"{kind}/{view.name}", "without words"
        if kind == "Request" and view.name != "move":
            event = f"Request/{view.name or 'view'}"
            assert event_words(event, "") != event, "without words"
    for transition in TRANSITION_WORDS:
        assert event_words("Request/move", transition) != "Request/move", "without words"
    lists = {
        f"{view.context.__name__}/{view.name}"
        for view in views
        if view.name in {"contents", "queue"} or view.name.startswith("export")
    }
    of_requests = {
        name for name in lists if name.startswith(("Site", "Requests", "Year", "Audit", "Prot", "Outbox"))
    }
    assert of_requests == LISTS | set(SHOW_NOTHING_OF_CITIZENS)


def rows(page: Any) -> list[str]:
    return [" ".join(row.get_text(" ").split()) for row in page.html.select("tbody tr")]


def test_administrators_read_the_log(application: Installation, filed: str) -> None:
    page, reference = application.staff_page(filed), application.reference_of(filed)
    number = application.look(lambda site: str(site.requests.by_reference(reference).protocol))
    lighting, admin = application.staff("lighting"), application.staff("admin")
    lighting.move(page, "start", status=303)
    lighting.get("/manage/queue")
    application.audit()
    log = admin.get("/manage/audit/@@contents")
    assert len(rows(log)) == 5
    assert "Αρχείο ενεργειών" in words_of(log)
    assert rows(admin.get("/manage/audit/@@contents?person=admin"))[0].startswith("1 ") is False
    [seen, moved] = rows(admin.get(f"/manage/audit/@@contents?request={number}&person=lighting"))
    assert "Άνοιξε το αίτημα" in seen
    assert "Τμήμα Ηλεκτροφωτισμού: Χειριστές" in seen
    assert number in moved
    assert rows(admin.get(f"/manage/audit/@@contents?request={reference}")) == [seen, moved]
    for nothing in ("request=0/2026", "request=x", f"request={number}&person=admin", "before=1", "person=nobody"):
        assert rows(admin.get(f"/manage/audit/@@contents?{nothing}")) == []
    assert len(rows(admin.get("/manage/audit/@@contents?before=x"))) == 5
    looks = [entry for entry in application.audit() if entry.event.event == "AuditLog/contents"]
    assert len(looks) == 10
    assert f"lighting {reference}" in {entry.event.detail for entry in looks}


def test_the_log_is_shown_page_by_page(application: Installation) -> None:
    for number in range(120):
        application.registry.read_notes.add(AuditEvent(number, 1, "lighting", "", "Site/queue", "/"))
    application.audit()
    admin = application.staff("admin")
    page = admin.get("/manage/audit/@@contents?person=lighting")
    shown = []
    while True:
        shown += [int(row.split()[0]) for row in rows(page)]
        if not (older := page.html.select("a[rel=next]")):
            break
        assert len(rows(page)) == 50
        page = admin.get(older[0]["href"])
    assert sorted(shown) == list(range(1, 121))


def test_a_hundred_reads_are_one_transaction(application: Installation) -> None:
    transactions = sum(1 for _one in application._database.storage.iterator())
    for number in range(100):
        application.registry.read_notes.add(AuditEvent(number, 1, "lighting", "", "Site/queue", "/"))
    application.registry.read_notes.write()
    assert sum(1 for _one in application._database.storage.iterator()) == transactions + 1


def test_the_newest_seal_is_noted_in_the_programs_log(
    application: Installation, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")
    application.worker.measure()
    assert "the audit log ends" not in caplog.text
    application.staff("lighting")
    [entry] = application.audit()
    application.clock.advance(timedelta(hours=2))
    application.worker.measure()
    assert f"the audit log ends with 1:{entry.seal.hex()}" in caplog.text
