"""Certificates and decisions on the pages of whoever may have them: the list, and the download."""

from dataclasses import dataclass
from typing import Any

from pyramid.httpexceptions import HTTPSeeOther
from pyramid.request import Request
from pyramid.response import Response

from serres_requests.content_types.outgoing import OutgoingDocument
from serres_requests.content_types.request import Request as CitizenRequest
from serres_requests.domain.templates import Purpose
from serres_requests.i18n import _
from serres_requests.views.files import file_response
from serres_requests.views.flash import flash
from serres_requests.views.presenters import Moment, moment

PURPOSE_WORDS = {Purpose.CERTIFICATE: _("Certificate"), Purpose.DECISION: _("Decision")}
_NOT_THERE = _("This document is not there, or not yet. Please try again in a little while.")


@dataclass(frozen=True, slots=True)
class ShownDocument:
    """One document. number: "" until it is made; kilobytes: 0 until then. by: who ordered it."""

    id: str
    title: str
    kind: Any
    number: str
    at: Moment
    kilobytes: int
    by: str
    is_revoked: bool


def shown_documents(request: Request, subject: CitizenRequest) -> list[ShownDocument]:
    """Return the documents about `subject`, oldest first."""
    return [_shown(request, document) for document in subject.documents]


def _shown(request: Request, document: OutgoingDocument) -> ShownDocument:
    file = document.file
    return ShownDocument(
        id=document.id,
        title=document.title,
        kind=PURPOSE_WORDS[document.purpose],
        number=str(document.number or ""),
        at=moment(request, file.made_at if file else document.ordered_at),
        kilobytes=file.kilobytes if file else 0,
        by=document.ordered_by,
        is_revoked=document.revoked_at is not None,
    )


def document_response(subject: CitizenRequest, request: Request, document_id: str, page: str) -> Response:
    """Return the document as a download; lead back to the request's `page` when there is none."""
    document = subject.document(document_id)
    if document is None or document.file is None:
        flash(request, _NOT_THERE)
        return HTTPSeeOther(page)
    return file_response(document.file, request)
