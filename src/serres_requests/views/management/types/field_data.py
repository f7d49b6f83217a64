"""A field's plain data and the values of its form, each made from the other."""

import re
from collections.abc import Collection, Mapping
from typing import Any

from serres_requests.domain.kinds import ChoiceStyle, Kind
from serres_requests.domain.texts import fold
from serres_requests.views.management.types.nodes import exact, sentence, typed
from serres_requests.views.management.types.working import Data

_WORDS = frozenset({"title", "help", "text", "unit"})
_EXACT = frozenset({"minimum", "maximum"})
_FIRST_ROWS = 2
_LONGEST_NAME = 40


def shown_values(field: Mapping[str, Any], options: Collection[str]) -> dict[str, Any]:
    """Return what the form shows of `field`."""
    values: dict[str, Any] = {}
    for option in options:
        data = field.get(option)
        if option in _WORDS:
            values[option] = typed(data)
        elif option == "choices":
            values[option] = [_row(choice) for choice in data or [{}] * _FIRST_ROWS]
        elif option == "style":
            values[option] = data or _style(Kind(field["kind"]))
        elif data is not None:
            values[option] = data if isinstance(data, bool) else str(data)
    return values


def _row(choice: Mapping[str, Any]) -> dict[str, str]:
    return {**typed(choice.get("title")), "value": str(choice.get("value") or "")}


def field_of(values: Mapping[str, Any], kind: Kind, old: Mapping[str, Any], taken: Collection[str]) -> Data:
    """Return the field that `values` make.

    old: the data that it replaces; what the form does not offer is kept of it. taken: names of other fields.
    """
    offered = {
        key: _option(key, value, kind, old) for key, value in values.items() if key not in {"csrf_token", "name"}
    }
    kept = {key: value for key, value in old.items() if key not in offered and key != "name"}
    given = {key: value for key, value in offered.items() if _says_something(value)}
    name = values.get("name") or old.get("name") or free_name(values["title"]["en"], taken)
    if kind is Kind.DECLARATION:
        given.pop("required", None)
    return {"name": name, "kind": kind.value, **kept, **given}


def _says_something(value: Any) -> bool:
    """Zero does: it is not the same as nothing."""
    return value is not None and value is not False and value not in ("", [])


def _option(option: str, value: Any, kind: Kind, old: Mapping[str, Any]) -> Any:
    if option in _WORDS:
        return sentence(value)
    if option == "choices":
        return _choices(value)
    if option in _EXACT:
        return exact(value, old.get(option))
    if option == "style" and value == _style(kind):
        return None
    return value


def _style(kind: Kind) -> str:
    """How a choice is offered when nothing else is said."""
    return (ChoiceStyle.LIST if kind is Kind.CODE_LIST else ChoiceStyle.RADIO).value


def _choices(rows: Collection[Mapping[str, Any]]) -> list[Data]:
    taken = {row["value"] for row in rows if row["value"]}
    choices = []
    for row in rows:
        value = row["value"] or free_name(row["en"], taken, joint="-")
        taken.add(value)
        choices.append({"value": value, "title": sentence(row)})
    return choices


def free_name(english: str, taken: Collection[str], joint: str = "_") -> str:
    """Return a short Latin name made from `english` words that is not `taken`."""
    latin = joint.join(re.findall(r"[a-z0-9]+", fold(english)))[: _LONGEST_NAME - 4].strip(joint)
    base = latin if latin[:1].isalpha() else f"field{joint}{latin}".strip(joint)
    names = (base if number == 1 else f"{base}{joint}{number}" for number in range(1, len(taken) + 2))
    return next(name for name in names if name not in taken)
