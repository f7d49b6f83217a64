"""Which event tells whom, and by which channel."""

from enum import StrEnum

from serres_requests.domain.eligibility import Outcome
from serres_requests.domain.lifecycle import ACCEPTED_STATES, State


class NoticeKind(StrEnum):
    """What a notice to a citizen is about; the first of a request is always the protocol filing."""

    FILED = "filed"
    STARTED = "started"
    COMPLETED = "completed"
    REJECTED = "rejected"
    DRAFT_EXPIRES = "draft_expires"
    DECIDED = "decided"
    ACCEPTED = "accepted"
    ASKED = "asked"
    CHARGED = "charged"
    REOPENED = "reopened"
    WITHDRAWN = "withdrawn"
    HANDED_OVER = "handed_over"
    MESSAGE = "message"
    DOCUMENT = "document"
    DOCUMENT_REVOKED = "document_revoked"
    WATCHED_STARTED = "watched_started"
    WATCHED_COMPLETED = "watched_completed"
    WATCHED_ENDED = "watched_ended"


class StaffMail(StrEnum):
    """Mails to the staff of a department."""

    NEW_REQUEST = "new_request"
    REQUEST_COMPLETED = "request_completed"
    REQUEST_ANSWERED = "request_answered"
    REQUEST_WITHDRAWN = "request_withdrawn"
    REQUEST_ASSIGNED = "request_assigned"
    CITIZEN_WROTE = "citizen_wrote"
    DEADLINE_NEAR = "deadline_near"
    DEADLINE_OVER = "deadline_over"
    PROPOSAL_WAITS = "proposal_waits"
    PROPOSAL_SENT_BACK = "proposal_sent_back"


ABOUT_DEADLINES = frozenset({StaffMail.DEADLINE_NEAR, StaffMail.DEADLINE_OVER})


class Delivery(StrEnum):
    """How the e-mail of a notice stands. FAILED: no server took it. RETURNED: one did in vain."""

    NO_ADDRESS = "no_address"
    NOT_WANTED = "not_wanted"
    WAITING = "waiting"
    FOR_DAILY = "for_daily"
    IN_DAILY = "in_daily"
    SENT = "sent"
    FAILED = "failed"
    RETURNED = "returned"


HAS_LEFT = frozenset({Delivery.IN_DAILY, Delivery.SENT, Delivery.RETURNED})


class Telling(StrEnum):
    """How a citizen is told of a move, as managers choose it (R10)."""

    MAIL = "mail"
    PLATFORM = "platform"
    NOBODY = "nobody"


NOTICE_OF_TRANSITION = {
    "accept": NoticeKind.ACCEPTED,
    "start": NoticeKind.STARTED,
    "ask": NoticeKind.ASKED,
    "charge": NoticeKind.CHARGED,
    "complete": NoticeKind.COMPLETED,
    "reject": NoticeKind.REJECTED,
    "withdraw": NoticeKind.WITHDRAWN,
    "reopen": NoticeKind.REOPENED,
    "set:accepted": NoticeKind.ACCEPTED,
    "set:in_progress": NoticeKind.REOPENED,
    "set:waiting_for_citizen": NoticeKind.ASKED,
    "set:waiting_for_payment": NoticeKind.CHARGED,
    "set:completed": NoticeKind.COMPLETED,
    "set:rejected": NoticeKind.REJECTED,
}

NOTICE_OF_EVENT = {
    **NOTICE_OF_TRANSITION,
    "file": NoticeKind.FILED,
    "hand_over": NoticeKind.HANDED_OVER,
    "issue": NoticeKind.DOCUMENT,
    "revoke": NoticeKind.DOCUMENT_REVOKED,
    **{f"decide_{outcome}": NoticeKind.DECIDED for outcome in Outcome},
}
"""Which notice to the applicant goes with an entry of a request's history."""

OF_WATCHERS = frozenset({NoticeKind.WATCHED_STARTED, NoticeKind.WATCHED_COMPLETED, NoticeKind.WATCHED_ENDED})
"""Notices to citizens about a public request that is not theirs."""

_WATCHERS_NOTICE_OF_TRANSITION = {
    "start": NoticeKind.WATCHED_STARTED,
    "reopen": NoticeKind.WATCHED_STARTED,
    "set:in_progress": NoticeKind.WATCHED_STARTED,
    "complete": NoticeKind.WATCHED_COMPLETED,
    "set:completed": NoticeKind.WATCHED_COMPLETED,
}

MAY_BE_SILENT = frozenset({NoticeKind.ACCEPTED, NoticeKind.STARTED, NoticeKind.REOPENED})
"""Notices that a manager may leave out; what ends a request or asks something of the citizen must reach them."""

STAFF_MAIL_OF_TRANSITION = {
    "answer": StaffMail.REQUEST_ANSWERED,
    "complete": StaffMail.REQUEST_COMPLETED,
    "set:completed": StaffMail.REQUEST_COMPLETED,
    "withdraw": StaffMail.REQUEST_WITHDRAWN,
}
"""Moves of which a department's managers get an e-mail (R11)."""


def told_as(kind: NoticeKind, telling: Telling) -> Telling:
    """Return how the citizen is told of `kind`: at least on the platform when they must be told."""
    return Telling.PLATFORM if telling is Telling.NOBODY and kind not in MAY_BE_SILENT else telling


def told_to_watchers(transition: str, state: State, telling: Telling) -> NoticeKind | None:
    """Return what watchers are told of a move that led to `state`, None for nothing (decision 24).

    What passes between department and applicant is theirs alone; a move that a manager makes in silence is told
    only when it ends the watching, since the request is no longer public.
    """
    if state not in ACCEPTED_STATES:
        return NoticeKind.WATCHED_ENDED
    return None if telling is Telling.NOBODY else _WATCHERS_NOTICE_OF_TRANSITION.get(transition)
