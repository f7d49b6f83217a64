"""What a form shows, requires and computes: conditions decided in an order that works, whatever the form's."""

from datetime import date
from decimal import Decimal

import pytest
from tests.support.every_kind import CHOICES, definition_data, field_of

from serres_requests.domain.answers import Address, Item
from serres_requests.domain.definitions import parse_definition
from serres_requests.domain.errors import DefinitionError
from serres_requests.domain.kinds import Kind
from serres_requests.domain.visibility import plan_of


def text(name, **options):
    return field_of(Kind.TEXT, name=name, **options)


def number(name, **options):
    return field_of(Kind.NUMBER, name=name, decimals=2, **options)


def yes_no(name, **options):
    return field_of(Kind.YES_NO, name=name, **options)


def computed(name, value, decimals=0, **options):
    return field_of(Kind.COMPUTED, name=name, value=value, decimals=decimals, **options)


def choices(name, **options):
    return {**field_of(Kind.CHOICES, name=name), "choices": CHOICES, **options}


def plan(*steps):
    """The plan of steps, each a list of fields or a condition with one."""
    pairs = [step if isinstance(step, tuple) else ("", step) for step in steps]
    return plan_of(
        parse_definition(definition_data(*((f"s{n}", show_if, f) for n, (show_if, f) in enumerate(pairs))))
    )


def problem_of(*steps):
    with pytest.raises(DefinitionError) as caught:
        plan(*steps)
    return caught.value


def test_without_conditions_everything_is_shown():
    shown = plan([text("a"), text("b", required=True)], [text("c")]).shown({})
    assert (shown.fields, shown.steps, shown.required) == ({"a", "b", "c"}, {"s0", "s1"}, {"b"})
    assert shown.computed == {}


def test_a_condition_shows_its_field():
    asked = plan([text("a"), text("b", show_if='a == "x"', required=True)])
    assert (asked.shown({}).fields, asked.shown({}).required) == ({"a"}, frozenset())
    assert asked.shown({"a": "y"}).fields == {"a"}
    assert (asked.shown({"a": "x"}).fields, asked.shown({"a": "x"}).required) == ({"a", "b"}, {"b"})


def test_conditions_may_look_forward_in_the_form():
    asked = plan([text("a", show_if="c")], [text("b"), yes_no("c")])
    assert asked.shown({"c": True}).fields == {"a", "b", "c"}
    assert asked.shown({"c": False}).fields == {"b", "c"}


def test_an_answer_to_a_hidden_field_counts_as_not_given():
    asked = plan(
        [yes_no("a"), text("b", show_if="a"), text("c", show_if='b == "x"'), text("d", show_if="c != null")]
    )
    answers = {"a": True, "b": "x", "c": "y", "d": "z"}
    assert asked.shown(answers).fields == {"a", "b", "c", "d"}
    assert asked.shown(answers | {"a": False}).fields == {"a"}


@pytest.mark.parametrize("source", ['"red" in c', "c.length > 0", "n > 0", "f > 0", "g > 0", 't == "x"'])
def test_a_hidden_field_of_any_kind_makes_a_comparison_false(source):
    asked = plan(
        [
            yes_no("a"),
            choices("c", show_if="a"),
            number("n", show_if="a"),
            field_of(Kind.FILES, name="f", show_if="a"),
            field_of(Kind.GROUP, name="g", show_if="a"),
            text("t", show_if="a"),
            text("end", show_if=source),
        ]
    )
    answers = {"c": ("red",), "n": 1, "f": ("id",), "g": (Item(()),), "t": "x"}
    assert "end" in asked.shown({**answers, "a": True}).fields
    assert "end" not in asked.shown({**answers, "a": False}).fields
    assert "end" not in asked.shown({}).fields


def test_a_step_is_shown_with_all_of_it_or_not_at_all():
    asked = plan([yes_no("a")], ("a", [text("b", required=True), text("c", show_if='b == "x"')]))
    assert (asked.shown({"b": "x"}).steps, asked.shown({"b": "x"}).fields) == ({"s0"}, {"a"})
    shown = asked.shown({"a": True, "b": "x"})
    assert (shown.steps, shown.fields, shown.required) == ({"s0", "s1"}, {"a", "b", "c"}, {"b"})


def test_a_step_is_shown_even_when_none_of_its_fields_is():
    assert plan([yes_no("a")], [text("b", show_if="a")]).shown({}).steps == {"s0", "s1"}


def test_what_must_be_answered_can_depend_on_answers():
    asked = plan([yes_no("a"), text("b", require_if="a"), text("c", required=True, require_if="a")])
    assert asked.shown({}).required == {"c"}
    assert asked.shown({"a": True}).required == {"b", "c"}


def test_a_hidden_field_is_never_required():
    asked = plan([yes_no("a"), text("b", show_if="a", require_if="true"), text("c", show_if="a", required=True)])
    assert asked.shown({"a": False}).required == frozenset()


def test_a_field_may_be_required_because_of_one_that_depends_on_another():
    asked = plan([text("a", require_if='b == "x"'), text("b", show_if="c"), yes_no("c")])
    assert asked.shown({"b": "x"}).required == frozenset()
    assert asked.shown({"b": "x", "c": True}).required == {"a"}


