"""Which event tells whom, and by which channel."""

from enum import StrEnum


class NoticeKind(StrEnum):
    """What a notice to a citizen is about; the first of a request is always the protocol filing."""

    FILED = "filed"
    STARTED = "started"
    COMPLETED = "completed"
    REJECTED = "rejected"
    DRAFT_EXPIRES = "draft_expires"
    DECIDED = "decided"


class StaffMail(StrEnum):
    """Mails to the staff of a department."""

    NEW_REQUEST = "new_request"
    REQUEST_COMPLETED = "request_completed"


class Delivery(StrEnum):
    """How the e-mail of a notice stands."""

    NO_ADDRESS = "no_address"
    WAITING = "waiting"
    SENT = "sent"
    FAILED = "failed"


NOTICE_OF_TRANSITION = {
    "start": NoticeKind.STARTED,
    "complete": NoticeKind.COMPLETED,
    "reject": NoticeKind.REJECTED,
}

STAFF_MAIL_OF_TRANSITION = {"complete": StaffMail.REQUEST_COMPLETED}
"""Transitions of which a department's managers get an e-mail (R11)."""
