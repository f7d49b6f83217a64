"""What templates are given of requests: words in the reader's language, and nothing they must not show."""

from collections.abc import Container
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from operator import itemgetter
from typing import Any

from babel.dates import format_date, format_datetime, format_time
from babel.numbers import format_decimal
from markupsafe import Markup
from pyramid.request import Request

from serres_requests.content_types.attachment import Attachment
from serres_requests.content_types.message import Message
from serres_requests.content_types.request import HistoryEntry
from serres_requests.content_types.request import Request as CitizenRequest
from serres_requests.domain.definitions import Definition
from serres_requests.domain.lifecycle import SET, State
from serres_requests.domain.messages import MessageKind
from serres_requests.domain.working_days import ATHENS
from serres_requests.forms.answers import ShownAnswer, shown_answers
from serres_requests.i18n import _
from serres_requests.services.availability import Obstacle
from serres_requests.services.citizens import NOT_THEIRS
from serres_requests.services.departments import department_title
from serres_requests.services.own_data import INSIDE

STATE_WORDS = {
    State.SUBMITTED: _("Submitted"),
    State.FILED: _("Filed"),
    State.ACCEPTED: _("Accepted"),
    State.IN_PROGRESS: _("In progress"),
    State.WAITING_FOR_CITIZEN: _("Waiting for the citizen"),
    State.WAITING_FOR_PAYMENT: _("Waiting for payment"),
    State.COMPLETED: _("Completed"),
    State.REJECTED: _("Rejected"),
    State.WITHDRAWN: _("Withdrawn"),
}

NEXT_WORDS = {
    State.SUBMITTED: _("It gets its protocol number in a moment."),
    State.FILED: _("The department will look at it and take it up."),
    State.ACCEPTED: _("It was found to be complete. The department will work on it."),
    State.IN_PROGRESS: _("The department is working on it."),
    State.WAITING_FOR_CITIZEN: _("It is your turn: see what is asked of you. Until then its time stands still."),
    State.WAITING_FOR_PAYMENT: _("It goes on as soon as it is paid. Until then its time stands still."),
    State.COMPLETED: _("Nothing more is to be done."),
    State.REJECTED: _("The municipality will not do what you asked for; the reason is below."),
    State.WITHDRAWN: _("You withdrew it: nothing more will be done."),
}
"""What the applicant is told comes next."""

OBSTACLE_WORDS = {
    Obstacle.CLOSED: _("This service takes no new requests at the moment."),
    Obstacle.NOT_YET: _("This service does not take requests yet."),
    Obstacle.OVER: _("The time for these requests is over."),
    Obstacle.ONLY_PERSONS: _("This service is for natural persons; you are logged in as a company."),
}

HISTORY_WORDS = {
    "submit": _("Request submitted"),
    "enter_counter": _("Request entered at the counter, on behalf of the applicant"),
    "enter_phone": _("Request entered by phone, on behalf of the applicant"),
    "enter_email": _("Request entered from an e-mail, on behalf of the applicant"),
    "enter_post": _("Request entered from a letter, on behalf of the applicant"),
    NOT_THEIRS: _("Whoever has this tax number logged in with another name: the request is not in their account"),
    "file": _("Filed in the protocol"),
    "accept": _("Examined and accepted"),
    "start": _("Work on it began"),
    "ask": _("Something was asked of the citizen"),
    "answer": _("The citizen answered"),
    "charge": _("A payment was asked for"),
    "resume": _("Work on it went on"),
    "withdraw": _("Withdrawn by the citizen"),
    "reopen": _("Opened again"),
    "assign": _("Given to somebody"),
    "unassign": _("Given to nobody"),
    "hand_over": _("Passed on to another department"),
    SET: _("State set by hand:"),
    "issue": _("Document issued"),
    "revoke": _("Document revoked"),
    "complete": _("Completed"),
    "reject": _("Rejected"),
    "propose_complete": _("Proposed: to complete it"),
    "propose_reject": _("Proposed: to reject it"),
    "propose_issue": _("Proposed: a document about it"),
    "send_back": _("The proposal was sent back"),
    "decide_eligible": _("Checked automatically: the condition on the activity is met"),
    "decide_not_eligible": _("Checked automatically: the condition on the activity is not met"),
    "decide_officer": _("Checked automatically: an officer will decide"),
    "decide_unchecked": _("The automatic check could not be made yet"),
}
_PASSED_ON = _("Passed on from «${before}» to «${department}»")
_OWN_WORDS = {
    "ask": _("Something was asked of you"),
    "answer": _("You answered"),
    "withdraw": _("You withdrew it"),
}
"""What the applicant reads instead of words about them."""

