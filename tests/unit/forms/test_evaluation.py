"""All of a draft at once: answers of hidden fields are not kept, and exactly the fields at fault are wrong."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.support.every_kind import ANSWERS, CHOICES, RAW, definition_data, every_field, field_of
from tests.support.forms import context_of, form_of

from serres_requests.domain.definitions import parse_definition
from serres_requests.domain.kinds import Kind
from serres_requests.domain.visibility import plan_of
from serres_requests.forms.evaluation import evaluate


def evaluated(definition, typed, locale="el"):
    return evaluate(definition, plan_of(definition), typed, context_of(locale))


def definition_of(*steps):
    return parse_definition(definition_data(*steps))


def text(name, **options):
    return field_of(Kind.TEXT, name=name, **options)


EVERY = definition_of(("one", "", every_field()))
MUST = {Kind.GROUP: {"min_items": 1}, Kind.DECLARATION: {}}
NEEDED = definition_of(
    ("one", "", [field_of(kind, **MUST.get(kind, {"required": True})) for kind in Kind if kind.value in RAW])
)


def test_right_answers_of_every_kind_are_kept_in_the_order_of_the_form():
    found = evaluated(EVERY, RAW)
    assert found.answers == {**ANSWERS, "computed": Decimal("2468.00")}
    assert list(found.answers) == [kind.value for kind in Kind if kind is not Kind.INFO]
    assert found.wrong == frozenset()


def test_of_nothing_only_what_is_needed_is_wrong():
    assert (evaluated(EVERY, {}).answers, evaluated(EVERY, {}).wrong) == ({}, {"declaration"})
    assert evaluated(NEEDED, {}).wrong == {field.name for field in NEEDED.fields}
    assert evaluated(NEEDED, RAW).wrong == frozenset()


@pytest.mark.parametrize("name", sorted(set(RAW) - {"declaration", "files", "text", "long_text"}))
def test_exactly_the_field_at_fault_is_wrong(name):
    bad = {"address": {"street": "x"}, "group": [{"born": "x"}], "choices": ["x"], "place": {"position": "x"}}
    found = evaluated(EVERY, {**RAW, name: {"period": {"last": "x"}, **bad}.get(name, "x")})
    assert found.wrong == {name}
    assert found.answers.keys() == {*ANSWERS, "computed"} - {name} - ({"computed"} if name == "number" else set())


@pytest.mark.parametrize("name", sorted(RAW))
def test_exactly_the_field_that_is_missing_is_wrong(name):
    assert evaluated(NEEDED, {key: raw for key, raw in RAW.items() if key != name}).wrong == {name}


BRANCHES = definition_of(
    (
        "one",
        "",
        [
            field_of(Kind.YES_NO, name="ask", required=True),
            text("why", show_if="ask", required=True),
            field_of(Kind.NUMBER, name="many", show_if="ask"),
            field_of(Kind.COMPUTED, name="total", value="many * 2"),
            field_of(Kind.FILES, name="proof", show_if="ask"),
        ],
    ),
    ("two", 'why == "x"', [text("more", required=True), field_of(Kind.GROUP, name="people", min_items=1)]),
)
TYPED = {
    "ask": "yes",
    "why": "x",
    "many": "3",
    "proof": ["id1"],
    "more": "λόγια",
    "people": [{"who": "Άννα"}],
}


def test_answers_of_what_is_shown_are_kept():
    found = evaluated(BRANCHES, TYPED)
    assert found.wrong == frozenset()
    assert list(found.answers) == ["ask", "why", "many", "total", "proof", "more", "people"]
    assert found.answers["total"] == Decimal(6)


def test_answers_to_what_is_hidden_are_not_kept():
    found = evaluated(BRANCHES, {**TYPED, "ask": "no"})
    assert (found.answers, found.wrong) == ({"ask": False}, frozenset())
    assert (found.shown.fields, found.shown.steps) == ({"ask", "total"}, {"one"})


def test_nothing_wrong_is_hidden():
    wrong = {"ask": "no", "why": "x" * 300, "many": "x", "people": [{"born": "x"}], "more": ""}
    assert evaluated(BRANCHES, wrong).wrong == frozenset()


def test_a_wrong_answer_counts_as_not_given_for_conditions():
    found = evaluated(BRANCHES, {**TYPED, "many": "x", "why": "x" * 300})
    assert found.wrong == {"many", "why"}
    assert "total" not in found.answers
    assert found.shown.steps == {"one"}


def test_what_is_missing_in_a_step_that_appears_is_wrong():
    assert evaluated(BRANCHES, {"ask": "yes", "why": "x"}).wrong == {"more", "people"}


def test_what_must_be_answered_because_of_others_is_wrong_when_it_is_not():
    definition = definition_of(("one", "", [field_of(Kind.YES_NO, name="ask"), text("why", require_if="ask")]))
    assert evaluated(definition, {"ask": "yes"}).wrong == {"why"}
    assert evaluated(definition, {"ask": "no"}).wrong == frozenset()
    assert evaluated(definition, {"ask": "yes", "why": "  "}).wrong == {"why"}


def test_computed_answers_can_t_be_given():
    assert evaluated(BRANCHES, {**TYPED, "total": "99"}).answers["total"] == Decimal(6)


def test_answers_that_nobody_asked_for_are_left_aside():
    assert evaluated(BRANCHES, {"ask": "no", "state": "completed"}).answers == {"ask": False}


@pytest.mark.parametrize("typed", ["Green", "Πράσινο", "green"])
@pytest.mark.parametrize("locale", ["el", "en"])
def test_a_draft_means_the_same_in_both_languages(typed, locale):
    field = {**field_of(Kind.CHOICE, style="search"), "choices": CHOICES}
    assert evaluated(definition_of(("one", "", [field])), {"choice": typed}, locale).answers == {"choice": "green"}


RAW_TEXTS = st.text(max_size=8) | st.sampled_from(["", " ", "yes", "red", "2026-03-25", "1", "Infinity", "41, 23"])
TEXTUAL = sorted(name for name, raw in RAW.items() if isinstance(raw, str))


@given(
    st.fixed_dictionaries(
        {},
        optional={
            **dict.fromkeys(TEXTUAL, RAW_TEXTS),
            "choices": st.lists(RAW_TEXTS, max_size=2),
            "period": st.fixed_dictionaries({"first": RAW_TEXTS, "last": RAW_TEXTS}),
            "address": st.fixed_dictionaries(dict.fromkeys(RAW["address"], RAW_TEXTS)),
            "place": st.fixed_dictionaries({"words": RAW_TEXTS, "position": RAW_TEXTS}),
            "group": st.lists(st.fixed_dictionaries({"who": RAW_TEXTS, "born": RAW_TEXTS}), max_size=5),
        },
    )
)
def test_the_page_and_the_draft_agree_on_what_is_wrong(typed):
    found = evaluated(EVERY, typed, "en")
    form = form_of(EVERY, typed)
    answers = form.answers()
    wrong = {oid.removeprefix("field-").partition(".")[0] for oid, _title, _messages in form.errors}
    assert wrong == found.wrong
    if answers is not None:
        assert answers == {name: value for name, value in found.answers.items() if name != "computed"}
