"""The citizen is asked to correct named fields or to add papers, and corrects those alone."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from serres_requests.content_types.attachment import Attachment
from serres_requests.content_types.citizen import Citizen
from serres_requests.content_types.draft import Draft
from serres_requests.content_types.request import Request
from serres_requests.content_types.request_type import RequestTypeVersion
from serres_requests.content_types.site import Site
from serres_requests.domain.answers import Answer
from serres_requests.domain.corrections import AnswerChange, Correction, Paper
from serres_requests.domain.definitions import Definition, Step
from serres_requests.domain.fields import FieldDefinition
from serres_requests.domain.kinds import WITHOUT_ANSWER, Kind
from serres_requests.domain.notices import Telling
from serres_requests.domain.visibility import Plan, plan_of
from serres_requests.forms.evaluation import Evaluation, evaluate
from serres_requests.forms.raw import raw_of
from serres_requests.i18n import DEFAULT_LOCALE
from serres_requests.services.filling import Filled, form_context, no_files, read_step, take_files
from serres_requests.services.lifecycle import move
from serres_requests.services.prefill import certified
from serres_requests.services.unit_of_work import UnitOfWork

ASK, ANSWER = "ask", "answer"
_NEVER_ASKED = WITHOUT_ANSWER | {Kind.COMPUTED}


@dataclass(frozen=True, slots=True)
class Sheet:
    """A correction as a page of a form.

    definition: that of the request and the papers. step: the fields that the citizen may answer. standing: the
    answers to all others.
    """

    version: RequestTypeVersion
    definition: Definition
    plan: Plan
    step: Step
    standing: dict[str, Answer]


def version_of(site: Site, request: Request) -> RequestTypeVersion:
    """Return the version of its type that the request was filed with."""
    version: RequestTypeVersion = site.request_types[request.type_name].version(request.type_version)
    return version


def askable(site: Site, request: Request) -> list[tuple[Step, list[FieldDefinition]]]:
    """Return, by step, the fields that its applicant can be asked to correct.

    Not those that their answers hide, that are computed, or that somebody else certifies.
    """
    version = version_of(site, request)
    shown = version.plan.shown(dict(request.answers)).fields
    by_step = [
        (step, [f for f in step.fields if f.name in shown and not f.locked and f.kind not in _NEVER_ASKED])
        for step in version.definition.steps
    ]
    return [(step, fields) for step, fields in by_step if fields]


def ask(
    uow: UnitOfWork,
    request: Request,
    message: str,
    names: Iterable[str],
    papers: Iterable[str],
    telling: Telling = Telling.MAIL,
) -> None:
    """Ask the applicant, with `message`, to correct the fields `names` and to add `papers`, both maybe none.

    Fields that they can't correct are left aside. Raises as `lifecycle.move` does.
    """
    chosen = frozenset(names)
    fields = tuple(
        field.name for _step, group in askable(uow.site, request) for field in group if field.name in chosen
    )
    wanted = tuple(Paper(words) for words in papers)
    move(uow, request, ASK, message, telling)
    if fields or wanted:
        request.corrections = (*request.corrections, Correction(uow.now(), fields, wanted))


def sheet_of(site: Site, request: Request, correction: Correction) -> Sheet:
    """Return the page on which `correction` is made.

    On it are the named fields, the papers, and what other answers to the named fields can make appear.
    """
    version, answers, papers = version_of(site, request), dict(request.answers), correction.paper_fields
    affected = set(correction.fields)
    for rule in version.plan.rules:
        if rule.names & affected:
            affected.add(rule.field.name)
    may_appear = affected - answers.keys()
    fields = tuple(f for f in version.definition.fields if f.name in may_appear.union(correction.fields))
    step = Step("correction", version.definition.title, (*fields, *papers))
    added = Step("papers", version.definition.title, papers)
    definition = replace(version.definition, steps=(*version.definition.steps, added))
    asked = {field.name for field in fields}
    standing = {name: answer for name, answer in answers.items() if name not in asked}
    return Sheet(version, definition, plan_of(definition), step, standing)


def draft_of(uow: UnitOfWork, request: Request, sheet: Sheet) -> Draft:
    """Return what was kept of the correction, or one that begins with the present answers and is not kept yet."""
    if request.correction_draft is not None:
        return request.correction_draft
    answers, by_id = dict(request.answers), {str(file.__name__): file for file in request.attachments}
    draft = Draft(request.type_name, request.type_version, uow.now())
    draft.__name__, draft.__parent__ = "correction", request
    given = [field for field in sheet.step.fields if field.name in answers]
    draft.begin_with(
        {field.name: raw_of(field, answers[field.name]) for field in given},
        tuple((f.name, by_id[name]) for f in given if f.kind is Kind.FILES for name in _ids(answers[f.name])),
    )
    return draft


def evaluation_of(site: Site, sheet: Sheet, raw: dict[str, Any], draft: Draft) -> Evaluation:
    """Return what the raw answers of the page come to, with the answers that stand."""
    context = form_context(site, DEFAULT_LOCALE, draft)
    return evaluate(sheet.definition, sheet.plan, raw, context, sheet.standing)


def read_answers(
    uow: UnitOfWork, citizen: Citizen, sheet: Sheet, draft: Draft, post: Any
) -> tuple[dict[str, Any], bool]:
    """Return the raw answers of the page as `post` has them, and whether an item was added or removed, no more.

    What is certified and what is not asked is not the citizen's to send.
    """
    typed = read_step(uow, citizen, sheet.step, post)
    given = certified(uow, citizen, sheet.step.fields)
    raw = {**draft.typed, **no_files(sheet.step.fields), **typed.raw, **draft.file_ids(), **given}
    return raw, typed.only_items


def fill(uow: UnitOfWork, citizen: Citizen, request: Request, sheet: Sheet, post: Any, *, seen: str) -> Filled:
    """Keep everything that `post` brings for the page and tell whether it is right.

    seen: names of the fields that the sent page showed, with blanks between.
    """
    draft = request.correction_draft = draft_of(uow, request, sheet)
    typed = read_step(uow, citizen, sheet.step, post)
    draft.remove_files(typed.removed)
    refused = {
        field.name: problems
        for field in sheet.step.fields
        if field.kind is Kind.FILES and (problems := take_files(draft, field, typed))
    }
    raw, only_items = read_answers(uow, citizen, sheet, draft, post)
    draft.save(raw, uow.now())
    evaluation = evaluation_of(uow.site, sheet, raw, draft)
    asked = {field.name for field in sheet.step.fields}
    appeared = (evaluation.shown.fields & asked) - frozenset(seen.split())
    return Filled(draft, sheet.version, sheet.step, evaluation, refused, appeared, only_items)


def keep(uow: UnitOfWork, citizen: Citizen, request: Request, sheet: Sheet, post: Any) -> Draft | None:
    """Keep what stands in the page while its citizen is still writing; None when another page saved since.

    ``page`` in `post` names the page, ``saved`` the saving that it was made after.
    """
    page, kept = str(post.get("page", "")), request.correction_draft
    stamp = kept.stamp if kept is not None else ""
    if stamp != str(post.get("saved", "")) and (kept is None or kept.saved_from != page):
        return None
    draft = request.correction_draft = draft_of(uow, request, sheet)
    draft.save(read_answers(uow, citizen, sheet, draft, post)[0], uow.now(), page)
    return draft


def correct(uow: UnitOfWork, citizen: Citizen, request: Request, correction: Correction, filled: Filled) -> None:
    """Put what was `filled` in, and found right, in the place of the present answers; the former ones are kept.

    The work goes on; the department is told. Raises as `lifecycle.move` does.
    """
    before, answers = dict(request.answers), dict(filled.evaluation.answers)
    papers = tuple(
        Paper(paper.words, _ids(answers.pop(field.name)))
        for paper, field in zip(correction.papers, correction.paper_fields, strict=True)
    )
    names = [field.name for field in filled.version.definition.fields]
    changes = tuple(
        AnswerChange(name, before.get(name), answers.get(name))
        for name in names
        if before.get(name) != answers.get(name)
    )
    made = replace(correction, papers=papers, is_made=True, changes=changes)
    request.corrections = (*request.corrections[:-1], made)
    request.answers = tuple(answers.items())
    _replace_files(request, filled)
    changed = {change.name for change in changes}
    given = certified(uow, citizen, filled.step.fields)
    still = (name for name in request.certified if name not in changed)
    request.certified = tuple(dict.fromkeys(name for name in (*still, *given) if name in answers))
    move(uow, request, ANSWER, "")


def _replace_files(request: Request, filled: Filled) -> None:
    """Take the files of the correction over; those that no answer and no paper names any more are superseded."""
    files = {field.name for field in filled.version.definition.fields if field.kind is Kind.FILES}
    used = {name for field, answer in request.answers if field in files for name in _ids(answer)}
    used |= {name for correction in request.corrections for paper in correction.papers for name in paper.files}
    new = tuple(file for file in filled.draft.attachments if file not in request.attachments)
    for file in new:
        file.__parent__ = request
    request.superseded = (*request.superseded, *_named(request.attachments, used, is_in=False))
    request.attachments = _named((*request.attachments, *new), used, is_in=True)


def _named(files: Iterable[Attachment], names: set[str], *, is_in: bool) -> tuple[Attachment, ...]:
    return tuple(file for file in files if (file.__name__ in names) is is_in)


def _ids(answer: Answer) -> tuple[str, ...]:
    """The ids of the files that an answer to a file field is."""
    return tuple(value for value in answer if isinstance(value, str)) if isinstance(answer, tuple) else ()
