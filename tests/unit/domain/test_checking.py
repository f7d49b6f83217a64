"""What is wrong with a definition that is being written: all of it, and what can't be kept at all."""

import pytest
from tests.support.definitions import definition_data, large_definition, words

from serres_requests.domain.checking import check_shape, problems_of
from serres_requests.domain.errors import DefinitionError


def field(name, **changes):
    return {"name": name, "kind": "text", "title": words(name), **changes}


def places(data):
    return [error.place for error in problems_of(data)]


@pytest.mark.parametrize("data", [definition_data([field("a")]), large_definition()])
def test_a_right_definition_has_no_problem(data):
    check_shape(data)
    assert problems_of(data) == []


def test_all_problems_are_told_not_only_the_first():
    data = definition_data(
        [
            field("a", max_length=0),
            field("b", show_if="nobody == 1"),
            field("c", kind="choice", choices=[]),
            field("d", require_if='c == "x"'),
            field("e", show_if="b and"),
        ],
        answer_days=0,
        fee="much",
        opens="soon",
        show="x",
    )
    del data["summary"], data["show"]
    check_shape(data)
    assert places(data) == [
        "summary",
        "answer_days",
        "definition.fee",
        "definition.opens",
        "steps[0].fields[0].max_length",
        "steps[0].fields[2].choices",
        "steps[0].fields[1].show_if",
        "steps[0].fields[4].show_if",
    ]


def test_conditions_on_a_field_that_is_itself_wrong_wait():
    data = definition_data([field("a", max_length=0), field("b", show_if="a == 1")])
    assert places(data) == ["steps[0].fields[0].max_length"]


def test_an_empty_form_asks_nothing():
    data = {key: value for key, value in definition_data([]).items() if key != "fields"}
    data |= {"steps": [{"name": "one", "title": words("one")}]}
    check_shape(data)
    assert places(data) == ["fields"]


def test_a_circle_of_conditions_is_told_once_the_rest_is_right():
    data = definition_data([field("a", show_if='b == ""'), field("b", show_if='a == ""')])
    [error] = problems_of(data)
    assert "depend" in error.problem


def test_a_period_that_ends_before_it_begins():
    assert places(definition_data([field("a")], opens="2026-02-01", closes="2026-01-01")) == ["closes"]


def test_a_decision_may_name_any_field_that_is_there():
    decision = {"table": "kad", "day": "2020-03-20", "delivery_field": "a"}
    assert problems_of(definition_data([field("a", kind="yes_no")], decision=decision)) == []
    assert places(definition_data([field("b")], decision=decision)) == ["decision.delivery_field"]


def test_conditions_of_steps_are_looked_at():
    data = {key: value for key, value in definition_data([]).items() if key != "fields"}
    step = {"name": "one", "title": words("one"), "show_if": "x", "help": "?", "fields": [field("a")]}
    assert places(data | {"steps": [step]}) == ["steps[0].help", "steps[0].show_if"]


GOOD = definition_data([field("a")])
STEP = {"name": "one", "title": words("one"), "fields": [field("a")]}
WITH_STEPS = {key: value for key, value in GOOD.items() if key != "fields"}


@pytest.mark.parametrize(
    "data",
    [
        None,
        [],
        "name",
        {},
        {**GOOD, "colour": "red"},
        {**GOOD, "name": "Δρόμος"},
        {**GOOD, "department": ""},
        {**GOOD, "title": "Τίτλος"},
        {**GOOD, "steps": []},
        {**GOOD, "fields": {}},
        {**GOOD, "fields": [1]},
        {**GOOD, "fields": [field("A")]},
        {**GOOD, "fields": [field("a", kind="rhyme")]},
        {**GOOD, "fields": [field("a", title=None)]},
        {**GOOD, "fields": [field("a", show_if=1)]},
        {**GOOD, "fields": [field("a"), field("a")]},
        {**GOOD, "fields": [field("a", kind="group", fields=7)]},
        {**GOOD, "fields": [field("a", kind="group", fields=[{}])]},
        {**WITH_STEPS, "steps": 1},
        {**WITH_STEPS, "steps": [1]},
        {**WITH_STEPS, "steps": [{**STEP, "name": ""}]},
        {**WITH_STEPS, "steps": [{**STEP, "title": {}}]},
        {**WITH_STEPS, "steps": [{**STEP, "colour": 1}]},
        {**WITH_STEPS, "steps": [{**STEP, "show_if": []}]},
        {**WITH_STEPS, "steps": [STEP, {**STEP, "fields": []}]},
        {**WITH_STEPS, "steps": [STEP, {**STEP, "name": "two"}]},
    ],
)
def test_what_is_no_definition_at_all_can_not_be_kept(data):
    with pytest.raises(DefinitionError):
        check_shape(data)


@pytest.mark.parametrize(
    "data",
    [
        WITH_STEPS,
        {"name": "x", "department": "y", "title": words("x"), "steps": []},
        {**GOOD, "answer_days": "many", "summary": 7},
        {**GOOD, "fields": [field("a", show_if="((", colour="red")]},
    ],
)
def test_the_unfinished_can_be_kept(data):
    check_shape(data)
    assert problems_of(data)
