"""What differs between two definitions, in terms that people can be told."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from serres_requests.domain.definitions import TERMS
from serres_requests.domain.errors import DefinitionError
from serres_requests.domain.outline import with_steps
from serres_requests.domain.texts import Text, parse_text

Value = str | bool | int | float | Text | None


class ChangeKind(StrEnum):
    """What became of something."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    MOVED = "moved"


class Subject(StrEnum):
    """What a change is about."""

    TERM = "term"
    STEP = "step"
    FIELD = "field"
    CHOICE = "choice"


@dataclass(frozen=True, slots=True)
class Change:
    """One difference.

    name: of the field, step or term; ``field.value`` of a choice, ``group.field`` within a group. attribute: what
    of it changed, "" when it was added or removed. old, new: its values, the titles of what was added or removed.
    title: what people call it now, None for terms.
    """

    kind: ChangeKind
    what: Subject
    name: str
    attribute: str = ""
    old: Value = None
    new: Value = None
    title: Text | None = None


_PARTS = frozenset({"name", "fields", "choices"})
"""Of a step or field, what is compared item by item."""
_OF_CONCERN = frozenset(
    {"kind", "title", "help", "text", "required", "public", "max_length", "minimum", "maximum", "decimals", "unit"}
    | {"max_files", "max_megabytes", "min_items", "max_items", "value", "table"}
)
_TERMS_OF_CONCERN = frozenset({"needed", "answer_days", "day_kind", "applicants", "fee", "opens", "closes"})


def compare(old: Mapping[str, Any], new: Mapping[str, Any]) -> tuple[Change, ...]:
    """Return what is different in the definition `new`, both as plain data: terms, then steps, then fields."""
    old, new = with_steps(old), with_steps(new)
    old_steps, new_steps = _by_name(old["steps"]), _by_name(new["steps"])
    return (
        *_attributes(Subject.TERM, "", old, new, TERMS, None),
        *_items(Subject.STEP, "", old_steps, new_steps),
        *_moved(Subject.STEP, old_steps, new_steps),
        *_items(Subject.FIELD, "", _fields(old), _fields(new)),
        *_changed_places(old, new),
    )


def for_applicant(changes: Iterable[Change]) -> tuple[Change, ...]:
    """Return the changes that somebody who fills in the form should know of."""
    return tuple(change for change in changes if _concerns(change))


def _concerns(change: Change) -> bool:
    if change.kind is ChangeKind.MOVED:
        return False
    if change.what is Subject.TERM:
        return change.name in _TERMS_OF_CONCERN
    if change.what is Subject.STEP:
        return False
    return not change.attribute or change.attribute in _OF_CONCERN


def _items(
    what: Subject, prefix: str, old: Mapping[str, Mapping[str, Any]], new: Mapping[str, Mapping[str, Any]]
) -> Iterator[Change]:
    """What was removed, added and changed of things with names."""
    for name in (name for name in old if name not in new):
        yield Change(ChangeKind.REMOVED, what, prefix + name, old=_title(old[name]), title=_title(old[name]))
    for name, item in new.items():
        title = _title(item)
        if name not in old:
            yield Change(ChangeKind.ADDED, what, prefix + name, new=title, title=title)
            continue
        before = old[name]
        keys = [key for key in {**before, **item} if key not in _PARTS and key != _key_of(what)]
        yield from _attributes(what, prefix + name, before, item, keys, title)
        if what is Subject.FIELD:
            inside = f"{prefix}{name}."
            yield from _items(Subject.CHOICE, inside, _choices(before), _choices(item))
            yield from _items(Subject.FIELD, inside, _by_name(before.get("fields")), _by_name(item.get("fields")))


def _key_of(what: Subject) -> str:
    return "value" if what is Subject.CHOICE else "name"


def _attributes(
    what: Subject,
    name: str,
    old: Mapping[str, Any],
    new: Mapping[str, Any],
    keys: Iterable[str],
    title: Text | None,
) -> Iterator[Change]:
    for key in keys:
        before, after = _value(old.get(key)), _value(new.get(key))
        if before != after:
            yield Change(ChangeKind.CHANGED, what, name or key, key if name else "", before, after, title)


def _moved(what: Subject, old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[Change]:
    """Things in another order; as few as explain it."""
    after = [name for name in new if name in old]
    for name in _out_of_order([*old], after):
        yield Change(ChangeKind.MOVED, what, name, "position", title=_title(new[name]))


def _changed_places(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[Change]:
    """Fields in another step, and fields in another order within their step."""
    old_home, new_home = _homes(old), _homes(new)
    fields, titles = _fields(new), {step["name"]: _title(step) for step in (*old["steps"], *new["steps"])}
    for name, home in new_home.items():
        if name in old_home and old_home[name] != home:
            places = titles[old_home[name]], titles[home]
            yield Change(ChangeKind.MOVED, Subject.FIELD, name, "step", *places, title=_title(fields[name]))
    for step in new["steps"]:
        stayed = {f: fields[f] for f, home in new_home.items() if home == step["name"] == old_home.get(f)}
        before = {name: fields[name] for name in old_home if name in stayed}
        yield from _moved(Subject.FIELD, before, stayed)


def _out_of_order(before: Sequence[str], after: Sequence[str]) -> list[str]:
    """The fewest of `after` that must have moved: all that are not in a longest rising sequence."""
    place = {name: index for index, name in enumerate(before)}
    ends: list[int] = []
    chains: list[list[str]] = []
    for name in after:
        length = bisect_left(ends, place[name])
        chain = [*(chains[length - 1] if length else []), name]
        ends[length:] = [place[name], *ends[length + 1 :]]
        chains[length:] = [chain, *chains[length + 1 :]]
    stayed = set(chains[-1]) if chains else set()
    return [name for name in after if name not in stayed]


def _value(value: Any) -> Value:
    """What can be kept and told: texts in two languages, numbers, words. What is off or empty is None."""
    if value is None or value is False or value in ("", [], {}):
        return None
    if isinstance(value, bool | int | float | str):
        return value
    if isinstance(value, date | Decimal):
        return str(value)
    if isinstance(value, list):
        parts = [_value(item) for item in value]
        texts = [part if isinstance(part, Text) else Text(str(part), str(part)) for part in parts]
        return Text("\n".join(text.el for text in texts), "\n".join(text.en for text in texts))
    return _text(value) or str(value)


def _text(value: Any) -> Text | None:
    try:
        return parse_text(value, "")
    except DefinitionError:
        return None


def _title(item: Mapping[str, Any]) -> Text | None:
    return _text(item.get("title"))


def _by_name(items: Any) -> dict[str, Mapping[str, Any]]:
    return {item["name"]: item for item in items or ()}


def _choices(field: Mapping[str, Any]) -> dict[str, Mapping[str, Any]]:
    choices = [item for item in field.get("choices") or () if isinstance(item, Mapping)]
    return {str(choice.get("value", "")): choice for choice in choices}


def _fields(data: Mapping[str, Any]) -> dict[str, Mapping[str, Any]]:
    return _by_name([field for step in data["steps"] for field in step.get("fields", ())])


def _homes(data: Mapping[str, Any]) -> dict[str, str]:
    return {field["name"]: step["name"] for step in data["steps"] for field in step.get("fields", ())}
