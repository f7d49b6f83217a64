"""Answers for reading: the label and the words of each, for previews and request pages."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from babel.dates import format_date

from serres_requests.content_types.attachment import Attachment
from serres_requests.domain.answers import Answer
from serres_requests.domain.fields import FieldDefinition, Kind


@dataclass(frozen=True, slots=True)
class ShownAnswer:
    """One answer as people read it: text, or files."""

    label: str
    text: str = ""
    files: tuple[Attachment, ...] = ()
    is_public: bool = False


def shown_answers(
    fields: Iterable[FieldDefinition],
    answers: Iterable[tuple[str, Answer]],
    attachments: Iterable[Attachment],
    locale: str,
) -> list[ShownAnswer]:
    """Return the answers given to `fields`, in the order of the fields, worded in `locale`."""
    given = dict(answers)
    by_id = {attachment.__name__: attachment for attachment in attachments}
    shown = []
    for field in fields:
        answer = given.get(field.name)
        if answer is None:
            continue
        label = field.title.in_language(locale)
        if isinstance(answer, tuple):
            files = tuple(by_id[name] for name in answer if name in by_id)
            shown.append(ShownAnswer(label, files=files, is_public=field.public))
        else:
            shown.append(ShownAnswer(label, text=_words(field, answer, locale), is_public=field.public))
    return shown


def _words(field: FieldDefinition, answer: str | date, locale: str) -> str:
    if isinstance(answer, date):
        return str(format_date(answer, format="long", locale=locale))
    return field.choice_title(answer, locale) if field.kind is Kind.CHOICE else answer
