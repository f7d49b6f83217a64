"""What a browser sent, taken apart by the definition: raw answers, new files and kept files to drop.

A raw answer is text; a list of texts for several choices and file ids; a mapping of parts for composite fields; a
list of mappings for groups.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import IO, Any

import colander

from serres_requests.domain.fields import FieldDefinition
from serres_requests.domain.kinds import Kind
from serres_requests.domain.texts import clean
from serres_requests.forms.composite import COUNT, SEPARATOR
from serres_requests.forms.files import REMOVE

LONGEST_KEPT = 200_000
"""Characters of one answer that a draft keeps: more than fits any field, so that too long texts survive."""

ADD_ITEM, DROP_ITEM = "add_item", "drop_item"
"""Names of the buttons that add an item to a group and remove one."""

PARTS: Mapping[Kind, tuple[str, ...]] = {
    Kind.PERIOD: ("first", "last"),
    Kind.ADDRESS: ("street", "number", "postcode", "town"),
    Kind.PLACE: ("words", "position"),
}
_WHOLE = re.compile(r"\d{1,6}", re.ASCII)
_NOT_SENT = frozenset({Kind.COMPUTED, Kind.INFO, Kind.FILES})


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as sent."""

    field: str
    filename: str
    stream: IO[bytes]


@dataclass(frozen=True, slots=True)
class Typed:
    """What one POST brings.

    raw: answers by field name; uploads in the order sent; removed: ids of kept files to drop. only_items: an item
    of a group was to be added or removed, nothing else.
    """

    raw: dict[str, Any]
    uploads: tuple[Upload, ...]
    removed: frozenset[str]
    only_items: bool = False


def read_post(fields: Iterable[FieldDefinition], post: Any) -> Typed:
    """Take apart a multipart POST of a form with `fields`; what they do not know is left aside."""
    raw: dict[str, Any] = {}
    uploads: list[Upload] = []
    removed: set[str] = set()
    for field in fields:
        if field.kind is Kind.FILES:
            uploads.extend(_uploads(field.name, post))
            removed.update(str(value) for value in post.getall(field.name + REMOVE))
        elif field.kind is Kind.GROUP:
            raw[field.name] = _items(field, post)
        elif field.kind not in _NOT_SENT and not field.locked:
            raw[field.name] = _raw(field, field.name, post)
    return Typed(raw, tuple(uploads), frozenset(removed), ADD_ITEM in post or DROP_ITEM in post)


def pstruct(field: FieldDefinition, raw: Any, name: str = "") -> Any:
    """Return `raw` as deform wants it back: nested under the inputs' full names."""
    name = name or field.name
    if field.kind is Kind.GROUP:
        return {
            f"{name}{SEPARATOR}{index}": {
                f"{name}{SEPARATOR}{index}{SEPARATOR}{part.name}": pstruct(
                    part, item.get(part.name), f"{name}{SEPARATOR}{index}{SEPARATOR}{part.name}"
                )
                for part in field.fields
            }
            for index, item in enumerate(raw or ())
        }
    if parts := PARTS.get(field.kind):
        given = raw if isinstance(raw, Mapping) else {}
        return {f"{name}{SEPARATOR}{part}": given.get(part) or colander.null for part in parts}
    return raw or colander.null


def plain(value: Any) -> Any:
    """Leave out blanks around texts, which are never part of an answer."""
    if isinstance(value, str):
        return value.strip() or colander.null
    if isinstance(value, Mapping):
        return {name: plain(part) for name, part in value.items()}
    return value


def _raw(field: FieldDefinition, name: str, post: Any) -> Any:
    if field.kind is Kind.CHOICES:
        return [_clean(value) for value in post.getall(name)]
    if parts := PARTS.get(field.kind):
        return {part: _clean(post.get(f"{name}{SEPARATOR}{part}", "")) for part in parts}
    return _clean(post.get(name, ""))


def _items(field: FieldDefinition, post: Any) -> list[dict[str, Any]]:
    count = _count(post.get(f"{field.name}{SEPARATOR}{COUNT}", ""), field.max_items)
    items = [
        {part.name: _raw(part, SEPARATOR.join((field.name, str(index), part.name)), post) for part in field.fields}
        for index in range(count)
        if post.get(DROP_ITEM) != f"{field.name}{SEPARATOR}{index}"
    ]
    if post.get(ADD_ITEM) == field.name and len(items) < field.max_items:
        items.append({})
    return items


def _count(sent: Any, most: int) -> int:
    return min(int(sent), most) if isinstance(sent, str) and _WHOLE.fullmatch(sent) else 0


def _clean(value: Any) -> str:
    return clean(value)[:LONGEST_KEPT] if isinstance(value, str) else ""


def _uploads(name: str, post: Any) -> list[Upload]:
    parts = (part for part in post.getall(name) if getattr(part, "filename", None))
    return [Upload(name, part.filename, part.file) for part in parts]
