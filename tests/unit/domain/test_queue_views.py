"""Saved views: one of each name, in the order in which they came, and no more than may be."""

from dataclasses import replace

import pytest

from serres_requests.domain.errors import NameTakenError, TooManyError
from serres_requests.domain.queue_views import (
    MOST_VIEWS,
    USUAL_COLUMNS,
    Column,
    SavedView,
    columns_named,
    with_view,
)

LAMPS = SavedView("1", "Λάμπες", (("type", "street-lighting"),), ("state",))
MINE = SavedView("2", "Δικά μου", (("assignee", "@"),), ())


def test_a_new_view_comes_last():
    views, kept = with_view((LAMPS,), MINE)
    assert (views, kept) == ((LAMPS, MINE), MINE)


def test_a_view_changes_in_its_place():
    renamed = replace(LAMPS, name="λάμπες ")
    assert with_view((LAMPS, MINE), renamed) == ((renamed, MINE), renamed)


@pytest.mark.parametrize("name", ["Λάμπες", "ΛΑΜΠΕΣ", "λαμπες"])
def test_a_name_is_taken_whatever_its_case_and_accents(name):
    with pytest.raises(NameTakenError):
        with_view((LAMPS, MINE), replace(MINE, id="3", name=name))
    with pytest.raises(NameTakenError):
        with_view((LAMPS, MINE), replace(MINE, name=name))


def test_a_view_that_replaces_another_takes_its_place_and_id():
    other = SavedView("3", "λαμπες", (("state", "filed"),), ("due",))
    expected = replace(other, id="1")
    assert with_view((LAMPS, MINE), other, replaces=True) == ((expected, MINE), expected)


def test_a_view_that_finds_none_of_its_name_to_replace_is_new():
    assert with_view((LAMPS,), MINE, replaces=True) == ((LAMPS, MINE), MINE)


def test_there_are_no_more_than_may_be():
    views = tuple(SavedView(str(number), f"Νο {number}", (), ()) for number in range(MOST_VIEWS))
    with pytest.raises(TooManyError):
        with_view(views, SavedView("new", "Άλλη", (), ()))
    changed, _kept = with_view(views, replace(views[3], columns=("state",)))
    assert len(changed) == MOST_VIEWS
    assert changed[3].columns == ("state",)


def test_columns_come_in_one_order_and_unknown_ones_are_left_out():
    assert columns_named(["due", "gone", "type"]) == (Column.TYPE, Column.DUE)
    assert columns_named([]) == ()
    assert columns_named(USUAL_COLUMNS) == USUAL_COLUMNS
