"""The queue as a file: all requests of the reader's departments, however many, for a spreadsheet."""

import tempfile
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from pyramid.request import Request
from pyramid.response import FileIter, Response
from substanced.sdi import mgmt_view

from serres_requests.content_types.request import Request as CitizenRequest
from serres_requests.content_types.site import Site
from serres_requests.domain.access import Permission
from serres_requests.domain.working_days import ATHENS
from serres_requests.i18n import _
from serres_requests.services.tables import Row, write_csv, write_xlsx
from serres_requests.views.auditing import audit_detail
from serres_requests.views.entry_words import CHANNEL_WORDS
from serres_requests.views.management.queue import found_in_queue
from serres_requests.views.management.queue_address import queue_address
from serres_requests.views.presenters import STATE_WORDS, definition_of

IN_MEMORY = 1024 * 1024
"""A file that is larger lies on the disk while it is sent."""
MOST = 1_000_000
_BETWEEN_CLEANINGS = 200

FORMATS = {
    "csv": (write_csv, "text/csv"),
    "xlsx": (write_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}
HEADS = (
    _("Protocol number"),
    _("Filed on"),
    _("Request"),
    _("Applicant"),
    _("Department"),
    _("Submitted"),
    _("State"),
    _("Assigned to"),
    _("Entered by the municipality"),
)


@mgmt_view(
    context=Site, name="export", tab_condition=False, permission=Permission.QUEUE_VIEW, request_method="GET"
)
def export(request: Request) -> Response:
    """All that the queue lists, as ``?format=xlsx`` or CSV; written while the database is open."""
    return table_response(request, "requests", HEADS, _rows(request))


def format_asked(request: Request) -> str:
    """Return which of `FORMATS` the address asks for."""
    asked = request.GET.get("format", "")
    return asked if asked in FORMATS else "csv"


def table_response(request: Request, stem: str, heads: Sequence[Any], rows: Iterable[Row]) -> Response:
    """Return a table as the file that the address asks for, `stem` and the format being its name."""
    name = format_asked(request)
    write, media_type = FORMATS[name]
    file = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY, mode="w+b")  # noqa: SIM115  closed when it was sent
    write([request.localizer.translate(head) for head in heads], rows, file)
    response: Response = request.response
    response.content_type = media_type
    response.content_length = file.tell()
    response.content_disposition = f"attachment; filename={stem}.{name}"
    response.headers["Cache-Control"] = "private, no-store"
    file.seek(0)
    response.app_iter = FileIter(file)
    return response


def _rows(request: Request) -> Iterator[Row]:
    address, name = queue_address(request), format_asked(request)
    found = found_in_queue(request, address, 0, MOST).references
    audit_detail(request, " ".join(filter(None, (name, address.state, address.type_name, str(len(found))))))
    for number, reference in enumerate(found, 1):
        yield _row(request, request.site.requests.by_reference(reference))
        if number % _BETWEEN_CLEANINGS == 0:
            request.site._p_jar.cacheGC()


def _row(request: Request, subject: CitizenRequest) -> Row:
    locale, protocol = request.locale_name, subject.protocol
    words: Any = request.localizer.translate(STATE_WORDS[subject.state])
    return (
        str(protocol or ""),
        protocol.filed_on if protocol is not None else "",
        definition_of(request, subject).title.in_language(locale),
        subject.applicant.full_name,
        request.site.departments[subject.department].title.in_language(locale),
        subject.submitted_at.astimezone(ATHENS).replace(tzinfo=None),
        words,
        subject.assignee,
        request.localizer.translate(CHANNEL_WORDS[subject.entered.channel]) if subject.entered else "",
    )
