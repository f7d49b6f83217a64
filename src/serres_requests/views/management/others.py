"""Other requests beside the page of one: those of the same citizen, and those of others for the same place."""

from itertools import islice
from typing import Any

from pyramid.request import Request

from serres_requests.content_types.request import Request as CitizenRequest
from serres_requests.domain.access import Permission
from serres_requests.services.similar import similar_of_others
from serres_requests.views.presenters import STATE_WORDS, definition_of, metres_words, moment

MOST_OTHERS = 5
"""Requests of the same citizen that the page names."""
MOST_LOOKED_AT = 20
"""So that a page costs as much for one who wrote a thousand, to other departments."""


def of_same_citizen(context: CitizenRequest, request: Request) -> list[dict[str, Any]]:
    """Return the newest other requests of the applicant, without those that the reader may not see."""
    references = request.site.citizens[context.applicant_id].references()
    newest = islice((name for name in references if name != context.reference), MOST_LOOKED_AT)
    subjects = (request.site.requests.by_reference(name) for name in newest)
    seen = (subject for subject in subjects if _may_see(request, subject))
    return [_line(request, subject) for subject in islice(seen, MOST_OTHERS)]


def of_others(context: CitizenRequest, request: Request) -> list[dict[str, Any]]:
    """Return requests of other citizens for the same place, without those that the reader may not see."""
    return [
        _line(request, found.request) | {"place": found.place, "metres": metres_words(request, found.metres)}
        for found in similar_of_others(request.site, context)
        if _may_see(request, found.request)
    ]


def _may_see(request: Request, subject: CitizenRequest) -> bool:
    return bool(request.has_permission(Permission.REQUEST_VIEW, subject))


def _line(request: Request, subject: CitizenRequest) -> dict[str, Any]:
    return {
        "title": definition_of(request, subject).title.in_language(request.locale_name),
        "number": str(subject.protocol) if subject.protocol else None,
        "submitted_at": moment(request, subject.submitted_at),
        "state": subject.state,
        "state_words": STATE_WORDS[subject.state],
        "url": request.sdiapi.mgmt_path(subject),
    }
