"""A request type's definition: its words, who deals with it, and the fields it asks."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from serres_requests.domain.errors import DefinitionError
from serres_requests.domain.fields import FieldDefinition, parse_field
from serres_requests.domain.texts import Text, parse_text


@dataclass(frozen=True, slots=True)
class Definition:
    """What one version of a request type says.

    name: its address, ASCII. department: name of the unit that deals with it. answer_days: within how many
    calendar days the municipality answers. needed: what a citizen should have at hand.
    """

    name: str
    department: str
    title: Text
    summary: Text
    description: Text
    needed: tuple[Text, ...]
    answer_days: int
    fields: tuple[FieldDefinition, ...]

    @property
    def public_fields(self) -> tuple[FieldDefinition, ...]:
        """The fields whose answers anybody may read once the request is accepted."""
        return tuple(field for field in self.fields if field.public)


_KEYS = frozenset(["name", "department", "title", "summary", "description", "needed", "answer_days", "fields"])


def parse_definition(data: object) -> Definition:
    """Read a definition from plain data (a YAML or JSON document); raise DefinitionError naming the place."""
    if not isinstance(data, Mapping):
        raise DefinitionError("definition", "must be a mapping")
    for key in data:
        if key not in _KEYS:
            raise DefinitionError(str(key), "is not a property of a request type")
    fields = tuple(parse_field(item, f"fields[{index}]") for index, item in enumerate(_list(data, "fields")))
    names = [field.name for field in fields]
    if len(set(names)) != len(names):
        raise DefinitionError("fields", "two fields have one name")
    if not fields:
        raise DefinitionError("fields", "a request type asks something")
    return Definition(
        name=_word(data, "name"),
        department=_word(data, "department"),
        title=parse_text(data.get("title"), "title"),
        summary=parse_text(data.get("summary"), "summary"),
        description=parse_text(data.get("description"), "description"),
        needed=tuple(parse_text(item, f"needed[{i}]") for i, item in enumerate(_list(data, "needed"))),
        answer_days=_days(data),
        fields=fields,
    )


def _list(data: Mapping[str, Any], key: str) -> list[object]:
    value = data.get(key, [])
    if not isinstance(value, list):
        raise DefinitionError(key, "must be a list")
    return value


def _word(data: Mapping[str, Any], key: str) -> str:
    value = data.get(key)
    if not isinstance(value, str) or not value.isascii() or not value.replace("-", "").isalnum():
        raise DefinitionError(key, "must be ASCII letters, digits and hyphens")
    return value


def _days(data: Mapping[str, Any]) -> int:
    value = data.get("answer_days")
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        raise DefinitionError("answer_days", "must be a number of days")
    return value
