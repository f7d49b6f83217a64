"""What the page on expressions promises is so: its examples compile, and what it warns of is refused."""

import re
from pathlib import Path

import pytest

from serres_requests.domain.conditions import compile_expression
from serres_requests.domain.errors import DefinitionError
from serres_requests.domain.fields import parse_field

PAGE = Path(__file__).parents[3] / "docs" / "expressions.md"
WORDS = {"el": "…", "en": "…"}


def field(name, kind, *values, **options):
    choices = {"choices": [{"value": value, "title": WORDS} for value in values]} if values else {}
    return parse_field({"name": name, "kind": kind, "title": WORDS, **choices, **options}, name)


FIELDS = (
    field("kind", "choice", "marriage", "birth", "death"),
    field("extras", "choices", "apostille", "translation"),
    field("copies", "number"),
    field("total", "money"),
    field("paid", "money"),
    field("has_debt", "yes_no"),
    field("since", "date"),
    field("reason", "text"),
    field("activity", "kad"),
    field("photo", "files"),
    field("children", "group", fields=[{"name": "name", "kind": "text", "title": WORDS}]),
    field("accept", "declaration", text=WORDS),
)


def examples(refused):
    page = PAGE.read_text()
    found = []
    for part in re.split(r"^#", page, flags=re.MULTILINE):
        if part.startswith("## Τι δεν γίνεται δεκτό") == refused:
            found += re.findall(r"^\| `([^`]+)` \|", part, flags=re.MULTILINE)
    return found


def test_there_are_examples():
    assert len(examples(refused=False)) > 30
    assert len(examples(refused=True)) > 5


@pytest.mark.parametrize("source", examples(refused=False))
def test_examples_compile(source):
    compile_expression(source, FIELDS, "here")


@pytest.mark.parametrize("source", examples(refused=True))
def test_what_is_said_to_be_refused_is(source):
    with pytest.raises(DefinitionError):
        compile_expression(source, FIELDS, "here")
