"""All that the editor of request types can meet has words, and every problem of the rules is told in them."""

import ast
from pathlib import Path
from types import SimpleNamespace

import pytest

from serres_requests.domain.definitions import TERMS, Applicants, DayKind
from serres_requests.domain.fields import PREFILL
from serres_requests.domain.kinds import COMMON, OPTIONS, ChoiceStyle, Kind
from serres_requests.views.management.types.field_data import free_name
from serres_requests.views.management.types.field_schema import NOT_IN_GROUPS, options_of
from serres_requests.views.management.types.kind_words import KIND_GROUPS, KIND_HELP, KIND_WORDS
from serres_requests.views.management.types.option_words import (
    APPLICANT_WORDS,
    DAY_KIND_WORDS,
    OPTION_WORDS,
    PREFILL_WORDS,
    STYLE_WORDS,
)
from serres_requests.views.management.types.problem_words import problem_words
from serres_requests.views.management.types.spots import Spot, spot_of
from serres_requests.views.management.types.term_words import TERM_WORDS

PACKAGE = Path(__file__).parents[3] / "src" / "serres_requests"
REQUEST = SimpleNamespace(localizer=SimpleNamespace(translate=lambda message: f"told: {message}"))


def test_all_kinds_are_offered_with_words():
    offered = [kind for _title, kinds in KIND_GROUPS for kind in kinds]
    assert sorted(offered) == sorted(Kind)
    assert set(KIND_WORDS) == set(KIND_HELP) == set(Kind)


def test_all_options_terms_and_values_have_words():
    assert set(OPTION_WORDS) == (COMMON | frozenset().union(*OPTIONS.values())) - {"kind"}
    assert set(TERMS) <= set(TERM_WORDS)
    assert set(PREFILL_WORDS) == PREFILL | {""}
    assert (set(STYLE_WORDS), set(APPLICANT_WORDS), set(DAY_KIND_WORDS)) == (
        set(ChoiceStyle),
        set(Applicants),
        set(DayKind),
    )


@pytest.mark.parametrize("kind", Kind)
def test_the_form_offers_all_that_a_kind_takes_and_no_more(kind):
    taken = (COMMON | OPTIONS[kind]) - {"kind", "fields"}
    assert set(options_of(kind, inside_group=False)) == taken
    assert set(options_of(kind, inside_group=True)) == taken - NOT_IN_GROUPS


def problems_of_the_rules():
    """The second argument of every DefinitionError in the sources, with 7 for what is filled in."""
    for path in [*(PACKAGE / "domain").glob("*.py"), *(PACKAGE / "services").glob("*.py")]:
        for node in ast.walk(ast.parse(path.read_text())):
            if (
                isinstance(node, ast.Call)
                and getattr(node.func, "id", "") == "DefinitionError"
                and len(node.args) > 1
            ):
                problem = node.args[1]
                if isinstance(problem, ast.Constant):
                    yield problem.value
                elif isinstance(problem, ast.JoinedStr):
                    yield "".join(part.value if isinstance(part, ast.Constant) else "7" for part in problem.values)


def test_there_are_problems_to_tell():
    assert len(set(problems_of_the_rules())) > 40


@pytest.mark.parametrize("problem", sorted(set(problems_of_the_rules())))
def test_every_problem_of_the_rules_is_told_in_the_readers_words(problem):
    assert problem_words(REQUEST, problem).startswith("told: ")


@pytest.mark.parametrize(
    ("place", "spot"),
    [
        ("steps[0].title.el", Spot("first", "", "title")),
        ("steps[0].fields[1].show_if", Spot("first", "items", "show_if")),
        ("steps[0].fields[1].fields[0].title", Spot("first", "items.age", "title")),
        ("steps[0].fields[9].title", Spot(option="title")),
        ("field «plain».require_if", Spot("first", "plain", "require_if")),
        ("field «plain»", Spot("first", "plain", "")),
        ("step «first».show_if", Spot("first", "", "show_if")),
        ("summary.el", Spot(option="summary")),
        ("definition.opens", Spot(option="opens")),
        ("needed[2].en", Spot(option="needed")),
        ("decision.delivery_field", Spot(option="decision")),
    ],
)
def test_a_place_is_found(place, spot):
    data = {
        "steps": [{"name": "first", "fields": [{"name": "plain"}, {"name": "items", "fields": [{"name": "age"}]}]}]
    }
    assert spot_of(data, place) == spot


@pytest.mark.parametrize(
    ("english", "taken", "name"),
    [
        ("Date of birth", [], "date_of_birth"),
        ("Date of birth", ["date_of_birth"], "date_of_birth_2"),
        ("2nd name", [], "field_2nd_name"),
        ("Όνομα", [], "field"),
        ("A" * 60, [], "a" * 36),
    ],
)
def test_a_short_name_is_made_of_english_words(english, taken, name):
    assert free_name(english, taken) == name
