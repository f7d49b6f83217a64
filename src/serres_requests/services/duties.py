"""What is to be done about a stored request."""

from datetime import datetime

from serres_requests.content_types.request import Request
from serres_requests.domain.deadlines import last_to_pass_on
from serres_requests.domain.definitions import Term
from serres_requests.domain.duties import Duty, Standing, duties
from serres_requests.domain.eligibility import Outcome
from serres_requests.domain.messages import MessageKind
from serres_requests.domain.working_days import WorkingDays, day_of
from serres_requests.services.deadlines import deadline_of


def duties_of(request: Request, term: Term, calendar: WorkingDays, now: datetime) -> list[Duty]:
    """Return what is to be done `now` about `request`, of a type with `term`: what is due first comes first."""
    found = deadline_of(request, term, calendar, now)
    standing = Standing(
        state=request.state,
        submitted_at=request.submitted_at,
        due=found.due if found is not None else None,
        pass_on_by=last_to_pass_on(day_of(request.submitted_at), calendar),
        history=[(entry.at, entry.transition, entry.message) for entry in request.history],
        from_citizen=_last(request, MessageKind.FROM_CITIZEN),
        to_citizen=_last(request, MessageKind.TO_CITIZEN),
        proposed_at=request.proposal.at if request.proposal is not None else None,
        undecided_since=_undecided_since(request),
    )
    return duties(standing, day_of(now))


def _last(request: Request, kind: MessageKind) -> datetime | None:
    return max((message.at for message in request.messages if message.kind is kind), default=None)


def _undecided_since(request: Request) -> datetime | None:
    decision = request.decision
    return decision.at if decision is not None and decision.decision.outcome is Outcome.OFFICER else None
