"""The request types that come with the product."""

from collections import Counter
from importlib import resources
from pathlib import Path

import pytest

from serres_requests.content_types.request_type import RequestType
from serres_requests.domain.definitions import parse_definition
from serres_requests.domain.fields import Kind
from serres_requests.forms.form import RequestForm
from serres_requests.root import BUILT_IN_TYPES, DEPARTMENTS, load_definition

FILES = sorted(
    Path(entry.name).stem
    for entry in (resources.files("serres_requests") / "request_types").iterdir()
    if entry.name.endswith(".yaml")
)
ANSWERS = {Kind.TEXT: "Κιλκίς 12", Kind.LONG_TEXT: "Σβηστή", Kind.DATE: "2026-03-25", Kind.FILES: ["id1"]}
PUBLIC_KINDS = {Kind.TEXT, Kind.CHOICE, Kind.DATE}


def definition(name):
    return parse_definition(load_definition(name))


@pytest.mark.parametrize("name", FILES)
def test_each_file_can_be_published_under_its_own_name(name):
    assert RequestType(load_definition(name)).definition.name == name


@pytest.mark.parametrize("name", FILES)
def test_each_belongs_to_a_department_that_exists(name):
    assert definition(name).department in DEPARTMENTS


@pytest.mark.parametrize("name", FILES)
def test_long_texts_and_files_are_for_the_department_alone(name):
    assert {field.kind for field in definition(name).public_fields} <= PUBLIC_KINDS


@pytest.mark.parametrize("name", FILES)
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


@pytest.mark.usefixtures("form_templates")
@pytest.mark.parametrize("locale", ["el", "en"])
@pytest.mark.parametrize("name", FILES)
def test_each_type_is_a_form_that_can_be_filled(name, locale):
    fields = definition(name).fields
    form = RequestForm(definition(name), locale, {})
    typed = {f.name: f.choices[0].value if f.choices else ANSWERS[f.kind] for f in fields}
    assert form.answers(typed).keys() == typed.keys()
    html = form.render_typed(typed)
    assert all(field.title.in_language(locale) in html for field in fields)
