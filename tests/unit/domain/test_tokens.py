"""Expressions told apart without compiling them."""

from datetime import date
from decimal import Decimal

import pytest

from serres_requests.domain.tokens import days_in, names_in, numbers_in, parts_of, renamed, strings_in


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("a", {"a"}),
        ("not a and b_1 >= 3", {"a", "b_1"}),
        ('a == "b"', {"a"}),
        ("a == 'b' # c", {"a"}),
        (r'a == "b \" c"', {"a"}),
        ("a.length > 3", {"a"}),
        ('d == d"2026-01-01"', {"d"}),
        ('"x" in [a, b]', {"a", "b"}),
        ("1e5 + a", {"a"}),
        ("null ?? a", {"a"}),
        ("", set()),
    ],
)
def test_names(source, expected):
    assert names_in(source) == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("a and aa and a_a", "new and aa and a_a"),
        ("a == \"a\" or b == 'a'", "new == \"a\" or b == 'a'"),
        ("b.a > a.b", "b.a > new.b"),
        ('a == a"', 'new == new"'),
        ("1a", "1a"),
    ],
)
def test_renaming(source, expected):
    assert renamed(source, "a", "new") == expected


def test_a_name_before_a_quote_is_a_prefix():
    assert renamed('d == d"2026-01-01"', "d", "day") == 'day == d"2026-01-01"'


def test_literals():
    parts = [
        'a == "x"',
        r"""b in ['y', "q\"q"]""",
        "n > 3.5 and m <= 10",
        'd < d"2026-03-25"',
        'e == "2026-02-31"',
    ]
    source = " or ".join(parts)
    assert strings_in(source) == ["x", "y", 'q"q', "2026-03-25", "2026-02-31"]
    assert numbers_in(source) == [Decimal("3.5"), Decimal(10)]
    assert days_in(source) == [date(2026, 3, 25)]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("a", ("", ["a"])),
        ("a and b or c and d", ("or", ["a and b", "c and d"])),
        ("a and (b or c) and d", ("and", ["a", "(b or c)", "d"])),
        ("((a or b))", ("or", ["a", "b"])),
        ("(a) or (b)", ("or", ["(a)", "(b)"])),
        ("not a == 1", ("not", ["a == 1"])),
        ("not (a and b)", ("not", ["(a and b)"])),
        ('x == "a and b"', ("", ['x == "a and b"'])),
        ("a ? b : c and d", ("", ["a ? b : c and d"])),
        ("x in [a and b]", ("", ["x in [a and b]"])),
        ("(a", ("", ["(a"])),
        ("(a))", ("", ["(a))"])),
        ("((a)", ("", ["((a)"])),
        ('("(a or b")', ("", ['"(a or b"'])),
    ],
)
def test_parts(source, expected):
    assert parts_of(source) == expected
