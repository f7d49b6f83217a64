"""Who deals with a request: a person of its department, or another department."""

from dataclasses import dataclass
from datetime import date, datetime

from serres_requests.content_types.request import HistoryEntry, Request
from serres_requests.content_types.site import Site
from serres_requests.domain.deadlines import TimeAfter, days_passed_on, due_day, running_time, time_after
from serres_requests.domain.errors import MessageRequiredError, StaffError, TransitionError
from serres_requests.domain.events import RequestAssigned, RequestHandedOver
from serres_requests.domain.lifecycle import HANDED_OVER_FROM
from serres_requests.domain.working_days import day_of
from serres_requests.services.access import protect_request
from serres_requests.services.unit_of_work import UnitOfWork

HAND_OVER = "hand_over"


def assignees(uow: UnitOfWork, request: Request) -> list[str]:
    """Return the log-in names of the people of the request's department."""
    department = uow.site.departments[request.department]
    return sorted({*department.people("officers"), *department.people("managers")})


def assign(uow: UnitOfWork, request: Request, login: str) -> None:
    """Give the request to a person of its department, or to nobody with ""; they are told, unless they did it.

    Raises StaffError when they don't belong to it.
    """
    if login and login not in assignees(uow, request):
        raise StaffError(login)
    if login == request.assignee:
        return
    request.assignee = login
    now = uow.now()
    request.record(HistoryEntry(now, "assign" if login else "unassign", uow.actor, login))
    uow.emit(RequestAssigned(request.reference, now, login, by=uow.actor))


def hand_over(uow: UnitOfWork, request: Request, department: str, reason: str) -> None:
    """Pass the request on to the department that it is for; the citizen is told (ν. 2690/1999 art. 4: in 5 days).

    Raises TransitionError when its state does not allow it, StaffError for no other department,
    MessageRequiredError without a reason.
    """
    if request.state not in HANDED_OVER_FROM:
        raise TransitionError(HAND_OVER, request.state)
    if department == request.department or department not in uow.site.departments:
        raise StaffError(department)
    if not reason.strip():
        raise MessageRequiredError(HAND_OVER)
    before, request.department = request.department, department
    request.assignee, request.proposal = "", None
    protect_request(uow.site, request)
    now = uow.now()
    request.record(HistoryEntry(now, HAND_OVER, uow.actor, reason, (before, department)))
    uow.emit(RequestHandedOver(request.reference, now, reason))


@dataclass(frozen=True, slots=True)
class TimeOfHandOver:
    """What a hand-over made of the time for the answer, as things stood right after it.

    departments: names of those from which and to which, none where that was not recorded yet. start: the day from
    which the time is counted. due: the last day, None when the clock stood still.
    """

    departments: tuple[str, ...]
    time: TimeAfter
    start: date
    due: date | None


def time_of_hand_over(site: Site, request: Request, at: datetime) -> TimeOfHandOver:
    """Return what the hand-over of `request` that was recorded `at` made of its time."""
    past = [entry for entry in request.history if entry.at <= at]
    moves = [(entry.at, entry.transition) for entry in past]
    calendar = site.reference_tables.working_days
    runs = running_time(request.submitted_at, moves, calendar)
    term = site.request_types[request.type_name].version(request.type_version).definition.term
    return TimeOfHandOver(
        departments=next(entry.departments for entry in reversed(past) if entry.transition == HAND_OVER),
        time=time_after(day_of(request.submitted_at), days_passed_on(moves), calendar),
        start=runs.start,
        due=due_day(term, runs.start, calendar, runs.pauses),
    )
