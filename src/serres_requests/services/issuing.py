"""Certificates and decisions: an officer orders one, the worker numbers and makes it, a manager may revoke it."""

from serres_requests.content_types.document import Document, DocumentRecord
from serres_requests.content_types.outbox import Effect, EffectKind
from serres_requests.content_types.outgoing import OutgoingDocument
from serres_requests.content_types.request import HistoryEntry, Request
from serres_requests.content_types.site import Site
from serres_requests.documents.outgoing import OutgoingFacts, outgoing
from serres_requests.domain.approval import ISSUE
from serres_requests.domain.check_codes import new_check_code
from serres_requests.domain.errors import MessageRequiredError, TransitionError
from serres_requests.domain.events import DocumentIssued, DocumentRevoked
from serres_requests.domain.identifiers import new_id
from serres_requests.domain.protocol import Dispatch, ProtocolNumber
from serres_requests.domain.templates import Purpose
from serres_requests.domain.working_days import ATHENS
from serres_requests.i18n import DEFAULT_LOCALE, _
from serres_requests.services.documents import PDF
from serres_requests.services.unit_of_work import UnitOfWork
from serres_requests.services.wording import translator

REVOKE = "revoke"
"""Name in a request's history, as `ISSUE` is."""


def check_document(request: Request, title: str, text: str) -> None:
    """Raise MessageRequiredError without a title or a text, TransitionError while the request has no number."""
    if request.protocol is None:
        raise TransitionError(ISSUE, request.state)
    if not title.strip() or not text.strip():
        raise MessageRequiredError(ISSUE)


def order_document(uow: UnitOfWork, request: Request, purpose: Purpose, title: str, text: str) -> None:
    """Have a document made by the worker; raise as `check_document` does."""
    check_document(request, title, text)
    document = OutgoingDocument(purpose, title, text, uow.now(), uow.actor)
    document.__name__, document.__parent__ = new_id(), request
    request.documents = (*request.documents, document)
    uow.site.outbox.add(Effect(EffectKind.ISSUE, request.reference, (("document", document.id),)), uow.now())


def make_document(uow: UnitOfWork, reference: str, document_id: str) -> None:
    """Give a document its number and make it, unless that was done.

    Raises UnavailableError while the register can't number, RefusedError when the document can't be made; then it
    has no number either.
    """
    request = uow.site.requests.by_reference(reference)
    document = request.document(document_id)
    if document is None or document.file is not None:
        return
    now = uow.now()
    number = uow.ports.register(uow.site).dispatch(
        Dispatch(
            key=f"{reference}/{document_id}",
            reference=reference,
            filed_on=now.astimezone(ATHENS).date(),
            recipient=request.applicant.full_name,
            subject=document.title,
            department=request.department,
        )
    )
    file = _made(uow, request, document, number)
    file.__name__, file.__parent__ = document_id, document
    document.number, document.file = number, file
    uow.site.documents.add(file.code, DocumentRecord(reference, file.sha256, file.made_at))
    request.record(HistoryEntry(now, ISSUE, document.ordered_by, _named(document)))
    uow.emit(DocumentIssued(reference, now, _named(document)))


def revoke_document(uow: UnitOfWork, request: Request, document_id: str, reason: str) -> None:
    """Declare that an issued document does not hold; whoever checks it is told so, and the citizen why.

    Raises TransitionError for one that is not issued or revoked already, MessageRequiredError without a reason.
    """
    document = request.document(document_id)
    if document is None or document.file is None or document.revoked_at is not None:
        raise TransitionError(REVOKE, request.state)
    if not reason.strip():
        raise MessageRequiredError(REVOKE)
    document.revoked_at = now = uow.now()
    words = f"{_named(document)}\n{reason}"
    request.record(HistoryEntry(now, REVOKE, uow.actor, words))
    uow.emit(DocumentRevoked(request.reference, now, words))


def is_revoked(site: Site, code: str, record: DocumentRecord) -> bool:
    """Tell whether the document of `code` was revoked."""
    documents = site.requests.by_reference(record.reference).documents
    return any(d.revoked_at is not None for d in documents if d.file is not None and d.file.code == code)


def _named(document: OutgoingDocument) -> str:
    return f"{document.title}, {document.number}"


def _made(uow: UnitOfWork, request: Request, document: OutgoingDocument, number: ProtocolNumber) -> Document:
    code, name = new_check_code(), f"eggrafo-{str(number).replace('/', '-')}.pdf"
    pdf = typeset_document(uow, request.department, document.title, document.text, number, code)
    return Document(name, PDF, pdf, code=code, made_at=uow.now(), language=DEFAULT_LOCALE)


def typeset_document(
    uow: UnitOfWork, department: str, title: str, text: str, number: ProtocolNumber, code: str
) -> bytes:
    """Return the PDF of a document; raise RefusedError when it can't be made."""
    address, translate = f"{uow.settings.public_url}/check", translator(uow, DEFAULT_LOCALE)
    facts = OutgoingFacts(
        language=DEFAULT_LOCALE,
        municipality=translate(_("Municipality of Serres")),
        department=uow.site.departments[department].title.el,
        title=title,
        text=text,
        number=str(number),
        issued_on=number.filed_on,
        check_address=address,
        code_address=f"{address}/{code}",
        code=code,
        made_at=uow.now(),
    )
    return outgoing(facts, translate)
