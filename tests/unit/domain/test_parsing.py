"""Reading plain data: each reader gives what stands there, or names the place and what is wrong."""

from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

import pytest

from serres_requests.domain import parsing
from serres_requests.domain.errors import DefinitionError
from serres_requests.domain.texts import Text


class Colour(StrEnum):
    RED = "red"
    BLUE = "blue"


def problem_of(read, *arguments, **options):
    """The place and the words of the error that `read` raises."""
    with pytest.raises(DefinitionError) as caught:
        read(*arguments, **options)
    return caught.value.place, caught.value.problem


def test_a_mapping_with_known_keys_is_taken():
    assert parsing.mapping({"a": 1}, "here", frozenset("ab")) == {"a": 1}


@pytest.mark.parametrize("data", [None, [], "a", 1])
def test_what_is_no_mapping_is_refused(data):
    assert problem_of(parsing.mapping, data, "here", frozenset("a")) == ("here", "must be a mapping")


def test_an_unknown_key_is_named():
    assert problem_of(parsing.mapping, {"c": 1}, "here", frozenset("a")) == ("here.c", "is not known here")


def test_items_are_read_each_with_its_place():
    read = parsing.items({"them": ["x", "y"]}, "them", "here", lambda item, place: (item, place))
    assert read == (("x", "here.them[0]"), ("y", "here.them[1]"))


def test_no_list_is_no_items():
    assert parsing.items({}, "them", "here", lambda item, _place: item) == ()


@pytest.mark.parametrize("value", [None, "xy", {"a": 1}, ("x",)])
def test_what_is_no_list_has_no_items(value):
    read = problem_of(parsing.items, {"them": value}, "them", "here", lambda item, _place: item)
    assert read == ("here.them", "must be a list")


def test_words_are_in_both_languages_or_not_there():
    assert parsing.words({"help": {"el": "ναι", "en": "yes"}}, "help", "here") == Text("ναι", "yes")
    assert parsing.words({}, "help", "here") is None
    assert problem_of(parsing.words, {"help": None}, "help", "here")[0] == "here.help"


@pytest.mark.parametrize(("data", "value"), [({}, False), ({"on": False}, False), ({"on": True}, True)])
def test_flags(data, value):
    assert parsing.flag(data, "on", "here") is value


@pytest.mark.parametrize("value", [None, 1, 0, "true", []])
def test_a_flag_is_true_or_false_alone(value):
    assert problem_of(parsing.flag, {"on": value}, "on", "here") == ("here.on", "must be true or false")


def test_texts():
    assert parsing.text({"say": " λόγια "}, "say", "here") == " λόγια "
    assert parsing.text({}, "say", "here") == ""
    assert problem_of(parsing.text, {"say": 7}, "say", "here") == ("here.say", "must be text")


@pytest.mark.parametrize(
    ("value", "least", "problem"),
    [
        (0, 1, "must be at least 1"),
        (-1, 0, "must be at least 0"),
        (True, 0, "must be a whole number"),
        (1.0, 0, "must be a whole number"),
        ("1", 0, "must be a whole number"),
        (None, 0, "must be a whole number"),
    ],
)
def test_whole_numbers_that_are_none(value, least, problem):
    assert problem_of(parsing.whole_number, {"n": value}, "n", 5, "here", least=least) == ("here.n", problem)


@pytest.mark.parametrize(("data", "number"), [({}, 5), ({"n": 1}, 1), ({"n": 10**30}, 10**30)])
def test_whole_numbers(data, number):
    assert parsing.whole_number(data, "n", 5, "here") == number


@pytest.mark.parametrize(
    ("value", "number"),
    [(None, None), (0, Decimal(0)), (0.1, Decimal("0.1")), ("12.50", Decimal("12.50")), (-3, Decimal(-3))],
)
def test_decimals_are_exactly_as_written(value, number):
    assert parsing.decimal({"n": value}, "n", "here") == number
    assert parsing.decimal({}, "n", "here") is None


@pytest.mark.parametrize("value", [True, [], "12,5", "x", "", "NaN", "Infinity", float("inf"), float("nan")])
def test_what_is_no_number_is_refused(value):
    assert problem_of(parsing.decimal, {"n": value}, "n", "here") == ("here.n", "must be a number")


@pytest.mark.parametrize(
    ("value", "day"),
    [(None, None), (date(2026, 3, 25), date(2026, 3, 25)), ("2026-03-25", date(2026, 3, 25))],
)
def test_days(value, day):
    assert parsing.day({"on": value}, "on", "here") == day


@pytest.mark.parametrize("value", ["25/3/2026", "2026-02-30", "", 7, datetime(2026, 3, 25, 10, 0), []])  # noqa: DTZ001
def test_what_is_no_day_is_refused(value):
    read = problem_of(parsing.day, {"on": value}, "on", "here")
    assert read == ("here.on", "must be a date such as 2026-03-25")


def test_members_are_named_by_their_value():
    assert parsing.one_of({"c": "blue"}, "c", Colour, "here") is Colour.BLUE
    assert parsing.one_of({}, "c", Colour, "here", Colour.RED) is Colour.RED


@pytest.mark.parametrize("data", [{}, {"c": None}, {"c": "RED"}, {"c": ["red"]}])
def test_another_member_is_refused_with_those_there_are(data):
    default = Colour.RED if data else None
    read = problem_of(parsing.one_of, data, "c", Colour, "here", default)
    assert read == ("here.c", "must be one of red, blue")
