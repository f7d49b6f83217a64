"""Documents are issued once, entered in the register by their code, and checked by anybody."""

import hashlib
from typing import IO

from serres_requests.content_types.attachment import CHUNK
from serres_requests.content_types.document import Document, DocumentRecord
from serres_requests.content_types.outbox import Effect, EffectKind
from serres_requests.content_types.request import Request
from serres_requests.documents.request_copy import AttachedFile, CopyFacts, request_copy
from serres_requests.domain.check_codes import new_check_code
from serres_requests.domain.entry import Channel
from serres_requests.domain.protocol import ProtocolNumber
from serres_requests.domain.working_days import ATHENS
from serres_requests.forms.answers import shown_answers
from serres_requests.i18n import _
from serres_requests.services.unit_of_work import UnitOfWork
from serres_requests.services.wording import translator

PDF = "application/pdf"


def order_copy(uow: UnitOfWork, request: Request) -> None:
    """Have the copy of a filed request made, unless that was done before."""
    if request.protocol is None or request.copy is not None or request.copy_ordered_at is not None:
        return
    request.copy_ordered_at = uow.now()
    uow.site.outbox.add(Effect(EffectKind.COPY, request.reference), uow.now())


def make_copy(uow: UnitOfWork, reference: str) -> None:
    """Make the copy of a filed request, unless it has one; raise RefusedError when it can't be made.

    It is in the language that the applicant last used.
    """
    request = uow.site.requests.by_reference(reference)
    if request.copy is not None or request.protocol is None:
        return
    language = uow.site.citizens[request.applicant_id].language
    facts = _facts(uow, request, request.protocol, language)
    document = Document(
        f"aitima-{str(request.protocol).replace('/', '-')}.pdf",
        PDF,
        request_copy(facts, translator(uow, language)),
        code=facts.code,
        made_at=facts.made_at,
        language=language,
    )
    document.__name__, document.__parent__ = "copy", request
    request.copy = document
    uow.site.documents.add(facts.code, DocumentRecord(reference, document.sha256, document.made_at))


def is_the_document(record: DocumentRecord, stream: IO[bytes]) -> bool:
    """Tell whether `stream` is, to the last byte, the document that `record` stands for. Nothing of it is kept."""
    digest = hashlib.sha256()
    while chunk := stream.read(CHUNK):
        digest.update(chunk)
    return digest.hexdigest() == record.sha256


def _facts(uow: UnitOfWork, request: Request, protocol: ProtocolNumber, language: str) -> CopyFacts:
    definition = uow.site.request_types[request.type_name].version(request.type_version).definition
    filed = request.filed_answers
    answers = shown_answers(definition.fields, filed, request.files, language)
    named = {name for _field, answer in filed if isinstance(answer, tuple) for name in answer}
    code, address = new_check_code(), f"{uow.settings.public_url}/check"
    return CopyFacts(
        language=language,
        municipality=translator(uow, language)(_("Municipality of Serres")),
        department=uow.site.departments[request.department].title.in_language(language),
        service=definition.title.in_language(language),
        protocol_number=str(protocol),
        filed_on=protocol.filed_on,
        submitted_at=request.submitted_at.astimezone(ATHENS),
        applicant=request.applicant.full_name,
        fathers_name=request.applicant.fathers_name,
        afm=request.applicant.afm,
        answers=tuple((answer.label, answer.as_text()) for answer in answers),
        files=tuple(
            AttachedFile(file.filename, file.kilobytes, file.sha256)
            for file in request.files
            if file.__name__ in named
        ),
        check_address=address,
        code_address=f"{address}/{code}",
        code=code,
        made_at=uow.now(),
        entered=_entered(uow, request, language),
    )


def _entered(uow: UnitOfWork, request: Request, language: str) -> tuple[Channel, str] | None:
    if request.entered is None:
        return None
    return request.entered.channel, uow.site.departments[request.entered.department].title.in_language(language)
