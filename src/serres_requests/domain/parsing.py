"""Reading plain data of a definition file: each reader takes a place and names it when something is wrong."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any, TypeVar

from serres_requests.domain.errors import DefinitionError
from serres_requests.domain.texts import Text, parse_text

T = TypeVar("T")
E = TypeVar("E", bound=StrEnum)

_NAME = re.compile(r"[a-z][a-z0-9_]{0,39}")


def mapping(data: object, place: str, known: frozenset[str]) -> Mapping[str, Any]:
    """Return `data` as a mapping with `known` keys alone."""
    if not isinstance(data, Mapping):
        raise DefinitionError(place, "must be a mapping")
    for key in data:
        if key not in known:
            raise DefinitionError(f"{place}.{key}", "is not known here")
    return data


def items(data: Mapping[str, Any], key: str, place: str, read: Callable[[object, str], T]) -> tuple[T, ...]:
    """Return what `read` makes of each item of the list at `key`; nothing when there is no list."""
    value = data.get(key, [])
    if not isinstance(value, list):
        raise DefinitionError(f"{place}.{key}", "must be a list")
    return tuple(read(item, f"{place}.{key}[{index}]") for index, item in enumerate(value))


def name(data: Mapping[str, Any], place: str) -> str:
    """Return the identifier at ``name``: small Latin letters, digits, underscores."""
    value = data.get("name")
    if not isinstance(value, str) or not _NAME.fullmatch(value):
        raise DefinitionError(f"{place}.name", "must be a short ASCII identifier")
    return value


def words(data: Mapping[str, Any], key: str, place: str) -> Text | None:
    """Return the text at `key` in both languages, if there is one."""
    return parse_text(data[key], f"{place}.{key}") if key in data else None


def flag(data: Mapping[str, Any], key: str, place: str) -> bool:
    """Return the truth value at `key`, false when it is not given."""
    value = data.get(key, False)
    if not isinstance(value, bool):
        raise DefinitionError(f"{place}.{key}", "must be true or false")
    return value


def text(data: Mapping[str, Any], key: str, place: str) -> str:
    """Return the plain text at `key`, "" when it is not given."""
    value = data.get(key, "")
    if not isinstance(value, str):
        raise DefinitionError(f"{place}.{key}", "must be text")
    return value


def whole_number(data: Mapping[str, Any], key: str, default: int, place: str, *, least: int = 1) -> int:
    """Return the whole number at `key`, at least `least`."""
    if key not in data:
        return default
    value = data[key]
    if not isinstance(value, int) or isinstance(value, bool):
        raise DefinitionError(f"{place}.{key}", "must be a whole number")
    if value < least:
        raise DefinitionError(f"{place}.{key}", f"must be at least {least}")
    return value


def decimal(data: Mapping[str, Any], key: str, place: str) -> Decimal | None:
    """Return the number at `key`, exactly as written."""
    value = data.get(key)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        raise DefinitionError(f"{place}.{key}", "must be a number")
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        raise DefinitionError(f"{place}.{key}", "must be a number") from None
    if not number.is_finite():
        raise DefinitionError(f"{place}.{key}", "must be a number")
    return number


def day(data: Mapping[str, Any], key: str, place: str) -> date | None:
    """Return the date at `key`, as YAML reads it or written 2026-03-25."""
    value = data.get(key)
    if value is None or (isinstance(value, date) and type(value) is date):
        return value
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        raise DefinitionError(f"{place}.{key}", "must be a date such as 2026-03-25") from None


def one_of(data: Mapping[str, Any], key: str, kinds: type[E], place: str, default: E | None = None) -> E:
    """Return the member of `kinds` named at `key`."""
    if key not in data and default is not None:
        return default
    try:
        return kinds(str(data.get(key)))
    except ValueError:
        raise DefinitionError(f"{place}.{key}", f"must be one of {', '.join(kinds)}") from None
