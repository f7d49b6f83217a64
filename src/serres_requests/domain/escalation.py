"""When the managers of a department are told of a deadline."""

from serres_requests.domain.deadlines import Deadline
from serres_requests.domain.definitions import Term
from serres_requests.domain.notices import StaffMail

WARNED_DAYS_BEFORE = 3
LATEST_DAYS_AFTER = 7
"""A worker that stood still for so long still tells; what is overdue for longer was told or is known."""


def mail_about(found: Deadline, term: Term) -> StaffMail | None:
    """Return the mail that managers should have by now, None for none: before a deadline and after it.

    Short terms are warned of in their second half, so that no mail comes right after the request.
    """
    if found.due is None:
        return None
    if found.overdue_by:
        return StaffMail.DEADLINE_OVER if found.overdue_by <= LATEST_DAYS_AFTER else None
    return StaffMail.DEADLINE_NEAR if found.left <= min(WARNED_DAYS_BEFORE, term.days // 2) else None
