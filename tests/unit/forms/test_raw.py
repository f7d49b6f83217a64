"""Answers of every kind turned back into raw values, which mean the same."""

from decimal import Decimal

import pytest
from tests.support.every_kind import ANSWERS, definition_data, every_field
from tests.support.forms import context_of

from serres_requests.domain.answers import Period, Place
from serres_requests.domain.definitions import parse_definition
from serres_requests.domain.kinds import Kind
from serres_requests.forms.evaluation import read_answer
from serres_requests.forms.raw import raw_of

FIELDS = {field.name: field for field in parse_definition(definition_data(("one", "", every_field()))).fields}


@pytest.mark.parametrize("name", [name for name in ANSWERS if FIELDS[name].kind is not Kind.COMPUTED])
def test_what_an_answer_becomes_is_read_as_that_answer(name):
    assert read_answer(FIELDS[name], raw_of(FIELDS[name], ANSWERS[name]), context_of()) == ANSWERS[name]


@pytest.mark.parametrize(
    ("name", "answer"),
    [
        ("money", Decimal("0.50")),
        ("money", Decimal(1234)),
        ("money", Decimal("1E+3")),
        ("number", 0),
        ("yes_no", False),
        ("period", Period(ANSWERS["date"])),
        ("place", Place("Πλατεία")),
    ],
)
def test_answers_that_could_be_read_otherwise(name, answer):
    assert read_answer(FIELDS[name], raw_of(FIELDS[name], answer), context_of()) == answer
