"""What a report of a mail server tells about one of our mails (RFC 3464), read from whatever it sends."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes, message_from_string
from email.message import Message
from enum import StrEnum

from serres_requests.domain.texts import clean

MOST_BYTES = 1024 * 1024
"""How much of a report is read; what is behind the headers of our mail is not needed."""
LONGEST_ANSWER = 200
_MESSAGE_ID = re.compile(r"<[^<>\s]{1,500}>")
_STATUS = re.compile(r"([245])\.\d{1,3}\.\d{1,3}")
_ORIGINALS = frozenset({"message/rfc822", "message/global", "text/rfc822-headers", "message/global-headers"})


class Outcome(StrEnum):
    """What became of a mail. OTHER: it arrived or was passed on, which needs no word."""

    FAILED = "failed"
    DELAYED = "delayed"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class DeliveryReport:
    """What is told about the mail `message_id`, "" when that is not told.

    is_permanent: the next mail will not get there either (5.x.x); one can also fail after days of trying.
    answer: what the other server said, in one line of `LONGEST_ANSWER` characters at most. It is anybody's text.
    """

    message_id: str
    outcome: Outcome
    is_permanent: bool
    answer: str


def read_report(raw: bytes) -> DeliveryReport | None:
    """Return what the mail `raw` reports; None when it is no report."""
    try:
        mail = message_from_bytes(raw[:MOST_BYTES])
    except RecursionError:  # parts in parts in parts, as no mail server makes them
        return None
    parts = _parts(mail)
    status = next((part for part in parts if part.get_content_type() == "message/delivery-status"), None)
    if status is None:
        return None
    fields = list(_of_recipients(status))
    outcomes = [_outcome(block) for block in fields]
    worst = next((outcome for outcome in Outcome if outcome in outcomes), None)
    if worst is None:
        return None
    block = fields[outcomes.index(worst)]
    found = _STATUS.search(str(block["Status"]))
    is_permanent = worst is Outcome.FAILED and found is not None and found[1] == "5"
    return DeliveryReport(_message_id(mail, parts), worst, is_permanent, _answer(block))


def _parts(mail: Message) -> list[Message]:
    payload = mail.get_payload()
    return [part for part in payload if isinstance(part, Message)] if isinstance(payload, list) else []


def _of_recipients(status: Message) -> Iterator[Message]:
    """Yield the fields about each recipient; those about the whole mail have no action."""
    return (block for block in _parts(status) if block["Action"] is not None)


def _outcome(block: Message) -> Outcome:
    action = str(block["Action"]).partition("(")[0].strip().lower()  # comments are allowed
    return Outcome(action) if action in tuple(Outcome) else Outcome.OTHER


def _message_id(mail: Message, parts: list[Message]) -> str:
    """Return the id of our mail: from its headers, which are part of a report, or from what the report answers."""
    originals = [_original(part) for part in parts if part.get_content_type() in _ORIGINALS]
    told = [original["Message-ID"] for original in originals] + [mail["In-Reply-To"]]
    found = (_MESSAGE_ID.search(str(value)) for value in told)
    return next((match[0] for match in found if match is not None), "")


def _original(part: Message) -> Message:
    """Return the headers of our mail."""
    inner = _parts(part)
    if inner:
        return inner[0]
    content = part.get_payload(decode=True)
    return message_from_string(content.decode("ascii", "replace") if isinstance(content, bytes) else "")


def _answer(block: Message) -> str:
    """Return the other server's words; its status or, at the least, the action where it had none."""
    kind, _, words = str(block["Diagnostic-Code"] or "").partition(";")
    told = words or kind or block["Status"] or block["Action"]
    return " ".join(clean(str(told)).split())[:LONGEST_ANSWER]
