"""Codes are drawn from 100 bits and understood however people write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from serres_requests.domain.check_codes import ALPHABET, LENGTH, new_check_code, read_check_code

CODE = "0A1B8-CDEFG-HJKMN-PQRST"


def test_codes_are_groups_of_unambiguous_signs():
    code = new_check_code()
    assert [len(group) for group in code.split("-")] == [5, 5, 5, 5]
    assert set(code) <= {*ALPHABET, "-"}


def test_a_code_has_a_hundred_bits():
    assert len(set(ALPHABET)) ** LENGTH == 2**100
    assert not set("ILOU") & set(ALPHABET)


def test_codes_differ():
    assert len({new_check_code() for _ in range(1000)}) == 1000


@pytest.mark.parametrize(
    "typed",
    [
        CODE,
        "0a1b8-cdefg-hjkmn-pqrst",
        "0A1B8CDEFGHJKMNPQRST",
        "  0A1B8 – CDEFG – HJKMN – PQRST. ",
        "OAIB8-CDEFG-HJKMN-PQRST",
        "oalb8-cdefg-hjkmn-pqrst",
        "0A1B8\u2011CDEFG\u2011HJKMN\u2011PQRST",
        "0A1B8-CDEFG-HJKMN-PQRST",
        "ΟΑΙΒ8-CDEFG-HJKMN-PQRST",
        "0α1β8-ψδεφγ-ηξκμν-ρqrστ",
    ],
)
def test_a_code_is_understood_however_it_is_written(typed):
    assert read_check_code(typed) == CODE


@pytest.mark.parametrize(
    "typed",
    ["", " ", CODE[:-1], f"{CODE}0", f"{CODE[:-1]}!", "ж" * 20, "5" * 10_000, "\x00", "😀" * 20],
)
def test_what_can_be_no_code_is_none(typed):
    assert read_check_code(typed) is None


@given(st.text(alphabet=ALPHABET, min_size=LENGTH, max_size=LENGTH))
def test_every_code_reads_back_to_itself(signs):
    grouped = "-".join(signs[start : start + 5] for start in range(0, LENGTH, 5))
    assert read_check_code(grouped) == read_check_code(signs.lower()) == grouped


@given(st.text(max_size=60))
def test_whatever_is_typed_is_a_code_or_none(typed):
    code = read_check_code(typed)
    assert code is None or read_check_code(code) == code
