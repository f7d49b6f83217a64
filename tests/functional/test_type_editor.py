"""The editor of request types loses nothing, keeps out what is wrong, and touches nothing that citizens see."""

from typing import Any

import pytest
import yaml
from tests.support.installation import Installation
from tests.support.visitors import MemberOfStaff, form_to, title_of, words_of

from serres_requests.domain.comparison import compare
from serres_requests.root import BUILT_IN_TYPES
from serres_requests.services.type_editing import working_data

SERVICES = "/manage/services"
LAMPS = f"{SERVICES}/street-lighting"
BROKEN = """
name: broken
department: greenery
title: {el: Χαλασμένο, en: Broken}
summary: {el: Σύνοψη, en: Summary}
description: {el: Περιγραφή, en: Description}
answer_days: 3
steps:
  - name: only
    title: {el: Βήμα, en: Step}
    fields:
      - {name: copies, kind: number, title: {el: Αντίγραφα, en: Copies}}
      - {name: why, kind: text, title: {el: Γιατί, en: Why}, show_if: copie > 1}
"""


def data_of(application: Installation, name: str) -> dict[str, Any]:
    return application.look(lambda site: working_data(site.request_types[name]))


def fields_of(data: dict[str, Any]) -> list[tuple[str, ...]]:
    """Return the addresses of all fields after ``edit_field``, those of groups too."""
    found: list[tuple[str, ...]] = []
    for step in data["steps"]:
        for field in step["fields"]:
            found.append((field["name"],))
            found += [(field["name"], inner["name"]) for inner in field.get("fields", ())]
    return found


@pytest.mark.parametrize("name", BUILT_IN_TYPES)
def test_saving_a_form_as_it_stands_changes_nothing(
    name: str, application: Installation, admin: MemberOfStaff
) -> None:
    """Whatever a definition says, the forms show and give back: nothing is lost by looking at it."""
    before = data_of(application, name)
    pages = [f"edit_field/{'/'.join(path)}" for path in fields_of(before)]
    pages += [f"edit_step/{step['name']}" for step in before["steps"]]
    for page in ("edit_terms", *pages):
        admin.save(f"{SERVICES}/{name}/{page}", status=303)
    assert compare(before, data_of(application, name)) == ()


def test_nothing_that_is_edited_shows_before_it_is_published(
    application: Installation, admin: MemberOfStaff
) -> None:
    page = admin.get(f"{LAMPS}/edit_field/place")
    form = page.forms["deform"]
    form.fields["el"][0].value = "Πού ακριβώς;"
    form.submit("save", status=303)
    maria = application.citizen("maria")
    assert "Πού ακριβώς;" not in words_of(maria.get("/services/street-lighting/apply"))
    admin.press(admin.get(f"{LAMPS}/publish"), "/publish", status=303)
    assert "Πού ακριβώς;" in words_of(maria.get("/services/street-lighting/apply"))


def test_a_condition_is_checked_when_it_is_saved(application: Installation, admin: MemberOfStaff) -> None:
    before = data_of(application, "street-lighting")
    for source, told in {
        "falt == 'lamp-out'": "Δεν υπάρχει πεδίο «falt».",
        "fault = 'lamp-out'": "δύο φορές το ίσον",
        "fault ==": "νωρίς",
        "fault =~ 'l.*'": "=~",
        "since > 'x'": "ανόμοια",
    }.items():
        page = admin.save(f"{LAMPS}/edit_field/pole", status=422, show_if=source)
        assert page.html.find(id="show_if")["aria-invalid"] == "true"
        assert told in page.html.find(id="error-show_if").get_text(), source
        assert page.html.find(id="show_if").get_text().strip() == source
    assert data_of(application, "street-lighting") == before


def test_a_file_with_a_broken_condition_is_taken_and_kept_from_publishing(
    application: Installation, admin: MemberOfStaff
) -> None:
    form = form_to(admin.get(f"{SERVICES}/import_type"), "/import_type")
    form["text"] = BROKEN
    overview = form.submit(status=303).follow()
    assert "Δεν υπάρχει πεδίο «copie»." in words_of(overview)
    page = admin.get(f"{SERVICES}/broken/publish")
    assert "Δεν υπάρχει πεδίο «copie»." in words_of(page)
    assert not page.html.select("main form")
    token = page.html.find("input", {"name": "csrf_token"})["value"]
    refused = admin.post(f"{SERVICES}/broken/publish", {"csrf_token": token}, status=422)
    assert "Δεν υπάρχει πεδίο «copie»." in words_of(refused)
    assert not application.look(lambda site: site.request_types["broken"].is_published)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "επικολλήστε"),
        ("a: [", "YAML"),
        ("- a", "δεν έχει αυτή τη μορφή"),
        (BROKEN.replace("greenery", "nowhere"), "nowhere"),
        (BROKEN.replace("name: broken", "name: cleaning"), "Υπάρχει ήδη"),
        (BROKEN.replace("kind: number", "kind: numbre"), "Αντίγραφα"),
    ],
)
def test_a_file_that_is_no_definition_is_refused_with_words(
    text: str, told: str, application: Installation, admin: MemberOfStaff
) -> None:
    form = form_to(admin.get(f"{SERVICES}/import_type"), "/import_type")
    form["text"] = text
    page = form.submit(status=422)
    assert page.html.find(id="text").get_text().strip() == text.strip()
    assert page.html.select(".sr-summary")
    assert told in words_of(page)
    assert "broken" not in application.look(lambda site: list(site.request_types))


