"""Filling a draft step by step: files are taken, answers are kept and checked, nothing that was sent is lost."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from serres_requests.content_types.citizen import Citizen
from serres_requests.content_types.draft import Draft
from serres_requests.content_types.reference_data import ReferenceTable
from serres_requests.content_types.request_type import RequestType, RequestTypeVersion
from serres_requests.content_types.site import Site
from serres_requests.domain.comparison import Change
from serres_requests.domain.definitions import Definition, Step
from serres_requests.domain.fields import FieldDefinition
from serres_requests.domain.kinds import Kind
from serres_requests.forms.context import FormContext
from serres_requests.forms.evaluation import Evaluation, evaluate
from serres_requests.forms.fitting import fitting
from serres_requests.forms.typed import Typed, Upload, read_post
from serres_requests.i18n import DEFAULT_LOCALE
from serres_requests.services.drafts import bring_up_to_date, open_draft
from serres_requests.services.prefill import certified, from_registry, look_up, prefilled, unlocked
from serres_requests.services.unit_of_work import UnitOfWork
from serres_requests.services.uploads import Problem, Refused, take

_DIGITS = 9
"""No type has versions whose numbers have as many."""


@dataclass(frozen=True, slots=True)
class Filled:
    """What became of a step that was sent.

    refused: the files not taken, by field. appeared: fields of this step that the citizen has not seen yet, since
    the answers just given made them appear. only_items: an item of a group was added or removed, no more. changes:
    what is different since the draft was moved to a new version of its type just now.
    """

    draft: Draft
    version: RequestTypeVersion
    step: Step
    evaluation: Evaluation
    refused: dict[str, list[Refused]]
    appeared: frozenset[str]
    only_items: bool
    changes: tuple[Change, ...] = ()

    @property
    def is_done(self) -> bool:
        """Whether the citizen can go on."""
        wrong = self.evaluation.wrong & {field.name for field in self.step.fields}
        return not (wrong or self.refused or self.appeared or self.only_items or self.changes)


def fill_step(
    uow: UnitOfWork,
    citizen: Citizen,
    request_type: RequestType,
    draft_id: str,
    step_name: str,
    post: Any,
    *,
    seen: str,
) -> Filled:
    """Keep everything that `post` brings for a step of the citizen's draft and tell whether it is right.

    seen: names of the fields that the sent page showed, with blanks between.
    """
    number = _version_sent(request_type, post)
    draft = open_draft(uow, citizen, request_type, draft_id, number)
    step = step_named(request_type.version(number or draft.type_version).definition, step_name)
    typed = read_step(uow, citizen, step, post)
    draft.remove_files(typed.removed)
    refused = {
        field.name: problems
        for field in step.fields
        if field.kind is Kind.FILES and (problems := take_files(draft, field, typed))
    }
    draft.changes = ()
    changes = bring_up_to_date(uow, draft, request_type)
    version = request_type.version(draft.type_version)
    step = step_named(version.definition, step.name)
    known = prefilled(uow, citizen, request_type.name, version.definition.fields) | draft.typed
    raw = _all_answers(uow, citizen, draft, version.definition, step, typed, known)
    evaluation = evaluate_draft(uow.site, version, raw, draft)
    draft.save(raw, uow.now())
    asked = {field.name for field in step.fields}
    appeared = (evaluation.shown.fields & asked) - frozenset(seen.split())
    return Filled(draft, version, step, evaluation, refused, appeared, typed.only_items, changes)


def keep_step(
    uow: UnitOfWork, citizen: Citizen, request_type: RequestType, draft_id: str, step_name: str, post: Any
) -> Draft | None:
    """Keep what stands in a page while its citizen is still writing; None when another page saved since.

    Nothing is checked, no file is taken or dropped and the draft stays at its version: that is for the saving
    that the citizen asks for. ``page`` in `post` names the page, ``saved`` the saving that it was made after.
    """
    draft: Draft | None = citizen.drafts.get(draft_id)
    page, saved = str(post.get("page", "")), str(post.get("saved", ""))
    if (draft.stamp if draft is not None else "") != saved and (draft is None or draft.saved_from != page):
        return None
    draft = open_draft(uow, citizen, request_type, draft_id, _version_sent(request_type, post))
    definition = request_type.version(draft.type_version).definition
    step = step_named(definition, step_name)
    typed = read_step(uow, citizen, step, post)
    known = draft.typed or prefilled(uow, citizen, request_type.name, definition.fields)
    draft.save(_all_answers(uow, citizen, draft, definition, step, typed, known), uow.now(), page)
    return draft


def read_step(uow: UnitOfWork, citizen: Citizen, step: Step, post: Any) -> Typed:
    """Take apart what `post` brings for `step`; answers that are certified are not the citizen's to send."""
    return read_post(unlocked(step.fields, certified(uow, citizen, step.fields)), post)


