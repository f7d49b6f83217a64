"""Field definitions: what a request type asks, independent of any form library."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from serres_requests.domain.errors import DefinitionError
from serres_requests.domain.texts import Text, parse_text

_NAME = re.compile(r"[a-z][a-z0-9_]{0,39}")
MEGABYTE = 1024 * 1024


class Kind(StrEnum):
    """The kinds of field that an administrator can choose."""

    TEXT = "text"
    LONG_TEXT = "long_text"
    CHOICE = "choice"
    DATE = "date"
    FILES = "files"


_DEFAULT_LENGTH = {Kind.TEXT: 200, Kind.LONG_TEXT: 4000}


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a choice field and what people read for it."""

    value: str
    title: Text


@dataclass(frozen=True, slots=True)
class FieldDefinition:
    """One question of a form.

    name: key of the answer, ASCII. kind: see `Kind`. public: whether anybody may read the answer once the
    request is accepted. max_length: in characters. choices: for choice fields. max_files, max_bytes (per
    file): for file fields. autocomplete: token of HTML's autofill that fits the answer, if any.
    """

    name: str
    kind: Kind
    title: Text
    help: Text | None = None
    required: bool = False
    public: bool = False
    max_length: int = 0
    choices: tuple[Choice, ...] = ()
    max_files: int = 0
    max_bytes: int = 0
    autocomplete: str = ""

    def choice_title(self, value: str, locale: str) -> str:
        """Return what people read for the choice `value`; the value itself when it is no longer offered."""
        return next((c.title.in_language(locale) for c in self.choices if c.value == value), value)


def parse_field(data: object, place: str) -> FieldDefinition:
    """Read one field from the plain data of a definition file; raise DefinitionError naming the place."""
    if not isinstance(data, Mapping):
        raise DefinitionError(place, "a field is a mapping")
    _refuse_unknown(data, place)
    kind = _parse_kind(data, place)
    return FieldDefinition(
        name=_parse_name(data, place),
        kind=kind,
        title=parse_text(data.get("title"), f"{place}.title"),
        help=parse_text(data["help"], f"{place}.help") if "help" in data else None,
        required=_flag(data, "required", place),
        public=_flag(data, "public", place),
        max_length=_limit(data, "max_length", _DEFAULT_LENGTH.get(kind, 0), place),
        choices=_parse_choices(data, kind, place),
        max_files=_limit(data, "max_files", 3 if kind is Kind.FILES else 0, place),
        max_bytes=_limit(data, "max_megabytes", 8 if kind is Kind.FILES else 0, place) * MEGABYTE,
        autocomplete=_token(data, place),
    )


_KEYS = frozenset(
    {"name", "kind", "title", "help", "required", "public", "autocomplete", "max_length"}
    | {"choices", "max_files", "max_megabytes"}
)


def _refuse_unknown(data: Mapping[str, Any], place: str) -> None:
    for key in data:
        if key not in _KEYS:
            raise DefinitionError(f"{place}.{key}", "is not a property of a field")


def _parse_kind(data: Mapping[str, Any], place: str) -> Kind:
    try:
        return Kind(str(data.get("kind")))
    except ValueError:
        raise DefinitionError(f"{place}.kind", f"must be one of {', '.join(Kind)}") from None


def _parse_name(data: Mapping[str, Any], place: str) -> str:
    name = data.get("name")
    if not isinstance(name, str) or not _NAME.fullmatch(name):
        raise DefinitionError(f"{place}.name", "must be a short ASCII identifier")
    return name


def _flag(data: Mapping[str, Any], key: str, place: str) -> bool:
    value = data.get(key, False)
    if not isinstance(value, bool):
        raise DefinitionError(f"{place}.{key}", "must be true or false")
    return value


def _token(data: Mapping[str, Any], place: str) -> str:
    value = data.get("autocomplete", "")
    if not isinstance(value, str):
        raise DefinitionError(f"{place}.autocomplete", "must be a word")
    return value


def _limit(data: Mapping[str, Any], key: str, default: int, place: str) -> int:
    value = _number(data, key, default, place)
    if key in data and not value:
        raise DefinitionError(f"{place}.{key}", "must be at least 1")
    return value


def _number(data: Mapping[str, Any], key: str, default: int, place: str) -> int:
    value = data.get(key, default)
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise DefinitionError(f"{place}.{key}", "must be a whole number, not negative")
    return value


def _parse_choices(data: Mapping[str, Any], kind: Kind, place: str) -> tuple[Choice, ...]:
    raw = data.get("choices", ())
    if kind is not Kind.CHOICE:
        if raw:
            raise DefinitionError(f"{place}.choices", "only choice fields have choices")
        return ()
    if not isinstance(raw, Sequence) or len(raw) < 2:  # noqa: PLR2004  a choice needs an alternative
        raise DefinitionError(f"{place}.choices", "a choice needs at least two values")
    choices = tuple(_parse_choice(item, f"{place}.choices[{index}]") for index, item in enumerate(raw))
    if len({choice.value for choice in choices}) != len(choices):
        raise DefinitionError(f"{place}.choices", "values must differ")
    return choices


def _parse_choice(data: object, place: str) -> Choice:
    if not isinstance(data, Mapping) or not isinstance(data.get("value"), str) or not data["value"]:
        raise DefinitionError(place, "a choice has a value and a title")
    return Choice(value=data["value"], title=parse_text(data.get("title"), f"{place}.title"))
