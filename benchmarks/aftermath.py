"""After the run: what became of each submission, read from the database itself."""

from dataclasses import dataclass

from benchmarks.installation import Installation
from benchmarks.preparing import Visitors

from serres_requests.content_types.outbox import EffectKind


@dataclass
class Aftermath:
    """submitted: drafts that became requests. lost: answered with success but without request or number. double:
    numbers given twice. gaps: numbers left out. aside: outbox entries that a person must see."""

    submitted: int
    lost: int
    double: int
    gaps: int
    aside: int


def look(installation: Installation, visitors: Visitors, accepted: int) -> Aftermath:
    """Drain the outbox of the stopped server and count; accepted: submissions that were answered with success."""
    with installation.in_process() as inside:
        inside.router.worker.drain()
        with inside.unit_of_work() as uow:
            year = inside.registry.ports.clock.now().year
            drafts = {draft for person in visitors.submitters for draft in person.items}
            requests = [uow.site.requests[str(year)].get(draft) for draft in drafts]
            filed = [request.protocol for request in requests if request is not None and request.protocol]
            numbers = [entry.number for entry in uow.site.register.entries(year)]
            return Aftermath(
                submitted=len(filed),
                lost=max(accepted - len(filed), 0),
                double=len(filed) - len(set(filed)),
                gaps=max(numbers, default=0) - len(set(numbers)),
                aside=sum(entry.effect.kind is not EffectKind.STAFF_MAIL for _, entry in uow.site.outbox.aside()),
            )


def filed_since(installation: Installation, loaded: int) -> int:
    """Drain the outbox of the stopped server; return how many requests have a number beyond those `loaded`."""
    with installation.in_process() as inside:
        inside.router.worker.drain()
        with inside.unit_of_work() as uow:
            requests = (request for year in uow.site.requests.values() for request in year.values())
            return sum(request.protocol is not None for request in requests) - loaded
