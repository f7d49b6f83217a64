"""Streets and numbers in what people write of a place."""

import re
from collections.abc import Collection
from dataclasses import dataclass

from serres_requests.catalog.analysis import is_latin, is_stop_word, sound, sounds_of, term, words_of
from serres_requests.domain.texts import fold

NEAR_NUMBERS = 10
"""Numbers of one street that differ by no more are some 100 m apart."""

_NUMBER = re.compile(r"(\d{1,3})[^\W\d_]?")
_BETWEEN_PARTS = re.compile(
    r"[;()\n] | \s[-–—]\s | ,(?!\s*(?:αρ\w*\.?\s*)?\d{1,3}[^\W\d_]?(?:\s*[,;()\n]|\s*$))",
    re.VERBOSE | re.IGNORECASE,
)
"""A comma before a number alone divides nothing: «Ερμού, 12»."""
_OF_NO_NAME = frozenset(
    fold(
        "οδός οδού οδό λεωφόρος λεωφόρου λεωφόρο λεωφ αριθμός αριθμό αριθ αρ γωνία απέναντι από μπροστά έξω πίσω "
        "δίπλα κοντά odos leoforos street number no corner opposite front outside behind beside near"
    ).split()
)


@dataclass(frozen=True, slots=True)
class Spot:
    """A street, or what else a spot is known by, in folded words, and the number there if one was given."""

    names: tuple[str, ...] = ()
    number: int | None = None

    def is_near(self, other: "Spot") -> bool:
        """Tell whether both have one name, as it sounds, and numbers close to each other if both have one."""
        if not self.names or not (_are_in(self.names, other.names) and _are_in(other.names, self.names)):
            return False
        return self.number is None or other.number is None or abs(self.number - other.number) <= NEAR_NUMBERS


def spot_of(words: str) -> Spot:
    """Return what was written first with a number, without any what was written first."""
    spots = [_spot(part) for part in _BETWEEN_PARTS.split(words)]
    first = next((spot for spot in spots if spot.names), Spot())
    return next((spot for spot in spots if spot.number is not None), first)


def _spot(part: str) -> Spot:
    names: list[str] = []
    for word in words_of(part):
        number = _NUMBER.fullmatch(word)
        if number and names:
            return Spot(tuple(names), int(number[1]))
        if not is_stop_word(word) and word not in _OF_NO_NAME:
            names.append(word)
    return Spot(tuple(names))


def _are_in(names: Collection[str], others: Collection[str]) -> bool:
    heard = frozenset[str]().union(*map(_heard, others))
    return not any(heard.isdisjoint(_heard(name)) for name in names)


def _heard(word: str) -> frozenset[str]:
    return sounds_of(word) if is_latin(word) else frozenset({sound(word), sound(term(word))})
