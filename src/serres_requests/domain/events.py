"""What has happened: facts that use cases announce and subscribers turn into durable work."""

from dataclasses import dataclass
from datetime import datetime

from serres_requests.domain.lifecycle import State
from serres_requests.domain.messages import MessageKind
from serres_requests.domain.notices import Telling


@dataclass(frozen=True, slots=True)
class RequestSubmitted:
    """A citizen's request has been stored; it has no protocol number yet."""

    reference: str
    at: datetime


@dataclass(frozen=True, slots=True)
class RequestFiled:
    """The register gave a request its protocol number."""

    reference: str
    at: datetime


@dataclass(frozen=True, slots=True)
class RequestMoved:
    """A request was moved from one state to another, with a message for the citizen (maybe empty)."""

    reference: str
    at: datetime
    transition: str
    state: State
    message: str
    telling: Telling = Telling.MAIL


@dataclass(frozen=True, slots=True)
class MessageWritten:
    """Something was written about a request, with a number of `files`."""

    reference: str
    at: datetime
    kind: MessageKind
    text: str
    files: int = 0


@dataclass(frozen=True, slots=True)
class RequestAssigned:
    """A request was given to a person of its department, or to nobody: "" as `login`."""

    reference: str
    at: datetime
    login: str
    by: str


@dataclass(frozen=True, slots=True)
class RequestHandedOver:
    """A request was passed on to another department."""

    reference: str
    at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class MoveProposed:
    """Somebody proposed a move that needs a second person."""

    reference: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ProposalSentBack:
    """A proposal of `proposer` was dropped by `by`; who takes back their own is both."""

    reference: str
    at: datetime
    proposer: str
    by: str


@dataclass(frozen=True, slots=True)
class EmailEntered:
    """A citizen gave an e-mail address, which is to be confirmed by a link."""

    citizen_id: str
    at: datetime


@dataclass(frozen=True, slots=True)
class RequestDecided:
    """The automatic check of a request came to a decision; `message` says it in the citizen's language."""

    reference: str
    at: datetime
    message: str


@dataclass(frozen=True, slots=True)
class DocumentIssued:
    """A certificate or decision about a request was made; `words` name it with its number."""

    reference: str
    at: datetime
    words: str


@dataclass(frozen=True, slots=True)
class DocumentRevoked:
    """A document about a request does not hold any more; `words` name it and say why."""

    reference: str
    at: datetime
    words: str
