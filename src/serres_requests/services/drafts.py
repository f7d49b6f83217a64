"""Drafts: what a citizen typed and handed in is kept, valid or not, until it is submitted."""

from dataclasses import dataclass
from datetime import timedelta
from itertools import islice

from serres_requests.content_types.citizen import Citizen
from serres_requests.content_types.draft import Draft
from serres_requests.content_types.request_type import RequestType
from serres_requests.domain.comparison import Change, compare, for_applicant
from serres_requests.forms.fitting import fitting
from serres_requests.services.notices import warn_of_expiry
from serres_requests.services.unit_of_work import UnitOfWork

MOST_DRAFTS = 20
"""Of one citizen; the oldest gives way, so that nobody can fill the disk with what they never send."""

KEPT = timedelta(days=60)
WARNED_BEFORE = timedelta(days=10)
"""A draft that is not saved for so long is thrown away; its citizen is told so long before."""


def open_draft(
    uow: UnitOfWork, citizen: Citizen, request_type: RequestType, draft_id: str, version: int | None = None
) -> Draft:
    """Return the citizen's draft `draft_id`, made when it is not there yet, of `version` or the current one."""
    draft: Draft | None = citizen.drafts.get(draft_id)
    if draft is None:
        _make_room(citizen)
        draft = Draft(request_type.name, version or request_type.current.number, uow.now())
        citizen.drafts[draft_id] = draft
    return draft


def bring_up_to_date(uow: UnitOfWork, draft: Draft, request_type: RequestType) -> tuple[Change, ...]:  # noqa: ARG001
    """Move `draft` to the current version of its type; return what became different for the citizen.

    Answers to questions that are still asked stay; the changes are kept on the draft until its next saving.
    """
    current = request_type.current
    if draft.type_version == current.number:
        return ()
    before = request_type.version(draft.type_version)
    changes = for_applicant(compare(before.data, current.data))
    draft.move_to(current.number, fitting(current.definition.fields, draft.typed), changes)
    return changes


@dataclass(frozen=True, slots=True)
class Expired:
    """How many drafts went, and the id of the last citizen looked at; None when there are no more."""

    gone: int
    last: str | None


def expire(uow: UnitOfWork, after: str, limit: int) -> Expired:
    """Throw away the drafts whose time is over and warn of the next, for `limit` citizens with ids above `after`.

    A warning always comes first and leaves its full time, also when this was not done for a while.
    """
    citizens = list(islice(uow.site.citizens.after(after), limit))
    gone = sum(_expire_of(uow, citizen) for citizen in citizens)
    return Expired(gone, citizens[-1].id if citizens else None)


def _expire_of(uow: UnitOfWork, citizen: Citizen) -> int:
    gone, now = 0, uow.now()
    for draft in list(citizen.drafts.values()):
        if draft.warned_at is None:
            if now - draft.saved_at >= KEPT - WARNED_BEFORE:
                warn_of_expiry(uow, citizen, draft)
                draft.warned_at = now
        elif now - draft.warned_at >= WARNED_BEFORE:
            drop_draft(citizen, draft)
            gone += 1
    return gone


def drop_draft(citizen: Citizen, draft: Draft) -> None:
    """Forget a draft and its files."""
    del citizen.drafts[draft.id]


def _make_room(citizen: Citizen) -> None:
    by_age = sorted(citizen.drafts.values(), key=lambda draft: draft.saved_at)
    for draft in by_age[: max(len(by_age) - MOST_DRAFTS + 1, 0)]:
        drop_draft(citizen, draft)