def test_what_is_exported_can_be_imported(application: Installation, admin: MemberOfStaff) -> None:
    file = admin.get(f"{SERVICES}/certificates/export")
    assert 'filename="certificates.yaml"' in file.headers["Content-Disposition"]
    data = yaml.safe_load(file.text)
    form = form_to(admin.get(f"{SERVICES}/import_type"), "/import_type")
    form["text"] = file.text.replace("name: certificates\n", "name: certificates-again\n", 1)
    form.submit(status=303)
    again = data_of(application, "certificates-again")
    assert compare(data, again) == compare(data, {**data, "name": "certificates-again"})


def test_a_field_that_conditions_need_stays(application: Installation, admin: MemberOfStaff) -> None:
    admin.save(f"{LAMPS}/edit_field/pole", status=303, show_if='fault == "lamp-out"')
    page = admin.get(f"{LAMPS}/remove_field/fault")
    assert "Αριθμός κολόνας" in words_of(page)
    assert not page.html.select("main form")
    token = page.html.find("input", {"name": "csrf_token"})["value"]
    admin.post(f"{LAMPS}/remove_field/fault", {"csrf_token": token}, status=303)
    assert ("fault",) in fields_of(data_of(application, "street-lighting"))
    admin.press(admin.get(f"{LAMPS}/remove_field/photo"), "/remove_field", status=303)
    assert ("photo",) not in fields_of(data_of(application, "street-lighting"))


def test_a_renamed_field_keeps_its_conditions(application: Installation, admin: MemberOfStaff) -> None:
    admin.save(f"{LAMPS}/edit_field/pole", status=303, show_if='fault == "lamp-out"')
    admin.save(f"{LAMPS}/edit_field/fault", status=303, name="what")
    [step] = data_of(application, "street-lighting")["steps"]
    assert [field["show_if"] for field in step["fields"] if field["name"] == "pole"] == ['what == "lamp-out"']


def test_discarding_goes_back_and_an_unpublished_type_goes_away(
    application: Installation, admin: MemberOfStaff
) -> None:
    before = data_of(application, "street-lighting")
    admin.save(f"{LAMPS}/edit_field/pole", status=303, max_length="10")
    assert data_of(application, "street-lighting") != before
    admin.press(admin.get(f"{LAMPS}/discard"), "/discard", status=303)
    assert data_of(application, "street-lighting") == before
    admin.save(f"{LAMPS}/copy_type", status=303, name="street-lighting-2")
    admin.press(admin.get(f"{SERVICES}/street-lighting-2/discard"), "/discard", status=303)
    assert "street-lighting-2" not in application.look(lambda site: list(site.request_types))


def test_a_type_is_closed_and_opened(application: Installation, admin: MemberOfStaff) -> None:
    form_to(admin.get(f"{LAMPS}/edit"), "/open").submit("open", status=303)
    assert not application.look(lambda site: site.request_types["street-lighting"].is_open)
    form_to(admin.get(f"{LAMPS}/edit"), "/open").submit("open", status=303)
    assert application.look(lambda site: site.request_types["street-lighting"].is_open)


def test_what_is_not_there_is_not_found(admin: MemberOfStaff) -> None:
    for path in (
        *(
            "edit_field/nothing",
            "edit_field/fault/inner",
            "edit_field",
            "edit_step/nothing",
            "remove_field/nothing",
        ),
        *(
            "remove_step/nothing",
            "choose_kind/nothing",
            "choose_kind/request/fault",
            "add_field/nothing?kind=text",
        ),
        *("export?version=9", "export?version=x", "compare?old=1&new=9"),
    ):
        admin.get(f"{LAMPS}/{path}", status=404)


def test_types_that_were_never_published_are_not_met_by_citizens(
    application: Installation, admin: MemberOfStaff
) -> None:
    admin.save(f"{LAMPS}/copy_type", status=303, name="street-lighting-2")
    visitor = application.visitor()
    assert "street-lighting-2" not in visitor.get("/").text
    visitor.get("/services/street-lighting-2", status=404)
    assert title_of(admin.get(f"{SERVICES}/street-lighting-2/edit")) == "Αίτημα ηλεκτροφωτισμού"


@pytest.mark.parametrize(
    "sent",
    [
        [("__start__", "title:mapping"), ("el", "x")],
        [("__end__", "title:mapping")],
        [("title", "no mapping")],
        [("choices", "no rows")],
        [("__start__", "choices:sequence"), ("row", "no mapping"), ("__end__", "choices:sequence")],
        [("__start__", "name:mapping"), ("a", "b"), ("__end__", "name:mapping")],
    ],
    ids=[
        "open bracket",
        "closed bracket",
        "words for parts",
        "words for rows",
        "words in rows",
        "parts for words",
    ],
)
@pytest.mark.parametrize("button", ["save", "add_row-choices", "drop_row-choices"])
def test_what_no_browser_sends_is_refused(
    sent: list[tuple[str, str]], button: str, application: Installation, admin: MemberOfStaff
) -> None:
    before = data_of(application, "street-lighting")
    page = admin.get(f"{LAMPS}/edit_field/fault")
    token = page.html.find("input", {"name": "_csrf_token_"})["value"]
    form = [("csrf_token", token), ("_csrf_token_", token), (button, "1"), *sent]
    admin.post(f"{LAMPS}/edit_field/fault", form, status=400)
    assert data_of(application, "street-lighting") == before
