"""Definitions of several steps, and the terms of a request type."""

from datetime import date
from decimal import Decimal

import pytest

from serres_requests.domain.definitions import Applicants, DayKind, Step, parse_definition
from serres_requests.domain.errors import DefinitionError
from serres_requests.domain.texts import Text

WORDS = {"el": "Λόγια", "en": "Words"}
TEXT = Text("Λόγια", "Words")


def field(name):
    return {"name": name, "kind": "text", "title": WORDS}


def step(name, *fields, **changes):
    return {"name": name, "title": WORDS, "fields": [field(other) for other in fields], **changes}


def definition(*steps, **changes):
    return {
        "name": "test",
        "department": "lighting",
        "title": WORDS,
        "summary": WORDS,
        "description": WORDS,
        "answer_days": 1,
        "steps": list(steps) or [step("one", "a", "b"), step("two", "c", help=WORDS, show_if=' a == "x" ')],
        **changes,
    }


def without_steps(**changes):
    return {key: value for key, value in definition(**changes).items() if key != "steps"}


def test_steps_are_read_in_their_order():
    parsed = parse_definition(definition())
    assert [f.name for f in parsed.fields] == ["a", "b", "c"]
    assert [s.name for s in parsed.steps] == ["one", "two"]
    assert parsed.steps[1] == Step("two", TEXT, parsed.fields[2:], TEXT, 'a == "x"')


def test_fields_without_steps_are_one_step():
    parsed = parse_definition(without_steps(fields=[field("a")]))
    assert [(s.title, s.show_if, [f.name for f in s.fields]) for s in parsed.steps] == [(TEXT, "", ["a"])]


def test_terms_that_are_not_given():
    parsed = parse_definition(definition())
    assert (parsed.day_kind, parsed.applicants) == (DayKind.CALENDAR, Applicants.ANYONE)
    assert (parsed.legal_basis, parsed.fee, parsed.opens, parsed.closes) == (None, None, None, None)


def test_terms_are_read():
    parsed = parse_definition(
        definition(
            day_kind="working",
            applicants="business",
            legal_basis=WORDS,
            fee="12.50",
            opens="2026-01-01",
            closes=date(2026, 12, 31),
        )
    )
    assert (parsed.day_kind, parsed.applicants) == (DayKind.WORKING, Applicants.BUSINESS)
    assert (parsed.legal_basis, parsed.fee) == (TEXT, Decimal("12.50"))
    assert (parsed.opens, parsed.closes) == (date(2026, 1, 1), date(2026, 12, 31))


@pytest.mark.parametrize(
    ("data", "place"),
    [
        (definition(fields=[field("z")]), "steps"),
        (definition(steps={}), "steps"),
        (definition(step("one", "a"), step("one", "b")), "steps"),
        (definition(step("one", "a"), step("two", "a")), "fields"),
        (definition(step("one")), "fields"),
        (definition(steps=[]), "fields"),
        (definition(step("Ένα", "a")), "steps[0].name"),
        (definition(step("one", "a", title="x")), "steps[0].title"),
        (definition(step("one", "a", colour="red")), "steps[0].colour"),
        (definition(step("one", "a"), step("two", "c", show_if=1)), "steps[1].show_if"),
        (definition(step("one", "a", fields=None)), "steps[0].fields"),
        (definition(step("one", "a"), step("two", "c", "Δ")), "steps[1].fields[1].name"),
        (definition(None), "steps[0]"),
        (definition(day_kind="lunar"), "definition.day_kind"),
        (definition(applicants="dogs"), "definition.applicants"),
        (definition(fee="ten"), "definition.fee"),
        (definition(legal_basis="Ν. 1"), "legal_basis"),
        (definition(opens="soon"), "definition.opens"),
        (definition(opens="2026-02-01", closes="2026-01-31"), "closes"),
    ],
)
def test_an_error_names_its_place(data, place):
    with pytest.raises(DefinitionError) as caught:
        parse_definition(data)
    assert caught.value.place == place
    assert caught.value.problem
