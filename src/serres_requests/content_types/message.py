"""One message about a request."""

from datetime import datetime

from substanced.content import content

from serres_requests.content_types.attachment import Attachment
from serres_requests.content_types.container import Node
from serres_requests.domain.messages import MessageKind


@content("Message")
class Message(Node):
    """What was written, when and by whom (a name for display), with files."""

    def __init__(
        self, kind: MessageKind, at: datetime, author: str, text: str, attachments: tuple[Attachment, ...] = ()
    ) -> None:
        self.kind = kind
        self.at = at
        self.author = author
        self.text = text
        self.attachments = attachments
