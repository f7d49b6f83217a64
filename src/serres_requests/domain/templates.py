"""Templates of texts with placeholders: what each is for, and how the placeholders are found and filled."""

import re
from collections.abc import Container, Mapping
from dataclasses import dataclass
from enum import StrEnum


class Purpose(StrEnum):
    """What the text of a template is for: a move that tells the citizen something, a plain message, a document."""

    MESSAGE = "message"
    ASK = "ask"
    CHARGE = "charge"
    COMPLETE = "complete"
    REJECT = "reject"
    CERTIFICATE = "certificate"
    DECISION = "decision"


DOCUMENTS = frozenset({Purpose.CERTIFICATE, Purpose.DECISION})
LONGEST_DOCUMENT = 20_000
"""Characters of a document's text: some seven pages."""


@dataclass(frozen=True, slots=True)
class Template:
    """One template of a request type. name: what staff choose it by."""

    id: str
    name: str
    purpose: Purpose
    text: str


@dataclass(frozen=True, slots=True)
class Mistake:
    """A brace of a template that begins or ends nothing known. line: counted from 1."""

    line: int
    written: str


@dataclass(frozen=True, slots=True)
class Filled:
    """A template's text for one request, and the placeholders for which the request holds nothing."""

    text: str
    missing: tuple[str, ...]


FIXED = (
    *("protocol_number", "filed_on", "submitted_on", "today", "service", "department"),
    *("applicant", "fathers_name", "mothers_name", "afm"),
)
"""Placeholders that every request can fill, in the order in which they are explained."""
ANSWER = "answer."
"""Begins the placeholder of an answer; the short name of its field follows."""
GAP = "……"
"""Stands where a request holds nothing for a placeholder, as on paper forms."""

_BRACES = re.compile(r"\{([^{}\n]*)\}|[{}]")


def mistakes(text: str, known: Container[str]) -> list[Mistake]:
    """Return what stands in braces in `text` and is none of the `known` placeholders, and single braces."""
    return [
        Mistake(text.count("\n", 0, found.start()) + 1, found.group())
        for found in _BRACES.finditer(text)
        if found.group(1) is None or found.group(1).strip() not in known
    ]


def fill(text: str, values: Mapping[str, str]) -> Filled:
    """Return `text` with each placeholder replaced by its value, once: braces in a value are only braces."""
    missing = []

    def value_of(found: re.Match[str]) -> str:
        name = (found.group(1) or "").strip()
        if not values.get(name):
            missing.append(name)
        return values.get(name) or GAP

    return Filled(_BRACES.sub(value_of, text), tuple(dict.fromkeys(missing)))
