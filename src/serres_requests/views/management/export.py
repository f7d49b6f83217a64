"""The queue as a file: all requests of the reader's departments, however many, for a spreadsheet."""

from collections.abc import Iterable, Sequence
from typing import Any

from pyramid.request import Request
from pyramid.response import Response
from substanced.sdi import mgmt_view

from serres_requests.content_types.site import Site
from serres_requests.domain.access import Permission
from serres_requests.services.tables import MOST_ROWS, Row, csv_chunks, xlsx_chunks
from serres_requests.views.audit_words import ANSWERS
from serres_requests.views.auditing import audit_applicants, audit_detail
from serres_requests.views.management.export_rows import ExportRows
from serres_requests.views.management.queue import found_in_queue
from serres_requests.views.management.queue_address import queue_address

FORMATS = {
    "csv": (csv_chunks, "text/csv"),
    "xlsx": (xlsx_chunks, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}


@mgmt_view(
    context=Site, name="export", tab_condition=False, permission=Permission.QUEUE_VIEW, request_method="GET"
)
def export(request: Request) -> Response:
    """All that the queue lists, as ``?format=xlsx`` or CSV, sent while it is read from the database.

    It says nothing of citizens, unless one service is chosen and its applicants and answers are asked for.
    """
    asked = queue_address(request)
    with_answers = asked.type_name if request.GET.get("answers") else ""
    found = found_in_queue(request, asked, 0, MOST_ROWS).references
    rows = ExportRows(request, found, with_answers)
    told = (format_asked(request), asked.state, asked.type_name, ANSWERS if with_answers else "", str(len(found)))
    audit_detail(request, " ".join(filter(None, told)))
    if with_answers and found:
        audit_applicants(request, request.site.request_types[with_answers], asked.departments)
    return table_response(request, "requests", rows.heads, rows)


def format_asked(request: Request) -> str:
    """Return which of `FORMATS` the address asks for."""
    asked = request.GET.get("format", "")
    return asked if asked in FORMATS else "csv"


def table_response(request: Request, stem: str, heads: Sequence[Any], rows: Iterable[Row]) -> Response:
    """Return a table as the file that the address asks for, `stem` and the format being its name.

    `rows` are gone through when the response is sent: the database's connection of the request is closed by then.
    """
    name = format_asked(request)
    chunks, media_type = FORMATS[name]
    response: Response = request.response
    response.content_type = media_type
    response.content_disposition = f"attachment; filename={stem}.{name}"
    response.headers["Cache-Control"] = "private, no-store"
    response.app_iter = chunks([request.localizer.translate(head) for head in heads], rows)
    return response
