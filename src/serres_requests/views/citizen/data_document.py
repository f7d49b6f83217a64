"""The citizen's data as a document: words for everything, the newest requests in full."""

from collections.abc import Iterator
from itertools import islice

from babel.dates import format_date
from pyramid.request import Request
from pyramid.response import Response
from pyramid.view import view_config

from serres_requests.content_types.citizen import Citizen
from serres_requests.content_types.notice import Notice
from serres_requests.content_types.request import Request as CitizenRequest
from serres_requests.documents.own_data import DataFacts, Pair, Part, own_data
from serres_requests.domain.access import Permission
from serres_requests.domain.audit import AuditEvent
from serres_requests.domain.people import Identity
from serres_requests.domain.working_days import ATHENS
from serres_requests.i18n import _
from serres_requests.services.own_data import declarations, events_about
from serres_requests.services.watching import public_requests_watched
from serres_requests.views.audit_words import what_was_downloaded, words_for_citizen
from serres_requests.views.citizen.notices import NOTICE_WORDS
from serres_requests.views.corrections import shown_corrections
from serres_requests.views.decision import shown_decision
from serres_requests.views.entry_words import entered_words
from serres_requests.views.management.titles import role_words
from serres_requests.views.outgoing import shown_documents
from serres_requests.views.presenters import STATE_WORDS, all_answers, definition_of, history, messages, moment

MOST_REQUESTS = 100
MOST_LINES = 1000
"""Of notices and openings: a document is set in memory, and must end."""


@view_config(route_name="my_data_pdf", permission=Permission.ACCOUNT_VIEW, request_method="GET")
def as_pdf(context: Citizen, request: Request) -> Response:
    """The document, made when it is asked for and kept nowhere."""
    words = _Words(request)
    references = list(islice(context.references(), MOST_REQUESTS + 1))
    facts = DataFacts(
        language=request.locale_name,
        municipality=words(_("Municipality of Serres")),
        parts=tuple(words.parts(context, references[:MOST_REQUESTS])),
        made_at=request.ports.clock.now().astimezone(ATHENS),
        left_out=MOST_REQUESTS if len(references) > MOST_REQUESTS else 0,
    )
    response: Response = request.response
    response.content_type = "application/pdf"
    response.content_disposition = "attachment; filename=my-data.pdf"
    response.headers["Cache-Control"] = "private, no-store"
    response.body = own_data(facts, words)
    return response


