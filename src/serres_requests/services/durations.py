"""How long requests of each type usually take, measured of those that were completed lately."""

from bisect import bisect_right
from datetime import datetime, timedelta

from serres_requests.catalog.queries import some_completed
from serres_requests.content_types.request import Request
from serres_requests.content_types.request_type import RequestType
from serres_requests.content_types.site import Site
from serres_requests.domain.durations import WINDOW, usual_days
from serres_requests.domain.lifecycle import State, state_after
from serres_requests.domain.working_days import day_of
from serres_requests.services.unit_of_work import UnitOfWork

_LONGEST = timedelta(days=365)
"""Requests that took longer are left out: so far back before the window is looked for them."""
MOST_LOOKED_AT = 1_000


def measure_durations(uow: UnitOfWork, request_type: RequestType) -> None:
    """Record within how many days requests of `request_type` are usually completed, None when too few were.

    Of very many a thousand are looked at, spread evenly.
    """
    since = uow.now() - WINDOW
    oldest = _last_since(uow.site, since - _LONGEST)
    references = some_completed(uow.site.catalog, request_type.name, oldest, MOST_LOOKED_AT)
    requests = map(uow.site.requests.by_reference, references)
    durations = [days for request in requests if (days := _days_to_completion(request, since)) is not None]
    usual = usual_days(durations)
    if usual != request_type.usual_days:
        request_type.usual_days = usual


def _days_to_completion(request: Request, since: datetime) -> int | None:
    """Return how many days a request took, None when it was not completed since `since`."""
    completed = [entry.at for entry in request.history if state_after(entry.transition) is State.COMPLETED]
    if not completed or completed[-1] < since:
        return None
    return (day_of(completed[-1]) - day_of(request.submitted_at)).days


def _last_since(site: Site, moment: datetime) -> int:
    """Return the document id of the oldest request submitted since `moment`; the newest has the least."""
    catalog = site.catalog
    ids = range(catalog.newest, 0)

    def age(document_id: int) -> float:
        return -site.requests.by_reference(catalog.reference(document_id)).submitted_at.timestamp()

    return catalog.newest + bisect_right(ids, -moment.timestamp(), key=age) - 1