def fill_from_registry(uow: UnitOfWork, citizen: Citizen, draft: Draft) -> None:
    """Ask the business registry about the citizen, who wants it, and fill in what is still empty in `draft`.

    Raises NotABusinessError when it knows no business of theirs, else as `ports.BusinessRegistry.find` does.
    """
    look_up(uow, citizen)
    fields = uow.site.request_types[draft.type_name].version(draft.type_version).definition.fields
    typed, told = draft.typed, from_registry(uow, citizen, fields)
    empty = {name: value for name, value in told.items() if not _given(typed.get(name))}
    draft.save(fitting(fields, typed | empty) | certified(uow, citizen, fields), uow.now(), draft.saved_from)


def _given(raw: Any) -> bool:
    return any(raw.values()) if isinstance(raw, dict) else bool(raw)


def _all_answers(
    uow: UnitOfWork,
    citizen: Citizen,
    draft: Draft,
    definition: Definition,
    step: Step,
    typed: Typed,
    known: dict[str, Any],
) -> dict[str, Any]:
    """The raw answers `known` of a draft of `definition`, with those of `step` as `typed` now."""
    raw = {**known, **no_files(step.fields), **typed.raw, **draft.file_ids()}
    return fitting(definition.fields, raw) | certified(uow, citizen, definition.fields)


@dataclass(frozen=True, slots=True)
class Taken:
    """One file handed in by itself for `field`; refused says why it was not kept."""

    draft: Draft
    field: FieldDefinition
    refused: Refused | None


def take_file(
    uow: UnitOfWork,
    citizen: Citizen,
    request_type: RequestType,
    draft_id: str,
    field_name: str,
    file: Any,
    *,
    page: str,
) -> Taken | None:
    """Keep `file`, chosen on `page`, in the draft; None when it has no such file field or is submitted already."""
    if citizen.reference_of(draft_id):
        return None
    draft = open_draft(uow, citizen, request_type, draft_id)
    fields = request_type.version(draft.type_version).definition.fields
    field = next((field for field in fields if field.name == field_name and field.kind is Kind.FILES), None)
    if field is None:
        return None
    typed = Typed({}, (Upload(field_name, file.filename, file.file),), frozenset())
    refused = take_files(draft, field, typed)
    known = prefilled(uow, citizen, request_type.name, fields) | draft.typed
    draft.save({**known, **draft.file_ids()}, uow.now(), page)
    return Taken(draft, field, refused[0] if refused else None)


def evaluate_draft(
    site: Site, version: RequestTypeVersion, raw: dict[str, Any], draft: Draft | None
) -> Evaluation:
    """Return what the raw answers `raw` come to."""
    context = form_context(site, DEFAULT_LOCALE, draft)
    return evaluate(version.definition, version.plan, raw, context)


def form_context(site: Site, locale: str, draft: Draft | None) -> FormContext:
    """Return what forms of this site are made with."""
    return FormContext(locale, draft.files_by_field() if draft is not None else {}, partial(_code_list, site))


def _code_list(site: Site, name: str) -> list[tuple[str, str]]:
    """The codes of a table of reference data; none while it has no version."""
    table: ReferenceTable | None = site.reference_tables.get(name)
    version = table.current if table is not None else None
    return [(entry.code, entry.description) for entry in version.entries] if version is not None else []


def _version_sent(request_type: RequestType, post: Any) -> int | None:
    """The version of the page that was sent, which may be older than the draft or the type."""
    sent = str(post.get("version", ""))
    number = int(sent) if sent.isascii() and sent.isdigit() and len(sent) < _DIGITS else 0
    return number if 1 <= number <= request_type.current.number else None


def step_named(definition: Definition, name: str) -> Step:
    """Return the step `name`, the first when there is none of that name."""
    return next((step for step in definition.steps if step.name == name), definition.steps[0])


def shown_steps(definition: Definition, evaluation: Evaluation) -> list[Step]:
    """Return the steps that the answers so far lead through."""
    return [step for step in definition.steps if step.name in evaluation.shown.steps]


def no_files(fields: Sequence[FieldDefinition]) -> dict[str, list[str]]:
    """Return the file fields without a file: `Draft.file_ids` names only those that have any."""
    return {field.name: [] for field in fields if field.kind is Kind.FILES}


def take_files(draft: Draft, field: FieldDefinition, typed: Typed) -> list[Refused]:
    """Keep the files sent for `field` in `draft`; return those that can't be taken."""
    refused = []
    for upload in typed.uploads:
        if upload.field != field.name:
            continue
        if len(draft.files_by_field().get(field.name, [])) >= field.max_files:
            refused.append(Refused(upload.filename, Problem.TOO_MANY))
            continue
        taken = take(upload.stream, upload.filename, field)
        if isinstance(taken, Refused):
            refused.append(taken)
        else:
            draft.add_file(field.name, taken)
    return refused
