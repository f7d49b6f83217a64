"""Escalation: the managers of a department get a mail before and after a deadline, once each."""

from dataclasses import dataclass

from serres_requests.catalog.queries import open_requests
from serres_requests.content_types.request import Request
from serres_requests.domain.escalation import mail_about
from serres_requests.domain.working_days import WorkingDays
from serres_requests.services.deadlines import deadline_of
from serres_requests.services.mailing import tell_staff
from serres_requests.services.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Escalated:
    """How many requests were told of. last: the document that was looked at last, None when there are no more."""

    told: int
    last: int | None


def escalate(uow: UnitOfWork, after: int | None, limit: int) -> Escalated:
    """Look at up to `limit` open requests behind the document `after`, and record mails about their deadlines."""
    calendar = uow.site.reference_tables.working_days
    found = open_requests(uow.site.catalog, after, limit)
    told = sum(_escalate(uow, uow.site.requests.by_reference(reference), calendar) for _, reference in found)
    return Escalated(told, found[-1][0] if len(found) == limit else None)


def _escalate(uow: UnitOfWork, request: Request, calendar: WorkingDays) -> bool:
    term = uow.site.request_types[request.type_name].version(request.type_version).definition.term
    stands = deadline_of(request, term, calendar, uow.now())
    kind = mail_about(stands, term) if stands is not None else None
    if stands is None or stands.due is None or kind is None:
        return False
    told = f"{kind}.{stands.due}"
    if told in request.escalations:
        return False
    request.escalations = (*request.escalations, told)
    tell_staff(uow, request.reference, kind, stands.due.isoformat())
    return True
