"""What is to be done about a request, on its page."""

from dataclasses import dataclass
from typing import Any

from pyramid.request import Request

from serres_requests.content_types.request import Request as CitizenRequest
from serres_requests.domain.duties import Duty, DutyKind
from serres_requests.domain.working_days import day_of
from serres_requests.i18n import _
from serres_requests.services.duties import duties_of
from serres_requests.views.presenters import Moment, day_moment, definition_of, moment

_WORDS = {
    DutyKind.ANSWER: _("Answer the request"),
    DutyKind.HAND_OVER: _("If it is not for your department, pass it on"),
    DutyKind.TAKE_UP: _("Look at it and take it up"),
    DutyKind.REPLY: _("Answer the citizen, who wrote to you"),
    DutyKind.APPROVE: _("Approve the proposal or send it back"),
    DutyKind.DECIDE: _("Decide what the automatic check left to you"),
    DutyKind.AWAIT_CITIZEN: _("The citizen's answer is awaited"),
    DutyKind.AWAIT_PAYMENT: _("The payment is awaited"),
}
_OWN_PROPOSAL = _("Another person must approve what you proposed")


@dataclass(frozen=True, slots=True)
class ShownDuty:
    """One thing to be done, where on the page, "" for nowhere, and until when, or else since when."""

    words: Any
    target: str
    due: Moment | None
    since: Moment
    is_overdue: bool


_TARGETS = {
    DutyKind.HAND_OVER: "hand-over",
    DutyKind.TAKE_UP: "moves",
    DutyKind.REPLY: "messages",
    DutyKind.APPROVE: "proposal",
    DutyKind.DECIDE: "decision",
}
"""Ids on the page."""


def shown_duties(request: Request, subject: CitizenRequest) -> list[ShownDuty]:
    """Return what is to be done about `subject`, what is due first at the top."""
    now = request.unit_of_work.now()
    term = definition_of(request, subject).term
    found = duties_of(subject, term, request.site.reference_tables.working_days, now)
    is_own = subject.proposal is not None and subject.proposal.proposer == request.unit_of_work.actor
    return [
        ShownDuty(
            words=_OWN_PROPOSAL if is_own and duty.kind is DutyKind.APPROVE else _WORDS[duty.kind],
            target=_TARGETS.get(duty.kind, ""),
            due=day_moment(request, duty.due) if duty.due is not None else None,
            since=moment(request, duty.since),
            is_overdue=_is_overdue(duty, request),
        )
        for duty in found
    ]


def _is_overdue(duty: Duty, request: Request) -> bool:
    return duty.due is not None and duty.due < day_of(request.unit_of_work.now())
