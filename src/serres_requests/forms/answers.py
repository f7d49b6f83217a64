"""Answers for reading: the label and the words of each, for previews, request pages and documents."""

from collections.abc import Container, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from babel.dates import format_date
from babel.numbers import format_currency, format_decimal

from serres_requests.content_types.attachment import Attachment
from serres_requests.domain.answers import Address, Answer, Item, Period, Place
from serres_requests.domain.fields import FieldDefinition
from serres_requests.domain.kinds import Kind
from serres_requests.domain.texts import Text

_YES, _NO, _DECLARED = Text("Ναι", "Yes"), Text("Όχι", "No"), Text("Δηλώθηκε", "Declared")
_OPEN_END = Text("έως σήμερα", "until today")


@dataclass(frozen=True, slots=True)
class ShownAnswer:
    """One answer as people read it: text, files, or the items of a group with answers of their own."""

    label: str
    text: str = ""
    files: tuple[Attachment, ...] = ()
    is_public: bool = False
    is_certified: bool = False
    items: tuple[tuple["ShownAnswer", ...], ...] = ()

    def as_text(self, between_items: str = "\n") -> str:
        """Return it as one text: the names of files, and of a group the labelled parts of each item."""
        if self.files:
            return ", ".join(file.filename for file in self.files)
        items = (", ".join(f"{part.label}: {part.as_text('; ')}" for part in item) for item in self.items)
        return between_items.join(items) if self.items else self.text


def shown_answers(
    fields: Iterable[FieldDefinition],
    answers: Iterable[tuple[str, Answer]],
    attachments: Iterable[Attachment],
    locale: str,
    certified: Container[str] = (),
) -> list[ShownAnswer]:
    """Return the answers given to `fields`, in the order of the fields, worded in `locale`.

    certified: names of the fields whose answers are.
    """
    given = dict(answers)
    by_id = {attachment.__name__: attachment for attachment in attachments}
    return [
        _shown(field, given[field.name], by_id, locale, is_certified=field.name in certified)
        for field in fields
        if field.name in given
    ]


def _shown(
    field: FieldDefinition, answer: Answer, by_id: dict[Any, Attachment], locale: str, *, is_certified: bool
) -> ShownAnswer:
    text, files, items = "", list[Attachment](), list[tuple[ShownAnswer, ...]]()
    if field.kind is Kind.FILES and isinstance(answer, tuple):
        files = [by_id[name] for name in answer if name in by_id]
    elif field.kind is Kind.GROUP and isinstance(answer, tuple):
        items = [
            tuple(shown_answers(field.fields, item.answers, (), locale))
            for item in answer
            if isinstance(item, Item)
        ]
    else:
        text = in_words(field, answer, locale)
    return ShownAnswer(
        field.title.in_language(locale), text, tuple(files), field.public, is_certified, tuple(items)
    )


def in_words(field: FieldDefinition, answer: Answer, locale: str) -> str:
    """Return `answer` to `field` as people read it in `locale`."""
    if isinstance(answer, bool):
        yes = _DECLARED if field.kind is Kind.DECLARATION else _YES
        return (yes if answer else _NO).in_language(locale)
    if isinstance(answer, Decimal | int):
        return _number_in_words(field, Decimal(answer), locale)
    if isinstance(answer, tuple):
        return ", ".join(field.choice_title(value, locale) for value in answer if isinstance(value, str))
    if isinstance(answer, date | Period):
        return _days_in_words(answer, locale)
    if isinstance(answer, Address | Place):
        return _where_in_words(answer)
    return field.choice_title(answer, locale)


def _where_in_words(where: Address | Place) -> str:
    if isinstance(where, Address):
        return f"{where.street} {where.number}, {where.postcode} {where.town}"
    position = f" ({where.latitude}, {where.longitude})" if where.latitude is not None else ""
    return f"{where.words}{position}"


def _number_in_words(field: FieldDefinition, number: Decimal, locale: str) -> str:
    if field.kind is Kind.MONEY:
        return str(format_currency(number, "EUR", locale=locale))
    unit = f" {field.unit.in_language(locale)}" if field.unit else ""
    pattern = f"#,##0.{'0' * field.decimals}" if field.kind is Kind.COMPUTED and field.decimals else None
    digits = format_decimal(number, format=pattern, locale=locale, decimal_quantization=False)
    return f"{digits}{unit}"


def _days_in_words(days: date | Period, locale: str) -> str:
    if isinstance(days, date):
        return str(format_date(days, format="long", locale=locale))
    last = _days_in_words(days.last, locale) if days.last else _OPEN_END.in_language(locale)
    return f"{_days_in_words(days.first, locale)} – {last}"
