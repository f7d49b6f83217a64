"""Definitions of request types: what is read, and errors that name their place."""

import pytest

from serres_requests.domain.definitions import parse_definition
from serres_requests.domain.errors import DefinitionError
from serres_requests.domain.texts import Text

WORDS = {"el": "Λόγια", "en": "Words"}


def field(name, **changes):
    return {"name": name, "kind": "text", "title": WORDS, **changes}


def definition(**changes):
    return {
        "name": "street-lighting",
        "department": "lighting",
        "title": WORDS,
        "summary": WORDS,
        "description": WORDS,
        "needed": [WORDS],
        "answer_days": 10,
        "fields": [field("place", public=True), field("story")],
        **changes,
    }


def without(key):
    return {name: value for name, value in definition().items() if name != key}


def test_a_definition_is_read():
    parsed = parse_definition(definition())
    assert (parsed.name, parsed.department, parsed.answer_days) == ("street-lighting", "lighting", 10)
    assert parsed.title == parsed.summary == parsed.description == Text("Λόγια", "Words")
    assert parsed.needed == (Text("Λόγια", "Words"),)
    assert [f.name for f in parsed.fields] == ["place", "story"]


def test_nothing_needs_to_be_at_hand():
    assert parse_definition(without("needed")).needed == ()


def test_only_fields_marked_so_are_public():
    assert [f.name for f in parse_definition(definition()).public_fields] == ["place"]


@pytest.mark.parametrize(
    ("data", "place"),
    [
        (None, "definition"),
        ([], "definition"),
        ("name: x", "definition"),
        (definition(colour="red"), "colour"),
        (definition() | {7: "seven"}, "7"),
        (without("name"), "name"),
        (definition(name=""), "name"),
        (definition(name="---"), "name"),
        (definition(name="φωτισμός"), "name"),
        (definition(name="street lighting"), "name"),
        (definition(name="../lighting"), "name"),
        (definition(name=5), "name"),
        (without("department"), "department"),
        (definition(department="τμήμα"), "department"),
        (without("title"), "title"),
        (definition(title={"el": "Λόγια"}), "title.en"),
        (without("summary"), "summary"),
        (definition(description={"en": "Words"}), "description.el"),
        (definition(needed="a bill"), "needed"),
        (definition(needed=None), "needed"),
        (definition(needed=[WORDS, {"el": "Λόγια"}]), "needed[1].en"),
        (without("answer_days"), "answer_days"),
        (definition(answer_days=0), "answer_days"),
        (definition(answer_days="10"), "answer_days"),
        (without("fields"), "fields"),
        (definition(fields=[]), "fields"),
        (definition(fields={"place": {}}), "fields"),
        (definition(fields=[field("place"), field("place")]), "fields"),
        (definition(fields=[field("place"), field("Story")]), "fields[1].name"),
        (definition(fields=[field("place"), None]), "fields[1]"),
    ],
)
def test_an_error_names_its_place(data, place):
    with pytest.raises(DefinitionError) as caught:
        parse_definition(data)
    assert caught.value.place == place
    assert caught.value.problem
