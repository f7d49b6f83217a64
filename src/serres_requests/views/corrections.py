"""Corrections as applicants and staff read them: what was asked, and each answer before and after."""

from dataclasses import dataclass, replace
from typing import Any

from pyramid.request import Request

from serres_requests.content_types.attachment import Attachment
from serres_requests.content_types.request import Request as CitizenRequest
from serres_requests.domain.answers import Answer
from serres_requests.domain.corrections import LONGEST_PAPER, MOST_PAPERS, Correction
from serres_requests.domain.fields import FieldDefinition
from serres_requests.forms.answers import ShownAnswer, shown_answers
from serres_requests.i18n import _
from serres_requests.services.corrections import ASK, askable
from serres_requests.views.presenters import Moment, definition_of, moment

_BEFORE, _AFTER, _NOTHING = _("Before"), _("After"), _("Nothing")


@dataclass(frozen=True, slots=True)
class ShownChange:
    """One field with its answer before and after."""

    label: str
    answers: tuple[ShownAnswer, ...]


@dataclass(frozen=True, slots=True)
class ShownCorrection:
    """One correction; labels: of the fields that were asked for; papers: in words, with what was handed in."""

    at: Moment
    is_made: bool
    is_open: bool
    labels: tuple[str, ...]
    papers: tuple[tuple[str, tuple[Attachment, ...]], ...]
    changes: tuple[ShownChange, ...]


def shown_corrections(request: Request, subject: CitizenRequest) -> list[ShownCorrection]:
    """Return all that was asked to be corrected, oldest first."""
    return [_shown(request, subject, correction) for correction in subject.corrections]


def open_correction(request: Request, subject: CitizenRequest) -> ShownCorrection | None:
    """Return what the applicant shall correct now."""
    return _shown(request, subject, subject.to_correct) if subject.to_correct is not None else None


def asking(subject: CitizenRequest, request: Request, moves: list[str]) -> dict[str, Any] | None:
    """Return what staff can ask to be corrected, as ticked on the page that was sent; None when they can't ask."""
    if ASK not in moves:
        return None
    ticked = request.POST.getall("field")
    papers = [words for words in request.POST.getall("paper") if isinstance(words, str)]
    return {
        "steps": [
            {
                "title": step.title.in_language(request.locale_name),
                "fields": [
                    (field.name, field.title.in_language(request.locale_name), field.name in ticked)
                    for field in fields
                ],
            }
            for step, fields in askable(request.site, subject)
        ],
        "papers": [*papers, *[""] * MOST_PAPERS][:MOST_PAPERS],
        "longest": LONGEST_PAPER,
        "is_begun": bool(ticked or any(papers)),
    }


def _shown(request: Request, subject: CitizenRequest, correction: Correction) -> ShownCorrection:
    fields = {field.name: field for field in definition_of(request, subject).fields}
    by_id = {file.__name__: file for file in subject.files}
    return ShownCorrection(
        at=moment(request, correction.closed_at or correction.asked_at),
        is_made=correction.is_made,
        is_open=correction.closed_at is None,
        labels=tuple(fields[name].title.in_language(request.locale_name) for name in correction.fields),
        papers=tuple((paper.words, tuple(by_id[name] for name in paper.files)) for paper in correction.papers),
        changes=tuple(
            ShownChange(
                fields[change.name].title.in_language(request.locale_name),
                (
                    _answer(request, subject, fields[change.name], _BEFORE, change.before),
                    _answer(request, subject, fields[change.name], _AFTER, change.after),
                ),
            )
            for change in correction.changes
        ),
    )


def _answer(
    request: Request, subject: CitizenRequest, field: FieldDefinition, label: Any, answer: Answer | None
) -> ShownAnswer:
    words = request.localizer.translate(label)
    if answer is None:
        return ShownAnswer(words, request.localizer.translate(_NOTHING))
    [shown] = shown_answers([field], [(field.name, answer)], subject.files, request.locale_name)
    return replace(shown, label=words, is_public=False)
