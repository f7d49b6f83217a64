"""Certificates and decisions: a frame of ours around a body that a department wrote."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from babel.dates import format_date

from serres_requests.documents.characters import SPELLING_NOTE, in_a_spelling, spelled_in
from serres_requests.documents.checking import check_words, qr_code
from serres_requests.documents.typesetting import typeset
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
    told = _told(facts, translate)
    return in_a_spelling(lambda spell: _typeset(told, spell, facts, translate))


def _typeset(
    told: dict[str, Any], spell: Callable[[str], str], facts: OutgoingFacts, translate: Translate
) -> bytes:
    shown = spelled_in(told, spell)
    shown["note"] = translate(SPELLING_NOTE) if shown != told else ""
    shown["qr"] = qr_code(facts.code_address)
    return typeset(TEMPLATE, shown, facts.made_at)


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
