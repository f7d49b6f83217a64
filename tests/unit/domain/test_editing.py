"""Editing definitions as plain data: new data each time, names kept in step with conditions."""

from copy import deepcopy

import pytest
from tests.support.definitions import definition_data, words

from serres_requests.domain import editing
from serres_requests.domain.definitions import parse_definition
from serres_requests.domain.errors import DefinitionError


def field(name, **changes):
    return {"name": name, "kind": "text", "title": words(name), **changes}


def step(name, *fields, **changes):
    return {"name": name, "title": words(name), "fields": list(fields), **changes}


@pytest.fixture
def form():
    """a b | c | d e, with conditions on b and d."""
    data = definition_data([])
    del data["fields"]
    return data | {
        "steps": [
            step("one", field("a"), field("b", kind="yes_no")),
            step("two", field("c", show_if='b and a != "b"'), show_if="b"),
            step("three", field("d", kind="number"), field("e", kind="computed", value="d * 2")),
        ]
    }


def order(data):
    return [[f["name"] for f in s["fields"]] for s in data["steps"]]


EDITS = [
    editing.with_steps,
    lambda data: editing.add_step(data, step("four")),
    lambda data: editing.replace_step(data, "one", {"name": "uno", "title": words("uno")}),
    lambda data: editing.move_step(data, "one", 1),
    lambda data: editing.remove_step(data, "two"),
    lambda data: editing.add_field(data, "one", field("f")),
    lambda data: editing.replace_field(data, "b", field("bee", kind="yes_no")),
    lambda data: editing.move_field(data, "a", 3),
    lambda data: editing.move_field_to(data, "a", "three", 1),
    lambda data: editing.remove_field(data, "c"),
    lambda data: editing.replace_terms(data, {"title": words("new")}),
    lambda data: editing.find_field(data, "a"),
    lambda data: editing.find_step(data, "one"),
]


@pytest.mark.parametrize("edit", EDITS)
def test_what_is_given_stays_as_it_was(form, edit):
    before = deepcopy(form)
    made = edit(form)
    for part in made.values():
        if isinstance(part, dict):
            part["el"] = "changed afterwards"
    for changed in made.get("steps", []):
        changed["fields"].append("more")
        changed["title"]["el"] = "changed afterwards"
    assert form == before


def test_steps_are_added_where_asked(form):
    assert [s["name"] for s in editing.add_step(form, step("x"))["steps"]] == ["one", "two", "three", "x"]
    assert [s["name"] for s in editing.add_step(form, step("x"), 1)["steps"]] == ["one", "x", "two", "three"]
    assert editing.add_step(form, {"name": "x", "title": words("x")})["steps"][-1]["fields"] == []


def test_a_step_keeps_its_fields_when_its_words_change(form):
    made = editing.replace_step(form, "two", {"name": "zwei", "title": words("zwei")})
    assert made["steps"][1] == step("zwei", *form["steps"][1]["fields"])


@pytest.mark.parametrize(
    ("name", "by", "expected"),
    [
        ("one", 1, ["two", "one", "three"]),
        ("one", -1, ["one", "two", "three"]),
        ("three", -2, ["three", "one", "two"]),
        ("three", -9, ["three", "one", "two"]),
        ("one", 9, ["two", "three", "one"]),
    ],
)
def test_steps_move_and_stop_at_the_ends(form, name, by, expected):
    assert [s["name"] for s in editing.move_step(form, name, by)["steps"]] == expected


@pytest.mark.parametrize(
    ("name", "by", "expected"),
    [
        ("a", 1, [["b", "a"], ["c"], ["d", "e"]]),
        ("a", -1, [["a", "b"], ["c"], ["d", "e"]]),
        ("a", 2, [["b"], ["a", "c"], ["d", "e"]]),
        ("a", 3, [["b"], ["c", "a"], ["d", "e"]]),
        ("a", 4, [["b"], ["c"], ["a", "d", "e"]]),
        ("a", 99, [["b"], ["c"], ["d", "e", "a"]]),
        ("d", -1, [["a", "b"], ["c", "d"], ["e"]]),
        ("c", 1, [["a", "b"], [], ["c", "d", "e"]]),
        ("c", 0, [["a", "b"], ["c"], ["d", "e"]]),
    ],
)
def test_fields_move_across_steps_and_stop_at_the_ends(form, name, by, expected):
    assert order(editing.move_field(form, name, by)) == expected


