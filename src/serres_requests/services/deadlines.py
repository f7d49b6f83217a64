"""Until when each request is to be answered, by the calendar of the municipality."""

from datetime import date, datetime

from serres_requests.content_types.request import Request
from serres_requests.content_types.site import Site
from serres_requests.domain.deadlines import Deadline, Pause, deadline, starts_on
from serres_requests.domain.definitions import Term
from serres_requests.domain.lifecycle import OPEN_STATES, pauses
from serres_requests.domain.reference import CLOSING_DAYS
from serres_requests.domain.working_days import WorkingDays
from serres_requests.services.lifecycle import ATHENS


def working_days(site: Site) -> WorkingDays:
    """Return the working days of the municipality; without its table, those of Greece."""
    table = site.reference_tables.get(CLOSING_DAYS)
    version = table.current if table is not None else None
    return (
        WorkingDays(frozenset(entry.code for entry in version.entries)) if version is not None else WorkingDays()
    )


def deadline_of(request: Request, term: Term, calendar: WorkingDays, now: datetime) -> Deadline | None:
    """Return how `request`, of a type with `term`, stands `now`; None when it is answered.

    The time runs from the submission, as the law has it, also when the register gives the number on a later day;
    for a request that was handed over, from its arrival. It stands still while it is the citizen's turn.
    """
    if request.state not in OPEN_STATES:
        return None
    handed_over = [day_of(entry.at) for entry in request.history if entry.transition == "hand_over"]
    periods = pauses((entry.at, entry.transition) for entry in request.history)
    return deadline(
        term,
        starts_on(day_of(request.submitted_at), handed_over),
        day_of(now),
        calendar,
        tuple(Pause(day_of(since), day_of(until) if until else None) for since, until in periods),
    )


def day_of(moment: datetime) -> date:
    """Return the day in Greece that `moment` is in."""
    return moment.astimezone(ATHENS).date()
