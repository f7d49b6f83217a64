"""What a file of requests holds of each: how the work stands and, when that is asked for, who asked for what."""

from collections.abc import Iterator, Sequence
from typing import Any

from pyramid.authorization import ACLHelper
from pyramid.request import Request

from serres_requests.content_types.request import Request as CitizenRequest
from serres_requests.content_types.site import Site
from serres_requests.domain.access import Permission
from serres_requests.domain.deadlines import working_days_taken
from serres_requests.domain.definitions import Definition
from serres_requests.domain.kinds import Kind
from serres_requests.domain.lifecycle import State
from serres_requests.domain.working_days import ATHENS, WorkingDays, day_of
from serres_requests.forms.answers import shown_answers
from serres_requests.i18n import _
from serres_requests.services.deadlines import deadline_of
from serres_requests.services.tables import Cell, Row
from serres_requests.views.entry_words import CHANNEL_WORDS
from serres_requests.views.presenters import STATE_WORDS

HEADS = (
    _("Protocol number"),
    _("Filed on"),
    _("Request"),
    _("Department"),
    _("Submitted"),
    _("State"),
    _("Assigned to"),
    _("Answer by"),
    _("Ended on"),
    _("Completed within (working days)"),
    _("Entered by the municipality"),
)
APPLICANT = _("Applicant")
BETWEEN_CLEANINGS = 200
_NOT_ANSWERED = frozenset({Kind.INFO})


class ExportRows:
    """Makes the rows of a file after the request for it was answered, of a database connection of their own.

    type_name: the type whose answers are wanted, with their applicants; "" for none. Each row has them only where
    the reader may open the request itself.
    """

    def __init__(self, request: Request, references: Sequence[str], type_name: str) -> None:
        translate = request.localizer.translate
        self._database = request.registry._zodb_databases[""]
        self._now = request.unit_of_work.now()
        self._locale = request.locale_name
        self._principals = request.identity.principals
        self._references = references
        self._state_words = {state: str(translate(words)) for state, words in STATE_WORDS.items()}
        self._channel_words = {channel: str(translate(words)) for channel, words in CHANNEL_WORDS.items()}
        self._fields = _answered_fields(request.site, type_name, self._locale) if type_name else {}
        self._has_answers = bool(type_name)
        heads = (*HEADS, APPLICANT) if self._has_answers else HEADS
        self.heads = [*map(translate, heads), *self._fields.values()]

    def __iter__(self) -> Iterator[Row]:
        """Yield the rows; each request leaves memory when its row was made."""
        with self._database.transaction() as connection:
            site: Site = connection.root()["app_root"]
            calendar = site.reference_tables.working_days
            for number, reference in enumerate(self._references, 1):
                subject = site.requests.by_reference(reference)
                yield self._row(site, subject, calendar)
                subject._p_deactivate()
                if number % BETWEEN_CLEANINGS == 0:
                    connection.cacheGC()

    def _row(self, site: Site, subject: CitizenRequest, calendar: WorkingDays) -> Row:
        definition = site.request_types[subject.type_name].version(subject.type_version).definition
        deadline, protocol = deadline_of(subject, definition.term, calendar, self._now), subject.protocol
        ended = subject.ended_at
        is_completed = subject.state is State.COMPLETED
        cells: tuple[Cell, ...] = (
            str(protocol or ""),
            protocol.filed_on if protocol is not None else "",
            definition.title.in_language(self._locale),
            site.departments[subject.department].title.in_language(self._locale),
            subject.submitted_at.astimezone(ATHENS).replace(tzinfo=None),
            self._state_words[subject.state],
            subject.assignee,
            deadline.due if deadline is not None and deadline.due is not None else "",
            day_of(ended) if ended is not None else "",
            working_days_taken(subject.running_time(calendar), calendar) if is_completed else "",
            self._channel_words[subject.entered.channel] if subject.entered else "",
        )
        return (*cells, *self._answers(subject, definition)) if self._has_answers else cells

    def _answers(self, subject: CitizenRequest, definition: Definition) -> Iterator[Cell]:
        if not ACLHelper().permits(subject, self._principals, Permission.REQUEST_VIEW):
            return
        yield subject.applicant.full_name
        given = {
            field.name: shown
            for field in definition.fields
            for shown in shown_answers([field], subject.answers, subject.attachments, self._locale)
        }
        yield from (given[name].as_text("; ") if name in given else "" for name in self._fields)


def _answered_fields(site: Site, type_name: str, locale: str) -> dict[str, str]:
    """Return names and labels of all fields of a type, those of its newest version first."""
    versions = reversed(site.request_types[type_name].versions)
    fields = (field for version in versions for field in version.definition.fields)
    names: dict[str, Any] = {}
    for field in fields:
        if field.kind not in _NOT_ANSWERED:
            names.setdefault(field.name, field.title.in_language(locale))
    return names
