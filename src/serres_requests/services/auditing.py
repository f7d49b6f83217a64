"""What staff see and do is written to the audit log: handed over through the outbox, appended by the worker."""

from collections.abc import Iterable
from datetime import datetime

from serres_requests.content_types.outbox import Effect, EffectKind
from serres_requests.content_types.site import Site
from serres_requests.domain.audit import AuditEvent
from serres_requests.services.unit_of_work import UnitOfWork

_ENTRY = "entry"


def hand_over(site: Site, events: Iterable[AuditEvent], now: datetime) -> None:
    """Record `events`, in their order, for the worker to append; writers don't meet at the log."""
    details = tuple((_ENTRY, event.to_line()) for event in events)
    site.outbox.add(Effect(EffectKind.AUDIT, "", details), now)


def append_to_log(uow: UnitOfWork, effect: Effect) -> None:
    """Append what was handed over."""
    for _name, line in effect.details:
        event = AuditEvent.from_line(line)
        uow.site.audit_log.append(event, _concerned(uow.site, event))


def _concerned(site: Site, event: AuditEvent) -> str | None:
    if event.reference is None:
        return event.subject if event.exported_service else None
    return site.requests.by_reference(event.reference).applicant_id
