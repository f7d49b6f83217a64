"""Administrators undo what they changed last, as long as nothing came after it in the same place."""

from typing import Any

from tests.integration.conftest import change
from tests.support.installation import Installation
from tests.support.visitors import MemberOfStaff, words_of

from serres_requests.content_types.changes import KEPT
from serres_requests.services import type_editing
from serres_requests.services.undo import remember, state_of
from serres_requests.services.unit_of_work import UnitOfWork

CHANGES = "/manage/audit/changes"
LAMPS = "/manage/services/street-lighting"
LIGHTING = "/manage/departments/lighting/properties"
CHANGED_SINCE = "Άλλαξε ξανά από τότε"
REFUSED = "Δεν αναιρείται: ό,τι άλλαξε τότε άλλαξε ξανά ή δεν υπάρχει πια."


def rows(admin: MemberOfStaff) -> list[Any]:
    return list(admin.get(CHANGES, status=200).html.select("tbody tr"))


def undo(admin: MemberOfStaff, row: int = 0) -> str:
    """Press the button in a row, counted from the newest; return the words of the page that follows."""
    page = admin.get(CHANGES)
    number = page.html.select("tbody tr")[row].select_one("input[name=change]")["value"]
    form = next(one for one in page.forms.values() if "change" in one.fields and one["change"].value == number)
    return words_of(form.submit(status=303).follow())


def title(application: Installation) -> str:
    return application.look(lambda site: site.departments["lighting"].title_el)


def rename(admin: MemberOfStaff, name: str) -> None:
    admin.save(LIGHTING, status=303, title_el=name)


def test_a_change_is_undone_and_brought_back(application: Installation, admin: MemberOfStaff) -> None:
    before = title(application)
    assert "Δεν υπάρχουν αλλαγές ακόμη." in words_of(admin.get(CHANGES))
    rename(admin, "Τμήμα Φωτός")
    words = rows(admin)[0].get_text()
    for told in ("admin", "Άλλαξε ιδιότητες"):
        assert told in words
    assert rows(admin)[0].select_one("a").get_text() == "Τμήμα Φωτός"
    assert "Η αλλαγή αναιρέθηκε." in undo(admin)
    assert title(application) == before
    assert "Αναίρεσε αλλαγή" in rows(admin)[0].get_text()
    assert CHANGED_SINCE in rows(admin)[1].get_text()
    undo(admin)
    assert title(application) == "Τμήμα Φωτός"
    assert [entry.event.event for entry in application.audit()][-1:] == ["AuditLog/undo"]


def test_what_was_changed_again_is_undone_from_the_newest(application: Installation, admin: MemberOfStaff) -> None:
    before = title(application)
    for name in ("Πρώτο", "Δεύτερο"):
        rename(admin, name)
    page = admin.get(CHANGES)
    assert [row.select_one("button") is not None for row in page.html.select("tbody tr")] == [True, False]
    token = page.html.select_one("input[name=csrf_token]")["value"]
    for number in ("1", "99", "", "x", "²", "9" * 40):
        answer = admin.post("/manage/audit/undo", {"csrf_token": token, "change": number}, status=303)
        assert REFUSED in words_of(answer.follow())
    assert title(application) == "Δεύτερο"
    undo(admin)
    assert title(application) == "Πρώτο"
    undo(admin, 2)
    assert title(application) == before


def test_a_question_that_was_removed_comes_back(application: Installation, admin: MemberOfStaff) -> None:
    def fields(site: Any) -> list[str]:
        data = type_editing.working_data(site.request_types["street-lighting"])
        return [field["name"] for step in data["steps"] for field in step["fields"]]

    before = application.look(fields)
    admin.press(admin.get(f"{LAMPS}/remove_field/pole"), "/remove_field", status=303)
    assert "pole" not in application.look(fields)
    assert "Αφαίρεσε ερώτηση" in rows(admin)[0].get_text()
    assert "street-lighting" in rows(admin)[0].select_one("a")["href"]
    undo(admin)
    assert application.look(fields) == before
    assert application.look(lambda site: site.request_types["street-lighting"].working_copy) is None


def test_templates_and_what_takes_requests_are_parts_of_their_own(
    application: Installation, admin: MemberOfStaff
) -> None:
    admin.save(f"{LAMPS}/add_template", status=303, name="Έγινε", purpose="complete", text="Η λάμπα άλλαξε.")
    admin.save(f"{LAMPS}/properties", status=303, is_open=False)
    assert [row.select_one("button") is not None for row in rows(admin)] == [True, True]
    undo(admin, 1)
    assert application.look(lambda site: site.request_types["street-lighting"].templates) == ()
    assert application.look(lambda site: site.request_types["street-lighting"].is_open) is False


def test_what_was_published_stays(application: Installation, admin: MemberOfStaff) -> None:
    admin.press(admin.get(f"{LAMPS}/remove_field/pole"), "/remove_field", status=303)
    publish = admin.get(f"{LAMPS}/publish")
    admin.press(publish, "/publish", status=303)
    assert [CHANGED_SINCE in row.get_text() for row in rows(admin)] == [True], "publishing can't be undone"
    assert application.look(lambda site: site.request_types["street-lighting"].current.number) == 2


def test_roles_and_address_of_a_member_of_staff_come_back(application: Installation, admin: MemberOfStaff) -> None:
    def member(site: Any) -> tuple[str, tuple[int, ...]]:
        user = site["principals"]["users"]["lighting"]
        return user.email, tuple(sorted(user.groupids))

    before = application.look(member)
    page = admin.get("/manage/principals/users/lighting/roles")
    form = page.forms["deform"]
    form["email"] = "another@example.gr"
    for box in form.fields["checkbox"]:
        box.checked = not box.checked
    form.submit("save", status=303)
    changed = application.look(member)
    assert changed[0] == "another@example.gr"
    assert changed[1] != before[1]
    undo(admin)
    assert application.look(member) == before


def test_what_is_gone_is_not_brought_back(application: Installation, admin: MemberOfStaff) -> None:
    admin.save("/manage/principals/users/lighting/roles", status=303, email="another@example.gr")
    admin.press(admin.get("/manage/principals/users/lighting/remove"), "/remove", status=303)
    row = rows(admin)[0]
    assert CHANGED_SINCE in row.get_text()
    assert "lighting" in row.get_text()
    assert row.select_one("a") is None


def test_a_form_saved_as_it_was_and_a_new_password_are_no_changes(admin: MemberOfStaff) -> None:
    admin.save(LIGHTING, status=303)
    admin.save("/manage/principals/users/lighting/change_password", present="x", password="long enough for it")
    assert rows(admin) == []


def test_the_oldest_of_too_many_is_forgotten(application: Installation) -> None:
    def rename_often(site: Any, registry: Any) -> None:
        uow = UnitOfWork(site, application.registry.ports, application.settings, registry)
        department = site.departments["lighting"]
        for number in range(KEPT + 3):
            before = state_of(department)
            department.title_el = f"Τμήμα {number}"
            remember(uow, department, before, "Department/properties", "")

    change(application, rename_often)
    numbers = application.look(lambda site: [number for number, _change in site.changes.newest_first()])
    assert numbers == list(range(KEPT + 3, 3, -1))
