"""Protocol numbers as printed and as ordered."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from serres_requests.domain.protocol import ProtocolNumber


@pytest.mark.parametrize(
    ("number", "filed_on", "printed"),
    [
        (25498, date(2022, 7, 28), "25498/28-7-2022"),
        (1, date(2026, 1, 1), "1/1-1-2026"),
        (100, date(2026, 12, 31), "100/31-12-2026"),
    ],
)
def test_numbers_are_printed_as_on_paper(number, filed_on, printed):
    assert str(ProtocolNumber(filed_on.year, number, filed_on)) == printed


@given(st.integers(1, 10**6), st.dates())
def test_what_is_printed_tells_number_and_date(number, filed_on):
    printed = str(ProtocolNumber(filed_on.year, number, filed_on))
    found = re.fullmatch(r"(\d+)/(\d+)-(\d+)-(\d+)", printed)
    assert [int(part) for part in found.groups()] == [number, filed_on.day, filed_on.month, filed_on.year]


def test_numbers_are_ordered_by_year_and_then_by_number_not_as_text():
    old = ProtocolNumber(2025, 900, date(2025, 12, 31))
    ninth = ProtocolNumber(2026, 9, date(2026, 1, 2))
    tenth = ProtocolNumber(2026, 10, date(2026, 1, 2))
    assert sorted([tenth, old, ninth]) == [old, ninth, tenth]
