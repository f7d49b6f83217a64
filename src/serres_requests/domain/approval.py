"""Four eyes: what ends or answers a request is proposed by one and done by another, where its type asks for it."""

from dataclasses import dataclass
from datetime import datetime

from serres_requests.domain.notices import Telling
from serres_requests.domain.templates import Purpose

PROPOSED_MOVES = frozenset({"complete", "reject"})
"""Moves that need a second person."""
ISSUE = "issue"
"""Names a document in place of a move."""
PROPOSE, SEND_BACK = "propose_", "send_back"
"""In a request's history: begins the name of a proposal, before its move; and of one that was sent back."""
INSIDE = frozenset({*(PROPOSE + move for move in PROPOSED_MOVES), PROPOSE + ISSUE, SEND_BACK})
"""What of a request's history is nobody's but the department's."""
_SEEN_AS = {"Request/approve": "Request/move", "Request/send_back": "Request/view"}


def as_seen_by_citizens(event: str) -> str:
    """Return what the applicant reads for an event of the audit log: what was only proposed is not theirs."""
    return _SEEN_AS.get(event, event)


@dataclass(frozen=True, slots=True)
class Proposal:
    """A move that waits for a second person.

    proposer: log-in name. message, telling: what the citizen will be told, and how.
    """

    at: datetime
    transition: str
    proposer: str
    message: str
    telling: Telling


@dataclass(frozen=True, slots=True)
class ProposedDocument(Proposal):
    """A certificate or decision that waits for a second person; `message` is its text, which the citizen reads."""

    purpose: Purpose
    title: str
