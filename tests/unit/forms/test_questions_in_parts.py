"""Questions of several inputs show their words, and only what may be left empty as a whole is called optional."""

import pytest

from serres_requests.forms.context import FormContext
from serres_requests.forms.form import RequestForm

HELP = {"el": "Βοήθεια", "en": "Some help"}

pytestmark = pytest.mark.usefixtures("form_templates")


def rendered(definition, *, required=()):
    form = RequestForm(definition.fields, {}, FormContext("en"), required=frozenset(required))
    return form.render_typed()


@pytest.mark.parametrize("kind", ["period", "address", "place"])
def test_a_question_of_several_inputs_has_its_title_as_legend_and_its_help(definition_of, kind):
    html = rendered(definition_of({"name": "where", "kind": kind, "help": HELP}))
    legend = html.partition("<legend")[2].partition("</legend>")[0]
    assert "Where (English)" in legend
    assert "(optional)" in legend
    assert "Some help" in html
    assert html.count("(optional)") == 1


@pytest.mark.parametrize("kind", ["period", "address", "place"])
def test_the_inputs_of_a_needed_answer_are_not_called_optional(definition_of, kind):
    html = rendered(definition_of({"name": "where", "kind": kind}), required=["where"])
    assert "(optional)" not in html


def test_items_of_a_group_are_numbered_under_its_title(definition_of):
    part = {"name": "name", "kind": "text", "title": {"el": "Όνομα", "en": "Name"}, "required": True}
    html = rendered(definition_of({"name": "owners", "kind": "group", "min_items": 2, "fields": [part]}))
    assert "Owners (English) 1" in html
    assert "Owners (English) 2" in html
    assert "Owners (English) 3" not in html


@pytest.mark.parametrize(
    "silent",
    [
        {"name": "note", "kind": "info", "text": HELP},
        {"name": "total", "kind": "computed", "value": "1 + 1"},
    ],
)
def test_what_asks_nothing_is_not_called_optional(definition_of, silent):
    assert "(optional)" not in rendered(definition_of(silent))


def test_what_must_be_answered_once_it_appears_is_not_called_optional_before(definition_of):
    """It stands in the page hidden, and a browser reveals it as it is."""
    definition = definition_of({"name": "why", "kind": "text", "required": True})
    form = RequestForm(definition.fields, {}, FormContext("en"), required=frozenset(), shown=frozenset())
    assert "(optional)" not in form.render_typed()


def test_a_computed_amount_has_its_unit_once(definition_of):
    """What was computed arrives in words, unit included."""
    unit = {"el": "€", "en": "€"}
    definition = definition_of({"name": "total", "kind": "computed", "value": "1 + 1", "unit": unit})
    form = RequestForm(definition.fields, {"total": "2 €"}, FormContext("en"), required=frozenset())
    assert ">2 €</output>" in form.render_typed()
