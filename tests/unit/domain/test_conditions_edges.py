"""Conditions on answers that are missing."""

import pytest

from serres_requests.domain.visibility import plan_of

TWO = [{"value": value, "title": {"el": "Το", "en": value}} for value in ("a", "b")]


@pytest.mark.parametrize("source", ['"a" in several', "several.length > 0", "size > 1", "size / 0 > 1"])
def test_a_missing_answer_hides_what_depends_on_it_and_breaks_nothing(definition_of, source):
    definition = definition_of(
        {"name": "ask", "kind": "yes_no"},
        {"name": "several", "kind": "choices", "choices": TWO, "show_if": "ask"},
        {"name": "size", "kind": "number", "show_if": "ask"},
        {"name": "more", "kind": "text", "show_if": source},
    )
    assert plan_of(definition).shown({}).fields == {"ask"}


def test_a_group_that_needs_an_item_must_be_answered_while_it_is_shown(definition_of):
    definition = definition_of(
        {"name": "ask", "kind": "yes_no"},
        {
            "name": "owners",
            "kind": "group",
            "show_if": "ask",
            "min_items": 1,
            "fields": [{"name": "name", "kind": "text", "title": {"el": "Όνομα", "en": "Name"}}],
        },
    )
    plan = plan_of(definition)
    assert plan.shown({"ask": True}).required == {"owners"}
    assert plan.shown({"ask": False}).required == frozenset()
