"""What must be true of the site as a whole, however often the power went: each rule names what breaks it."""

import sys
from collections.abc import Callable, Collection, Iterable, Iterator
from typing import Any, TypeVar

from serres_requests.content_types.citizen import Citizen
from serres_requests.content_types.outbox import EffectKind, Entry
from serres_requests.content_types.request import Request
from serres_requests.content_types.site import Site
from serres_requests.domain.audit import check_chain
from serres_requests.domain.findings import Finding
from serres_requests.domain.lifecycle import WAITING_STATES, State
from serres_requests.domain.notices import MAY_BE_SILENT, NOTICE_OF_TRANSITION, NoticeKind
from serres_requests.services.access import is_citizen_protected, is_request_protected
from serres_requests.services.notices import notice_name
from serres_requests.services.watching import is_watching, watched_by

T = TypeVar("T")

_NOTICES = {
    "file": NoticeKind.FILED,
    **{move: kind for move, kind in NOTICE_OF_TRANSITION.items() if kind not in MAY_BE_SILENT},
}
"""What must be told to the applicant."""

Waiting = Collection[tuple[EffectKind, str]]
"""Kind and subject of the work that waits."""

_KEPT_IN_MEMORY = 1_000
_ABOUT_CITIZENS = frozenset({EffectKind.NOTICE_MAIL, EffectKind.DAILY_MAIL, EffectKind.CONFIRMATION_MAIL})
"""Work whose subject is a citizen's id; that of all other work but the audit log's is a request's reference."""


def check_site(site: Site, tick: Callable[[], object] = lambda: None) -> Iterator[Finding]:
    """Check requests, register, citizens, documents, outbox and audit log; call `tick` for each looked at.

    One pass over each, with little kept in memory.
    """
    for rules in (check_requests, check_register, check_citizens, check_documents, check_outbox, check_log):
        yield from rules(_Looker(site, tick))


class _Looker:
    """The site, and a way through long lists that keeps neither what was seen nor the bar waiting."""

    def __init__(self, site: Site, tick: Callable[[], object]) -> None:
        self.site = site
        self._tick = tick
        self._count = 0

    def each(self, things: Iterable[T]) -> Iterator[T]:
        for thing in things:
            yield thing
            self._tick()
            self._count += 1
            if self._count % _KEPT_IN_MEMORY == 0:
                self.site._p_jar.cacheMinimize()

    def request(self, reference: str) -> Request | None:
        try:
            return self.site.requests.by_reference(reference)
        except KeyError:
            return None

    def entries(self) -> list[Entry]:
        found = [*self.site.outbox.waiting(sys.maxsize), *self.site.outbox.aside()]
        return [entry for _key, entry in found]


def check_requests(look: _Looker) -> Iterator[Finding]:
    """Each request has its type, department, applicant and access list; what is due to it is done or waits."""
    waiting = frozenset((entry.effect.kind, entry.effect.subject) for entry in look.entries())
    for year in look.site.requests.values():
        for request in look.each(year.values()):
            for words in _wrong_with(look.site, request, waiting):
                yield Finding(f"Request {request.reference}", words)


def _wrong_with(site: Site, request: Request, waiting: Waiting) -> Iterator[str]:
    yield from _wrong_with_type(site, request)
    if request.department not in site.departments:
        yield f"its department {request.department} is not there"
    elif not is_request_protected(site, request):
        yield "its access list is not the one of its state"
    yield from _wrong_with_number(site, request, waiting)
    applicant: Citizen | None = site.citizens.get(request.applicant_id)
    if applicant is None:
        yield "its applicant is not there"
        return
    if applicant.reference_of(request.id) != request.reference:
        yield "it is not among its applicant's requests"
    elif applicant.is_asked(request.reference, request.submitted_at) != (request.state in WAITING_STATES):
        yield f"it is {request.state}, and its applicant's list has the turn wrong"
    yield from _left_undone(request, applicant, waiting)
    for citizen_id in request.watchers or ():
        watcher = site.citizens.get(citizen_id)
        if watcher is None or not is_watching(watcher, request):
            yield f"the citizen {citizen_id} is among its watchers, but does not watch it"


def _wrong_with_type(site: Site, request: Request) -> Iterator[str]:
    known = site.request_types.get(request.type_name)
    if known is None:
        yield f"its type {request.type_name} is not there"
    elif not 1 <= request.type_version <= len(known.versions):
        yield f"version {request.type_version} of its type {request.type_name} is not there"


