"""Characters that the fonts of our documents lack are written by their names, so that nothing is lost."""

import re
import unicodedata
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

from serres_requests.documents.typesetting import TypesettingError, compiled
from serres_requests.domain.errors import RefusedError
from serres_requests.i18n import _

CERTAIN = "\n -~¡-¬®-ÿ΄-ΊΌΎ-ΡΣ-ώἀ-ἕ–—‘’“”…€"
"""What people here write every day, as the inside of a character class; our fonts have it all."""

SPELLING_NOTE = _(
    "Characters that this document can't show are written by their names in square brackets; "
    "U+ and the number name the character in Unicode."
)
"""Stands at the end of a document in which characters are spelled."""

_ALL_CERTAIN = re.compile(f"[{CERTAIN}]*")
_JOINERS = frozenset("\u200d\ufe0e\ufe0f")
"""Say how the signs around them are drawn; without these they say nothing."""
_OVERRIDES = frozenset({"LRO", "RLO"})
"""Make text read otherwise than it is: they are shown instead of obeyed."""
_PROBE = b"""
#let words = json(bytes(sys.inputs.data))
#set document(title: "-")
#set text(font: "Libertinus Serif")
#words

#strong(words)

#text(dir: rtl, words)
"""
"""A text in all the ways in which documents show one."""
_ANY_TIME = datetime(2000, 1, 1, tzinfo=UTC)


def spelled(text: str) -> str:
    """Return `text` with each character that can't be shown as ``[U+1F600 GRINNING FACE]``."""
    if _ALL_CERTAIN.fullmatch(text):
        return text
    return "".join(cluster if _can_show(cluster) else _by_names(cluster) for cluster in _clusters(text))


def spelled_strictly(text: str) -> str:
    """Return `text` with every character but the certain ones by its name."""
    return "".join(sign if _ALL_CERTAIN.fullmatch(sign) else _name(sign) for sign in text)


def in_a_spelling(typeset: Callable[[Callable[[str], str]], bytes]) -> bytes:
    """Return what `typeset` makes with characters spelled where needed, else with all but the certain ones.

    Some can be shown one by one, but not as they stand together. Raises RefusedError when neither can be made.
    """
    try:
        return typeset(spelled)
    except RefusedError:
        return typeset(spelled_strictly)


def spelled_in(value: Any, spell: Callable[[str], str]) -> Any:
    """Return `value` with every string in its dicts and lists as `spell` writes it."""
    if isinstance(value, dict):
        return {key: spelled_in(part, spell) for key, part in value.items()}
    if isinstance(value, list):
        return [spelled_in(part, spell) for part in value]
    return spell(value)


def _clusters(text: str) -> Iterator[str]:
    """Yield each character together with the marks on it: fonts have them together or not."""
    cluster = ""
    for character in text:
        if cluster and not (_is_mark(character) or character in _JOINERS):
            yield cluster
            cluster = ""
        cluster += character
    yield cluster


def _is_mark(character: str) -> bool:
    return unicodedata.category(character).startswith("M")


@lru_cache(maxsize=4096)
def _can_show(cluster: str) -> bool:
    if _ALL_CERTAIN.fullmatch(cluster):
        return True
    if any(unicodedata.category(c) == "Cs" or unicodedata.bidirectional(c) in _OVERRIDES for c in cluster):
        return False
    try:
        compiled(_PROBE, cluster, _ANY_TIME)
    except TypesettingError:
        return False
    return True


def _by_names(cluster: str) -> str:
    """A character that can be shown without its marks stays; the marks would go onto it again."""
    if len(cluster) == 1:
        return _name(cluster)
    parts = (part for part in cluster if part not in _JOINERS)
    return "".join(part if not _is_mark(part) and _can_show(part) else _name(part) for part in parts)


def _name(character: str) -> str:
    return f"[U+{ord(character):04X} {unicodedata.name(character, '')}".rstrip() + "]"
