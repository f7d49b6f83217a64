"""Filling a draft: files are taken, texts are kept and checked, nothing that was sent is lost."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from serres_requests.content_types.citizen import Citizen
from serres_requests.content_types.draft import Draft
from serres_requests.content_types.request_type import RequestType
from serres_requests.domain.definitions import Definition
from serres_requests.domain.fields import FieldDefinition, Kind
from serres_requests.forms.form import RequestForm
from serres_requests.forms.typed import Typed, read_post
from serres_requests.i18n import DEFAULT_LOCALE
from serres_requests.services.drafts import open_draft
from serres_requests.services.unit_of_work import UnitOfWork
from serres_requests.services.uploads import Problem, Refused, take


@dataclass(frozen=True, slots=True)
class Filled:
    """What became of a form that was sent. refused: the files not taken, by field."""

    draft: Draft
    definition: Definition
    refused: dict[str, list[Refused]]
    is_valid: bool


def fill_draft(
    uow: UnitOfWork, citizen: Citizen, request_type: RequestType, draft_id: str, post: Mapping[str, Any]
) -> Filled:
    """Keep everything that `post` brings in the citizen's draft `draft_id` and tell whether it is right."""
    draft = open_draft(uow, citizen, request_type, draft_id)
    definition = request_type.version(draft.type_version).definition
    typed = read_post(definition, post)
    draft.remove_files(typed.removed)
    refused = {
        field.name: problems
        for field in definition.fields
        if field.kind is Kind.FILES and (problems := _take_files(draft, field, typed))
    }
    values = {**typed.texts, **draft.file_ids()}
    answers = RequestForm(definition, DEFAULT_LOCALE, draft.files_by_field()).answers(values)
    is_valid = answers is not None and not refused
    draft.save(values, uow.now(), complete=is_valid)
    return Filled(draft, definition, refused, is_valid)


def _take_files(draft: Draft, field: FieldDefinition, typed: Typed) -> list[Refused]:
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