class _Words:
    """Says everything in the reader's language."""

    def __init__(self, request: Request) -> None:
        self._request = request
        self._none = self(_("None."))

    def __call__(self, term: object) -> str:
        return str(self._request.localizer.translate(term))

    def parts(self, citizen: Citizen, references: list[str]) -> Iterator[Part]:
        """Yield all parts of the document."""
        yield Part(self(_("Who you are")), pairs=tuple(self._card(citizen)))
        yield self._drafts(citizen)
        yield Part(self(_("Requests")), none=self._none if not references else "")
        for reference in references:
            yield self._request_part(self._request.site.requests.by_reference(reference))
        yield self._consents(citizen)
        yield self._watched(citizen)
        yield self._notices(citizen)
        yield self._answers(citizen)
        yield self._openings(citizen)

    def _card(self, citizen: Citizen) -> Iterator[Pair]:
        identity: Identity = citizen.identity
        for label, value in (
            (_("Last name or company"), identity.last_name),
            (_("First name"), identity.first_name),
            (_("Father's name"), identity.fathers_name),
            (_("Mother's name"), identity.mothers_name),
            (_("Tax number (ΑΦΜ)"), identity.afm),
            (_("Year of birth"), str(identity.birth_year or "")),
            (_("E-mail"), citizen.email),
            (_("Confirmed e-mail"), citizen.confirmed_email),
        ):
            if value:
                yield self(label), value

    def _drafts(self, citizen: Citizen) -> Part:
        rows = tuple(
            (
                definition_of(self._request, draft).title.in_language(self._request.locale_name),
                moment(self._request, draft.saved_at).words,
                "\n".join(f"{name}: {value}" for name, value in draft.typed.items() if value),
            )
            for draft in citizen.drafts.values()
        )
        heads = (self(_("Request")), self(_("Saved")), self(_("As typed")))
        return Part(self(_("Drafts")), heads=heads, rows=rows, none=self._none)

    def _request_part(self, subject: CitizenRequest) -> Part:
        request, locale = self._request, self._request.locale_name
        title = definition_of(request, subject).title.in_language(locale)
        pairs = [
            (self(_("State")), self(STATE_WORDS[subject.state])),
            (self(_("Department")), request.site.departments[subject.department].title.in_language(locale)),
            (self(_("Submitted on")), moment(request, subject.submitted_at).words),
        ]
        if entered := entered_words(request, subject):
            pairs.append((self(_("Entered")), self(entered)))
        answers = all_answers(request, subject, subject.answers, subject.certified)
        pairs += [(answer.label, answer.as_text()) for answer in answers]
        pairs += self._made_of(subject)
        pairs += [
            (step.at.words, f"{self(step.words)} {step.message}".strip())
            for step in history(request, subject, with_actors=False)
        ]
        pairs += [
            (f"{message.at.words}, {self(message.words)}", message.text)
            for message in messages(request, subject, with_notes=False)
        ]
        return Part(f"{title} {subject.protocol or ''}".strip(), level=3, pairs=tuple(pairs))

    def _made_of(self, subject: CitizenRequest) -> Iterator[Pair]:
        """Yield what came to the request beside answers and words: files, corrections, the check, documents."""
        request, corrected, revoked = self._request, self(_("Corrected")), self(_("Revoked: it does not hold"))
        if subject.files:
            yield self(_("Files")), ", ".join(file.filename for file in subject.files)
        for correction in shown_corrections(request, subject):
            for change in correction.changes:
                told = "\n".join(f"{self(answer.label)}: {answer.as_text()}" for answer in change.answers)
                yield f"{correction.at.words}, {corrected}: {change.label}", told
        if decision := shown_decision(request, subject):
            yield self(_("Automatic check")), decision.sentence
        for document in shown_documents(request, subject):
            words = f"{document.title} {document.number}".strip()
            yield self(document.kind), f"{words}, {revoked}" if document.is_revoked else words

    def _consents(self, citizen: Citizen) -> Part:
        found = declarations(self._request.site, citizen, self._request.locale_name, MOST_REQUESTS)
        rows = tuple(
            (moment(self._request, subject.submitted_at).words, words, str(subject.protocol or "–"))
            for words, subject in found
        )
        heads = (self(_("When")), self(_("What")), self(_("Request")))
        return Part(self(_("What I agreed to or declared")), heads=heads, rows=rows, none=self._none)

    def _watched(self, citizen: Citizen) -> Part:
        request = self._request
        rows = tuple(
            (
                f"{definition_of(request, subject).title.in_language(request.locale_name)} {subject.protocol}",
                self(STATE_WORDS[subject.state]),
                moment(request, since).words,
            )
            for subject, since in islice(public_requests_watched(request.site, citizen), MOST_LINES + 1)
        )
        heads = (self(_("Request")), self(_("State")), self(_("Chosen")))
        return self._table(_("Requests of others that interest me"), heads, rows)

    def _notices(self, citizen: Citizen) -> Part:
        rows = tuple(self._notice(notice) for notice in islice(citizen.notices.newest_first(), MOST_LINES + 1))
        heads = (self(_("When")), self(_("What")))
        return self._table(_("Notices"), heads, rows)

    def _notice(self, notice: Notice) -> tuple[str, ...]:
        number = (
            str(self._request.site.requests.by_reference(notice.reference).protocol) if notice.reference else ""
        )
        told = self(_(NOTICE_WORDS[notice.kind], mapping={"number": number}))
        return (moment(self._request, notice.at).words, f"{told}\n{notice.message}".strip())

    def _answers(self, citizen: Citizen) -> Part:
        rows = tuple(
            (
                format_date(day, format="long", locale=self._request.locale_name),
                moment(self._request, answer.at).words,
                answer.business.name if answer.business is not None else self(_("no business")),
            )
            for day, answer in self._request.site.registry_answers.about(citizen.identity.afm)
        )
        heads = (self(_("About the day")), self(_("Asked")), self(_("Answer")))
        return Part(self(_("What the business registry told")), heads=heads, rows=rows, none=self._none)

    def _openings(self, citizen: Citizen) -> Part:
        rows = tuple(
            (
                moment(self._request, event.moment).words,
                role_words(self._request, event.role),
                self(words_for_citizen(event.event, event.detail)),
                self._opened(event),
            )
            for event in islice(events_about(self._request.site, citizen, MOST_REQUESTS), MOST_LINES + 1)
        )
        heads = (self(_("When")), self(_("Who")), self(_("What")), self(_("Request")))
        return self._table(_("Who opened my requests"), heads, rows, self(_("Nobody yet.")))

    def _table(
        self, heading: object, heads: tuple[str, ...], rows: tuple[tuple[str, ...], ...], none: str = ""
    ) -> Part:
        """Return a part with the first lines, and say so when there are more."""
        more = _(
            "The newest ${count} are here; the download as JSON holds them all.", mapping={"count": MOST_LINES}
        )
        note = self(more) if len(rows) > MOST_LINES else ""
        return Part(self(heading), heads=heads, rows=rows[:MOST_LINES], none=none or self._none, note=note)

    def _opened(self, event: AuditEvent) -> str:
        if event.exported_service:
            return what_was_downloaded(self._request, event.exported_service)
        return str(self._request.site.requests.by_reference(event.subject).protocol or "–")