def _wrong_with_number(site: Site, request: Request, waiting: Waiting) -> Iterator[str]:
    registered = site.register.number_of(request.reference)
    if request.protocol != registered:
        yield f"it has the number {request.protocol}, in the register {registered}"
    if request.protocol is None and (EffectKind.FILE, request.reference) not in waiting:
        yield "it has no number and nothing waits to file it"
    if (request.protocol is None) != (request.state is State.SUBMITTED):
        yield f"it is {request.state} with the number {request.protocol}"


def _left_undone(request: Request, applicant: Citizen, waiting: Waiting) -> Iterator[str]:
    if (EffectKind.NOTIFY, request.reference) not in waiting:
        erased = applicant.notices_erased_at
        for entry in request.history:
            if erased is not None and entry.at <= erased:
                continue
            kind = _NOTICES.get(entry.transition)
            if kind is not None and notice_name(entry.at, request.id, kind) not in applicant.notices:
                yield f"nobody told the applicant that it was {kind}, and nothing waits to do so"
    is_due = request.copy_ordered_at is not None and request.copy is None
    if is_due and (EffectKind.COPY, request.reference) not in waiting:
        yield "its copy was ordered, and nothing waits to make it"
    is_due = any(document.file is None for document in request.documents)
    if is_due and (EffectKind.ISSUE, request.reference) not in waiting:
        yield "a document about it was ordered, and nothing waits to make it"


def check_register(look: _Looker) -> Iterator[Finding]:
    """Each year's numbers go from 1 on without gap, each line is one request's, and each key has its line."""
    register = look.site.register
    for year in register.years():
        expected = 1
        for line in look.each(register.lines(year)):
            place = f"Register {year}, number {line.number}"
            if line.number != expected:
                yield Finding(place, f"comes after number {expected - 1}")
            expected = line.number + 1
            known = register.number_of(line.key)
            if known is None or (known.year, known.number) != (year, line.number):
                yield Finding(place, f"its request {line.key} is known with the number {known}")
            if look.request(line.reference) is None:
                yield Finding(place, f"its request {line.reference} is not there")
    for key, number in look.each(register.keys()):
        entry = register.entry(number.year, number.number)
        if entry is None or entry.key != key:
            yield Finding(
                f"Register {number.year}", f"{key} is known with the number {number} but has no such line"
            )


def check_citizens(look: _Looker) -> Iterator[Finding]:
    """Each citizen is found when they log in, alone on their node, and the applicant of their requests."""
    for citizen in look.each(look.site.citizens.values()):
        for words in _wrong_with_citizen(look, citizen):
            yield Finding(f"Citizen {citizen.id}", words)


def _wrong_with_citizen(look: _Looker, citizen: Citizen) -> Iterator[str]:
    if citizen.has_logged_in and look.site.citizens.find(citizen.identity.afm) is not citizen:
        yield "is not the one who is found when they log in"
    if not is_citizen_protected(citizen):
        yield "the access list is not the one of citizens"
    for reference in look.each(citizen.references()):
        request = look.request(reference)
        if request is None:
            yield f"the request {reference} is not there"
        elif request.applicant_id != citizen.id:
            yield f"the request {reference} is somebody else's"
    for reference, _since in look.each(watched_by(citizen)):
        request = look.request(reference)
        if request is None or citizen.id not in (request.watchers or ()):
            yield f"is not among the watchers of {reference}"
    if any(name not in citizen.notices for name in citizen.notices.unread):
        yield "a notice that is counted as unread is not there"


def check_documents(look: _Looker) -> Iterator[Finding]:
    """Each code stands for the copy of a request or a document about it."""
    for code, record in look.each(look.site.documents.records()):
        request = look.request(record.reference)
        files = [request.copy, *(document.file for document in request.documents)] if request is not None else []
        if not any(file is not None and (file.code, file.sha256) == (code, record.sha256) for file in files):
            yield Finding(f"Document {code}", f"is neither the copy of {record.reference} nor about it")


def check_outbox(look: _Looker) -> Iterator[Finding]:
    """Work that waits is about somebody or something that is there."""
    for entry in look.each(look.entries()):
        effect = entry.effect
        if effect.kind is EffectKind.AUDIT:
            continue
        about: Any = look.site.citizens.get if effect.kind in _ABOUT_CITIZENS else look.request
        if about(effect.subject) is None:
            yield Finding("Outbox", f"{effect.kind} is about {effect.subject}, which is not there")


def check_log(look: _Looker) -> Iterator[Finding]:
    """The audit log is a chain from its first entry to its last."""
    for finding in check_chain(look.each(look.site.audit_log.oldest_first())):
        yield Finding(f"Audit log, {finding.place.lower()}", finding.words)
