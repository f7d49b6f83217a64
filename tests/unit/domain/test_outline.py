"""Steps and fields of a definition found by name, and who reads a field."""

import pytest
from tests.support.definitions import definition_data, words

from serres_requests.domain import outline
from serres_requests.domain.definitions import parse_definition
from serres_requests.domain.errors import DefinitionError


def field(name, **changes):
    return {"name": name, "kind": "text", "title": words(name), **changes}


FORM = definition_data(
    [field("a"), field("d", kind="number"), field("e", kind="computed", value="d * 2")],
    decision={"table": "kad", "delivery_field": "a"},
)


def test_a_form_of_one_page_becomes_one_step():
    data = definition_data([field("a")])
    made = outline.with_steps(data)
    assert "fields" not in made
    assert parse_definition(made) == parse_definition(data)
    assert outline.with_steps(made) == made


def test_a_field_is_found_with_its_step():
    assert outline.find_field(FORM, "d") == FORM["fields"][1]
    assert outline.step_of(FORM, "d") == "request"
    assert outline.find_step(FORM, "request")["fields"] == FORM["fields"]
    assert outline.field_names(FORM) == ["a", "d", "e"]


def test_who_reads_a_field():
    assert outline.uses_of(FORM, "d") == ["field «e».value"]
    assert outline.uses_of(FORM, "a") == ["decision.delivery_field"]
    assert outline.uses_of(FORM, "e") == []


def test_a_step_that_is_not_there():
    with pytest.raises(DefinitionError, match="no such step"):
        outline.find_step(FORM, "none")
