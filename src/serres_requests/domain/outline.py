"""Where things are in a definition given as plain data: steps and fields by name, and who reads which field."""

from collections.abc import Iterator, Mapping
from copy import deepcopy
from typing import Any

from serres_requests.domain.definitions import ONLY_STEP
from serres_requests.domain.errors import DefinitionError
from serres_requests.domain.tokens import names_in

Data = dict[str, Any]

DECIDING = "delivery_field"
"""Where the check of the applicant's activities names a field."""
_CONDITIONS_OF_FIELD = ("show_if", "require_if", "value")


def with_steps(data: Mapping[str, Any]) -> Data:
    """Return the definition with its fields in steps: those of a form of one page become one step."""
    copy = deepcopy(dict(data))
    if "steps" in copy:
        return copy
    step = {"name": ONLY_STEP, "title": deepcopy(copy.get("title", {})), "fields": copy.pop("fields", [])}
    return {**copy, "steps": [step]}


def find_field(data: Mapping[str, Any], name: str) -> Data:
    """Return a copy of the field `name`; raise DefinitionError when there is none."""
    fields, index = position_of(with_steps(data), name)
    found: Data = fields[index]
    return found


def find_step(data: Mapping[str, Any], name: str) -> Data:
    """Return a copy of the step `name`, fields and all; raise DefinitionError when there is none."""
    new = with_steps(data)
    found: Data = new["steps"][step_index(new, name)]
    return found


def step_of(data: Mapping[str, Any], field_name: str) -> str:
    """Return the name of the step that holds the field `field_name`; raise DefinitionError when none does."""
    for step in with_steps(data)["steps"]:
        if any(field["name"] == field_name for field in step.get("fields", ())):
            return str(step["name"])
    raise _no_field(field_name)


def field_names(data: Mapping[str, Any]) -> list[str]:
    """Return the names of all fields in their order."""
    return [field["name"] for step in with_steps(data)["steps"] for field in step.get("fields", ())]


def conditions(data: Mapping[str, Any]) -> Iterator[tuple[str, Data, str]]:
    """Yield each condition of a definition in steps: where it stands in words, its owner and the owner's key."""
    for step in data["steps"]:
        if step.get("show_if"):
            yield f"step «{step['name']}».show_if", step, "show_if"
        for field in step.get("fields", ()):
            for key in _CONDITIONS_OF_FIELD:
                if field.get(key):
                    yield f"field «{field['name']}».{key}", field, key


def uses_of(data: Mapping[str, Any], name: str) -> list[str]:
    """Return the places of the conditions that read the field `name`, and of the decision that does."""
    places = [place for place, owner, key in conditions(with_steps(data)) if name in names_in(str(owner[key]))]
    if decision_of(data).get(DECIDING) == name:
        places.append(f"decision.{DECIDING}")
    return places


def decision_of(data: Mapping[str, Any]) -> Data:
    """Return the check of the applicant's activities, empty when there is none."""
    decision = data.get("decision")
    return decision if isinstance(decision, dict) else {}


def step_index(data: Data, name: str) -> int:
    """Return the place of the step `name` in a definition in steps."""
    for index, step in enumerate(data["steps"]):
        if step["name"] == name:
            return index
    raise DefinitionError(f"step «{name}»", "there is no such step")


def fields_of(data: Data, step_name: str) -> list[Data]:
    """Return the list itself that holds the fields of a step."""
    fields: list[Data] = data["steps"][step_index(data, step_name)].setdefault("fields", [])
    return fields


def position_of(data: Data, name: str) -> tuple[list[Data], int]:
    """Return the list itself that holds the field `name`, and its index there."""
    for step in data["steps"]:
        for index, field in enumerate(step.get("fields", ())):
            if field["name"] == name:
                return step["fields"], index
    raise _no_field(name)


def _no_field(name: str) -> DefinitionError:
    return DefinitionError(f"field «{name}»", "there is no such field")
