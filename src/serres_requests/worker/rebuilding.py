"""Indexing anew what is to be: some requests at a time, between the other work inside."""

import logging

from ZODB.POSException import ConflictError

from serres_requests.catalog import due_days
from serres_requests.catalog.rebuilding import advance, progress
from serres_requests.worker.transactions import Workplace

log = logging.getLogger(__name__)

REQUESTS_AT_ONCE = 200
"""So few that filing hardly waits for them."""


def rebuild_some(workplace: Workplace) -> bool:
    """Index the next requests into the new indexes; tell whether there are more to do."""
    with workplace.transaction() as transaction:
        if progress(transaction.site.catalog) is None:
            return False
        now = advance(transaction.site, REQUESTS_AT_ONCE)
        try:
            transaction.commit()
        except ConflictError:
            return True  # somebody has just begun it, or another worker runs by mistake: look again
    if now.is_complete:
        log.info("all %d requests are indexed anew", now.total)
    return not now.is_complete


def renew_due_days(workplace: Workplace) -> bool:
    """Renew the due days of the next open requests, if the calendar has changed; tell whether there are more."""
    with workplace.transaction() as transaction:
        if transaction.site.catalog.due_days_from is None:
            return False
        is_unfinished = due_days.advance(transaction.site, REQUESTS_AT_ONCE)
        try:
            transaction.commit()
        except ConflictError:
            return True  # the calendar has just changed once more
    return is_unfinished
