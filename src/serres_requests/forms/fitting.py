"""Raw answers that were typed into one version of a form, brought into another."""

from collections.abc import Iterable, Mapping
from typing import Any

from serres_requests.domain.fields import FieldDefinition
from serres_requests.domain.kinds import WITHOUT_ANSWER, Kind
from serres_requests.forms.typed import PARTS

_LISTS = frozenset({Kind.CHOICES, Kind.FILES})


def fitting(fields: Iterable[FieldDefinition], raw: Mapping[str, Any]) -> dict[str, Any]:
    """Return the raw answers without those that are not of the shape that `fields` have.

    A text does not fit a field of several choices, nor an address one of text. Answers to other fields stay: a
    draft keeps what was typed.
    """
    fitted = dict(raw)
    for field in fields:
        if field.name not in fitted:
            continue
        if field.kind is Kind.GROUP and _is_list_of(fitted[field.name], Mapping):
            fitted[field.name] = [_item(field, item) for item in fitted[field.name]]
        elif not _fits(field, fitted[field.name]):
            del fitted[field.name]
    return fitted


def _fits(field: FieldDefinition, raw: Any) -> bool:
    if field.kind in WITHOUT_ANSWER or field.kind in {Kind.COMPUTED, Kind.GROUP}:
        return False
    if field.kind in _LISTS:
        return _is_list_of(raw, str)
    if parts := PARTS.get(field.kind):
        return isinstance(raw, Mapping) and all(isinstance(raw.get(part, ""), str) for part in parts)
    return isinstance(raw, str)


def _item(group: FieldDefinition, item: Mapping[str, Any]) -> dict[str, Any]:
    names = {field.name for field in group.fields}
    return fitting(group.fields, {name: raw for name, raw in item.items() if name in names})


def _is_list_of(raw: Any, kind: type) -> bool:
    return isinstance(raw, list) and all(isinstance(item, kind) for item in raw)
