"""Editing a definition as plain data: every function returns new data and leaves what it was given as it was.

The data is the mapping that `definitions.parse_definition` reads. It may be unfinished: conditions that do not
compile yet are edited like others.
"""

from collections.abc import Iterator, Mapping
from copy import deepcopy
from typing import Any

from serres_requests.domain.definitions import ONLY_STEP
from serres_requests.domain.errors import DefinitionError
from serres_requests.domain.tokens import names_in, renamed

Data = dict[str, Any]

_CONDITIONS_OF_FIELD = ("show_if", "require_if", "value")
_KEPT_TERMS = ("name", "department")
_DECIDING = "delivery_field"
"""Where the check of the applicant's activities names a field."""


def with_steps(data: Mapping[str, Any]) -> Data:
    """Return the definition with its fields in steps: those of a form of one page become one step."""
    copy = deepcopy(dict(data))
    if "steps" in copy:
        return copy
    step = {"name": ONLY_STEP, "title": deepcopy(copy.get("title", {})), "fields": copy.pop("fields", [])}
    return {**copy, "steps": [step]}


def add_step(data: Mapping[str, Any], step: Mapping[str, Any], index: int | None = None) -> Data:
    """Return the definition with one more step, the last unless an index is given."""
    new = with_steps(data)
    _refuse_taken(step, [other["name"] for other in new["steps"]], "step")
    new["steps"].insert(_place(index, new["steps"]), {**deepcopy(dict(step)), "fields": [*step.get("fields", ())]})
    return new


def replace_step(data: Mapping[str, Any], name: str, step_without_fields: Mapping[str, Any]) -> Data:
    """Return the definition with other words or another condition for the step `name`; its fields stay."""
    new = with_steps(data)
    index = _step_index(new, name)
    _refuse_taken(step_without_fields, [s["name"] for s in new["steps"] if s["name"] != name], "step")
    fields = new["steps"][index].get("fields", [])
    new["steps"][index] = {**deepcopy(dict(step_without_fields)), "fields": fields}
    return new


def move_step(data: Mapping[str, Any], name: str, by: int) -> Data:
    """Return the definition with the step `name` moved down by `by` places, up when it is negative."""
    new = with_steps(data)
    index = _step_index(new, name)
    step = new["steps"].pop(index)
    new["steps"].insert(max(index + by, 0), step)
    return new


def remove_step(data: Mapping[str, Any], name: str) -> Data:
    """Return the definition without the step `name` and its fields.

    Raises DefinitionError when it is the only one, or when conditions elsewhere use one of its fields.
    """
    new = with_steps(data)
    index = _step_index(new, name)
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
    fields = _fields_of(new, step_name)
    fields.insert(_place(index, fields), deepcopy(dict(field)))
    return new


def replace_field(data: Mapping[str, Any], name: str, field: Mapping[str, Any]) -> Data:
    """Return the definition with `field` in the place of the field `name`; a new name reaches all conditions."""
    new = with_steps(data)
    fields, index = _position(new, name)
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
    target = _fields_of(new, step_name)
    fields, position = _position(new, name)
    target.insert(max(index, 0), fields.pop(position))
    return new


def remove_field(data: Mapping[str, Any], name: str) -> Data:
    """Return the definition without the field `name`; raise DefinitionError naming the conditions that use it."""
    new = with_steps(data)
    fields, index = _position(new, name)
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


def find_field(data: Mapping[str, Any], name: str) -> Data:
    """Return a copy of the field `name`; raise DefinitionError when there is none."""
    fields, index = _position(with_steps(data), name)
    found: Data = fields[index]
    return found


def find_step(data: Mapping[str, Any], name: str) -> Data:
    """Return a copy of the step `name`, fields and all; raise DefinitionError when there is none."""
    new = with_steps(data)
    found: Data = new["steps"][_step_index(new, name)]
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
    if _decision(data).get(_DECIDING) == name:
        places.append(f"decision.{_DECIDING}")
    return places


def _rename(data: Data, old: str, new: str) -> None:
    for _where, owner, key in list(conditions(data)):
        owner[key] = renamed(str(owner[key]), old, new)
    decision = _decision(data)
    if decision.get(_DECIDING) == old:
        decision[_DECIDING] = new


def _decision(data: Mapping[str, Any]) -> Data:
    decision = data.get("decision")
    return decision if isinstance(decision, dict) else {}


def _refuse_used(data: Data, name: str) -> None:
    if places := uses_of(data, name):
        raise DefinitionError(f"field «{name}»", f"is used in {', '.join(places)}")


def _refuse_taken(item: Mapping[str, Any], taken: list[str], what: str) -> None:
    if item.get("name") in taken:
        raise DefinitionError(f"{what} «{item['name']}»", f"there is another {what} of this name")


def _step_index(data: Data, name: str) -> int:
    for index, step in enumerate(data["steps"]):
        if step["name"] == name:
            return index
    raise DefinitionError(f"step «{name}»", "there is no such step")


def _fields_of(data: Data, step_name: str) -> list[Data]:
    fields: list[Data] = data["steps"][_step_index(data, step_name)].setdefault("fields", [])
    return fields


def _position(data: Data, name: str) -> tuple[list[Data], int]:
    """The list that holds the field `name`, and its index there."""
    for step in data["steps"]:
        for index, field in enumerate(step.get("fields", ())):
            if field["name"] == name:
                return step["fields"], index
    raise _no_field(name)


def _no_field(name: str) -> DefinitionError:
    return DefinitionError(f"field «{name}»", "there is no such field")


def _move_by_one(data: Data, name: str, *, down: bool) -> None:
    fields, index = _position(data, name)
    if (down and index + 1 < len(fields)) or (not down and index):
        fields.insert(index + (1 if down else -1), fields.pop(index))
        return
    lists = [_fields_of(data, step["name"]) for step in data["steps"]]
    here = next(number for number, other in enumerate(lists) if other is fields)
    there = here + (1 if down else -1)
    if 0 <= there < len(lists):
        lists[there].insert(0 if down else len(lists[there]), fields.pop(index))


def _place(index: int | None, items: list[Any]) -> int:
    return len(items) if index is None else max(index, 0)
