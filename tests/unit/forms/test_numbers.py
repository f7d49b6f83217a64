"""Numbers as people write them in Greece, and what only looks like a number."""

from decimal import Decimal

import colander
import pytest
from hypothesis import given
from hypothesis import strategies as st

from serres_requests.forms.types import GreekNumber

NODE = colander.SchemaNode(colander.String())


def read(text, decimals=2):
    return GreekNumber(decimals).deserialize(NODE, text)


def problem_of(text, decimals=2):
    with pytest.raises(colander.Invalid) as caught:
        read(text, decimals)
    return caught.value.msg.interpolate()


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0", "0"),
        ("7", "7"),
        ("+7", "7"),
        ("-3", "-3"),
        ("012", "12"),
        (" 1250 ", "1250"),
        ("1.234", "1234"),
        ("1.234.567", "1234567"),
        ("1.234,5", "1234.5"),
        ("1234,5", "1234.5"),
        ("1234.5", "1234.5"),
        ("-1.234,50", "-1234.50"),
        ("12.50", "12.50"),
        ("0,05", "0.05"),
        ("1,5000", "1.5"),
        ("9" * 24, "9" * 24),
    ],
)
def test_numbers(text, number):
    assert read(text) == Decimal(number)
    assert isinstance(read(text), Decimal)


@pytest.mark.parametrize(("text", "number"), [("7", 7), ("1.234", 1234), ("-3", -3), ("5,00", 5), ("5.0", 5)])
def test_whole_numbers_are_int(text, number):
    assert (read(text, 0), type(read(text, 0))) == (number, int)


@pytest.mark.parametrize("text", ["1,5", "1.23", "0,1", "-0.5"])
def test_a_whole_number_is_asked_for(text):
    assert problem_of(text, 0) == "Write a whole number."


@pytest.mark.parametrize("text", ["1,234", "0.001", "1.234,567", "0," + "0" * 17 + "1"])
def test_too_many_decimals_are_told(text):
    assert problem_of(text) == "Write at most 2 decimals."


@pytest.mark.parametrize(
    "text",
    [
        *("1,2,3", "1.2.3", "12.34,5", "1.23,4", "1.2345,6", "1.000.00", "1,234.5", "1 234", "1\u00a0234"),
        *(
            "1e5",
            "1E+5",
            "1e999999",
            "NaN",
            "sNaN",
            "Infinity",
            "-inf",
            "0x10",
            "1_000",
            "--1",
            "-",
            "+",
            ".",
            ",",
        ),
        *(
            "٣",
            "１２",
            "²",
            "½",
            "Ⅷ",
            "δύο",
            "12 €",
            "€12",
            "12€",
            "1,",
            ",5",
            ".5",
            "5-",
            "9" * 25,
            "<b>",
            "1\x002",
        ),
    ],
)
@pytest.mark.parametrize("decimals", [0, 2, 6])
def test_what_only_looks_like_a_number_is_refused(text, decimals):
    assert problem_of(text, decimals) == "Write a number, such as 1250 or 12,50."


@pytest.mark.parametrize("text", ["", " ", "\n"])
def test_blanks_are_no_number(text):
    assert read(text) is colander.null


@given(st.text() | st.text("0123456789.,+-eE_ ", max_size=40))
def test_any_text_is_a_number_or_refused(text):
    for decimals in (0, 2):
        try:
            number = read(text, decimals)
        except colander.Invalid:
            continue
        assert number is colander.null or abs(number) < 10**24


@given(st.integers(-(10**12), 10**12), st.integers(0, 99))
def test_every_amount_is_read_in_each_notation(euros, cents):
    greek = f"{euros:,}".replace(",", ".")
    amount = Decimal(f"{euros}.{cents:02}")
    assert read(f"{greek},{cents:02}") == read(f"{euros},{cents:02}") == read(f"{euros}.{cents:02}") == amount
