"""A notice to a citizen, with the record of its delivery."""

from datetime import datetime

from substanced.content import content

from serres_requests.content_types.container import Node
from serres_requests.domain.notices import Delivery, NoticeKind


@content("Notice")
class Notice(Node):
    """What the citizen is told about one of their requests, on the platform and maybe by e-mail.

    A notice about a draft has the draft's id as `request_id`, no reference, and the name of its type.
    """

    type_name = ""
    read_at: datetime | None = None
    sent_at: datetime | None = None

    def __init__(self, kind: NoticeKind, request_id: str, reference: str, at: datetime, message: str = "") -> None:
        self.kind = kind
        self.request_id = request_id
        self.reference = reference
        self.at = at
        self.message = message
        self.email = Delivery.NO_ADDRESS
