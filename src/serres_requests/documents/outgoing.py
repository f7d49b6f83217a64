"""Certificates and decisions: a frame of ours around a body that a department wrote."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from babel.dates import format_date

from serres_requests.documents.checking import check_words, checkable
from serres_requests.domain.markup import blocks
from serres_requests.i18n import _

Translate = Callable[[object], str]

TEMPLATE = "outgoing.typ"


@dataclass(frozen=True, slots=True)
class OutgoingFacts:
    """What the document tells; text is its body in our markup. For the addresses see CopyFacts."""

    language: str
    municipality: str
    department: str
    title: str
    text: str
    number: str
    issued_on: date
    check_address: str
    code_address: str
    code: str
    made_at: datetime


def outgoing(facts: OutgoingFacts, translate: Translate) -> bytes:
    """Return the document as PDF; raise RefusedError when it can't be made."""
    return checkable(TEMPLATE, _told(facts, translate), facts.code_address, facts.made_at, translate)


def _told(facts: OutgoingFacts, translate: Translate) -> dict[str, Any]:
    day = format_date(facts.issued_on, format="long", locale=facts.language)
    return {
        "language": facts.language,
        "title": f"{facts.title} {facts.number}",
        "municipality": facts.municipality,
        "department": facts.department,
        "heading": facts.title,
        "pairs": [[translate(_("Protocol number")), facts.number], [translate(_("Date")), day]],
        "blocks": [{"kind": block.kind.value, "lines": list(block.lines)} for block in blocks(facts.text)],
        "issued": translate(_("Issued electronically on ${day}", mapping={"day": day})),
        **check_words(facts.check_address, facts.code_address, facts.code, translate),
    }
