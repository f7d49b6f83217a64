"""The copy of a request as it was filed, for its applicant and for whoever is to believe them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from babel.dates import format_date, format_datetime

from serres_requests.documents.checking import check_words, checkable
from serres_requests.domain.entry import Channel
from serres_requests.i18n import _

Translate = Callable[[object], str]

TEMPLATE = "request_copy.typ"
ENTERED_WORDS = {
    Channel.COUNTER: _("Entered by ${department}, at the counter, for the applicant. Nothing in it is certified."),
    Channel.PHONE: _("Entered by ${department}, by phone, for the applicant. Nothing in it is certified."),
    Channel.EMAIL: _("Entered by ${department}, from an e-mail, for the applicant. Nothing in it is certified."),
    Channel.POST: _("Entered by ${department}, from a letter, for the applicant. Nothing in it is certified."),
}
"""The mark of a request that staff entered, on paper and on every page."""
HASH_SIGNS = 16
"""How much of a file's SHA-256 is printed: enough that nobody makes another file with it."""


@dataclass(frozen=True, slots=True)
class AttachedFile:
    """A file that was handed in with the request."""

    name: str
    kilobytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class CopyFacts:
    """What a copy tells. Times are local. answers: label and words, in their order.

    entered: by which channel and which department staff entered it for the applicant, None when they made it
    themselves. check_address: where codes are typed in; code_address: where the QR code leads.
    """

    language: str
    municipality: str
    department: str
    service: str
    protocol_number: str
    filed_on: date
    submitted_at: datetime
    applicant: str
    fathers_name: str
    afm: str
    answers: tuple[tuple[str, str], ...]
    files: tuple[AttachedFile, ...]
    check_address: str
    code_address: str
    code: str
    made_at: datetime
    entered: tuple[Channel, str] | None = None


def request_copy(facts: CopyFacts, translate: Translate) -> bytes:
    """Return the copy as PDF; raise RefusedError when it can't be made."""
    return checkable(TEMPLATE, _told(facts, translate), facts.code_address, facts.made_at, translate)


def _told(facts: CopyFacts, translate: Translate) -> dict[str, Any]:
    """Return what the template shows, before anything is said of single characters."""
    return {
        "language": facts.language,
        "title": translate(_("Copy of request ${number}", mapping={"number": facts.protocol_number})),
        "municipality": facts.municipality,
        "department": facts.department,
        "heading": translate(_("Copy of a request")),
        "service": facts.service,
        "mark": _mark(facts, translate),
        "sections": [_filing(facts, translate), _applicant(facts, translate)],
        "answers": {
            "heading": translate(_("What is asked")),
            "heads": [translate(_("Question")), translate(_("Answer"))],
            "rows": [list(answer) for answer in facts.answers],
        },
        "files": {
            "heading": translate(_("Attached files")),
            "heads": [
                translate(_("File name")),
                translate(_("Size")),
                translate(_("SHA-256 (first ${count})", mapping={"count": HASH_SIGNS})),
            ],
            "rows": [[file.name, f"{file.kilobytes} kB", file.sha256[:HASH_SIGNS]] for file in facts.files],
            "none": translate(_("No file was attached.")),
        },
        **check_words(facts.check_address, facts.code_address, facts.code, translate),
    }


def _mark(facts: CopyFacts, translate: Translate) -> str:
    if facts.entered is None:
        return ""
    channel, department = facts.entered
    return translate(_(ENTERED_WORDS[channel], mapping={"department": department}))


def _filing(facts: CopyFacts, translate: Translate) -> dict[str, Any]:
    submitted = format_datetime(facts.submitted_at, "d MMMM y, HH:mm", locale=facts.language)
    return _section(
        translate(_("Filing in the protocol")),
        [
            (translate(_("Protocol number")), facts.protocol_number),
            (translate(_("Filed on")), format_date(facts.filed_on, format="long", locale=facts.language)),
        ],
        [(translate(_("Submitted")), submitted)],
    )


def _applicant(facts: CopyFacts, translate: Translate) -> dict[str, Any]:
    name = [(translate(_("Name")), facts.applicant)]
    if facts.fathers_name:
        name.append((translate(_("Father's name")), facts.fathers_name))
    certified = _("The applicant, as the tax office certified them")
    return _section(
        translate(certified if facts.entered is None else _("The applicant, as the department entered them")),
        name,
        [(translate(_("Tax number (ΑΦΜ)")), facts.afm)],
    )


def _section(heading: str, *columns: Iterable[tuple[str, str]]) -> dict[str, Any]:
    return {"heading": heading, "columns": [[list(pair) for pair in column] for column in columns]}
