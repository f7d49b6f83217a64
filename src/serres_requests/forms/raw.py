"""Answers turned back into raw values: what a form shows of an answer that is to be changed."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from decimal import Decimal
from typing import Any

from serres_requests.domain.answers import Address, Answer, Item, Period, Place
from serres_requests.domain.fields import FieldDefinition
from serres_requests.forms.types import NO, YES


def raw_of(field: FieldDefinition, answer: Answer) -> Any:
    """Return what `evaluation.read_answer` would read as `answer` to `field`."""
    if isinstance(answer, bool):
        return YES if answer else NO
    if isinstance(answer, int | Decimal):
        return _decimal(answer).replace(".", ",")  # a point could be read as one between thousands
    if isinstance(answer, tuple):
        fields = {part.name: part for part in field.fields}
        return [_item(fields, value) if isinstance(value, Item) else value for value in answer]
    if isinstance(answer, date):
        return answer.isoformat()
    return _parts(answer) if isinstance(answer, Period | Address | Place) else answer


def _item(fields: Mapping[str, FieldDefinition], item: Item) -> dict[str, Any]:
    return {name: raw_of(fields[name], value) for name, value in item.answers}


def _parts(answer: Period | Address | Place) -> dict[str, str]:
    if isinstance(answer, Period):
        return {"first": answer.first.isoformat(), "last": answer.last.isoformat() if answer.last else ""}
    if isinstance(answer, Address):
        return asdict(answer)
    known = answer.latitude is not None and answer.longitude is not None
    position = f"{_decimal(answer.latitude)}, {_decimal(answer.longitude)}" if known else ""  # type: ignore[arg-type]
    return {"words": answer.words, "position": position}


def _decimal(number: int | Decimal) -> str:
    return format(Decimal(number), "f")
