"""Certificates and decisions about a request: ordered by a person, made by the worker, maybe revoked."""

from datetime import datetime

from substanced.content import content

from serres_requests.content_types.container import Node
from serres_requests.content_types.document import Document
from serres_requests.domain.protocol import ProtocolNumber
from serres_requests.domain.templates import Purpose


@content("Outgoing document")
class OutgoingDocument(Node):
    """One document, with the text that its officer decided on.

    number and file: None until the worker has made it. revoked_at: None while it holds.
    """

    number: ProtocolNumber | None = None
    file: Document | None = None
    revoked_at: datetime | None = None

    def __init__(self, purpose: Purpose, title: str, text: str, ordered_at: datetime, ordered_by: str) -> None:
        self.purpose = purpose
        self.title = title
        self.text = text
        self.ordered_at = ordered_at
        self.ordered_by = ordered_by

    @property
    def id(self) -> str:
        return str(self.__name__)
