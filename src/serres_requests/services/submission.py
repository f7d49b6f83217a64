"""A citizen submits: the request is stored with its own ACL and its filing is announced."""

from serres_requests.content_types.citizen import Citizen
from serres_requests.content_types.draft import Draft
from serres_requests.content_types.request import HistoryEntry, Request
from serres_requests.content_types.workflow import REQUEST_WORKFLOW
from serres_requests.domain.events import RequestSubmitted
from serres_requests.forms.form import RequestForm
from serres_requests.i18n import DEFAULT_LOCALE
from serres_requests.services.access import protect_request
from serres_requests.services.unit_of_work import UnitOfWork


def submitted_already(uow: UnitOfWork, citizen: Citizen, draft_id: str) -> Request | None:
    """Return the request that came of the draft `draft_id`: a second click finds the first one's request."""
    reference = citizen.reference_of(draft_id)
    return uow.site.requests.by_reference(reference) if reference else None


def submit(uow: UnitOfWork, citizen: Citizen, draft: Draft) -> Request | None:
    """Turn `draft` into a request; None when its answers do not pass the check of its type's version.

    The request takes the draft's id, so two submissions of one draft meet at one key and make one request.
    """
    site, now, request_id = uow.site, uow.now(), draft.id
    version = site.request_types[draft.type_name].version(draft.type_version)
    answers = RequestForm(version.definition, DEFAULT_LOCALE, draft.files_by_field()).answers(draft.typed)
    if answers is None:
        return None
    request = Request(
        type_name=draft.type_name,
        type_version=draft.type_version,
        department=version.definition.department,
        applicant_id=citizen.id,
        applicant=citizen.identity,
        answers=answers,
        attachments=draft.attachments,
        submitted_at=now,
    )
    site.requests.of_year(now.year)[request_id] = request
    for attachment in request.attachments:
        attachment.__parent__ = request
    REQUEST_WORKFLOW.initialize(request)
    request.record(HistoryEntry(now, "submit", citizen.identity.full_name))
    protect_request(site, request)
    citizen.remember_request(request_id, request.reference, now)
    del citizen.drafts[request_id]
    uow.emit(RequestSubmitted(reference=request.reference, at=now))
    return request
