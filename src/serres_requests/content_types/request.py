"""Requests: what a citizen asked, where it stands and everything that happened to it."""

from dataclasses import astuple, dataclass, fields, replace
from datetime import date, datetime
from itertools import chain
from types import MappingProxyType
from typing import Any

from substanced.content import content

from serres_requests.content_types.attachment import Attachment
from serres_requests.content_types.compact import (
    ACCESS_LIST,
    AS_IT_IS,
    MOMENT,
    Compact,
    Packing,
    from_moment,
    moment,
)
from serres_requests.content_types.container import Container, WideContainer
from serres_requests.content_types.document import Document
from serres_requests.content_types.draft import Draft
from serres_requests.content_types.message import Message
from serres_requests.content_types.outgoing import OutgoingDocument
from serres_requests.content_types.watching import Watchers
from serres_requests.domain.answers import Answer
from serres_requests.domain.approval import Proposal
from serres_requests.domain.corrections import Correction
from serres_requests.domain.deadlines import RunningTime, running_time
from serres_requests.domain.eligibility import DecisionRecord
from serres_requests.domain.entry import Entered
from serres_requests.domain.lifecycle import FINAL_STATES, State, WorkflowName, is_public, state_after
from serres_requests.domain.messages import MessageKind
from serres_requests.domain.people import Identity
from serres_requests.domain.protocol import ProtocolNumber
from serres_requests.domain.working_days import WorkingDays


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One thing that happened: when, which transition, by whom (a name for display), with which message.

    departments: from which to which it was handed over, by name.
    """

    at: datetime
    transition: str
    actor: str
    message: str = ""
    departments: tuple[str, ...] = ()

    def __setstate__(self, state: list[Any]) -> None:
        """Read also what was written by itself, before histories were packed and hand-overs named departments."""
        for field, value in zip(fields(self), (*state, ()), strict=False):
            object.__setattr__(self, field.name, value)


@content("Requests")
class Requests(Container):
    """All requests, in a container for each year of submission."""

    def of_year(self, year: int) -> "YearOfRequests":
        """Return the container for `year`, made when it is first needed."""
        name = str(year)
        if name not in self:
            self[name] = YearOfRequests()
        container: YearOfRequests = self[name]
        return container

    def by_reference(self, reference: str) -> "Request":
        """Return the request at `reference` (``year/id``); raise KeyError when there is none."""
        year, _, request_id = reference.partition("/")
        found: Request = self[year][request_id]
        return found


@content("Year of requests")
class YearOfRequests(WideContainer):
    """Requests submitted in one year, by random id."""


class WorkflowState:
    """The mapping that substanced.workflow expects, over the one attribute of a request."""

    def __init__(self, request: "Request") -> None:
        self._request = request

    def get(self, workflow: str) -> State | None:  # noqa: ARG002  a request has one workflow
        return self._request._state

    def __setitem__(self, workflow: str, state: str) -> None:
        self._request._state = State(state)


def _packed_history(history: tuple[HistoryEntry, ...]) -> tuple[tuple[Any, ...], ...]:
    """Only what was handed over has a fifth value."""
    return tuple(
        (moment(one.at), one.transition, one.actor, one.message, *filter(None, [one.departments]))
        for one in history
    )


def _history(packed: tuple[tuple[Any, ...], ...]) -> tuple[HistoryEntry, ...]:
    return tuple(HistoryEntry(from_moment(at), *others) for at, *others in packed)


def _packed_number(number: ProtocolNumber) -> tuple[int, int, int]:
    return number.year, number.number, number.filed_on.toordinal()


def _number(packed: tuple[int, int, int]) -> ProtocolNumber:
    year, number, day = packed
    return ProtocolNumber(year, number, date.fromordinal(day))


@content("Request")
class Request(Compact):
    """One request. Its state belongs to substanced.workflow; `history` tells how it came there.

    applicant: as certified at submission. document_id: the catalogue's, given at filing, 0 before. copy: what the
    applicant downloads, made when somebody first asked for it, which was at copy_ordered_at.
    certified: names of the fields whose answers taxisnet or the business registry certified.
    decision: what the automatic check came to, None where there is no check or not yet. workflow: that of its type
    when it was submitted. assignee: log-in name of who deals with it, "" for nobody yet. messages: oldest first.
    escalations: which mails its managers got, about which deadline. corrections: what was asked to be corrected,
    oldest first; correction_draft: what is kept of the one being made; superseded: files that one replaced.
    watchers: None until somebody watches it.
    entered: that staff entered it on behalf of the applicant, None when it came from themselves. documents: that
    were issued or are to be, oldest first. proposal: a move that waits for a second person.
    """

    packed = MappingProxyType(
        {
            **dict.fromkeys(("__name__", "__parent__"), AS_IT_IS),
            "__acl__": ACCESS_LIST,
            **dict.fromkeys(("type_name", "type_version", "department", "applicant_id", "answers"), AS_IT_IS),
            "applicant": Packing(astuple, lambda packed: Identity(*packed)),
            "attachments": AS_IT_IS,
            "submitted_at": MOMENT,
            "history": Packing(_packed_history, _history),
            "_state": Packing(str, State),
            "protocol": Packing(_packed_number, _number),
            "document_id": AS_IT_IS,
            "workflow": Packing(str, WorkflowName),
        }
    )
    __acl__: tuple[object, ...] = ()
    _state: State | None = None
    protocol: ProtocolNumber | None = None
    document_id = 0
    copy: Document | None = None
    copy_ordered_at: datetime | None = None
    certified: tuple[str, ...] = ()
    decision: DecisionRecord | None = None
    workflow = WorkflowName.EVERYDAY
    assignee = ""
    messages: tuple[Message, ...] = ()
    escalations: tuple[str, ...] = ()
    corrections: tuple[Correction, ...] = ()
    correction_draft: Draft | None = None
    superseded: tuple[Attachment, ...] = ()
    watchers: Watchers | None = None
    entered: Entered | None = None
    documents: tuple[OutgoingDocument, ...] = ()
    proposal: Proposal | None = None

    def __init__(
        self,
        *,
        type_name: str,
        type_version: int,
        department: str,
        applicant_id: str,
        applicant: Identity,
        answers: dict[str, Answer],
        attachments: tuple[Attachment, ...],
        submitted_at: datetime,
    ) -> None:
        self.type_name = type_name
        self.type_version = type_version
        self.department = department
        self.applicant_id = applicant_id
        self.applicant = applicant
        self.answers = tuple(answers.items())
        self.attachments = attachments
        self.submitted_at = submitted_at
        self.history: tuple[HistoryEntry, ...] = ()

    @property
    def id(self) -> str:
        return str(self.__name__)

    @property
    def reference(self) -> str:
        """``year/id``: how outbox, catalogue and register name this request."""
        return f"{self.__parent__.__name__}/{self.__name__}"

    @property
    def state(self) -> State:
        if self._state is None:
            raise ValueError("the request's workflow has not begun")
        return self._state

    @property
    def __workflow_state__(self) -> "WorkflowState":
        """Where substanced.workflow reads and writes the state: an attribute here, not a record of its own."""
        return WorkflowState(self)

    def running_time(self, calendar: WorkingDays) -> RunningTime:
        """Return when the time for its answer runs."""
        moves = [(entry.at, entry.transition) for entry in self.history]
        return running_time(self.submitted_at, moves, calendar)

    @property
    def is_public(self) -> bool:
        """Whether others may find it by its public fields."""
        return is_public(self.state, (entry.transition for entry in self.history))

    @property
    def ended_at(self) -> datetime | None:
        """When it came to the end that it is at, None while it is open."""
        if self.state not in FINAL_STATES:
            return None
        led_here = (entry.at for entry in reversed(self.history) if state_after(entry.transition) is self.state)
        return next(led_here, self.submitted_at)

    def answer(self, name: str) -> Answer | None:
        """Return the answer to the field `name`."""
        return dict(self.answers).get(name)

    @property
    def files(self) -> tuple[Attachment, ...]:
        """The files of its answers and papers, and of those that were corrected."""
        return (*self.attachments, *self.superseded)

    @property
    def filed_answers(self) -> tuple[tuple[str, Answer], ...]:
        """The answers as they were filed, before all corrections."""
        answers: dict[str, Answer | None] = dict(self.answers)
        for correction in reversed(self.corrections):
            answers |= {change.name: change.before for change in correction.changes}
        return tuple((name, answer) for name, answer in answers.items() if answer is not None)

    @property
    def to_correct(self) -> Correction | None:
        """What its applicant shall correct now."""
        return next((c for c in self.corrections[-1:] if c.closed_at is None), None)

    def end_correction(self, at: datetime) -> None:
        """Note that it is no longer the citizen's turn."""
        if self.to_correct is not None:
            self.corrections = (*self.corrections[:-1], replace(self.corrections[-1], closed_at=at))
            self.correction_draft = None

    def attachment(self, attachment_id: str, *, with_notes: bool = False) -> Attachment | None:
        """Return the attachment with `attachment_id`, of the request itself, a correction or a message.

        with_notes: whether one of a note is meant, too, which never leaves the department.
        """
        read = (message for message in self.messages if with_notes or message.kind is not MessageKind.NOTE)
        of_messages = (attachment for message in read for attachment in message.attachments)
        every = chain(self.files, of_messages)
        return next((attachment for attachment in every if attachment.__name__ == attachment_id), None)

    def document(self, document_id: str) -> OutgoingDocument | None:
        """Return the outgoing document with `document_id`."""
        return next((document for document in self.documents if document.__name__ == document_id), None)

    def record(self, entry: HistoryEntry) -> None:
        """Add to what happened."""
        self.history = (*self.history, entry)