MESSAGE_WORDS = {
    MessageKind.FROM_CITIZEN: _("From the citizen"),
    MessageKind.TO_CITIZEN: _("From the department"),
    MessageKind.NOTE: _("Note inside the department"),
}
_WRITTEN = {
    MessageKind.FROM_CITIZEN: _("The citizen wrote to the department"),
    MessageKind.TO_CITIZEN: _("The department wrote to the citizen"),
    MessageKind.NOTE: _("A note was kept in the department"),
}
_WRITTEN_TO_YOU = {
    MessageKind.FROM_CITIZEN: _("You wrote to the department"),
    MessageKind.TO_CITIZEN: _("The department wrote to you"),
}
"""What stands in the history of a request where something was written: for staff, and for the applicant."""


_TIME = Markup('<time datetime="%s">%s</time>')


@dataclass(frozen=True, slots=True)
class Moment:
    """A point in time for people and, as `iso`, for machines. Chameleon inserts it as HTML."""

    words: str
    iso: str

    def __html__(self) -> str:
        return _TIME % (self.iso, self.words)


@dataclass(frozen=True, slots=True)
class Step:
    """One line of a request's history. state_words: of a state that was set by hand. anchor: where on the page a
    message stands, when the line is about one."""

    words: Any
    at: Moment
    message: str
    actor: str = ""
    state_words: Any = ""
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class ShownMessage:
    """One message as it is read. anchor: its id on the page."""

    anchor: str
    words: Any
    kind: MessageKind
    at: Moment
    author: str
    text: str
    files: tuple[Attachment, ...]


@dataclass(frozen=True, slots=True)
class PublicRequest:
    """An accepted request as anybody may see it: its public answers, nothing else."""

    title: str
    department: str
    number: str
    path: str
    state: State
    state_words: Any
    filed_on: Moment
    answers: tuple[ShownAnswer, ...]


def definition_of(request: Request, subject: Any) -> Definition:
    """Return the definition that `subject` (a request or a draft) was made with."""
    definition: Definition = request.site.request_types[subject.type_name].version(subject.type_version).definition
    return definition


def moment(request: Request, at: datetime) -> Moment:
    """Return `at` in Greek time and the reader's language."""
    local = at.astimezone(ATHENS)
    return Moment(_minute_words(local.replace(second=0, microsecond=0), request.locale_name), local.isoformat())


def shown_day(request: Request, day: date) -> Moment:
    """Return `day` in the reader's language."""
    return Moment(_short_day_words(day, request.locale_name), day.isoformat())


@lru_cache(maxsize=2_000)
def _short_day_words(day: date, locale: str) -> str:
    return str(format_date(day, "d MMMM y", locale=locale))


@lru_cache(maxsize=20_000)
def _minute_words(minute: datetime, locale: str) -> str:
    """Kept, like the days: Babel takes 50 µs, and a page has fifty of them."""
    return format_datetime(minute, "d MMMM y, HH:mm", locale=locale)


@lru_cache(maxsize=2_000)
def _day_words(day: date, locale: str) -> str:
    return format_date(day, format="long", locale=locale)


def day_moment(request: Request, day: date) -> Moment:
    """Return `day` in the reader's language."""
    return Moment(_day_words(day, request.locale_name), day.isoformat())


def size_words(request: Request, size: int) -> str:
    """Return `size`, in bytes, in whole megabytes (2**20 bytes) as the reader's language writes numbers."""
    return f"{format_decimal(round(size / 2**20), locale=request.locale_name)} MB"


def metres_words(request: Request, metres: float | None) -> str:
    """Return a distance as the reader's language writes numbers, "" for None.

    Rounded to ten metres: positions from maps and telephones are no better.
    """
    if metres is None:
        return ""
    return str(format_decimal(max(round(metres / 10), 1) * 10, locale=request.locale_name))


def clock_time(request: Request, at: datetime) -> str:
    """Return the hour and minute of `at` in Greek time."""
    return str(format_time(at.astimezone(ATHENS), "HH:mm", locale=request.locale_name))


