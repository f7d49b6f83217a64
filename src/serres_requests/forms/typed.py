"""What a browser sent, taken apart by the definition: texts, new files and kept files to drop."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import IO, Any

from serres_requests.domain.definitions import Definition
from serres_requests.domain.fields import Kind
from serres_requests.domain.texts import clean
from serres_requests.forms.files import REMOVE

LONGEST_KEPT = 200_000
"""Characters of one answer that a draft keeps: more than fits any field, so that too long texts survive."""


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as sent."""

    field: str
    filename: str
    stream: IO[bytes]


@dataclass(frozen=True, slots=True)
class Typed:
    """texts: raw answers by field name; uploads in the order sent; removed: ids of kept files to drop."""

    texts: dict[str, str]
    uploads: tuple[Upload, ...]
    removed: frozenset[str]


def read_post(definition: Definition, post: Mapping[str, Any]) -> Typed:
    """Take apart a multipart POST; what the definition does not know is left aside."""
    texts: dict[str, str] = {}
    uploads: list[Upload] = []
    removed: set[str] = set()
    for field in definition.fields:
        if field.kind is Kind.FILES:
            uploads.extend(_uploads(field.name, post))
            removed.update(str(value) for value in post.getall(field.name + REMOVE))  # type: ignore[attr-defined]
        else:
            value = post.get(field.name, "")
            texts[field.name] = clean(value)[:LONGEST_KEPT] if isinstance(value, str) else ""
    return Typed(texts, tuple(uploads), frozenset(removed))


def _uploads(name: str, post: Any) -> list[Upload]:
    parts = (part for part in post.getall(name) if getattr(part, "filename", None))
    return [Upload(name, part.filename, part.file) for part in parts]
