"""Requests in Greek that nobody made: the same ones each time, in words that no dictionary has.

Words are drawn by Zipf's law, so that some are in a third of all requests and most in hardly any, as in what
people write. Names and words are put together from syllables, tax numbers follow the rule of their check digit.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import accumulate
from typing import Any

import snowballstemmer
import stdnum.gr.vat

from serres_requests.domain.answers import Place
from serres_requests.domain.definitions import Definition, parse_definition
from serres_requests.domain.fields import FieldDefinition
from serres_requests.domain.kinds import Kind
from serres_requests.domain.lifecycle import State
from serres_requests.domain.people import Identity
from serres_requests.domain.texts import fold
from serres_requests.root import load_definition

TYPES = ("street-lighting", "cleaning", "greenery", "pothole")
SUBMITTED_TYPE = "street-lighting"
REQUESTS_EACH = 5
MOVES = {
    State.FILED: (),
    State.IN_PROGRESS: ("start",),
    State.COMPLETED: ("start", "complete"),
    State.REJECTED: ("reject",),
}
"""How a request comes to each state."""
SHORTEST, LONGEST = 15, 60

_SHARES = {State.FILED: 8, State.IN_PROGRESS: 7, State.COMPLETED: 75, State.REJECTED: 10}
_VOCABULARY = 8000
_FLATTENING = 2.7
_FIRST = datetime(2025, 1, 7, 6, tzinfo=UTC)
_SPAN = timedelta(days=600)
_UNCONDITIONAL = {"damage": ("manhole", "ramp", "sign"), "is_dangerous": (False,)}
"""Answers after which no further question appears."""


@dataclass(frozen=True, slots=True)
class Sample:
    """One request: who asks (a number), what, in which public words, when, and what became of it."""

    number: int
    citizen: int
    type_name: str
    answers: dict[str, Any]
    words: frozenset[str]
    submitted_at: datetime
    state: State


def definition_data(name: str) -> dict[str, Any]:
    """Return a type of the product with its description public, so that there is something to search."""
    data = load_definition(name)
    next(field for field in data["fields"] if field["name"] == "description")["public"] = True
    return data


@cache
def definition(name: str) -> Definition:
    """Return the definition that the requests of the type `name` are of."""
    return parse_definition(definition_data(name))


@cache
def vocabulary() -> tuple[str, ...]:
    """Return the words, the most frequent first; no two of them have one stem."""
    dice, stem = random.Random("words"), snowballstemmer.stemmer("greek").stemWord
    taken = {stem(word) for name in TYPES for word in fold(str(load_definition(name))).split()}
    words: list[str] = []
    while len(words) < _VOCABULARY:
        word = _syllables(dice, dice.choice((2, 3, 3, 4))) + dice.choice(("ος", "α", "ι", "ο", "ες", "ων"))
        if (root := stem(fold(word))) not in taken:
            taken.add(root)
            words.append(word)
    return tuple(words)


def samples(count: int) -> Iterator[Sample]:
    """Return `count` requests in the order in which they were submitted."""
    dice, words = random.Random("requests"), vocabulary()
    weights = list(accumulate(1 / (rank + _FLATTENING) for rank in range(len(words))))
    states, shares = list(_SHARES), list(_SHARES.values())
    for number in range(count):
        type_name = dice.choice(TYPES)
        text = dice.choices(words, cum_weights=weights, k=dice.randint(SHORTEST, LONGEST))
        yield Sample(
            number=number,
            citizen=dice.randrange(citizens(count)),
            type_name=type_name,
            answers=_answers(dice, definition(type_name), text),
            words=frozenset(text),
            submitted_at=_FIRST + _SPAN * (number / count),
            state=dice.choices(states, shares)[0],
        )


def citizens(count: int) -> int:
    """Return how many citizens `count` requests are of."""
    return max(count // REQUESTS_EACH, 1)


def identity(number: int) -> Identity:
    """Return the citizen `number`."""
    dice, digits = random.Random(f"citizen {number}"), f"{80_000_000 + number}"
    first, last, father, mother = (_syllables(dice, dice.choice((2, 3))).upper() + "Α" for _ in range(4))
    return Identity(digits + stdnum.gr.vat.calc_check_digit(digits), last, first, father, mother, 1970)


def searches(words: int, count: int) -> list[str]:
    """Return `count` queries of as many `words`, common ones: two find some 7 % of all requests, four 0.2 %."""
    dice, common = random.Random(f"searches {words}"), vocabulary()[5:25]
    return [" ".join(dice.sample(common, words)) for _ in range(count)]


def typed(number: int) -> dict[str, Any]:
    """Return the form of `SUBMITTED_TYPE` as somebody filled it in, for a draft that is to be submitted."""
    dice = random.Random(f"draft {number}")
    text = dice.choices(vocabulary(), k=dice.randint(SHORTEST, LONGEST))
    return _answers(dice, definition(SUBMITTED_TYPE), text)


def _answers(dice: random.Random, asked: Definition, text: list[str]) -> dict[str, Any]:
    """The first words tell the place, the rest is the description."""
    by_kind = {
        Kind.TEXT: lambda _field: " ".join(text[:4]).capitalize(),
        Kind.PLACE: lambda _field: Place(" ".join(text[:4]).capitalize()),
        Kind.LONG_TEXT: lambda _field: " ".join(text[4:]).capitalize() + ".",
        Kind.CHOICE: lambda field: dice.choice(_values(field)),
        Kind.YES_NO: lambda field: dice.choice(_values(field)),
    }
    wanted = (f for f in asked.fields if f.kind in by_kind and f.name != "pole" and not f.show_if)
    return {field.name: by_kind[field.kind](field) for field in wanted}


def _values(field: FieldDefinition) -> tuple[Any, ...]:
    return _UNCONDITIONAL.get(field.name) or tuple(choice.value for choice in field.choices)


def _syllables(dice: random.Random, count: int) -> str:
    return "".join(dice.choice("βγδζθκλμνξπρστφχ") + dice.choice("αεηιουω") for _ in range(count))
