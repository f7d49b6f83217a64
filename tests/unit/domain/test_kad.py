"""Codes of activity, tables of their prefixes and the rule of a request type."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from serres_requests.domain.errors import DefinitionError, IdentifierError
from serres_requests.domain.kad import Kad, KadRule, KadTable, dotted, parse_kad, parse_kad_rule, parse_prefix
from serres_requests.domain.reference import CodeEntry
from serres_requests.domain.texts import Text


def table(*prefixes):
    entries = tuple(CodeEntry(prefix, f"activity {prefix}") for prefix in prefixes)
    return KadTable("kad-affected", Text("Πίνακας", "Table"), 3, "a decision", entries)


@pytest.mark.parametrize("raw", ["56301000", "56.30.10.00", " 56.30.10.00 ", "56 30 10 00", "5630.1000"])
def test_a_code_is_read_with_and_without_dots_and_printed_with_them(raw):
    assert parse_kad(raw) == Kad("56301000")
    assert str(parse_kad(raw)) == "56.30.10.00"


@pytest.mark.parametrize(
    "raw", ["", ".", "56", "5630", "563010", "5630100", "563010000", "5630100O", "٥٦٣٠١٠٠٠", "-5630100"]
)
def test_what_is_no_code_is_refused(raw):
    with pytest.raises(IdentifierError):
        parse_kad(raw)


@pytest.mark.parametrize(
    ("raw", "digits"), [("56", "56"), ("56.30", "5630"), ("56.30.10", "563010"), ("56301000", "56301000")]
)
def test_a_prefix_has_two_four_six_or_eight_digits(raw, digits):
    assert parse_prefix(raw) == digits


@pytest.mark.parametrize("raw", ["", "5", "563", "56301", "5630100", "563010001", "56.3x", "κωδ"])
def test_other_lengths_and_letters_are_no_prefix(raw):
    with pytest.raises(IdentifierError):
        parse_prefix(raw)


@given(st.sampled_from([2, 4, 6, 8]).flatmap(lambda n: st.text("0123456789", min_size=n, max_size=n)))
def test_what_is_printed_can_be_read_again(digits):
    assert parse_prefix(dotted(digits)) == digits


@pytest.mark.parametrize(
    ("prefix", "covered", "not_covered"),
    [
        ("56", ["56301000", "56101100"], ["55301000", "65601000"]),
        ("5630", ["56301000", "56309999"], ["56311000", "56291000", "15630100"]),
        ("563010", ["56301000", "56301004"], ["56301100", "56301"]),
        ("56301000", ["56301000"], ["56301001"]),
    ],
)
def test_a_listed_code_covers_the_codes_below_it_alone(prefix, covered, not_covered):
    for code in covered:
        assert table(prefix).covering(Kad(code)).code == prefix
    for code in not_covered:
        assert table(prefix).covering(Kad(code)) is None


@pytest.mark.parametrize("order", [("56", "5630", "563010"), ("563010", "5630", "56")])
def test_of_several_the_longest_prefix_is_named(order):
    assert table(*order).covering(Kad("56301000")).code == "563010"
    assert table(*order).covering(Kad("56309000")).code == "5630"
    assert table(*order).covering(Kad("56109000")).code == "56"


def test_an_empty_table_covers_nothing():
    assert table().covering(Kad("56301000")) is None


RULE = {"table": "kad-affected", "day": "2020-03-20", "delivery_field": "delivery"}


def test_a_rule_is_read_from_plain_data():
    assert parse_kad_rule(RULE, "decision") == KadRule("kad-affected", date(2020, 3, 20), "delivery")


def test_the_question_about_delivery_may_be_left_out():
    data = {"table": "kad-affected", "day": "2020-03-20"}
    assert parse_kad_rule(data, "decision").delivery_field == ""
    assert parse_kad_rule({**data, "delivery_field": ""}, "decision").delivery_field == ""


@pytest.mark.parametrize(
    ("data", "place"),
    [
        (None, "decision"),
        ([], "decision"),
        ("kad-affected", "decision"),
        ({**RULE, "until": "2020-05-04"}, "decision.until"),
        ({"day": "2020-03-20"}, "decision.table"),
        ({**RULE, "table": "ΚΑΔ"}, "decision.table"),
        ({**RULE, "table": 7}, "decision.table"),
        ({**RULE, "delivery_field": "Delivery"}, "decision.delivery_field"),
        ({**RULE, "delivery_field": None}, "decision.delivery_field"),
        ({"table": "kad-affected"}, "decision.day"),
        ({**RULE, "day": date(2020, 3, 20)}, "decision.day"),
        ({**RULE, "day": "20/3/2020"}, "decision.day"),
        ({**RULE, "day": "2020-02-30"}, "decision.day"),
    ],
)
def test_what_is_wrong_in_a_rule_is_named(data, place):
    with pytest.raises(DefinitionError) as caught:
        parse_kad_rule(data, "decision")
    assert caught.value.place == place
