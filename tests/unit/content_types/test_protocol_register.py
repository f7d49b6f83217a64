"""The register numbers without gap and without double, each year from 1, each key once."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from serres_requests.content_types.protocol_register import ProtocolRegister, RegisterEntry
from serres_requests.domain.errors import UnavailableError
from serres_requests.domain.protocol import Filing, ProtocolNumber

DAY = date(2026, 3, 25)


def filing(key, day=DAY):
    return Filing(key, day, "ΜΑΡΙΑ ΠΑΠΑΔΟΠΟΥΛΟΥ", "Αίτημα ηλεκτροφωτισμού", "lighting")


@pytest.fixture
def connection(connect):
    connection = connect()
    connection.root()["register"] = ProtocolRegister()
    connection.transaction_manager.commit()
    return connection


@pytest.fixture
def register(connection):
    return connection.root()["register"]


def test_numbers_follow_each_other_from_one(register):
    assert [register.file(filing(f"2026/{n}")).number for n in range(5)] == [1, 2, 3, 4, 5]


def test_the_same_key_always_gets_the_same_number_also_later(register):
    first = register.file(filing("2026/a"))
    register.file(filing("2026/b"))
    assert register.file(filing("2026/a", date(2027, 1, 2))) == first == ProtocolNumber(2026, 1, DAY)
    assert (len(register.entries(2026)), register.entries(2027)) == (2, [])


def test_what_older_databases_kept_is_read(register):
    register._number_of_key["2025/a"] = ProtocolNumber(2025, 7, date(2025, 3, 24))
    filed = register.file(filing("2026/b"))
    assert register.file(filing("2025/a")) == ProtocolNumber(2025, 7, date(2025, 3, 24))
    assert dict(register.keys()) == {"2025/a": ProtocolNumber(2025, 7, date(2025, 3, 24)), "2026/b": filed}


def test_the_series_starts_again_each_year(register):
    days = [date(2026, 12, 30), date(2026, 12, 31), date(2027, 1, 1), date(2027, 1, 2)]
    numbers = [register.file(filing(f"key-{n}", day)) for n, day in enumerate(days)]
    assert [(n.year, n.number) for n in numbers] == [(2026, 1), (2026, 2), (2027, 1), (2027, 2)]


@given(st.lists(st.tuples(st.integers(0, 20), st.sampled_from([2025, 2026, 2027]))))
def test_whatever_is_filed_no_number_is_left_out_or_given_twice(filings):
    register, given_to = ProtocolRegister(), {}
    for key, year in filings:
        number = register.file(filing(f"key-{key}", date(year, 1, 1)))
        assert given_to.setdefault(key, number) == number
    for year in (2025, 2026, 2027):
        numbers = [entry.number for entry in register.entries(year)]
        assert numbers == list(range(1, len(numbers) + 1))
        assert sorted(n.number for n in given_to.values() if n.year == year) == numbers


def test_a_line_holds_all_that_was_filed(register):
    register.file(filing("2026/a"))
    line = RegisterEntry(1, DAY, "ΜΑΡΙΑ ΠΑΠΑΔΟΠΟΥΛΟΥ", "Αίτημα ηλεκτροφωτισμού", "lighting", "2026/a")
    assert register.entry(2026, 1) == line
    assert register.entries(2026) == [line]


@pytest.mark.parametrize(("year", "number"), [(2026, 2), (2026, 0), (2025, 1)])
def test_a_line_that_is_not_there_is_none(register, year, number):
    register.file(filing("2026/a"))
    assert register.entry(year, number) is None


def test_a_closed_register_numbers_nothing_new_and_leaves_no_gap(register):
    register.file(filing("2026/a"))
    register.is_open = False
    with pytest.raises(UnavailableError, match="closed"):
        register.file(filing("2026/b"))
    assert register.file(filing("2026/a")).number == 1
    register.is_open = True
    assert register.file(filing("2026/b")).number == 2


def test_a_transaction_that_is_given_up_leaves_no_gap(connection, register, connect):
    register.file(filing("2026/a"))
    connection.transaction_manager.commit()
    register.file(filing("2026/lost"))
    connection.transaction_manager.abort()
    assert register.file(filing("2026/b")).number == 2
    connection.transaction_manager.commit()
    seen = connect().root()["register"]
    assert [line.key for line in seen.entries(2026)] == ["2026/a", "2026/b"]
    assert seen.file(filing("2026/a")).number == 1


def test_the_newest_lines_come_first_across_years(register):
    for n, day in enumerate([date(2025, 12, 30), date(2025, 12, 31), date(2026, 1, 1), date(2026, 1, 2)]):
        register.file(filing(f"key-{n}", day))
    assert [line.key for line in register.newest(3)] == ["key-3", "key-2", "key-1"]
    assert len(register.newest(100)) == 4


def test_an_empty_register_has_no_newest_lines(register):
    assert register.newest(10) == []


@pytest.mark.parametrize(
    ("before", "now", "entered"),
    [
        (date(2026, 3, 25), date(2026, 3, 24), date(2026, 3, 25)),
        (date(2027, 1, 1), date(2026, 12, 31), date(2027, 1, 1)),
        (date(2026, 3, 25), date(2026, 3, 26), date(2026, 3, 26)),
        (date(2036, 3, 25), date(2026, 3, 25), date(2026, 3, 25)),
    ],
    ids=["past midnight", "past new year", "forwards", "it was wrong before"],
)
def test_a_clock_that_is_set_back_does_not_turn_the_days_back(register, before, now, entered):
    first = register.file(filing("2026/a", before))
    second = register.file(filing("2026/b", now))
    assert second.filed_on == entered
    assert second.number == (first.number + 1 if first.year == second.year else 1)