def public_request(request: Request, subject: CitizenRequest) -> PublicRequest:
    """Return what anybody may see of `subject`, which has a protocol number."""
    definition, protocol = definition_of(request, subject), subject.protocol
    if protocol is None:
        raise ValueError("a request without protocol number is not public")
    return PublicRequest(
        title=definition.title.in_language(request.locale_name),
        department=request.site.departments[subject.department].title.in_language(request.locale_name),
        number=str(protocol),
        path=request.route_path("public_request", year=protocol.year, number=protocol.number),
        state=subject.state,
        state_words=STATE_WORDS[subject.state],
        filed_on=day_moment(request, protocol.filed_on),
        answers=tuple(shown_answers(definition.public_fields, subject.answers, (), request.locale_name)),
    )


def all_answers(request: Request, subject: Any, answers: Any, certified: Container[str]) -> list[ShownAnswer]:
    """Return all `answers` of a request or draft, for its applicant and its department.

    certified: names of the fields whose answers are.
    """
    definition = definition_of(request, subject)
    return shown_answers(definition.fields, answers, subject.attachments, request.locale_name, certified)


def history(request: Request, subject: CitizenRequest, *, with_actors: bool) -> list[Step]:
    """Return what happened to `subject`, oldest first; who of the staff did it only `with_actors`."""
    return [step for _at, step in _happened(request, subject, with_actors=with_actors)]


def timeline(request: Request, subject: CitizenRequest, *, with_actors: bool) -> list[Step]:
    """Return what happened to `subject` and what was written about it, oldest first.

    Who of the staff did it, and notes, are told only `with_actors`; what was written is read in `messages`.
    """
    written = (
        (message.at, _written(request, anchor, message, with_actors=with_actors))
        for anchor, message in _anchored(subject, with_notes=with_actors)
    )
    happened = _happened(request, subject, with_actors=with_actors)
    return [step for _at, step in sorted([*happened, *written], key=itemgetter(0))]


def messages(request: Request, subject: CitizenRequest, *, with_notes: bool) -> list[ShownMessage]:
    """Return what was written about `subject`, oldest first; notes and the writers' names only `with_notes`."""
    return [
        ShownMessage(
            anchor=anchor,
            words=MESSAGE_WORDS[message.kind],
            kind=message.kind,
            at=moment(request, message.at),
            author=message.author if with_notes else "",
            text=message.text,
            files=message.attachments,
        )
        for anchor, message in _anchored(subject, with_notes=with_notes)
    ]


def _anchored(subject: CitizenRequest, *, with_notes: bool) -> list[tuple[str, Message]]:
    """Return the messages with their ids on the page, which count those alone that are shown."""
    shown = (message for message in subject.messages if with_notes or message.kind is not MessageKind.NOTE)
    return [(f"message-{number}", message) for number, message in enumerate(shown, 1)]


def _written(request: Request, anchor: str, message: Message, *, with_actors: bool) -> Step:
    words, author = (_WRITTEN, message.author) if with_actors else (_WRITTEN_TO_YOU, "")
    return Step(words[message.kind], moment(request, message.at), "", author, anchor=anchor)


def passed_on_words(request: Request, entry: HistoryEntry, words: Any) -> Any:
    """Return `words`, which name two departments, with those of a hand-over."""
    before, department = (department_title(request.site, one, request.locale_name) for one in entry.departments)
    return _(words, mapping={"before": before, "department": department})


def _happened(request: Request, subject: CitizenRequest, *, with_actors: bool) -> list[tuple[datetime, Step]]:
    return [
        (entry.at, _step(request, entry, with_actors=with_actors))
        for entry in subject.history
        if with_actors or entry.transition not in INSIDE
    ]


def _step(request: Request, entry: HistoryEntry, *, with_actors: bool) -> Step:
    by_hand = entry.transition.startswith(SET)
    words = HISTORY_WORDS if with_actors else HISTORY_WORDS | _OWN_WORDS
    named = words[SET if by_hand else entry.transition]
    return Step(
        passed_on_words(request, entry, _PASSED_ON) if entry.departments else named,
        moment(request, entry.at),
        entry.message,
        entry.actor if with_actors else "",
        STATE_WORDS[State(entry.transition.removeprefix(SET))] if by_hand else "",
    )


def usual_days_words(days: int | None) -> Any:
    """Say how long requests took lately; None when too few were completed."""
    if days is None:
        return None
    words = {0: _("Usually it is done on the same day."), 1: _("Usually it is done within 1 day.")}
    return words.get(days) or _("Usually it is done within ${days} days.", mapping={"days": days})
