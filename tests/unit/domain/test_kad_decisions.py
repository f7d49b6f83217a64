"""The decision about the activities of a business, rule by rule."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from serres_requests.domain.business import Activity, ActivityKind, Address, Business
from serres_requests.domain.eligibility import OUTCOMES, DecisionRecord, Failure, Outcome, decide
from serres_requests.domain.kad import Kad, KadRule, KadTable
from serres_requests.domain.reference import CodeEntry
from serres_requests.domain.texts import Text
from serres_requests.domain.verdicts import SENTENCES, Ground

ON = date(2020, 3, 20)
RULE = KadRule("kad-affected", ON, "delivery")
TABLE = KadTable(
    "kad-affected", Text("Πληττόμενοι ΚΑΔ", "Affected activities"), 2, "", (CodeEntry("5630", "Bars"),)
)
BAR = Activity(Kad("56301000"), "ΠΑΡΟΧΗ ΠΟΤΩΝ", ActivityKind.MAIN)
OFFICE = Activity(Kad("69201000"), "ΛΟΓΙΣΤΙΚΕΣ ΥΠΗΡΕΣΙΕΣ", ActivityKind.MAIN)
SIDE_BAR = replace(BAR, kind=ActivityKind.SECONDARY)


def business(*activities, **others):
    facts = {
        "afm": "123456783",
        "name": "ΔΟΚΙΜΑΣΤΙΚΗ ΜΑΡΙΑ",
        "trade_name": "",
        "legal_status": "",
        "is_person": True,
        "is_active": True,
        "started_on": date(2011, 5, 9),
        "stopped_on": None,
        "address": Address(),
        "as_on": ON,
    }
    return Business(**{**facts, **others}, activities=activities)


def decided(found, *, kept_delivery=False, table=TABLE):
    return decide(RULE, table, found, kept_delivery=kept_delivery)


DAY_BEFORE, DAY_AFTER = date(2020, 3, 19), date(2020, 3, 21)


@pytest.mark.parametrize(
    ("found", "kept_delivery", "outcome", "ground"),
    [
        (business(BAR), False, Outcome.ELIGIBLE, Ground.MAIN_LISTED),
        (business(SIDE_BAR, OFFICE, BAR), False, Outcome.ELIGIBLE, Ground.MAIN_LISTED),
        (business(BAR, stopped_on=ON), False, Outcome.ELIGIBLE, Ground.MAIN_LISTED),
        (business(BAR, stopped_on=DAY_AFTER), False, Outcome.ELIGIBLE, Ground.MAIN_LISTED),
        (business(BAR, started_on=ON), False, Outcome.ELIGIBLE, Ground.MAIN_LISTED),
        (business(BAR, started_on=None), False, Outcome.ELIGIBLE, Ground.MAIN_LISTED),
        (business(OFFICE, SIDE_BAR), False, Outcome.OFFICER, Ground.ONLY_OTHER_LISTED),
        (business(SIDE_BAR, OFFICE), False, Outcome.OFFICER, Ground.ONLY_OTHER_LISTED),
        (business(SIDE_BAR), False, Outcome.OFFICER, Ground.ONLY_OTHER_LISTED),
        (
            business(OFFICE, replace(BAR, kind=ActivityKind.OTHER)),
            False,
            Outcome.OFFICER,
            Ground.ONLY_OTHER_LISTED,
        ),
        (
            business(OFFICE, replace(BAR, kind=ActivityKind.AUXILIARY)),
            False,
            Outcome.OFFICER,
            Ground.ONLY_OTHER_LISTED,
        ),
        (business(BAR), True, Outcome.OFFICER, Ground.DELIVERY_KEPT),
        (business(OFFICE, SIDE_BAR), True, Outcome.OFFICER, Ground.DELIVERY_KEPT),
        (business(BAR), None, Outcome.OFFICER, Ground.DELIVERY_UNKNOWN),
        (business(OFFICE), False, Outcome.NOT_ELIGIBLE, Ground.NOT_LISTED),
        (business(OFFICE), True, Outcome.NOT_ELIGIBLE, Ground.NOT_LISTED),
        (business(), False, Outcome.NOT_ELIGIBLE, Ground.NO_ACTIVITY),
        (business(BAR, is_active=False), False, Outcome.NOT_ELIGIBLE, Ground.DEACTIVATED),
        (business(BAR, stopped_on=DAY_BEFORE), False, Outcome.NOT_ELIGIBLE, Ground.STOPPED_BEFORE),
        (business(BAR, started_on=DAY_AFTER), False, Outcome.NOT_ELIGIBLE, Ground.STARTED_AFTER),
        (Failure.NOT_A_BUSINESS, False, Outcome.NOT_ELIGIBLE, Ground.NOT_A_BUSINESS),
        (Failure.UNAVAILABLE, False, Outcome.UNCHECKED, Ground.UNAVAILABLE),
        (Failure.REFUSED, False, Outcome.UNCHECKED, Ground.REFUSED),
        (Failure.NO_REGISTRY, False, Outcome.UNCHECKED, Ground.NO_REGISTRY),
        (Failure.NO_TABLE, False, Outcome.UNCHECKED, Ground.NO_TABLE),
    ],
)
def test_each_rule(found, kept_delivery, outcome, ground):
    decision = decided(found, kept_delivery=kept_delivery)
    assert (decision.outcome, decision.ground) == (outcome, ground)


def test_without_a_table_nothing_is_decided():
    decision = decided(business(BAR), table=None)
    assert (decision.outcome, decision.ground) == (Outcome.UNCHECKED, Ground.NO_TABLE)


def test_not_being_a_business_needs_no_table():
    assert decided(Failure.NOT_A_BUSINESS, table=None).outcome is Outcome.NOT_ELIGIBLE


def test_the_main_activity_is_named_with_the_code_that_covers_it():
    decision = decided(business(SIDE_BAR, BAR))
    assert (decision.activity, decision.listed) == (BAR, TABLE.entries[0])
    assert decision.sentence == Text(
        "Στις 20/3/2020 η κύρια δραστηριότητα 56.30.10.00 «ΠΑΡΟΧΗ ΠΟΤΩΝ» περιλαμβάνεται στον πίνακα "
        "«Πληττόμενοι ΚΑΔ» (έκδοση 2, κωδικός 56.30). Ο όρος της δραστηριότητας πληρούται.",
        "On 20/3/2020 the main activity 56.30.10.00 «ΠΑΡΟΧΗ ΠΟΤΩΝ» is in the table «Affected activities» "
        "(version 2, code 56.30). The condition on the activity is met.",
    )


def test_a_secondary_activity_is_never_an_automatic_yes():
    sentence = decided(business(OFFICE, SIDE_BAR)).sentence
    assert "δευτερεύουσα δραστηριότητα 56.30.10.00" in sentence.el
    assert "Ε3" in sentence.el
    assert "secondary activity 56.30.10.00" in sentence.en


def test_nothing_that_matched_is_named_where_nothing_did():
    decision = decided(business(OFFICE))
    assert (decision.activity, decision.listed) == (None, None)
    assert "έκδοση 2" in decision.sentence.el


def test_days_are_told_as_they_are_written():
    assert "19/3/2020, πριν από τις 20/3/2020" in decided(business(BAR, stopped_on=DAY_BEFORE)).sentence.el
    assert "began on 21/3/2020, after 20/3/2020" in decided(business(BAR, started_on=DAY_AFTER)).sentence.en


def test_braces_in_a_description_are_words_like_others():
    odd = replace(BAR, description="{table} %s {0}")
    assert "«{table} %s {0}»" in decided(business(odd)).sentence.el


def test_every_ground_has_an_outcome_and_a_sentence():
    assert set(OUTCOMES) == set(SENTENCES) == set(Ground)
    assert {Ground(failure.value) for failure in Failure} <= set(Ground)


@pytest.mark.parametrize(("found", "is_final"), [(business(BAR), True), (Failure.UNAVAILABLE, False)])
def test_what_could_not_be_checked_is_not_final(found, is_final):
    assert DecisionRecord(decided(found), datetime(2026, 5, 4, tzinfo=UTC), RULE).is_final is is_final


@given(
    kinds=st.lists(st.sampled_from(ActivityKind), max_size=4),
    codes=st.lists(st.sampled_from(["56301000", "69201000"]), min_size=4, max_size=4),
    kept=st.sampled_from([True, False, None]),
)
def test_only_a_listed_main_activity_without_delivery_is_a_yes(kinds, codes, kept):
    activities = [Activity(Kad(code), "", kind) for kind, code in zip(kinds, codes, strict=False)]
    decision = decided(business(*activities), kept_delivery=kept)
    is_listed_main = any(a.kind is ActivityKind.MAIN and a.code == BAR.code for a in activities)
    assert (decision.outcome is Outcome.ELIGIBLE) == (is_listed_main and kept is False)
    assert "{" not in decision.sentence.el + decision.sentence.en


@pytest.mark.parametrize(
    ("address", "line"),
    [
        (Address("ΜΕΡΑΡΧΙΑΣ", "12", "62122", "ΣΕΡΡΕΣ"), "ΜΕΡΑΡΧΙΑΣ 12, 62122 ΣΕΡΡΕΣ"),
        (Address("", "", "62122", ""), "62122"),
        (Address(), ""),
    ],
)
def test_an_address_is_a_line_of_what_is_known(address, line):
    assert str(address) == line
