"""Everything that is wrong with a definition that is still being written, and what can't even be kept of it."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from serres_requests.domain import parsing
from serres_requests.domain.conditions import compile_expression
from serres_requests.domain.definitions import TERMS, parse_definition, parse_step
from serres_requests.domain.errors import DefinitionError
from serres_requests.domain.fields import FieldDefinition, parse_field
from serres_requests.domain.kinds import Kind
from serres_requests.domain.outline import field_names, with_steps
from serres_requests.domain.texts import parse_text
from serres_requests.domain.tokens import names_in
from serres_requests.domain.visibility import plan_of

_WORDS = {"el": "…", "en": "…"}
_SOME_FIELD = {"name": "some", "kind": "text", "title": _WORDS}
_SOUND: Mapping[str, Any] = {
    "name": "sound",
    "department": "sound",
    "title": _WORDS,
    "summary": _WORDS,
    "description": _WORDS,
    "answer_days": 1,
    "fields": [_SOME_FIELD],
}
"""The least definition that is right: each term is tried in it by itself."""


def check_shape(data: object) -> None:
    """Raise DefinitionError when `data` is not a definition at all, however unfinished.

    It must have a name, a department and a title; steps and fields with valid names that differ; fields with a
    kind and a title. The rest may be missing or wrong: `problems_of` tells.
    """
    known = parsing.mapping(data, "definition", frozenset({*TERMS, "steps", "fields"}))
    if "steps" in known and "fields" in known:
        raise DefinitionError("steps", "a request type has steps or fields, not both")
    sound = {**_SOUND, **{key: known.get(key) for key in ("name", "department", "title")}}
    parse_definition(sound)
    for key, check in (("steps", _check_step), ("fields", _check_field)):
        _check_each(known, key, key, check)
    steps = with_steps(known)["steps"]
    _check_differ([step["name"] for step in steps], "steps")
    _check_differ([field["name"] for step in steps for field in step.get("fields", ())], "fields")


def problems_of(data: Mapping[str, Any]) -> list[DefinitionError]:
    """Return all that keeps `data`, whose shape was checked, from being published."""
    steps = with_steps(data)["steps"]
    found = [*_of_terms(data), *_of_steps(steps)]
    if not any(step.get("fields") for step in steps):
        found.append(DefinitionError("fields", "a request type asks something"))
    found.extend(_of_conditions(steps))
    return found or list(_raised(lambda: plan_of(parse_definition(data))))


def _check_step(step: object, place: str) -> None:
    known = parsing.mapping(step, place, frozenset({"name", "title", "help", "show_if", "fields"}))
    parsing.name(known, place)
    parse_text(known.get("title"), f"{place}.title")
    parsing.text(known, "show_if", place)
    _check_each(known, "fields", f"{place}.fields", _check_field)


def _check_field(field: object, place: str) -> None:
    if not isinstance(field, Mapping):
        raise DefinitionError(place, "must be a mapping")
    parsing.name(field, place)
    parsing.one_of(field, "kind", Kind, place)
    parse_text(field.get("title"), f"{place}.title")
    for key in ("show_if", "require_if", "value"):
        parsing.text(field, key, place)
    _check_each(field, "fields", f"{place}.fields", _check_field)


def _check_each(data: Mapping[str, Any], key: str, place: str, check: Callable[[object, str], None]) -> None:
    items = data.get(key, [])
    if not isinstance(items, list):
        raise DefinitionError(place, "must be a list")
    for index, item in enumerate(items):
        check(item, f"{place}[{index}]")


def _check_differ(names: list[str], what: str) -> None:
    if len(set(names)) != len(names):
        raise DefinitionError(what, f"two {what} have one name")


def _of_terms(data: Mapping[str, Any]) -> Iterator[DefinitionError]:
    wrong = False
    sound = {**_SOUND, "fields": [{**_SOME_FIELD, "name": name} for name in field_names(data) or ["some"]]}
    for term in TERMS:
        others = {key: value for key, value in sound.items() if key != term}
        given = {term: data[term]} if term in data else {}
        for error in _raised(parse_definition, others | given):
            wrong = wrong or term in ("opens", "closes")
            yield error
    if not wrong:
        days = {key: data[key] for key in ("opens", "closes") if key in data}
        yield from _raised(parse_definition, {**_SOUND, **days})


def _of_steps(steps: list[Mapping[str, Any]]) -> Iterator[DefinitionError]:
    for number, step in enumerate(steps):
        place = f"steps[{number}]"
        bare = {**step, "fields": []}
        yield from _raised(parse_step, bare, place)
        for index, field in enumerate(step.get("fields", ())):
            yield from _raised(parse_field, field, f"{place}.fields[{index}]")


def _of_conditions(steps: list[Mapping[str, Any]]) -> Iterator[DefinitionError]:
    """What is wrong with each condition; those that read a field that is itself wrong are left for later."""
    sound: list[FieldDefinition] = []
    unsound: set[str] = set()
    for step in steps:
        for field in step.get("fields", ()):
            try:
                sound.append(parse_field(field, ""))
            except DefinitionError:
                unsound.add(field["name"])
    for place, source in _conditions(steps):
        if source and not names_in(source) & unsound:
            yield from _raised(compile_expression, source, tuple(sound), place)


def _conditions(steps: list[Mapping[str, Any]]) -> Iterator[tuple[str, str]]:
    for number, step in enumerate(steps):
        place = f"steps[{number}]"
        yield f"{place}.show_if", step.get("show_if", "").strip()
        for index, field in enumerate(step.get("fields", ())):
            for key in ("show_if", "require_if", "value"):
                yield f"{place}.fields[{index}].{key}", field.get(key, "").strip()


def _raised(check: Callable[..., object], *arguments: object) -> Iterator[DefinitionError]:
    try:
        check(*arguments)
    except DefinitionError as error:
        yield error
