"""What differs between two definitions."""

from datetime import date

import pytest
from tests.support.definitions import CHOICES, definition_data, words

from serres_requests.domain import editing
from serres_requests.domain.comparison import Change, ChangeKind, Subject, compare, for_applicant
from serres_requests.domain.texts import Text


def field(name, **changes):
    return {"name": name, "kind": "text", "title": words(name), **changes}


def text(name):
    return Text(**words(name))


OLD = definition_data([field("a"), field("b"), field("c", kind="choice", choices=CHOICES), field("d")])


def edited(edit, *arguments):
    return compare(OLD, edit(OLD, *arguments))


def test_nothing_differs():
    assert compare(OLD, OLD) == compare(OLD, editing.with_steps(OLD)) == ()


def test_what_is_off_is_as_good_as_not_said():
    new = editing.replace_field(OLD, "a", field("a", required=False, show_if="", help=None))
    assert compare(OLD, new) == ()


def test_fields_added_and_removed():
    new = editing.add_field(editing.remove_field(OLD, "b"), "request", field("e"), 1)
    assert compare(OLD, new) == (
        Change(ChangeKind.REMOVED, Subject.FIELD, "b", old=text("b"), title=text("b")),
        Change(ChangeKind.ADDED, Subject.FIELD, "e", new=text("e"), title=text("e")),
    )


def test_attributes_changed():
    new = editing.replace_field(OLD, "a", field("a", title=words("z"), required=True, max_length=5))
    assert compare(OLD, new) == (
        Change(ChangeKind.CHANGED, Subject.FIELD, "a", "title", text("a"), text("z"), text("z")),
        Change(ChangeKind.CHANGED, Subject.FIELD, "a", "required", None, True, text("z")),
        Change(ChangeKind.CHANGED, Subject.FIELD, "a", "max_length", None, 5, text("z")),
    )


def test_choices():
    new_choices = [
        {"value": "red", "title": words("crimson")},
        CHOICES[2],
        {"value": "pink", "title": words("pink")},
    ]
    found = edited(editing.replace_field, "c", field("c", kind="choice", choices=new_choices))
    assert [(c.kind, c.what, c.name, c.attribute) for c in found] == [
        (ChangeKind.REMOVED, Subject.CHOICE, "c.green", ""),
        (ChangeKind.CHANGED, Subject.CHOICE, "c.red", "title"),
        (ChangeKind.ADDED, Subject.CHOICE, "c.pink", ""),
    ]


def test_fields_within_groups():
    group = {"name": "g", "kind": "group", "title": words("g"), "fields": [field("x"), field("y")]}
    before = definition_data([group])
    after = definition_data([{**group, "fields": [field("x", required=True), field("z")]}])
    assert [(c.kind, c.name, c.attribute) for c in compare(before, after)] == [
        (ChangeKind.REMOVED, "g.y", ""),
        (ChangeKind.CHANGED, "g.x", "required"),
        (ChangeKind.ADDED, "g.z", ""),
    ]


@pytest.mark.parametrize(
    ("name", "by", "moved"), [("a", 1, {"b"}), ("a", 3, {"a"}), ("d", -3, {"d"}), ("a", 0, set())]
)
def test_the_fewest_fields_moved_that_explain_the_order(name, by, moved):
    found = edited(editing.move_field, name, by)
    assert {(c.kind, c.name) for c in found} <= {(ChangeKind.MOVED, n) for n in "abcd"}
    assert len(found) == len(moved)


def test_a_field_in_another_step():
    before = editing.add_step(OLD, {"name": "two", "title": words("two")})
    after = editing.move_field_to(before, "a", "two", 0)
    expected = Change(ChangeKind.MOVED, Subject.FIELD, "a", "step", Text(**OLD["title"]), text("two"), text("a"))
    assert compare(before, after) == (expected,)


def test_steps():
    before = editing.add_step(OLD, {"name": "two", "title": words("two")})
    after = editing.replace_step(before, "two", {"name": "two", "title": words("deux"), "show_if": "a"})
    after = editing.add_step(after, {"name": "three", "title": words("three")})
    assert [(c.kind, c.what, c.name, c.attribute) for c in compare(before, after)] == [
        (ChangeKind.CHANGED, Subject.STEP, "two", "title"),
        (ChangeKind.CHANGED, Subject.STEP, "two", "show_if"),
        (ChangeKind.ADDED, Subject.STEP, "three", ""),
    ]
    assert [(c.kind, c.name) for c in compare(before, editing.move_step(before, "two", -1))] == [
        (ChangeKind.MOVED, "two")
    ]
    assert [(c.kind, c.name) for c in compare(after, before) if c.kind is ChangeKind.REMOVED] == [
        (ChangeKind.REMOVED, "three")
    ]


def test_terms():
    new = {**OLD, "fee": 8.5, "needed": [words("x"), words("y")], "opens": date(2026, 1, 1)}
    found = compare(OLD, new)
    assert {c.name: c.new for c in found} == {
        "fee": 8.5,
        "opens": "2026-01-01",
        "needed": Text(f"{words('x')['el']}\n{words('y')['el']}", f"{words('x')['en']}\n{words('y')['en']}"),
    }
    assert {(c.what, c.attribute, c.title) for c in found} == {(Subject.TERM, "", None)}


def test_unfinished_parts_are_compared_too():
    before = definition_data([field("a"), field("c", kind="choice", choices=["?"])])
    assert compare(before, {**before, "summary": {"el": "μόνο"}})[0].new == "{'el': 'μόνο'}"


def test_a_citizen_is_told_what_concerns_their_answers():
    concerning = editing.replace_field(OLD, "a", field("a", required=True, show_if="b", prefill="earlier"))
    concerning = {**concerning, "fee": 3, "legal_basis": words("law")}
    assert [(c.name, c.attribute) for c in for_applicant(compare(OLD, concerning))] == [
        ("fee", ""),
        ("a", "required"),
    ]
    assert for_applicant(edited(editing.move_field, "a", 1)) == ()
    assert for_applicant(edited(editing.add_step, {"name": "two", "title": words("two")})) == ()


def test_changes_can_be_kept():
    found = edited(editing.remove_field, "b")
    assert {found[0], found[0]} == {found[0]}
    hash(found)
