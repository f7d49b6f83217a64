"""Drafts: what a citizen typed and handed in is kept, valid or not, until it is submitted."""

from serres_requests.content_types.citizen import Citizen
from serres_requests.content_types.draft import Draft
from serres_requests.content_types.request_type import RequestType
from serres_requests.services.unit_of_work import UnitOfWork

MOST_DRAFTS = 20
"""Of one citizen; the oldest gives way, so that nobody can fill the disk with what they never send."""


def open_draft(uow: UnitOfWork, citizen: Citizen, request_type: RequestType, draft_id: str) -> Draft:
    """Return the citizen's draft `draft_id`, made when it is not there yet."""
    draft: Draft | None = citizen.drafts.get(draft_id)
    if draft is None:
        _make_room(citizen)
        draft = Draft(request_type.name, request_type.current.number, uow.now())
        citizen.drafts[draft_id] = draft
    return draft


def drop_draft(citizen: Citizen, draft: Draft) -> None:
    """Forget a draft and its files."""
    del citizen.drafts[draft.id]


def _make_room(citizen: Citizen) -> None:
    by_age = sorted(citizen.drafts.values(), key=lambda draft: draft.saved_at)
    for draft in by_age[: max(len(by_age) - MOST_DRAFTS + 1, 0)]:
        drop_draft(citizen, draft)
