"""Accepted requests for everybody: keyword search and the page of one, public fields alone."""

from dataclasses import replace
from typing import Any

from babel.numbers import format_decimal
from pyramid.request import Request
from pyramid.view import view_config

from serres_requests.catalog.queries import accepted_requests, filed_between
from serres_requests.content_types.request import Request as CitizenRequest
from serres_requests.domain.access import Permission
from serres_requests.domain.milestones import milestones
from serres_requests.domain.working_days import day_of
from serres_requests.views.interest import interest
from serres_requests.views.paging import start_of
from serres_requests.views.presenters import HISTORY_WORDS, day_moment, public_request, usual_days_words
from serres_requests.views.public.marking import MarkedText
from serres_requests.views.public.narrowing import (
    facet_groups,
    kept,
    narrowing_of,
    order_links,
    order_of,
    page_address,
)
from serres_requests.views.public.period import period_of

PAGE_SIZE = 20
LONGEST_SEARCH = 200


@view_config(
    route_name="search",
    permission=Permission.SITE_VIEW,
    renderer="serres_requests:templates/public/search.pt",
    request_method="GET",
)
def search(request: Request) -> dict[str, Any]:
    """Accepted requests with all words of ``?q=``, newest first unless asked otherwise."""
    words = request.GET.get("q", "").strip()[:LONGEST_SEARCH]
    period, order = period_of(request), order_of(request)
    narrowing = replace(narrowing_of(request), documents=filed_between(request.site, period.first, period.last))
    if period.problems:
        request.response.status_int = 422
    found = accepted_requests(
        request.site.catalog, words, narrowing=narrowing, order=order, start=start_of(request), size=PAGE_SIZE
    )
    subjects = [request.site.requests.by_reference(reference) for reference in found.page.references]
    return {
        "words": words,
        "period": period,
        "found": found,
        "mark": lambda text: MarkedText(found.mark(text)),
        "page": found.page,
        "total": format_decimal(found.page.total, locale=request.locale_name),
        "results": [public_request(request, subject) for subject in subjects],
        "facets": facet_groups(request, found.facets, narrowing),
        "kept": kept(request, ("department", "type", "state", "year", "order")),
        "orders": order_links(request, order) if words else (),
        "newer_url": page_address(request, start=found.page.previous_start),
        "older_url": page_address(request, start=found.page.next_start),
        "suggestion_url": page_address(request, q=found.suggestion),
    }


@view_config(
    route_name="public_request",
    permission=Permission.REQUEST_VIEW_PUBLIC,
    renderer="serres_requests:templates/public/request.pt",
    request_method="GET",
)
def show(context: CitizenRequest, request: Request) -> dict[str, Any]:
    """The public side of one accepted request: what it says, and on which days it went on."""
    service = request.site.request_types[context.type_name]
    reached = milestones((entry.at, entry.transition) for entry in context.history)
    return {
        "subject": public_request(request, context),
        "progress": [(HISTORY_WORDS[name], day_moment(request, day_of(at))) for name, at in reached],
        "usually": usual_days_words(service.usual_days),
        "interest": interest(request, context),
    }
