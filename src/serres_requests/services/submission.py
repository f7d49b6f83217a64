"""A citizen submits: the request is stored with its own ACL and its filing is announced."""

from serres_requests.content_types.attachment import Attachment
from serres_requests.content_types.citizen import Citizen
from serres_requests.content_types.draft import Draft
from serres_requests.content_types.request import HistoryEntry, Request
from serres_requests.content_types.workflow import WORKFLOWS
from serres_requests.domain.entry import Entered
from serres_requests.domain.events import RequestSubmitted
from serres_requests.forms.evaluation import Evaluation
from serres_requests.services.access import protect_request
from serres_requests.services.drafts import bring_up_to_date
from serres_requests.services.filling import evaluate_draft
from serres_requests.services.prefill import certified
from serres_requests.services.unit_of_work import UnitOfWork


def submitted_already(uow: UnitOfWork, citizen: Citizen, draft_id: str) -> Request | None:
    """Return the request that came of the draft `draft_id`: a second click finds the first one's request."""
    reference = citizen.reference_of(draft_id)
    return uow.site.requests.by_reference(reference) if reference else None


def submit(uow: UnitOfWork, citizen: Citizen, draft: Draft) -> Request | None:
    """Turn `draft` into a request; None when its answers do not pass the check of its type's current version.

    A draft of an older version is moved to the current one first; when that is different for the citizen, they
    are told before anything is submitted.

    The request takes the draft's id, so two submissions of one draft meet at one key and make one request.
    """
    return submit_for(uow, citizen, draft, citizen, None)


def submit_for(
    uow: UnitOfWork, holder: Citizen, draft: Draft, citizen: Citizen, entered: Entered | None
) -> Request | None:
    """Do what `submit` does with a draft of `holder`, for the account `citizen`; entered: when staff did it."""
    site, now, request_id = uow.site, uow.now(), draft.id
    request_type = site.request_types[draft.type_name]
    if bring_up_to_date(uow, draft, request_type):
        return None
    version = request_type.version(draft.type_version)
    given = certified(uow, holder, version.definition.fields)
    evaluation = evaluate_draft(site, version, draft.typed | given, draft)
    if evaluation.wrong:
        return None
    request = Request(
        type_name=draft.type_name,
        type_version=draft.type_version,
        department=version.definition.department,
        applicant_id=citizen.id,
        applicant=holder.identity,
        answers=evaluation.answers,
        attachments=_asked_for(evaluation, draft),
        submitted_at=now,
    )
    request.entered = entered
    request.certified = tuple(name for name in given if name in evaluation.answers)
    site.requests.of_year(now.year)[request_id] = request
    for attachment in request.attachments:
        attachment.__parent__ = request
    request.workflow = version.definition.workflow
    WORKFLOWS[request.workflow].initialize(request)
    request.record(_submission(uow, holder, entered))
    protect_request(site, request)
    citizen.remember_request(request_id, request.reference, now)
    del holder.drafts[request_id]
    uow.emit(RequestSubmitted(reference=request.reference, at=now))
    return request


def _submission(uow: UnitOfWork, holder: Citizen, entered: Entered | None) -> HistoryEntry:
    if entered is None:
        return HistoryEntry(uow.now(), "submit", holder.identity.full_name)
    return HistoryEntry(uow.now(), f"enter_{entered.channel}", uow.actor, entered.reason)


def _asked_for(evaluation: Evaluation, draft: Draft) -> tuple[Attachment, ...]:
    """The files of fields that are shown: what was handed in for a question since hidden is not kept."""
    by_field = draft.files_by_field()
    return tuple(file for field, files in by_field.items() if field in evaluation.answers for file in files)
