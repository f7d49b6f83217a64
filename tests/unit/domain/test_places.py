"""Cells hold what is near, whatever the direction; distances are those of the ground."""

from decimal import Decimal
from math import cos, pi, radians, sin

import pytest

from serres_requests.domain.answers import Place
from serres_requests.domain.places import NEAR_METRES, cell_of, cells_around, metres_between

METRES_OF_A_DEGREE = 6_371_000 * pi / 180


def at(latitude, longitude):
    return Place("", Decimal(str(round(latitude, 7))), Decimal(str(round(longitude, 7))))


@pytest.mark.parametrize(("latitude", "longitude"), [(41.0911, 23.5476), (35.0, 24.0), (42.0, 26.6), (-0.0, -0.0)])
@pytest.mark.parametrize("degrees", range(0, 360, 15))
def test_what_is_near_is_in_the_cell_or_beside_it(latitude, longitude, degrees):
    north, east = sin(radians(degrees)) * 149, cos(radians(degrees)) * 149
    here = at(latitude, longitude)
    there = at(
        latitude + north / METRES_OF_A_DEGREE,
        longitude + east / (METRES_OF_A_DEGREE * cos(radians(latitude))),
    )
    assert metres_between(here, there) == pytest.approx(149, rel=0.001)
    assert cell_of(there) in cells_around(here)
    assert metres_between(here, there) < NEAR_METRES


def test_cells_are_nine_and_far_ones_are_not_among_them():
    here = at(41.0911, 23.5476)
    assert len(set(cells_around(here))) == 9
    assert cell_of(at(41.0950, 23.5476)) not in cells_around(here)
    assert cell_of(at(41.0911, 23.5530)) not in cells_around(here)


@pytest.mark.parametrize("place", [Place("Κιλκίς 12"), Place("", Decimal(41)), Place("", None, Decimal(23))])
def test_without_a_position_there_is_no_cell(place):
    assert cell_of(place) == ""
    assert cells_around(place) == []
    assert metres_between(place, at(41, 23)) is None
    assert metres_between(at(41, 23), place) is None
