"""The queue of a member of staff: the requests of their departments, and of no other."""

from typing import Any

from babel.numbers import format_decimal
from pyramid.httpexceptions import HTTPSeeOther
from pyramid.request import Request
from substanced.sdi import LEFT, mgmt_view

from serres_requests.catalog.queries import MOST_COUNTED, Page, department_queue, queue_counts
from serres_requests.content_types.department import Department
from serres_requests.content_types.request import Request as CitizenRequest
from serres_requests.content_types.request import Requests, YearOfRequests
from serres_requests.content_types.site import Site
from serres_requests.domain.access import Permission
from serres_requests.domain.lifecycle import OPEN_STATES
from serres_requests.domain.queue_views import Column
from serres_requests.i18n import _
from serres_requests.views.auditing import audit_detail
from serres_requests.views.management.bulk_words import ACTION_WORDS
from serres_requests.views.management.protocol_numbers import reference_numbered
from serres_requests.views.management.queue_address import (
    ALL,
    COLUMNS,
    DUE_WORDS,
    FIELD_WORDS,
    ME,
    NOBODY,
    ORDER_WORDS,
    OVERDUE,
    STATES_IN_QUEUE,
    VIEW,
    QueueAddress,
    address_with,
    queue_address,
    queue_filter,
)
from serres_requests.views.management.queue_columns import COLUMN_WORDS, Cells, heads, shown_columns
from serres_requests.views.management.replies import templates_of
from serres_requests.views.management.saved_views import found_views, is_as_saved, opening_url
from serres_requests.views.paging import start_of
from serres_requests.views.presenters import STATE_WORDS

TEMPLATE = "serres_requests:templates/management/queue.pt"
PAGE_SIZE = 50
_KEPT = frozenset({"state", VIEW, COLUMNS})
"""What the form of filters has no field for."""

_AS_TAB = {
    "tab_title": _("Queue"),
    "tab_near": LEFT,
    "permission": Permission.QUEUE_VIEW,
    "renderer": TEMPLATE,
    "request_method": "GET",
}


@mgmt_view(context=Site, name="queue", **_AS_TAB)
@mgmt_view(context=Requests, name="contents", **_AS_TAB)
@mgmt_view(context=YearOfRequests, name="contents", **_AS_TAB)
@mgmt_view(context=Department, name="contents", **_AS_TAB)
def queue(request: Request) -> dict[str, Any] | HTTPSeeOther:
    """Open requests, newest first, unless the address asks for others, or the reader's queue opens with a view."""
    if isinstance(request.context, Site) and not request.query_string and (url := opening_url(request)):
        return HTTPSeeOther(url)
    return queue_page(request)


def queue_page(request: Request, **more: Any) -> dict[str, Any]:
    """Return what the queue shows; `more` is what came of an action on several requests."""
    asked = queue_address(request)
    page = found_in_queue(request, asked, start_of(request), PAGE_SIZE)
    columns, url = shown_columns(request, asked), _url(request)
    subjects = [request.site.requests.by_reference(reference) for reference in page.references]
    audit_detail(request, f"{subjects[0].protocol} … {subjects[-1].protocol}" if subjects else "")
    locale = request.locale_name
    return {
        "page": page,
        "total": format_decimal(page.total, locale=locale),
        "asked": asked,
        "kept": [(name, value) for name, value in asked.query().items() if name in _KEPT],
        "states": _states(request, asked, url),
        "types": {name: node.title.in_language(locale) for name, node in types_of(request, asked).items()},
        "presets": _presets(request, asked, url),
        "departments": _departments(request, asked),
        "is_of_department": isinstance(request.context, Department),
        "due_words": DUE_WORDS,
        "order_words": ORDER_WORDS,
        "columns": columns,
        "all_columns": COLUMN_WORDS,
        "heads": heads(asked, columns, url),
        "rows": _rows(request, asked, subjects, columns),
        "url": url,
        **_saved_views(request, asked),
        **{f"{name}_url": _site_url(request, name, asked.query()) for name in ("act", "columns", "save_view")},
        "views_url": request.sdiapi.mgmt_path(request.site, "views"),
        "ignored": [FIELD_WORDS[name] for name in asked.ignored],
        "actions": ACTION_WORDS.items(),
        "templates": templates_of(request, types_of(request, asked)),
        "template": "",
        "downloads": _downloads(request, asked),
        "downloads_with_answers": _downloads(request, asked, answers="1") if asked.type_name else [],
        "newer_url": address_with(url, asked.query(start=page.previous_start)),
        "older_url": address_with(url, asked.query(start=page.next_start)),
        "report": (),
        "problem": None,
        "typed": "",
        "action": "",
        "person": "",
        "chosen": frozenset(),
        **more,
    }


