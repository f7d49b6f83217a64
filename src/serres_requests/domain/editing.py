"""Editing a definition as plain data: every function returns new data and leaves what it was given as it was.

The data is the mapping that `definitions.parse_definition` reads. It may be unfinished: conditions that do not
compile yet are edited like others.
"""

from collections.abc import Mapping
from copy import deepcopy
from typing import Any

from serres_requests.domain.errors import DefinitionError
from serres_requests.domain.outline import (
    DECIDING,
    Data,
    conditions,
    decision_of,
    field_names,
    fields_of,
    find_field,
    find_step,
    position_of,
    step_index,
    step_of,
    uses_of,
    with_steps,
)
from serres_requests.domain.tokens import renamed

__all__ = [
    "Data",
    "add_field",
    "add_step",
    "field_names",
    "find_field",
    "find_step",
    "move_field",
    "move_field_to",
    "move_step",
    "remove_field",
    "remove_step",
    "replace_field",
    "replace_step",
    "replace_terms",
    "step_of",
    "uses_of",
    "with_steps",
]

_KEPT_TERMS = ("name", "department")


def add_step(data: Mapping[str, Any], step: Mapping[str, Any], index: int | None = None) -> Data:
    """Return the definition with one more step, the last unless an index is given."""
    new = with_steps(data)
    _refuse_taken(step, [other["name"] for other in new["steps"]], "step")
    new["steps"].insert(_place(index, new["steps"]), {**deepcopy(dict(step)), "fields": [*step.get("fields", ())]})
    return new


def replace_step(data: Mapping[str, Any], name: str, step_without_fields: Mapping[str, Any]) -> Data:
    """Return the definition with other words or another condition for the step `name`; its fields stay."""
    new = with_steps(data)
    index = step_index(new, name)
    _refuse_taken(step_without_fields, [s["name"] for s in new["steps"] if s["name"] != name], "step")
    fields = new["steps"][index].get("fields", [])
    new["steps"][index] = {**deepcopy(dict(step_without_fields)), "fields": fields}
    return new


def move_step(data: Mapping[str, Any], name: str, by: int) -> Data:
    """Return the definition with the step `name` moved down by `by` places, up when it is negative."""
    new = with_steps(data)
    index = step_index(new, name)
    step = new["steps"].pop(index)
    new["steps"].insert(max(index + by, 0), step)
    return new


def remove_step(data: Mapping[str, Any], name: str) -> Data:
    """Return the definition without the step `name` and its fields.

    Raises DefinitionError when it is the only one, or when conditions elsewhere use one of its fields.
    """
    new = with_steps(data)
    index = step_index(new, name)
    if len(new["steps"]) == 1:
        raise DefinitionError("steps", "a form has at least one step")
    step = new["steps"].pop(index)
    for field in step.get("fields", ()):
        _refuse_used(new, field["name"])
    return new


def add_field(data: Mapping[str, Any], step_name: str, field: Mapping[str, Any], index: int | None = None) -> Data:
    """Return the definition with one more field in a step, the last unless an index is given."""
    new = with_steps(data)
    _refuse_taken(field, field_names(new), "field")
    fields = fields_of(new, step_name)
    fields.insert(_place(index, fields), deepcopy(dict(field)))
    return new


def replace_field(data: Mapping[str, Any], name: str, field: Mapping[str, Any]) -> Data:
    """Return the definition with `field` in the place of the field `name`; a new name reaches all conditions."""
    new = with_steps(data)
    fields, index = position_of(new, name)
    _refuse_taken(field, [other for other in field_names(new) if other != name], "field")
    fields[index] = deepcopy(dict(field))
    if field["name"] != name:
        _rename(new, name, field["name"])
    return new


def move_field(data: Mapping[str, Any], name: str, by: int) -> Data:
    """Return the definition with the field `name` moved down by `by` places, up when it is negative.

    At the end of its step it goes on into the next; at the end of the form it stays.
    """
    new = with_steps(data)
    for _place_by_place in range(abs(by)):
        _move_by_one(new, name, down=by > 0)
    return new


def move_field_to(data: Mapping[str, Any], name: str, step_name: str, index: int) -> Data:
    """Return the definition with the field `name` as number `index` of the step `step_name`."""
    new = with_steps(data)
    target = fields_of(new, step_name)
    fields, position = position_of(new, name)
    target.insert(max(index, 0), fields.pop(position))
    return new


def remove_field(data: Mapping[str, Any], name: str) -> Data:
    """Return the definition without the field `name`; raise DefinitionError naming the conditions that use it."""
    new = with_steps(data)
    fields, index = position_of(new, name)
    fields.pop(index)
    _refuse_used(new, name)
    return new


def replace_terms(data: Mapping[str, Any], terms: Mapping[str, Any]) -> Data:
    """Return the definition with other terms (title, summary, fee, …); its steps stay.

    Terms that are not given are dropped, but for the name and the department.
    """
    if wrong := {"steps", "fields"} & terms.keys():
        raise DefinitionError(min(wrong), "is no term")
    new = with_steps(data)
    kept = {key: new[key] for key in _KEPT_TERMS if key in new}
    return {**kept, **deepcopy(dict(terms)), "steps": new["steps"]}


def _rename(data: Data, old: str, new: str) -> None:
    for _where, owner, key in list(conditions(data)):
        owner[key] = renamed(str(owner[key]), old, new)
    decision = decision_of(data)
    if decision.get(DECIDING) == old:
        decision[DECIDING] = new


def _refuse_used(data: Data, name: str) -> None:
    if places := uses_of(data, name):
        raise DefinitionError(f"field «{name}»", f"is used in {', '.join(places)}")


def _refuse_taken(item: Mapping[str, Any], taken: list[str], what: str) -> None:
    if item.get("name") in taken:
        raise DefinitionError(f"{what} «{item['name']}»", f"there is another {what} of this name")


def _move_by_one(data: Data, name: str, *, down: bool) -> None:
    fields, index = position_of(data, name)
    if (down and index + 1 < len(fields)) or (not down and index):
        fields.insert(index + (1 if down else -1), fields.pop(index))
        return
    lists = [fields_of(data, step["name"]) for step in data["steps"]]
    here = next(number for number, other in enumerate(lists) if other is fields)
    there = here + (1 if down else -1)
    if 0 <= there < len(lists):
        lists[there].insert(0 if down else len(lists[there]), fields.pop(index))


def _place(index: int | None, items: list[Any]) -> int:
    return len(items) if index is None else max(index, 0)
