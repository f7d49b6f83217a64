"""The words of a request that its staff alone may search for: the applicant's name, and what was written."""

import re
from collections.abc import Iterator

from serres_requests.content_types.request import Request
from serres_requests.domain.answers import Address, Answer, Item, Place
from serres_requests.domain.definitions import Definition
from serres_requests.domain.fields import FieldDefinition
from serres_requests.domain.kinds import Kind

_WRITTEN = frozenset({Kind.TEXT, Kind.LONG_TEXT})
"""Kinds of plain text; numbers that tell who somebody is are kinds of their own."""
_LONG_NUMBER = re.compile(r"\w*\d{9}\w*")
"""A tax number, or another one that tells who somebody is, in the middle of a text."""


def staff_text(request: Request, definition: Definition) -> str:
    """Return these words, a line for each answer; without any number of nine digits or more."""
    lines = [request.applicant.full_name]
    for field in definition.fields:
        if not field.public:
            lines.extend(_written(field, request.answer(field.name)))
    return _LONG_NUMBER.sub("", "\n".join(lines))


def _written(field: FieldDefinition, answer: Answer | None) -> Iterator[str]:
    if isinstance(answer, Address):
        yield f"{answer.street} {answer.number} {answer.postcode} {answer.town}"
    elif isinstance(answer, Place):
        yield answer.words
    elif isinstance(answer, str) and field.kind in _WRITTEN:
        yield answer
    elif field.kind is Kind.GROUP and isinstance(answer, tuple):
        for item in answer:
            given = dict(item.answers) if isinstance(item, Item) else {}
            for inner in field.fields:
                yield from _written(inner, given.get(inner.name))
