"""Dates that are only half given, and every refused file of an empty field."""

import pytest
from tests.support.forms import form_of


@pytest.mark.parametrize("typed", ["2026", "2026-03", "20260325", "2026-03-25T23:59:59Z"])
def test_half_a_date_is_not_made_up_to_a_whole_one(definition_of, typed):
    form = form_of(definition_of({"name": "when", "kind": "date"}), {"when": typed})
    assert form.answers() is None
    assert len(form.errors) == 1


def test_every_refused_file_of_an_empty_field_is_told(definition_of):
    photo = {"name": "photo", "kind": "files"}
    form = form_of(definition_of(photo), problems={"photo": ["a is empty", "b is too large"]})
    assert form.answers() is None
    assert form.errors[0][2] == ["a is empty", "b is too large"]


def test_a_problem_and_what_the_check_finds_are_both_told(definition_of):
    word = {"name": "word", "kind": "text", "max_length": 3}
    form = form_of(definition_of(word), {"word": "long"}, problems={"word": ["odd"]})
    assert form.answers() is None
    assert len(form.errors[0][2]) == 2
