"""The values that answers have: immutable, and readable for as long as the database is."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Union


@dataclass(frozen=True, slots=True)
class Period:
    """From a first to a last day, both included; last is None while it goes on."""

    first: date
    last: date | None = None


@dataclass(frozen=True, slots=True)
class Address:
    """A postal address as the citizen gave it."""

    street: str
    number: str
    postcode: str
    town: str


@dataclass(frozen=True, slots=True)
class Place:
    """A spot: in words, and in degrees (WGS 84) when known."""

    words: str
    latitude: Decimal | None = None
    longitude: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a repeating group: its answers in the order of the fields."""

    answers: tuple[tuple[str, "Answer"], ...]


Answer = Union[str, bool, int, Decimal, date, Period, Address, Place, tuple[str, ...], tuple[Item, ...]]  # noqa: UP007
"""Several choices and files (by attachment id) are tuples of str; groups are tuples of items."""
