"""Answers of several inputs: each part is told by itself, and nothing given is nothing."""

from datetime import date
from decimal import Decimal

import pytest
from tests.support.every_kind import CHOICES, definition_data, field_of, words
from tests.support.forms import form_of, said

from serres_requests.domain.answers import Address, Item, Period, Place
from serres_requests.domain.definitions import parse_definition
from serres_requests.domain.kinds import Kind

FILL_IN = "Fill in this field."
NOT_A_DATE = "Give a date as day/month/year, such as 25/3/2026."
POSTCODE = "A postcode has 5 digits."
POSITION = "Write the position as two numbers, such as 41.0911, 23.5476."


def check(kind, raw, **options):
    form = form_of(parse_definition(definition_data(("one", "", [field_of(kind, **options)]))), {kind.value: raw})
    answers = form.answers()
    told = {oid.removeprefix(f"field-{kind.value}"): messages for oid, messages in said(form).items()}
    return (None if answers is None else answers.get(kind.value)), told


def period(first="", last=""):
    return check(Kind.PERIOD, {"first": first, "last": last})


@pytest.mark.parametrize(
    ("first", "last", "answer"),
    [
        ("2026-03-01", "2026-03-25", Period(date(2026, 3, 1), date(2026, 3, 25))),
        ("1/3/2026", "1.3.2026", Period(date(2026, 3, 1), date(2026, 3, 1))),
        ("2026-03-01", "", Period(date(2026, 3, 1))),
    ],
)
def test_a_period_may_have_an_open_end(first, last, answer):
    assert period(first, last) == (answer, {})


@pytest.mark.parametrize(
    ("first", "last", "told"),
    [
        ("2026-03-25", "2026-03-24", {".last": ["The last day is before the first."]}),
        ("", "2026-03-24", {".first": [FILL_IN]}),
        ("soon", "2026-03-24", {".first": [NOT_A_DATE]}),
        ("soon", "later", {".first": [NOT_A_DATE], ".last": [NOT_A_DATE]}),
        ("", "later", {".first": [FILL_IN], ".last": [NOT_A_DATE]}),
    ],
)
def test_what_is_wrong_with_a_period_stands_at_its_part(first, last, told):
    answer, messages = period(first, last)
    assert answer is None
    assert {oid: sorted(m) for oid, m in messages.items()} == told


def address(**changes):
    home = {"street": "Ερμού", "number": "1", "postcode": "62122", "town": "Σέρρες"}
    return check(Kind.ADDRESS, {**home, **changes})


def test_an_address_is_brought_into_form():
    assert address(street=" Ερμού ", postcode="621 22") == (Address("Ερμού", "1", "62122", "Σέρρες"), {})


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"number": ""}, {".number": [FILL_IN]}),
        ({"street": " ", "town": ""}, {".street": [FILL_IN], ".town": [FILL_IN]}),
        ({"postcode": "6212"}, {".postcode": [POSTCODE]}),
        ({"postcode": "6212", "town": ""}, {".postcode": [POSTCODE], ".town": [FILL_IN]}),
        ({"street": "x" * 101}, {".street": ["The text has 101 characters; at most 100 fit here."]}),
    ],
)
def test_all_that_is_wrong_with_an_address_is_told_at_once(changes, told):
    assert address(**changes) == (None, told)


@pytest.mark.parametrize(
    ("position", "latitude", "longitude"),
    [
        ("41.0911, 23.5476", "41.0911", "23.5476"),
        ("41.0911,23.5476", "41.0911", "23.5476"),
        ("41.0911; 23.5476", "41.0911", "23.5476"),
        ("-90, 180", "-90", "180"),
        ("+0, -0.5", "0", "-0.5"),
    ],
)
def test_a_place_with_its_position(position, latitude, longitude):
    answer, told = check(Kind.PLACE, {"words": "Πλατεία", "position": position})
    assert told == {}
    assert answer == Place("Πλατεία", Decimal(latitude), Decimal(longitude))


def test_a_place_in_words_alone():
    assert check(Kind.PLACE, {"words": "Πλατεία", "position": ""}) == (Place("Πλατεία"), {})


@pytest.mark.parametrize(
    "position",
    [
        *("41", "41,23,5", "91, 0", "0, 181", "-90.1, 0", "x, y", "NaN, NaN", "Infinity, 0", "1e1, 0", "٤١, ٢٣"),
        *("1e-999999, 0", "41.0911 23.5476", ",", "1" * 500, "0, 0."),
    ],
)
def test_what_is_no_position_is_refused(position):
    assert check(Kind.PLACE, {"words": "Πλατεία", "position": position}) == (None, {".position": [POSITION]})


def test_a_position_alone_is_not_enough():
    told = {".words": [FILL_IN]}
    assert check(Kind.PLACE, {"words": "", "position": "41, 23"}) == (None, told)


FAMILY = {
    "fields": [
        field_of(Kind.TEXT, name="who", required=True),
        field_of(Kind.DATE, name="born"),
        field_of(Kind.ADDRESS, name="home"),
        {**field_of(Kind.CHOICES, name="likes"), "choices": CHOICES},
        field_of(Kind.INFO, name="note", title=words("Σημείωση")),
    ],
    "max_items": 3,
}


def group(*items, **options):
    return check(Kind.GROUP, list(items), **{**FAMILY, **options})


def test_items_hold_the_answers_that_were_given():
    home = {"street": "Ερμού", "number": "1", "postcode": "62122", "town": "Σέρρες"}
    answer, told = group({"who": "Άννα", "home": home, "likes": ["red"]}, {"who": "Νίκος", "born": "2/1/1990"})
    assert told == {}
    assert answer == (
        Item((("who", "Άννα"), ("home", Address("Ερμού", "1", "62122", "Σέρρες")), ("likes", ("red",)))),
        Item((("who", "Νίκος"), ("born", date(1990, 1, 2)))),
    )


def test_empty_items_are_left_out():
    empty = {"who": " ", "born": "", "home": {"street": "", "number": ""}, "likes": [], "note": ""}
    assert group({}, empty, {"who": "Άννα"}, {}) == ((Item((("who", "Άννα"),)),), {})
    assert group({}, empty) == (None, {})


def test_what_is_wrong_stands_at_the_input_of_its_item():
    answer, told = group(
        {"who": "Άννα"},
        {"born": "soon", "home": {"street": "Ερμού", "postcode": "1"}},
        {"who": "Νίκος", "likes": ["black"]},
    )
    assert answer is None
    assert told == {
        ".1.who": [FILL_IN],
        ".1.born": [NOT_A_DATE],
        ".1.home.number": [FILL_IN],
        ".1.home.postcode": [POSTCODE],
        ".1.home.town": [FILL_IN],
        ".2.likes": ["Choose among the answers."],
    }


def test_an_item_too_few_or_too_many_is_told():
    people = [{"who": name} for name in "αβγδ"]
    assert group(people[0], min_items=2) == (None, {"": ["Give at least 2."]})
    assert group(*people) == (None, {"": ["Give at most 3."]})
    assert len(group(*people[:2], min_items=2)[0]) == 2
    assert len(group(*people[:3])[0]) == 3


def test_a_group_whose_items_are_wrong_and_too_few_tells_what_is_wrong_first():
    assert group({"born": "1/1/2000"}, min_items=2) == (None, {".0.who": [FILL_IN]})
