"""The request types that come with the product: complete, reachable and well worded in both languages."""

import re
from collections import Counter
from html import escape
from importlib import resources
from pathlib import Path

import pytest
from tests.support.reach import Reach, compared_texts, conditional_fields, conditions_of

from serres_requests.content_types.request_type import RequestType
from serres_requests.domain.definitions import parse_definition
from serres_requests.domain.kinds import Kind
from serres_requests.domain.visibility import plan_of
from serres_requests.forms.context import FormContext
from serres_requests.forms.form import RequestForm
from serres_requests.root import BUILT_IN_TYPES, DEPARTMENTS, load_definition

FILES = sorted(
    Path(entry.name).stem
    for entry in (resources.files("serres_requests") / "request_types").iterdir()
    if entry.name.endswith(".yaml")
)
EVERYDAY = {"street-lighting", "cleaning", "greenery", "pothole", "water-leak", "stray-animals"}
FORMAL = sorted(set(FILES) - EVERYDAY)
PUBLIC_KINDS = {Kind.TEXT, Kind.CHOICE, Kind.DATE, Kind.PLACE}

GREEK, LATIN = "[Ͱ-Ͽἀ-῿]", "[A-Za-z]"
LATIN_WORDS_IN_GREEK = set(
    "IBAN GR PDF taxisnet e mail gov gr myAADE delivery take away apostille".split()  # noqa: SIM905  easier to read
)


def definition(name):
    return parse_definition(load_definition(name))


def texts(data, place=""):
    """Yield place, Greek and English of every text of a definition file."""
    if isinstance(data, dict) and data.keys() == {"el", "en"}:
        yield place, data["el"], data["en"]
    elif isinstance(data, dict):
        for key, value in data.items():
            yield from texts(value, f"{place}.{key}")
    elif isinstance(data, list):
        for index, value in enumerate(data):
            label = value["name"] if isinstance(value, dict) and "name" in value else index
            yield from texts(value, f"{place}.{label}")


def fields_with_groups(name):
    for field in definition(name).fields:
        yield field
        yield from field.fields


def each_type(*, of=FILES):
    return pytest.mark.parametrize("name", of)


@each_type()
def test_each_file_can_be_published_under_its_own_name(name):
    assert RequestType(load_definition(name)).definition.name == name


@each_type()
def test_each_is_read_and_its_conditions_too(name):
    assert plan_of(definition(name)).shown({}).fields


@each_type()
def test_each_belongs_to_a_department_that_exists(name):
    assert definition(name).department in DEPARTMENTS


@each_type(of=sorted(EVERYDAY))
def test_everyday_matters_say_where_to_everybody(name):
    """By it citizens are told what others asked for there already."""
    assert len([field for field in definition(name).public_fields if field.says_where]) == 1


@each_type()
def test_each_says_what_to_have_at_hand(name):
    assert definition(name).needed


@each_type()
def test_each_asks_at_least_one_thing_that_must_be_answered(name):
    assert any(field.required for field in definition(name).fields)


def test_names_and_titles_are_used_once():
    definitions = [definition(name) for name in FILES]
    for words in (
        [d.name for d in definitions],
        [d.title.el for d in definitions],
        [d.title.en for d in definitions],
    ):
        assert [word for word, times in Counter(words).items() if times > 1] == []


def test_a_new_database_gets_every_type():
    assert sorted(BUILT_IN_TYPES) == FILES


@pytest.mark.parametrize("name", DEPARTMENTS)
def test_departments_are_named_in_both_languages(name):
    assert name.isascii()
    assert DEPARTMENTS[name].el != DEPARTMENTS[name].en


@each_type()
def test_long_texts_and_files_are_for_the_department_alone(name):
    assert {field.kind for field in definition(name).public_fields} <= PUBLIC_KINDS


@each_type(of=FORMAL)
def test_what_needs_papers_shows_nothing_to_the_public(name):
    assert definition(name).public_fields == ()


@each_type(of=FORMAL)
def test_what_needs_papers_ends_with_the_solemn_declaration(name):
    *_others, last = definition(name).fields
    assert (last.kind, last.show_if) == (Kind.DECLARATION, "")
    for words in (last.text.el, last.text.en):
        assert re.search(r"\b8\b.*1599/1986.*\b22\b.*\b6\b", words)


@each_type()
def test_what_the_tax_office_certifies_always_can_not_be_changed(name):
    certified = {"card.full_name", "card.last_name", "card.first_name", "card.afm"}
    assert [f.name for f in definition(name).fields if f.prefill in certified and not f.locked] == []


