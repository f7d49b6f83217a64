"""Where the bars of a picture stand: for each row two, the second hatched, each with its number at its end."""

from collections.abc import Iterable
from dataclasses import dataclass

WIDTH = 320
_BESIDE, _ABOVE = 108, 16
_BAR, _BETWEEN_ROWS, _TEXT = 10, 8, 9
_NUMBER = 38
"""Left free for the number behind the longest bar."""
_LONGEST_LABEL = 46


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: where it begins, how long it is, and where its text stands."""

    x: int
    y: int
    length: int
    count: int
    is_second: bool

    @property
    def text_x(self) -> int:
        return self.x + self.length + 5

    @property
    def text_y(self) -> int:
        return self.y + _TEXT


@dataclass(frozen=True, slots=True)
class BarRow:
    """What two bars are about, in words that fit."""

    label: str
    y: int
    bars: tuple[Bar, Bar]


@dataclass(frozen=True, slots=True)
class Bars:
    """A picture. height: its width is `WIDTH`, in its own units."""

    rows: tuple[BarRow, ...]
    height: int
    bar_height: int = _BAR


def bars_of(counts: Iterable[tuple[str, int, int]], *, is_beside: bool) -> Bars:
    """Return the picture of `counts`: a label and two numbers each.

    is_beside: the labels are short and stand beside their bars, else above.
    """
    every = list(counts)
    most = max((max(one, other) for _label, one, other in every), default=0) or 1
    left, above = (_BESIDE, 0) if is_beside else (0, _ABOVE)
    room = WIDTH - left - _NUMBER
    rows, y = [], 0
    for label, *numbers in every:
        first, second = (
            Bar(left, y + above + _BAR * place, number * room // most, number, is_second=bool(place))
            for place, number in enumerate(numbers)
        )
        shown = label if len(label) <= _LONGEST_LABEL else f"{label[: _LONGEST_LABEL - 1].rstrip()}…"
        rows.append(BarRow(shown, y + _TEXT + (_BAR // 2 if is_beside else 2), (first, second)))
        y += above + 2 * _BAR + _BETWEEN_ROWS
    return Bars(tuple(rows), y)
