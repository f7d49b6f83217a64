"""Codes of economic activity (ΚΑΔ), tables of their prefixes, and the rule that a request type sets on them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from serres_requests.domain.errors import DefinitionError, IdentifierError
from serres_requests.domain.reference import TABLE_NAME, CodeEntry
from serres_requests.domain.texts import Text

PREFIX_LENGTHS = (2, 4, 6, 8)
"""Division, class (NACE), category (CPA) and national code; ΠΟΛ.1133/2008."""

_FULL_LENGTH = 8
_FIELD_NAME = re.compile(r"[a-z][a-z0-9_]{0,39}")  # as `domain.fields` reads it


@dataclass(frozen=True, slots=True, order=True)
class Kad:
    """One full code. digits: 8 of them; printed as ``56.30.10.00``."""

    digits: str

    def __str__(self) -> str:
        return dotted(self.digits)


def parse_kad(raw: str) -> Kad:
    """Return the ΚΑΔ of `raw`, with or without dots and blanks; raise IdentifierError when it is not one."""
    digits = parse_prefix(raw)
    if len(digits) != _FULL_LENGTH:
        raise IdentifierError("a ΚΑΔ has 8 digits")
    return Kad(digits)


def parse_prefix(raw: str) -> str:
    """Return the digits of a ΚΑΔ or of the beginning of one; raise IdentifierError for other lengths."""
    digits = "".join(raw.split()).replace(".", "")
    if not (digits.isascii() and digits.isdigit()):
        raise IdentifierError("a ΚΑΔ has digits and dots only")
    if len(digits) not in PREFIX_LENGTHS:
        raise IdentifierError("a ΚΑΔ or its beginning has 2, 4, 6 or 8 digits")
    return digits


def dotted(digits: str) -> str:
    """Return a code or prefix as it is printed, ``5630`` as ``56.30``."""
    return ".".join(digits[start : start + 2] for start in range(0, len(digits), 2))


@dataclass(frozen=True, slots=True)
class KadTable:
    """One version of a table of prefixes. source: where it comes from, as noted at its import."""

    name: str
    title: Text
    version: int
    source: str
    entries: tuple[CodeEntry, ...]

    def covering(self, kad: Kad) -> CodeEntry | None:
        """Return the longest listed prefix of `kad`.

        A listed code covers all codes below it: the way in which the State read its lists of March 2020.
        """
        covering = [entry for entry in self.entries if kad.digits.startswith(entry.code)]
        return max(covering, key=lambda entry: len(entry.code), default=None)


@dataclass(frozen=True, slots=True)
class KadRule:
    """What a request type checks.

    table: name of the table of affected activities. on: the day whose state counts. delivery_field: name of the
    yes/no answer that says whether the business stayed open for delivery or take-away; "" when it is not asked.
    """

    table: str
    on: date
    delivery_field: str = ""


_KEYS = frozenset({"table", "day", "delivery_field"})


def parse_kad_rule(data: object, place: str) -> KadRule:
    """Read a rule from the plain data of a definition; raise DefinitionError naming the place."""
    if not isinstance(data, Mapping):
        raise DefinitionError(place, "must be a mapping")
    for key in data:
        if key not in _KEYS:
            raise DefinitionError(f"{place}.{key}", "is not a property of a decision")
    table, field = data.get("table"), data.get("delivery_field", "")
    if not isinstance(table, str) or not TABLE_NAME.fullmatch(table):
        raise DefinitionError(f"{place}.table", "must be the short name of a table of reference data")
    if not isinstance(field, str) or (field and not _FIELD_NAME.fullmatch(field)):
        raise DefinitionError(f"{place}.delivery_field", "must be the name of a field")
    return KadRule(table=table, on=_day(data.get("day"), f"{place}.day"), delivery_field=field)


def _day(value: object, place: str) -> date:
    # A definition is kept as JSON, which has no dates; YAML reads an unquoted one as something else than text.
    if not isinstance(value, str):
        raise DefinitionError(place, "must be a date in quotes, such as '2020-03-20'")
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise DefinitionError(place, "must be a date such as '2020-03-20'") from None