@pytest.mark.parametrize(
    ("name", "step_name", "index", "expected"),
    [
        ("a", "three", 1, [["b"], ["c"], ["d", "a", "e"]]),
        ("a", "one", 1, [["b", "a"], ["c"], ["d", "e"]]),
        ("a", "two", 99, [["b"], ["c", "a"], ["d", "e"]]),
        ("e", "one", -1, [["e", "a", "b"], ["c"], ["d"]]),
    ],
)
def test_fields_move_to_a_place(form, name, step_name, index, expected):
    assert order(editing.move_field_to(form, name, step_name, index)) == expected


def test_a_new_name_reaches_every_condition_and_no_literal(form):
    made = editing.replace_field(form, "b", field("bee", kind="yes_no"))
    assert made["steps"][1]["show_if"] == "bee"
    assert made["steps"][1]["fields"][0]["show_if"] == 'bee and a != "b"'
    made = editing.replace_field(made, "d", field("much", kind="number"))
    assert made["steps"][2]["fields"][1]["value"] == "much * 2"
    parse_definition(made)


def test_the_decision_on_activities_follows_its_field(form):
    form["decision"] = {"table": "kad", "delivery_field": "a"}
    made = editing.replace_field(form, "a", field("new"))
    assert made["decision"] == {"table": "kad", "delivery_field": "new"}
    assert editing.replace_field(form, "c", field("cc"))["decision"] == form["decision"]
    without = editing.remove_field(form, "c")
    with pytest.raises(DefinitionError, match=r"decision\.delivery_field"):
        editing.remove_field(without, "a")


def test_other_changes_of_a_field_leave_conditions_alone(form):
    made = editing.replace_field(form, "b", field("b", kind="yes_no", required=True))
    assert editing.find_field(made, "b")["required"] is True
    assert made["steps"][1]["show_if"] == "b"


def test_conditions_that_do_not_compile_are_renamed_all_the_same(form):
    form["steps"][1]["show_if"] = "b and and ("
    assert editing.replace_field(form, "b", field("bee"))["steps"][1]["show_if"] == "bee and and ("


def test_a_field_in_use_stays(form):
    with pytest.raises(DefinitionError) as caught:
        editing.remove_field(form, "b")
    assert "step «two».show_if" in caught.value.problem
    assert "field «c».show_if" in caught.value.problem
    assert order(editing.remove_field(editing.remove_field(form, "c"), "a")) == [["b"], [], ["d", "e"]]


def test_a_step_whose_fields_are_used_elsewhere_stays(form):
    with pytest.raises(DefinitionError, match="field «a»"):
        editing.remove_step(form, "one")
    assert order(editing.remove_step(form, "three")) == [["a", "b"], ["c"]]


def test_the_last_step_stays():
    with pytest.raises(DefinitionError, match="at least one step"):
        editing.remove_step(definition_data([field("a")]), "request")


def test_terms_are_replaced_whole(form):
    made = editing.replace_terms({**form, "fee": 3}, {"title": words("new"), "answer_days": 4})
    assert made == {
        "name": "test-type",
        "department": "lighting",
        "title": words("new"),
        "answer_days": 4,
        "steps": form["steps"],
    }


@pytest.mark.parametrize("key", ["steps", "fields"])
def test_steps_are_no_terms(form, key):
    with pytest.raises(DefinitionError, match=key):
        editing.replace_terms(form, {key: []})


@pytest.mark.parametrize(
    "edit",
    [
        lambda data: editing.add_step(data, step("one")),
        lambda data: editing.replace_step(data, "two", {"name": "one"}),
        lambda data: editing.replace_step(data, "none", {"name": "x"}),
        lambda data: editing.move_step(data, "none", 1),
        lambda data: editing.remove_step(data, "none"),
        lambda data: editing.add_field(data, "none", field("x")),
        lambda data: editing.add_field(data, "two", field("a")),
        lambda data: editing.replace_field(data, "none", field("x")),
        lambda data: editing.replace_field(data, "a", field("c")),
        lambda data: editing.move_field(data, "none", 1),
        lambda data: editing.move_field_to(data, "a", "none", 0),
        lambda data: editing.move_field_to(data, "none", "one", 0),
        lambda data: editing.remove_field(data, "none"),
        lambda data: editing.find_field(data, "none"),
        lambda data: editing.step_of(data, "none"),
    ],
)
def test_unknown_and_taken_names_are_refused(form, edit):
    with pytest.raises(DefinitionError):
        edit(form)
