"""A notice to a citizen, with the record of its delivery."""

from datetime import date, datetime
from types import MappingProxyType

from substanced.content import content

from serres_requests.content_types.compact import AS_IT_IS, MOMENT, Compact, Packing
from serres_requests.domain.notices import Delivery, NoticeKind


@content("Notice")
class Notice(Compact):
    """What the citizen is told about one of their requests, on the platform and maybe by e-mail.

    A notice about a draft has the draft's id as `request_id`, no reference, and the name of its type.
    mail_answer: what another mail server said when it returned or delayed the e-mail, "" when it did not.
    sent_to: the address that its e-mail was last handed to a mail server for, masked. failed_tries: how often no
    server could be reached. daily_on: the day of the daily e-mail that told it.
    files: how many go with the message, for download on the platform.
    """

    packed = MappingProxyType(
        {
            "__name__": AS_IT_IS,
            "__parent__": AS_IT_IS,
            "kind": Packing(str, NoticeKind),
            "request_id": AS_IT_IS,
            "reference": AS_IT_IS,
            "at": MOMENT,
            "message": AS_IT_IS,
            "email": Packing(str, Delivery),
            "read_at": MOMENT,
            "sent_at": MOMENT,
            "sent_to": AS_IT_IS,
            "daily_on": Packing(date.toordinal, date.fromordinal),
        }
    )
    type_name = ""
    mail_answer = ""
    read_at: datetime | None = None
    sent_at: datetime | None = None
    sent_to: str | None = None
    failed_tries = 0
    files = 0
    daily_on: date | None = None

    def __init__(self, kind: NoticeKind, request_id: str, reference: str, at: datetime, message: str = "") -> None:
        self.kind = kind
        self.request_id = request_id
        self.reference = reference
        self.at = at
        self.message = message
        self.email = Delivery.NO_ADDRESS
