"""Everything that is held about a citizen, as plain records that are read one after the other."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from heapq import merge
from itertools import islice, takewhile
from operator import attrgetter
from typing import IO, Any

from pyramid.traversal import resource_path

from serres_requests.content_types.attachment import StoredFile
from serres_requests.content_types.citizen import Citizen
from serres_requests.content_types.request import HistoryEntry, Request
from serres_requests.content_types.site import Site
from serres_requests.domain import approval
from serres_requests.domain.audit import AuditEntry, AuditEvent
from serres_requests.domain.definitions import Definition
from serres_requests.domain.kinds import Kind
from serres_requests.domain.messages import MessageKind
from serres_requests.services.citizens import NOT_THEIRS
from serres_requests.services.departments import department_title
from serres_requests.services.watching import public_requests_watched

INSIDE = frozenset({"assign", "unassign", NOT_THEIRS}) | approval.INSIDE
"""What of a request's history is not the citizen's: who does the work, whose it is not, what was only proposed."""
_BETWEEN_CLEANINGS = 100

_EVER = datetime.min.replace(tzinfo=UTC)

Record = dict[str, Any]


def write_json(site: Site, citizen: Citizen, language: str, target: IO[str]) -> None:
    """Write all of it to `target` as one JSON object; titles are in `language`."""
    parts: dict[str, Iterable[Record]] = {
        "drafts": drafts(site, citizen, language),
        "requests": requests(site, citizen, language),
        "watched": watched(site, citizen, language),
        "declarations": (_declaration(*one) for one in declarations(site, citizen, language)),
        "notices": notices(citizen),
        "business_registry": registry_answers(site, citizen),
        "opened_by_staff": openings(site, citizen, language),
    }
    target.write(f'{{"card": {_dumped(card(citizen))}')
    for name, records in parts.items():
        target.write(f',\n"{name}": [')
        for number, record in enumerate(records):
            target.write(",\n" if number else "\n")
            target.write(_dumped(record))
            if number % _BETWEEN_CLEANINGS == 0:
                site._p_jar.cacheGC()
        target.write("]")
    target.write("}\n")


def card(citizen: Citizen) -> Record:
    """Return what the tax office certified and how the citizen is written to."""
    return {
        "identity": citizen.identity,
        "email": citizen.email,
        "confirmed_email": citizen.confirmed_email,
        "refused_email": citizen.refused_email,
        "returned_emails": citizen.returned_emails,
        "language": citizen.language,
        "mail_choices": citizen.mail_choices,
    }


def drafts(site: Site, citizen: Citizen, language: str) -> Iterator[Record]:
    """Yield what is not submitted yet."""
    for draft in citizen.drafts.values():
        yield {
            "service": _definition(site, draft).title.in_language(language),
            "begun_at": draft.created_at,
            "saved_at": draft.saved_at,
            "typed": draft.typed,
            "files": [_file(file) for file in draft.attachments],
        }


def requests(site: Site, citizen: Citizen, language: str) -> Iterator[Record]:
    """Return all requests, newest first, with what citizens see of their history."""
    return (_request(site, request, language) for request in newest_requests(site, citizen))


def newest_requests(site: Site, citizen: Citizen, most: int | None = None) -> Iterator[Request]:
    """Yield the newest `most` requests of the citizen, all without it; what was gone through may leave memory."""
    for number, reference in enumerate(islice(citizen.references(), most), 1):
        yield site.requests.by_reference(reference)
        if number % _BETWEEN_CLEANINGS == 0:
            site._p_jar.cacheGC()


def watched(site: Site, citizen: Citizen, language: str) -> Iterator[Record]:
    """Yield the requests of others that the citizen watches, newest first: of each what everybody may see."""
    for request, since in public_requests_watched(site, citizen):
        yield {
            "protocol_number": str(request.protocol),
            "service": _definition(site, request).title.in_language(language),
            "state": request.state,
            "since": since,
        }


def declarations(
    site: Site, citizen: Citizen, language: str, most: int | None = None
) -> Iterator[tuple[str, Request]]:
    """Yield what the citizen agreed to or declared, each with its request, of the newest `most`, newest first."""
    for request in newest_requests(site, citizen, most):
        given = dict(request.answers)
        for field in _definition(site, request).fields:
            if field.kind is Kind.DECLARATION and given.get(field.name) is True:
                yield (field.text or field.title).in_language(language), request


def _declaration(words: str, request: Request) -> Record:
    return {"declared": words, "at": request.submitted_at, "request": request.reference}


def notices(citizen: Citizen) -> Iterator[Record]:
    """Yield all notices, newest first."""
    for notice in citizen.notices.newest_first():
        yield {
            "kind": notice.kind,
            "at": notice.at,
            "request": notice.reference,
            "message": notice.message,
            "files": notice.files,
            "read_at": notice.read_at,
            "email": notice.email,
            "sent_at": notice.sent_at,
            "mail_answer": notice.mail_answer,
            "sent_to": notice.sent_to,
            "failed_tries": notice.failed_tries,
            "daily_on": notice.daily_on,
        }


def registry_answers(site: Site, citizen: Citizen) -> Iterator[Record]:
    """Yield what the business registry told and is kept to ask less often."""
    for day, answer in site.registry_answers.about(citizen.identity.afm):
        yield {"as_on": day, "answered_at": answer.at, "business": answer.business}


def openings(site: Site, citizen: Citizen, language: str) -> Iterator[Record]:
    """Yield what staff did with the citizen's requests, newest first; by role and not by name (decision 16)."""
    for event in events_about(site, citizen):
        told = {
            "at": event.moment,
            "event": approval.as_seen_by_citizens(event.event),
            "role": event.role,
        }
        if event.exported_service:
            service = site.request_types[event.exported_service]
            yield told | {"service": service.title.in_language(language)}
        else:
            yield told | {"request": event.subject}


