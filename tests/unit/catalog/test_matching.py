"""The newest matches, found window by window, are those that comparing all sets at once gives."""

import pytest
from BTrees.IFBTree import IFTreeSet
from hypothesis import given
from hypothesis import strategies as st

from serres_requests.catalog import matching
from serres_requests.catalog.matching import Operand, newest_matches

SETS = st.lists(st.lists(st.frozensets(st.integers(-300, -1), max_size=200), max_size=3), min_size=1, max_size=4)


@pytest.fixture(autouse=True)
def _small_windows(monkeypatch):
    monkeypatch.setattr(matching, "FEW", 16)
    monkeypatch.setattr(matching, "FIRST_WINDOW", 8)
    monkeypatch.setattr(matching, "LARGEST_WINDOW", 64)
    monkeypatch.setattr(matching, "_SPARSE", 4)


@given(SETS, st.integers(1, 50), st.sampled_from([None, lambda one: one % 3 == 0]), st.booleans())
def test_against_all_at_once(sets, most, condition, oldest_first):
    operands = [Operand(str(n), [IFTreeSet(one) for one in group]) for n, group in enumerate(sets)]
    expected = sorted(set.intersection(*(set().union(*group) for group in sets)), reverse=oldest_first)
    expected = [one for one in expected if condition is None or condition(one)]
    matches = newest_matches(operands, -300, most, condition, oldest_first=oldest_first)
    assert matches.ids == expected[:most]
    assert matches.is_complete == (len(expected) <= most)
    assert matches.plan.found == len(matches.ids)


def test_windows_stop_when_there_is_enough():
    everything = Operand("all", [IFTreeSet(range(-300, 0))])
    plan = newest_matches([everything], -300, 5).plan
    assert plan.windows == [(-300, -293, 8)]
    assert not plan.is_complete


def test_windows_widen_up_to_a_bound():
    halves = [Operand("odd", [IFTreeSet(range(-299, 0, 2))]), Operand("even", [IFTreeSet(range(-300, 0, 2))])]
    widths = [last - first + 1 for first, last, _found in newest_matches(halves, -300, 5).plan.windows]
    assert widths == [8, 32, 64, 64, 64, 64, 4]


def test_a_rare_operand_drives_the_query():
    rare, common = Operand("rare", [IFTreeSet([-7, -290])]), Operand("common", [IFTreeSet(range(-300, -200))])
    matches = newest_matches([common, rare], -300, 5)
    assert (matches.ids, matches.plan.driven_by, matches.plan.windows) == ([-290], ("rare",), [])


def test_an_operand_without_documents_matches_none():
    matches = newest_matches([Operand("all", [IFTreeSet(range(-300, 0))]), Operand("none", [])], -300, 5)
    assert (matches.ids, matches.is_complete) == ([], True)
