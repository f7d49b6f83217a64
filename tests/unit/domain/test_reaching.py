"""The search for answers that lead into a branch: of parts that could each do, it tries one after the other."""

import pytest
from tests.support.definitions import definition_data

from serres_requests.domain.branches import branches_of, compiler
from serres_requests.domain.definitions import parse_definition
from serres_requests.domain.reaching import Candidate, Search
from serres_requests.domain.visibility import plan_of

TRIED = {"a": [Candidate(value, value) for value in ("x", "y", "z")]}


def reached(show_if, truth):
    """Return the answer to `a` by which the field with `show_if` is shown, or hidden; None when none was found."""
    fields = [{"name": "a", "kind": "text"}, {"name": "b", "kind": "text", "show_if": show_if}]
    definition = parse_definition(definition_data(fields))
    rules = {rule.field.name: rule for rule in plan_of(definition).rules}
    compiled = compiler(definition)
    [branch] = [branch for branch in branches_of(definition, rules, compiled) if branch.truth is truth]
    found = Search(rules, TRIED, compiled).reach(branch)
    return found and found["a"].value


@pytest.mark.parametrize(
    ("show_if", "truth", "answer"),
    [
        ('a == "y" or a == "z"', True, "y"),
        ('(a == "x" and a == "y") or a == "z"', True, "z"),
        ('a == "far" or a == "away"', True, None),
        ('(a == "x" or a != "x") and a != "z"', False, "z"),
        ('(a == "x" or a != "x") and (a == "z" or a != "z")', False, None),
    ],
)
def test_one_part_after_the_other_is_tried(show_if, truth, answer):
    assert reached(show_if, truth) == answer


@pytest.mark.parametrize(("required", "answer"), [(True, "away"), (False, "here")])
def test_what_must_be_answered_is_left_blank_only_where_it_is_not_asked(required, answer):
    fields = [
        {"name": "where", "kind": "text"},
        {"name": "a", "kind": "text", "required": required, "show_if": 'where == "here"'},
        {"name": "b", "kind": "text", "show_if": 'a != "x"'},
    ]
    tried = {
        "where": [Candidate("here", "here"), Candidate("away", "away")],
        "a": [Candidate("x", "x"), Candidate("", "", is_blank=True)],
    }
    definition = parse_definition(definition_data(fields))
    rules = {rule.field.name: rule for rule in plan_of(definition).rules}
    compiled = compiler(definition)
    branch = next(one for one in branches_of(definition, rules, compiled) if one.name == "b" and one.truth)
    found = Search(rules, tried, compiled).reach(branch)
    assert found["a"].is_blank
    assert found.get("where", tried["where"][0]).value == answer