def events_about(site: Site, citizen: Citizen, most: int | None = None) -> Iterator[AuditEvent]:
    """Yield what staff saw and did of the citizen's requests, newest first.

    With the downloads of all applicants of a service, since the citizen's first request of it: theirs may be among
    them. most: of how many requests, the newest, services are looked up; of all without it. When there are more,
    downloads from before are told, too.
    """
    since = {one.type_name: one.submitted_at for one in newest_requests(site, citizen, most)}
    if most is not None and any(islice(citizen.references(), most, None)):
        since = dict.fromkeys(since, _EVER)
    downloads = (_downloads(site, name, first) for name, first in since.items())
    found = merge(site.audit_log.of_citizen(citizen.id), *downloads, key=attrgetter("number"), reverse=True)
    return (entry.event for entry in found)


def _downloads(site: Site, type_name: str, first: datetime) -> Iterator[AuditEntry]:
    entries = site.audit_log.of_service(resource_path(site.request_types[type_name]))
    return takewhile(lambda entry: entry.event.moment >= first, entries)


def _request(site: Site, request: Request, language: str) -> Record:
    definition = _definition(site, request)
    labels = {field.name: field.title.in_language(language) for field in definition.fields}
    return {
        "reference": request.reference,
        "protocol_number": str(request.protocol) if request.protocol else None,
        "service": definition.title.in_language(language),
        "department": site.departments[request.department].title.in_language(language),
        "state": request.state,
        "submitted_at": request.submitted_at,
        "entered_by_staff": request.entered,
        "applicant": request.applicant,
        "answers": [
            {
                "field": name,
                "label": labels[name],
                "value": value,
                "certified": name in request.certified,
            }
            for name, value in request.answers
        ],
        "files": [_file(file) for file in request.files],
        "history": [_event(site, entry, language) for entry in request.history if entry.transition not in INSIDE],
        "corrections": request.corrections,
        "correction_begun": request.correction_draft.typed if request.correction_draft else None,
        "messages": [
            {
                "at": message.at,
                "kind": message.kind,
                "text": message.text,
                "files": [_file(file) for file in message.attachments],
            }
            for message in request.messages
            if message.kind is not MessageKind.NOTE
        ],
        "automatic_check": request.decision,
        "documents": [
            {"title": document.title, "number": str(document.number), "revoked_at": document.revoked_at}
            | ({"code": document.file.code, **_file(document.file)} if document.file else {})
            for document in request.documents
        ],
        "copy": {"code": request.copy.code, **_file(request.copy)} if request.copy else None,
    }


def _definition(site: Site, subject: Any) -> Definition:
    definition: Definition = site.request_types[subject.type_name].version(subject.type_version).definition
    return definition


def _event(site: Site, entry: HistoryEntry, language: str) -> Record:
    told: Record = {"at": entry.at, "what": entry.transition, "message": entry.message}
    if entry.departments:
        told["departments"] = [department_title(site, name, language) for name in entry.departments]
    return told


def _file(file: StoredFile) -> Record:
    return {"name": file.filename, "type": file.media_type, "bytes": file.size, "sha256": file.sha256}


def _dumped(record: Record) -> str:
    return json.dumps(record, ensure_ascii=False, default=_plain)


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        return {field.name: getattr(value, field.name) for field in fields(value)}
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    raise TypeError(type(value).__name__)
