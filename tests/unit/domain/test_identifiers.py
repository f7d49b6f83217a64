"""ΑΦΜ and random ids."""

import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from serres_requests.domain.errors import IdentifierError
from serres_requests.domain.identifiers import new_id, normalise_afm

DIGITS = "0123456789"


def passes(afm):
    """The formula of the tax office, written out."""
    check = sum(int(digit) * 2 ** (9 - i) for i, digit in enumerate(afm[:8], start=1)) % 11 % 10
    return check == int(afm[8]) and afm != "000000000"


@pytest.mark.parametrize(
    "afm",
    [
        "123456783",
        "094259216",
        "090165560",
        "900000005",
        "800000002",
        "990000014",
        "990000026",
        "990000038",
    ],
)
def test_valid_numbers_stay_as_they_are(afm):
    assert normalise_afm(afm) == afm


@pytest.mark.parametrize(
    "raw",
    [
        "EL094259216",
        "GR094259216",
        "el 094259216",
        "gr 094 259 216",
        " 094259216 ",
        "94259216",
        "EL94259216",
        "094259216\n",
    ],
)
def test_blanks_country_and_a_lost_zero_make_no_difference(raw):
    assert normalise_afm(raw) == "094259216"


@pytest.mark.parametrize(
    "raw",
    [
        "",
        " ",
        "null",
        "EL",
        "123456781",
        "000000000",
        "00000000",
        "GR000000000",
        "1234567833",
        "1234567",
        "12345678Α",
        "123456783GR",
        "12GR3456783",
        "FR123456783",
        "ELEL123456783",
        "٠٩٤٢٥٩٢١٦",
        "😀",
        "123456783\x00",
    ],
)
def test_anything_else_is_refused_without_repeating_it(raw):
    with pytest.raises(IdentifierError) as caught:
        normalise_afm(raw)
    assert str(caught.value) == "not a valid ΑΦΜ"


@given(st.text(DIGITS, min_size=9, max_size=9))
def test_nine_digits_are_accepted_exactly_when_the_formula_holds(afm):
    if passes(afm):
        assert normalise_afm(afm) == afm
    else:
        with pytest.raises(IdentifierError):
            normalise_afm(afm)


@given(st.text(DIGITS, min_size=8, max_size=8))
def test_every_eight_digits_that_end_in_their_check_digit_are_accepted(stem):
    check = next(digit for digit in DIGITS if stem == "00000000" or passes(stem + digit))
    assume(stem != "00000000")
    assert normalise_afm(f"EL {stem}{check}") == stem + check


@given(st.text())
def test_any_text_gives_a_number_that_passes_or_the_named_error(text):
    try:
        afm = normalise_afm(text)
    except IdentifierError:
        return
    assert passes(afm)


def test_ids_are_80_random_bits_in_hex():
    ids = {new_id() for _ in range(1000)}
    assert len(ids) == 1000
    assert all(re.fullmatch(r"[0-9a-f]{20}", name) for name in ids)
