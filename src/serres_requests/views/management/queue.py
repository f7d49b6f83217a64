"""The queue of a member of staff: the requests of their departments, and of no other."""

from typing import Any

from babel.numbers import format_decimal
from pyramid.request import Request
from substanced.sdi import LEFT, mgmt_view

from serres_requests.catalog.queries import department_queue
from serres_requests.content_types.request import Request as CitizenRequest
from serres_requests.content_types.request import Requests, YearOfRequests
from serres_requests.content_types.site import Site
from serres_requests.domain.access import Permission
from serres_requests.domain.lifecycle import OPEN_STATES, State
from serres_requests.domain.working_days import WorkingDays
from serres_requests.i18n import _
from serres_requests.services.deadlines import working_days
from serres_requests.services.departments import departments_of
from serres_requests.views.auditing import audit_detail
from serres_requests.views.deadlines import shown_deadline
from serres_requests.views.paging import start_of
from serres_requests.views.presenters import STATE_WORDS, definition_of, moment

PAGE_SIZE = 50
_STATES_IN_QUEUE = tuple(state for state in State if state is not State.SUBMITTED)


_AS_TAB = {
    "tab_title": _("Queue"),
    "tab_near": LEFT,
    "permission": Permission.QUEUE_VIEW,
    "renderer": "serres_requests:templates/management/queue.pt",
    "request_method": "GET",
}


@mgmt_view(context=Site, name="queue", **_AS_TAB)
@mgmt_view(context=Requests, name="contents", **_AS_TAB)
@mgmt_view(context=YearOfRequests, name="contents", **_AS_TAB)
def queue(request: Request) -> dict[str, Any]:
    """Open requests, newest first; ``?state=`` shows those of one state instead."""
    asked = request.GET.get("state", "")
    states = frozenset({State(asked)}) if asked in _STATES_IN_QUEUE else OPEN_STATES
    departments = departments_of(
        request.site,
        request.identity.principals,
        administrator=request.has_permission(Permission.SITE_MANAGE, request.site),
    )
    page = department_queue(request.site.catalog, departments, states, start=start_of(request), size=PAGE_SIZE)
    calendar = working_days(request.site)
    found = [request.site.requests.by_reference(reference) for reference in page.references]
    requests_url = request.sdiapi.mgmt_path(request.site.requests)
    audit_detail(request, f"{found[0].protocol} … {found[-1].protocol}" if found else "")
    return {
        "page": page,
        "total": format_decimal(page.total, locale=request.locale_name),
        "asked": asked if asked in _STATES_IN_QUEUE else "",
        "states": [(state, STATE_WORDS[state]) for state in _STATES_IN_QUEUE],
        "departments": [
            request.site.departments[name].title.in_language(request.locale_name) for name in departments
        ],
        "rows": [_row(request, subject, requests_url, calendar) for subject in found],
        "url": request.sdiapi.mgmt_path(request.site, "queue"),
    }


def _row(request: Request, subject: CitizenRequest, requests_url: str, calendar: WorkingDays) -> dict[str, Any]:
    return {
        "number": str(subject.protocol),
        "url": f"{requests_url}{subject.reference}/",
        "title": definition_of(request, subject).title.in_language(request.locale_name),
        "applicant": subject.applicant.full_name,
        "department": request.site.departments[subject.department].title.in_language(request.locale_name),
        "submitted_at": moment(request, subject.submitted_at),
        "deadline": shown_deadline(request, subject, calendar),
        "state": subject.state,
        "state_words": STATE_WORDS[subject.state],
    }
