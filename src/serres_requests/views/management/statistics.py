"""The statistics of a unit: what came in, what came of it and how long it took, by month and by service."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from babel.dates import format_date
from babel.numbers import format_decimal
from pyramid.request import Request
from pyramid.response import Response
from substanced.sdi import LEFT, mgmt_view

from serres_requests.catalog.queries import first_month, statistics
from serres_requests.content_types.site import Site
from serres_requests.domain.access import Permission
from serres_requests.domain.statistics import Figures, Month, Statistics, first_day, month_of
from serres_requests.domain.working_days import day_of
from serres_requests.i18n import _
from serres_requests.services.tables import Row
from serres_requests.views.auditing import audit_detail
from serres_requests.views.management.bars import bars_of
from serres_requests.views.management.export import format_asked, table_response
from serres_requests.views.management.queue import types_of
from serres_requests.views.management.queue_address import ALL, OVERDUE, QueueAddress, queue_address

_USUAL_MONTHS = 12
FIRST, LAST = "first", "last"
_CODE = "%Y-%m"


@mgmt_view(
    context=Site,
    name="statistics",
    tab_title=_("Statistics"),
    tab_near=LEFT,
    permission=Permission.QUEUE_VIEW,
    renderer="serres_requests:templates/management/statistics.pt",
    request_method="GET",
)
def statistics_page(request: Request) -> dict[str, Any]:
    """The last twelve months of all one's departments, unless the address asks for others."""
    asked, today = queue_address(request), _today(request)
    months = months_there_are(request, asked, today)
    first, last = period = period_of(request, months)
    found = statistics(request.site.catalog, asked.departments, asked.type_name, period, today)
    locale, path = request.locale_name, request.sdiapi.mgmt_path
    departments = {name: request.site.departments[name].title.in_language(locale) for name in asked.of_reader}
    narrowed = {name: value for name, value in asked.query().items() if name in {"department", "type"}}
    query = {**narrowed, FIRST: _code(first), LAST: _code(last)}
    by_month = [(_month_words(month, locale), figures) for month, figures in found.by_month.items()]
    by_type = _by_type(request, found)
    return {
        "asked": asked,
        "departments": departments,
        "types": {name: node.title.in_language(locale) for name, node in types_of(request, asked).items()},
        "months": [(_code(month), _month_words(month, locale), month) for month in reversed(months)],
        "period": period,
        "period_words": (_month_words(first, locale), _month_words(last, locale)),
        "whole": found.whole,
        "by_month": by_month,
        "by_type": by_type,
        "months_picture": bars_of(_received_and_completed(by_month), is_beside=True),
        "types_picture": bars_of(_received_and_completed(by_type), is_beside=False),
        "month_title": _("Requests received and completed by month"),
        "type_title": _("Requests received and completed by service"),
        "month_head": _("Month"),
        "type_head": _("Service"),
        "number": lambda count: "–" if count is None else format_decimal(count, locale=locale),
        "url": path(request.site, "statistics"),
        "overdue_url": f"{path(request.site, 'queue')}?{urlencode({**narrowed, 'due': OVERDUE})}",
        "downloads": _downloads(path(request.site, "export_statistics"), query),
        "requests_downloads": _downloads(path(request.site, "export"), {**narrowed, **_days(period)}),
        "is_partial": request.site.catalog.indexes.figures.is_partial,
    }


@mgmt_view(
    context=Site,
    name="export_statistics",
    tab_condition=False,
    permission=Permission.QUEUE_VIEW,
    request_method="GET",
)
def export_statistics(request: Request) -> Response:
    """The same figures for a spreadsheet: a row for each service and month in which anything was counted."""
    asked, today = queue_address(request), _today(request)
    period = period_of(request, months_there_are(request, asked, today))
    audit_detail(request, " ".join((format_asked(request), *map(_code, period), *asked.query().values())))
    return table_response(request, "statistics", _HEADS, list(_rows(request, asked, period, today)))


_HEADS = (
    _("Service"),
    _("Month"),
    _("Received requests"),
    _("Completed requests"),
    _("Rejected requests"),
    _("Withdrawn requests"),
    _("Open at the end"),
    _("Half completed within (working days)"),
    _("Nine of ten completed within (working days)"),
)


def _rows(request: Request, asked: QueueAddress, period: tuple[Month, Month], today: date) -> Iterator[Row]:
    catalog = request.site.catalog
    for name in sorted(statistics(catalog, asked.departments, asked.type_name, period, today).by_type):
        title = request.site.request_types[name].title.in_language(request.locale_name)
        for month, figures in statistics(catalog, asked.departments, name, period, today).by_month.items():
            counts = (figures.received, figures.completed, figures.rejected, figures.withdrawn, figures.is_open)
            if any(counts):
                measured = (figures.median, figures.nine_of_ten)
                yield title, _code(month), *counts, *("" if days is None else days for days in measured)


def months_there_are(request: Request, asked: QueueAddress, today: date) -> range:
    """Return the months that can be asked for: from the first in which anything was received to this one."""
    now = month_of(today)
    first = first_month(request.site.catalog, asked.departments)
    return range(now if first is None else min(first, now), now + 1)


def period_of(request: Request, months: range) -> tuple[Month, Month]:
    """Return the first and last month that the address asks for, in whichever order, else the usual ones."""
    by_code = {_code(month): month for month in months}
    last = by_code.get(request.GET.get(LAST, ""), months[-1])
    usual = max(last - _USUAL_MONTHS + 1, months[0])
    first = by_code.get(request.GET.get(FIRST, ""), usual)
    return min(first, last), max(first, last)


def _downloads(url: str, query: dict[str, str]) -> list[tuple[str, str]]:
    return [(name.upper(), f"{url}?{urlencode({**query, 'format': name})}") for name in ("xlsx", "csv")]


def _days(period: tuple[Month, Month]) -> dict[str, str]:
    """Return the part of the queue's address that asks for all requests of a period."""
    since, until = first_day(period[0]), first_day(period[1] + 1) - timedelta(days=1)
    return {"state": ALL, "since": since.isoformat(), "until": until.isoformat()}


def _by_type(request: Request, found: Statistics) -> list[tuple[str, Figures]]:
    """The types by title, those with most received first."""
    types, locale = request.site.request_types, request.locale_name
    by_title = [(types[name].title.in_language(locale), figures) for name, figures in found.by_type.items()]
    return sorted(by_title, key=lambda one: (-one[1].received, one[0]))


def _received_and_completed(figures: list[tuple[str, Figures]]) -> Iterator[tuple[str, int, int]]:
    return ((label, one.received, one.completed) for label, one in figures)


def _today(request: Request) -> date:
    return day_of(request.unit_of_work.now())


def _code(month: Month) -> str:
    return f"{first_day(month):{_CODE}}"


def _month_words(month: Month, locale: str) -> str:
    return str(format_date(first_day(month), "LLLL y", locale=locale))
