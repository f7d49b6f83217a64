"""Until when each request is to be answered, by the calendar of the municipality."""

from datetime import datetime

from serres_requests.content_types.request import Request
from serres_requests.domain.deadlines import Deadline, deadline
from serres_requests.domain.definitions import Term
from serres_requests.domain.lifecycle import OPEN_STATES
from serres_requests.domain.working_days import WorkingDays, day_of


def deadline_of(request: Request, term: Term, calendar: WorkingDays, now: datetime) -> Deadline | None:
    """Return how `request`, of a type with `term`, stands `now`; None when it is answered."""
    if request.state not in OPEN_STATES:
        return None
    runs = request.running_time(calendar)
    return deadline(term, runs.start, day_of(now), calendar, runs.pauses)
