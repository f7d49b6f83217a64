"""Which places are near each other: cells of a grid to look in, and distances."""

from math import cos, floor, hypot, radians

from serres_requests.domain.answers import Place

NEAR_METRES = 150
"""Within this distance two requests may be about the same thing."""

_CELL_LATITUDE = 0.00136
_CELL_LONGITUDE = 0.00205
"""Degrees: at least 150 m in all of Greece (35° to 42° north), so that what is near is in a cell or beside it."""
_METRES_OF_A_DEGREE = 111_195
"""Of latitude, on a sphere of 6,371 km."""


def cell_of(place: Place) -> str:
    """Return the name of the cell that `place` lies in, "" when its position is not known."""
    found = _cell(place)
    return f"{found[0]}/{found[1]}" if found else ""


def cells_around(place: Place) -> list[str]:
    """Return the names of the cell of `place` and of its eight neighbours; none without a position."""
    found = _cell(place)
    steps = (-1, 0, 1)
    return [f"{found[0] + north}/{found[1] + east}" for north in steps for east in steps] if found else []


def metres_between(one: Place, other: Place) -> float | None:
    """Return the distance of two places, None when the position of one is not known."""
    if one.latitude is None or one.longitude is None or other.latitude is None or other.longitude is None:
        return None
    north = float(one.latitude - other.latitude)
    east = float(one.longitude - other.longitude) * cos(radians(float(one.latitude)))
    return hypot(north, east) * _METRES_OF_A_DEGREE


def _cell(place: Place) -> tuple[int, int] | None:
    if place.latitude is None or place.longitude is None:
        return None
    return floor(float(place.latitude) / _CELL_LATITUDE), floor(float(place.longitude) / _CELL_LONGITUDE)
