"""Answers typed into one version of a form, brought into another."""

from contextlib import suppress
from itertools import product

import colander
import pytest
from tests.support.definitions import OPTIONS, definition_data

from serres_requests.domain.definitions import parse_definition
from serres_requests.domain.kinds import Kind
from serres_requests.forms.context import FormContext
from serres_requests.forms.evaluation import read_answer
from serres_requests.forms.fitting import fitting
from serres_requests.forms.form import RequestForm

RAW = [
    "",
    "κείμενο",
    ["a"],
    [],
    {"first": "2026-01-01", "last": ""},
    {"street": "x"},
    {"words": 7},
    [{"part": "x"}],
    [{"part": ["x"], "other": "y"}],
    None,
    7,
]
KINDS = [kind for kind in Kind if kind is not Kind.CODE_LIST]


def only(kind):
    field = {"name": "it", "kind": kind.value, **OPTIONS.get(kind, {})}
    return parse_definition(definition_data([field])).fields


def test_whatever_was_typed_the_new_form_can_take_it(form_templates):
    for kind, raw in product(KINDS, RAW):
        fields, context = only(kind), FormContext("el")
        fitted = fitting(fields, {"it": raw})
        form = RequestForm(fields, fitted, context, required=frozenset())
        form.answers()
        assert form.render_typed(), (kind, raw)
        if kind not in {Kind.INFO, Kind.COMPUTED}:
            with suppress(colander.Invalid):
                read_answer(fields[0], fitted.get("it"), context)


@pytest.mark.parametrize(
    ("kind", "raw"),
    [
        (Kind.TEXT, "κείμενο"),
        (Kind.CHOICES, ["red"]),
        (Kind.FILES, ["id"]),
        (Kind.PERIOD, {"first": "x", "last": ""}),
        (Kind.GROUP, [{"part": "x"}, {}]),
    ],
)
def test_what_fits_stays(kind, raw):
    assert fitting(only(kind), {"it": raw, "another": ["kept"]}) == {"it": raw, "another": ["kept"]}


def test_parts_that_a_group_no_longer_asks_are_left_out():
    assert fitting(only(Kind.GROUP), {"it": [{"part": "x", "gone": "y"}]}) == {"it": [{"part": "x"}]}


def test_what_was_not_typed_stays_untyped():
    assert fitting(only(Kind.TEXT), {}) == {}
