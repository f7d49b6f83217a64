"""What is held about a citizen, as a document for them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from babel.dates import format_datetime

from serres_requests.documents.characters import SPELLING_NOTE, in_a_spelling, spelled_in
from serres_requests.documents.typesetting import typeset
from serres_requests.i18n import _

Translate = Callable[[object], str]
Pair = tuple[str, str]

TEMPLATE = "own_data.typ"


@dataclass(frozen=True, slots=True)
class Part:
    """A heading of some level, then label and words in pairs, or a table; `none` when there is neither.

    note: stands below all that.
    """

    heading: str
    level: int = 2
    pairs: tuple[Pair, ...] = ()
    heads: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    none: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class DataFacts:
    """What the document tells. left_out: how many requests at most are in it, when there are more, else 0."""

    language: str
    municipality: str
    parts: tuple[Part, ...]
    made_at: datetime
    left_out: int = 0


def own_data(facts: DataFacts, translate: Translate) -> bytes:
    """Return the document as PDF; raise RefusedError when it can't be made."""
    told = _told(facts, translate)
    return in_a_spelling(lambda spell: _typeset(told, spell, facts, translate))


def _typeset(told: dict[str, Any], spell: Callable[[str], str], facts: DataFacts, translate: Translate) -> bytes:
    shown = {
        **spelled_in(told, spell),
        "parts": [{**spelled_in(_part(part), spell), "level": part.level} for part in facts.parts],
    }
    is_spelled = any(spelled_in(_part(part), spell) != _part(part) for part in facts.parts)
    return typeset(TEMPLATE, {**shown, "note": translate(SPELLING_NOTE) if is_spelled else ""}, facts.made_at)


_MORE = _("Of your requests the newest ${count} are here; the download as JSON holds them all.")


def _told(facts: DataFacts, translate: Translate) -> dict[str, Any]:
    at = format_datetime(facts.made_at, "d MMMM y, HH:mm", locale=facts.language)
    about = translate(_("What the municipality held about you on ${moment}.", mapping={"moment": at}))
    more = translate(_(_MORE, mapping={"count": facts.left_out})) if facts.left_out else ""
    heading = translate(_("My data"))
    return {
        "language": facts.language,
        "municipality": facts.municipality,
        "title": heading,
        "heading": heading,
        "about": f"{about} {more}".strip(),
    }


def _part(part: Part) -> dict[str, Any]:
    return {
        "heading": part.heading,
        "pairs": [list(pair) for pair in part.pairs],
        "heads": list(part.heads),
        "rows": [list(row) for row in part.rows],
        "note": part.note,
        "none": part.none,
    }
