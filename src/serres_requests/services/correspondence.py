"""Writing about a request: the citizen to the department, the department to the citizen, and notes inside it."""

from serres_requests.content_types.attachment import Attachment
from serres_requests.content_types.message import Message
from serres_requests.content_types.request import Request
from serres_requests.domain.errors import MessageRequiredError
from serres_requests.domain.events import MessageWritten
from serres_requests.domain.lifecycle import State
from serres_requests.domain.messages import MessageKind
from serres_requests.services.lifecycle import move
from serres_requests.services.unit_of_work import UnitOfWork


def write(
    uow: UnitOfWork, request: Request, kind: MessageKind, text: str, attachments: tuple[Attachment, ...] = ()
) -> None:
    """Add a message by who acts; a citizen's message answers what was asked, if something was.

    Raises MessageRequiredError when there are neither words nor files.
    """
    if not text.strip() and not attachments:
        raise MessageRequiredError(kind)
    author = request.applicant.full_name if kind is MessageKind.FROM_CITIZEN else uow.actor
    message = Message(kind, uow.now(), author, text, attachments)
    message.__parent__ = request
    for attachment in attachments:
        attachment.__parent__ = request
    request.messages = (*request.messages, message)
    if kind is MessageKind.FROM_CITIZEN and request.state is State.WAITING_FOR_CITIZEN:
        move(uow, request, "answer", "")  # of which the department is told
    else:
        uow.emit(MessageWritten(request.reference, message.at, kind, text, len(attachments)))