def found_in_queue(request: Request, asked: QueueAddress, start: int, size: int) -> Page:
    """Return `size` of what the queue lists from `start` on; for a protocol number the request with it."""
    numbered = reference_numbered(request.site, asked.words)
    if numbered is not None:
        is_readable = request.site.requests.by_reference(numbered).department in asked.departments
        found = (numbered,) if is_readable else ()
        return Page(found, len(found), 0, size)
    return department_queue(
        request.site.catalog,
        asked.departments,
        asked.states,
        wanted=queue_filter(request, asked),
        order=asked.order,
        start=start,
        size=size,
    )


def _downloads(request: Request, asked: QueueAddress, **more: str) -> list[tuple[str, str]]:
    return [
        (name.upper(), _site_url(request, "export", asked.query(format=name, **more))) for name in ("xlsx", "csv")
    ]


def _url(request: Request) -> str:
    """Return where the queue is looked at; what came of an action is shown as the site's."""
    is_looked_at = request.method == "GET"
    node, name = (request.context, request.view_name) if is_looked_at else (request.site, "queue")
    return str(request.sdiapi.mgmt_path(node, name))


def _states(request: Request, asked: QueueAddress, url: str) -> list[dict[str, Any]]:
    """The states that there are; with how many, unless what narrows the queue is left aside in counting."""
    counts = queue_counts(request.site.catalog, asked.departments, queue_filter(request, asked))
    is_counted = not (asked.assignee or asked.words or asked.due)
    opened = sum(counts.get(state, 0) for state in OPEN_STATES)
    every = [(ALL, _("All"), sum(counts.values()))] if asked.state == ALL else []
    by_state = [*every, *((state, STATE_WORDS[state], counts.get(state, 0)) for state in STATES_IN_QUEUE)]
    return [
        {
            "words": words,
            "count": _count(request, count) if is_counted else "",
            "url": address_with(url, asked.query(state=state)),
            "is_chosen": asked.state == state,
        }
        for state, words, count in [("", _("Open"), opened), *by_state]
        if count or not state or asked.state == state
    ]


def _count(request: Request, count: int) -> str:
    number = format_decimal(min(count, MOST_COUNTED), locale=request.locale_name)
    return f"{number}+" if count > MOST_COUNTED else str(number)


def types_of(request: Request, asked: QueueAddress) -> dict[str, Any]:
    """The types of these departments, and what was asked for all the same."""
    types = request.site.request_types
    return {
        name: node
        for name, node in types.items()
        if node.is_published and (node.definition.department in asked.departments or name == asked.type_name)
    }


def _presets(request: Request, asked: QueueAddress, url: str) -> list[tuple[Any, str, bool]]:
    """Views that everybody wants; any other can be saved."""
    own, is_overdue = request.user.__name__, asked.due == OVERDUE
    return [
        (_("All"), address_with(url, asked.query(assignee="")), not asked.assignee),
        (_("Mine"), address_with(url, asked.query(assignee=ME)), asked.assignee in (ME, own)),
        (_("Nobody's yet"), address_with(url, asked.query(assignee=NOBODY)), asked.assignee == NOBODY),
        (_("Overdue"), address_with(url, asked.query(due="" if is_overdue else OVERDUE)), is_overdue),
    ]


def _departments(request: Request, asked: QueueAddress) -> dict[str, str]:
    departments = request.site.departments
    return {name: departments[name].title.in_language(request.locale_name) for name in asked.of_reader}


def _site_url(request: Request, name: str, query: dict[str, Any]) -> str:
    return address_with(request.sdiapi.mgmt_path(request.site, name), query)


def _saved_views(request: Request, asked: QueueAddress) -> dict[str, Any]:
    """The views to open, the one that was opened, and whether the address asks for something else by now."""
    found = found_views(request)
    departments, locale = request.site.departments, request.locale_name
    opened = next((one for one in found if one.view.id == asked.view), None)
    return {
        "views": [
            {
                "name": one.view.name,
                "url": one.url,
                "is_chosen": one is opened,
                "department": departments[one.department].title.in_language(locale) if one.department else "",
            }
            for one in found
        ],
        "whole_url": _site_url(request, "queue", {}),
        "opened": opened,
        "is_changed": opened is not None and not is_as_saved(opened, asked),
    }


def _rows(
    request: Request, asked: QueueAddress, subjects: list[CitizenRequest], columns: tuple[Column, ...]
) -> list[dict[str, Any]]:
    requests_url = request.sdiapi.mgmt_path(request.site.requests)
    cells = Cells(request, columns, len(asked.of_reader) > 1)
    return [
        {
            "reference": subject.reference,
            "number": str(subject.protocol),
            "url": f"{requests_url}{subject.reference}/",
            "cells": cells.of(subject),
        }
        for subject in subjects
    ]
