"""Fields by their path: a field of a step by its name, one within a repeating group as ``group.name``."""

from collections.abc import Mapping
from copy import deepcopy
from typing import Any

from serres_requests.domain import editing
from serres_requests.domain.errors import DefinitionError
from serres_requests.views.management.types.working import INSIDE, Data


def find(data: Data, path: str) -> Data:
    """Return a copy of the field at `path`; raise DefinitionError when there is none."""
    group, inner = _parts(path)
    if not group:
        return editing.find_field(data, path)
    fields = _inner(data, group)
    return deepcopy(fields[_index(fields, inner)])


def add(data: Data, step: str, group: str, field: Mapping[str, Any]) -> Data:
    """Return the definition with one more field in `group`, or in `step` when there is no group."""
    if not group:
        return editing.add_field(data, step, field)
    fields = _inner(data, group)
    _refuse_taken(fields, field, "")
    return _with_inner(data, group, [*fields, dict(field)])


def replace(data: Data, path: str, field: Mapping[str, Any]) -> Data:
    """Return the definition with `field` in the place of the one at `path`."""
    group, inner = _parts(path)
    if not group:
        return editing.replace_field(data, path, field)
    fields = _inner(data, group)
    _refuse_taken(fields, field, inner)
    fields[_index(fields, inner)] = dict(field)
    return _with_inner(data, group, fields)


def move(data: Data, path: str, by: int) -> Data:
    """Return the definition with the field at `path` moved down by `by` places, up when it is negative."""
    group, inner = _parts(path)
    if not group:
        return editing.move_field(data, path, by)
    fields = _inner(data, group)
    index = _index(fields, inner)
    fields.insert(max(index + by, 0), fields.pop(index))
    return _with_inner(data, group, fields)


def remove(data: Data, path: str) -> Data:
    """Return the definition without the field at `path`; raise DefinitionError when conditions use it."""
    group, inner = _parts(path)
    if not group:
        return editing.remove_field(data, path)
    fields = _inner(data, group)
    del fields[_index(fields, inner)]
    return _with_inner(data, group, fields)


def _parts(path: str) -> tuple[str, str]:
    group, _dot, name = path.rpartition(INSIDE)
    return group, name


def _inner(data: Data, group: str) -> list[Data]:
    return list(editing.find_field(data, group).get("fields", ()))


def _with_inner(data: Data, group: str, fields: list[Data]) -> Data:
    return editing.replace_field(data, group, {**editing.find_field(data, group), "fields": fields})


def _index(fields: list[Data], name: str) -> int:
    for index, field in enumerate(fields):
        if field.get("name") == name:
            return index
    raise DefinitionError(f"field «{name}»", "there is no such field")


def _refuse_taken(fields: list[Data], field: Mapping[str, Any], old: str) -> None:
    if field.get("name") in {other.get("name") for other in fields} - {old}:
        raise DefinitionError(f"field «{field['name']}»", "there is another field of this name")