@each_type()
def test_what_the_tax_office_may_leave_out_can_be_typed(name):
    """A company has no parents, and taxisnet may not tell a person's: locked and empty nobody could go on."""
    uncertain = {"card.fathers_name", "card.mothers_name"}
    assert [f.name for f in definition(name).fields if f.prefill in uncertain and f.locked] == []


@each_type()
def test_names_and_values_are_ascii(name):
    own = definition(name)
    values = [choice.value for field in fields_with_groups(name) for choice in field.choices]
    assert [word for word in (own.name, own.department, *values) if not word.isascii()] == []


@each_type()
def test_conditions_compare_with_values_that_are_offered(name):
    offered = {field.name: {choice.value for choice in field.choices} for field in definition(name).fields}
    compared = {
        pair
        for sources in conditions_of(definition(name)).values()
        for source in sources
        for pair in compared_texts(source)
    }
    assert [(field, value) for field, value in sorted(compared) if value not in offered[field]] == []


@each_type()
def test_every_field_can_be_reached_and_left_out_as_its_condition_says(name):
    reach = Reach(definition(name))
    for field in conditional_fields(definition(name)):
        assert {field in shown.fields for shown in reach.of(field)} == {True, False}, field


@each_type()
def test_what_must_be_answered_at_times_must_be_at_some_and_not_at_others(name):
    reach = Reach(definition(name))
    for field in (field.name for field in definition(name).fields if field.require_if):
        assert {field in shown.required for shown in reach.of(field)} == {True, False}, field


@each_type()
def test_nothing_conditional_is_shown_before_anything_is_answered(name):
    assert plan_of(definition(name)).shown({}).fields.isdisjoint(conditional_fields(definition(name)))


@each_type()
def test_computed_fields_come_to_something(name):
    reach = Reach(definition(name))
    for field in (field.name for field in definition(name).fields if field.kind is Kind.COMPUTED):
        assert any(field in shown.computed for shown in reach.of(field)), field


@each_type()
def test_choices_are_told_apart_by_their_words(name):
    for field in fields_with_groups(name):
        for locale in ("el", "en"):
            titles = [choice.title.in_language(locale) for choice in field.choices]
            assert len(set(titles)) == len(titles), field.name


@each_type()
def test_each_text_is_in_its_own_language(name):
    for place, el, en in texts(load_definition(name)):
        if re.search(f"{GREEK}|{LATIN}", el + en):
            assert re.search(GREEK, el), place
            assert re.search(LATIN, en), place
            assert el != en, place


@each_type()
def test_texts_have_no_stray_blanks(name):
    for place, *both in texts(load_definition(name)):
        for words in both:
            assert words == " ".join(words.split()), place
            assert not re.search(r" [,.;:·!)»]|[(«] ", words), place


@each_type()
def test_no_word_mixes_greek_and_latin_letters(name):
    for place, *both in texts(load_definition(name)):
        for words in both:
            mixed = re.search(rf"\w*({GREEK}{LATIN}|{LATIN}{GREEK})\w*", words)
            assert not mixed, f"{place}: {mixed.group()}"


@each_type()
def test_greek_texts_hold_no_latin_words_but_names(name):
    for place, el, _en in texts(load_definition(name)):
        assert set(re.findall(rf"{LATIN}+", el)) <= LATIN_WORDS_IN_GREEK, place


@each_type()
def test_english_texts_hold_greek_only_as_acronyms_or_in_brackets(name):
    for place, _el, en in texts(load_definition(name)):
        outside = re.sub(r"\([^)]*\)", "", en)
        assert all(word.isupper() for word in re.findall(rf"{GREEK}+", outside)), place


@pytest.mark.usefixtures("form_templates")
@pytest.mark.parametrize("locale", ["el", "en"])
@each_type()
def test_each_step_is_a_page_with_all_its_questions(name, locale):
    for step in definition(name).steps:
        html = RequestForm(step.fields, {}, FormContext(locale), required=frozenset()).render_typed()
        for field in step.fields:
            for part in (field, *field.fields):
                assert escape(part.title.in_language(locale), quote=False) in html


@pytest.mark.usefixtures("form_templates")
@each_type()
def test_only_questions_are_called_optional(name):
    """Information and what is computed ask nothing."""
    silent = [field for field in definition(name).fields if field.kind in {Kind.INFO, Kind.COMPUTED}]
    html = RequestForm(silent, {}, FormContext("en"), required=frozenset()).render_typed()
    assert "(optional)" not in html