@pytest.mark.parametrize(
    ("value", "decimals", "expected"),
    [
        ("0.5", 0, "1"),
        ("1.5", 0, "2"),
        ("2.5", 0, "3"),
        ("-0.5", 0, "-1"),
        ("0.125", 2, "0.13"),
        ("0.1249", 2, "0.12"),
        ("1 / 3", 2, "0.33"),
        ("2 / 3", 6, "0.666667"),
        ("1", 2, "1.00"),
        ("n * 0.24", 2, "0.29"),
    ],
)
def test_computed_numbers_are_rounded_half_up(value, decimals, expected):
    shown = plan([number("n"), computed("c", value, decimals)]).shown({"n": Decimal("1.20")})
    assert str(shown.computed["c"]) == expected


@pytest.mark.parametrize(
    ("value", "n"),
    [
        ("n * 2", None),
        ("1 / n", 0),
        ("n > 1", 2),
        ('"text"', 2),
        ("null", 2),
        ("inf", 2),
        ("nan", 2),
        ("n * inf", 2),
        ("*".join(["n"] * 40), 10**19),
        ("n / 7 * 99999999999999999999", 10**19),
    ],
)
def test_what_gives_no_number_is_not_computed(value, n):
    asked = plan([number("n"), computed("c", value, 2), text("after", show_if="c != null")])
    shown = asked.shown({} if n is None else {"n": n})
    assert (shown.computed, shown.fields) == ({}, {"n", "c"})


def test_computed_numbers_build_on_each_other_and_decide():
    asked = plan(
        [
            computed("total", "copies_cost + 5", 2, show_if="copies_cost > 0"),
            computed("copies_cost", "n * 8", 2),
            number("n"),
            text("why", show_if="total > 20"),
        ]
    )
    shown = asked.shown({"n": 2, "total": Decimal(1), "copies_cost": Decimal(1)})
    assert shown.computed == {"copies_cost": Decimal(16), "total": Decimal(21)}
    assert "why" in shown.fields
    assert asked.shown({"n": 0}).computed == {"copies_cost": Decimal(0)}


def test_files_and_items_are_counted():
    asked = plan(
        [
            field_of(Kind.FILES, name="f"),
            field_of(Kind.GROUP, name="g"),
            computed("c", "f * 10 + g"),
            text("none", show_if="f == 0 and g == 0"),
        ]
    )
    assert asked.shown({}).computed == {"c": Decimal(0)}
    assert "none" in asked.shown({}).fields
    shown = asked.shown({"f": ("id1", "id2"), "g": (Item(()), Item((("who", "x"),)), Item(()))})
    assert shown.computed == {"c": Decimal(23)}
    assert "none" not in shown.fields


def test_no_choices_made_are_an_empty_list():
    asked = plan([choices("c"), text("none", show_if="c.length == 0"), text("not", show_if='not ("red" in c)')])
    assert asked.shown({}).fields == {"c", "none", "not"}
    assert asked.shown({"c": ("red",)}).fields == {"c"}


def test_days_and_composite_answers():
    asked = plan(
        [
            field_of(Kind.DATE, name="d"),
            field_of(Kind.ADDRESS, name="a"),
            text("late", show_if='d > d"2026-01-01"'),
            text("there", show_if='a == "x"'),
        ]
    )
    shown = asked.shown({"d": date(2026, 1, 2), "a": Address("x", "1", "62122", "Σέρρες")})
    assert shown.fields == {"d", "a", "late"}


@pytest.mark.parametrize(
    ("steps", "chain"),
    [
        ([[text("a", show_if='a == "x"')]], "a → a"),
        ([[text("a", require_if='a == "x"')]], "a → a"),
        ([[computed("a", "a + 1")]], "a → a"),
        ([[text("a", show_if='b == "x"'), text("b", show_if='a == "x"')]], "a → b → a"),
        ([[text("a")], ('b == "x"', [text("b")])], "b → b"),
        ([('b == "x"', [text("a")]), ('a == "x"', [text("b")])], "a → b → a"),
        ([[computed("a", "b"), computed("b", "c"), computed("c", "a")]], "a → b → c → a"),
    ],
)
def test_conditions_that_depend_on_themselves_are_refused(steps, chain):
    error = problem_of(*steps)
    names = chain.split(" → ")
    told = error.problem.removeprefix("its conditions depend on itself: ").split(" → ")
    assert set(told) == set(names)
    assert told[0] == told[-1]
    assert len(told) == len(names)
    assert error.place.startswith("field «")


@pytest.mark.parametrize(
    ("steps", "place"),
    [
        ([[text("a"), text("b", show_if="c")]], "steps[0].fields[1].show_if"),
        ([[text("a")], [text("b", require_if="a ==")]], "steps[1].fields[0].require_if"),
        ([[computed("a", "$now")]], "steps[0].fields[0].value"),
        ([[text("a")], ("nothing", [text("b")])], "steps[1].show_if"),
    ],
)
def test_a_condition_that_can_t_be_read_is_named_by_its_place(steps, place):
    assert problem_of(*steps).place == place


def test_fields_stay_in_the_order_of_the_form_where_nothing_else_decides():
    names = [f"f{n}" for n in range(30)]
    assert [rules.field.name for rules in plan([text(name) for name in names]).rules] == names


def test_a_long_chain_of_conditions_is_decided():
    fields = [yes_no("f0"), *(yes_no(f"f{n}", show_if=f"f{n - 1}") for n in range(1, 150))]
    asked = plan(list(reversed(fields)))
    answers = {f"f{n}": True for n in range(150)}
    assert len(asked.shown(answers).fields) == 150
    assert len(asked.shown(answers | {"f75": False}).fields) == 76
