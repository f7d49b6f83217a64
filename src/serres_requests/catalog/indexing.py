"""What of a request goes into the catalogue."""

from collections.abc import Callable
from datetime import date

from serres_requests.catalog.catalog import EVERYBODY, STAFF, SearchDocument, kind_of
from serres_requests.catalog.due_index import NO_DAY
from serres_requests.catalog.staff_words import staff_text
from serres_requests.content_types.request import Request
from serres_requests.content_types.site import Site
from serres_requests.domain.answers import Answer, Place
from serres_requests.domain.deadlines import due_day, working_days_taken
from serres_requests.domain.definitions import Definition, Term
from serres_requests.domain.fields import FieldDefinition
from serres_requests.domain.lifecycle import OPEN_STATES
from serres_requests.domain.places import cell_of
from serres_requests.domain.statistics import OUTCOMES, Measure, Standing, month_of
from serres_requests.domain.working_days import day_of
from serres_requests.i18n import LOCALES


def index_request(site: Site, request: Request) -> None:
    """Bring the catalogue up to date with `request`; one that is not filed yet waits for its filing."""
    if request.document_id:
        site.catalog.store(request.document_id, document_of(site, request))


def document_of(site: Site, request: Request) -> SearchDocument:
    """Return what the catalogue should know of `request`; of its applicant the words for its staff alone."""
    definition = site.request_types[request.type_name].version(request.type_version).definition
    words = [definition.title.el, definition.title.en]
    for field in definition.public_fields:
        words.extend(_words(request, field))
    is_open = request.state in OPEN_STATES
    due = _due(site, request, definition.term) if is_open else None
    return SearchDocument(
        text="\n".join(words),
        audience=EVERYBODY if request.is_public else STAFF,
        kind=kind_of(request.department, request.type_name, request.state),
        year=_filing_year(request),
        assignee=request.assignee,
        cell=cell_of(place) if (place := public_place(definition, request.answer)) else "",
        due=due,
        standing=_standing(site, request, due),
        staff_text=staff_text(request, definition) if is_open else "",
    )


def public_place(definition: Definition, answer: Callable[[str], Answer | None]) -> Place | None:
    """Return the first place that anybody may read, be it a text of its own; None when nothing says where.

    answer: from the name of a field to its answer.
    """
    answers = (answer(field.name) for field in definition.public_fields if field.says_where)
    places = (Place(given) if isinstance(given, str) else given for given in answers)
    return next((given for given in places if isinstance(given, Place)), None)


def _due(site: Site, request: Request, term: Term) -> date:
    calendar = site.reference_tables.working_days
    runs = request.running_time(calendar)
    return due_day(term, runs.start, calendar, runs.pauses) or NO_DAY


def _standing(site: Site, request: Request, due: date | None) -> Standing:
    """Return what `request` counts as; what has no number counts by its submission."""
    filed = month_of(request.protocol.filed_on if request.protocol else day_of(request.submitted_at))
    if due is not None:
        return Standing(request.department, request.type_name, filed, due)
    outcome, ended = OUTCOMES[request.state], month_of(day_of(request.ended_at or request.submitted_at))
    days = 0
    if outcome is Measure.COMPLETED:
        calendar = site.reference_tables.working_days
        days = working_days_taken(request.running_time(calendar), calendar)
    return Standing(request.department, request.type_name, filed, None, outcome, max(ended, filed), days)


def _filing_year(request: Request) -> int:
    """Return the year of the register that `request` is in."""
    return request.protocol.year if request.protocol else request.submitted_at.year


def _words(request: Request, field: FieldDefinition) -> list[str]:
    answer = request.answer(field.name)
    if isinstance(answer, Place):
        return [answer.words]
    values = answer if isinstance(answer, tuple) else (answer,)
    texts = [value for value in values if isinstance(value, str)]
    return list(dict.fromkeys(field.choice_title(text, locale) for text in texts for locale in LOCALES))
