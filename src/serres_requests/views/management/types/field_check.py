"""What is wrong with a field that is about to be kept, told beside the option where it is."""

from collections.abc import Collection
from typing import Any

from pyramid.request import Request

from serres_requests.domain.conditions import compile_expression
from serres_requests.domain.errors import DefinitionError
from serres_requests.domain.fields import FieldDefinition, parse_field
from serres_requests.domain.kinds import Kind
from serres_requests.i18n import _
from serres_requests.views.management.types.problem_words import problem_words
from serres_requests.views.management.types.working import Data

CONDITIONS = ("show_if", "require_if", "value")
_HERE = "field"
_SOME_FIELD = {"name": "some", "kind": "text", "title": {"el": "…", "en": "…"}}


def wrong_options(
    request: Request, data: Data, field: Data, old_name: str, taken: Collection[str]
) -> dict[str, Any]:
    """Return messages by option for `field`, which is to stand in `data` in the place of `old_name`."""
    if field["name"] in taken:
        return {"name": _("Another field has this short name.")}
    try:
        parse_field(_with_something_inside(field), _HERE)
    except DefinitionError as error:
        option = error.place.removeprefix(f"{_HERE}.").split(".")[0].split("[")[0]
        return {option: problem_words(request, error.problem)}
    others = [other for step in data["steps"] for other in step.get("fields", ()) if other["name"] != old_name]
    return wrong_conditions(request, [*others, field], field, CONDITIONS)


def wrong_conditions(
    request: Request, fields: Collection[Data], owner: Data, keys: Collection[str]
) -> dict[str, Any]:
    """Return messages by key for the conditions of `owner` that can't be read or name what is not there."""
    known = _parsed(fields)
    wrong = {}
    for key in keys:
        try:
            if source := owner.get(key, "").strip():
                compile_expression(source, known, key)
        except DefinitionError as error:
            wrong[key] = problem_words(request, error.problem)
    return wrong


def _with_something_inside(field: Data) -> Data:
    """A group is kept before it has fields; the list of problems tells of it."""
    return {**field, "fields": field.get("fields") or [_SOME_FIELD]} if field["kind"] == Kind.GROUP else field


def _parsed(fields: Collection[Data]) -> tuple[FieldDefinition, ...]:
    found = []
    for field in fields:
        try:
            found.append(parse_field(_with_something_inside(field), _HERE))
        except DefinitionError:
            continue
    return tuple(found)
