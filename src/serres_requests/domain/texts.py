"""Words in the two languages of the site, and the folding that makes Greek words comparable."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from serres_requests.domain.errors import DefinitionError

_UNSEEN = {"Cc", "Cs"}  # control characters and lone surrogates
_FINAL_SIGMA = str.maketrans("ς", "σ")
_SIGMA_AT_END = re.compile(r"(?<=\w)σ\b")


@dataclass(frozen=True, slots=True)
class Text:
    """One text in Greek and in English."""

    el: str
    en: str

    def in_language(self, locale: str) -> str:
        """Return the text for `locale`; anything but English gets the Greek."""
        return self.en if locale.startswith("en") else self.el

    def to_data(self) -> dict[str, str]:
        """Return the mapping that `parse_text` reads."""
        return {"el": self.el, "en": self.en}


def parse_text(data: object, place: str) -> Text:
    """Read ``{"el": ..., "en": ...}``; raise DefinitionError naming `place` when a language is missing."""
    if not isinstance(data, Mapping):
        raise DefinitionError(place, "needs a text in 'el' and 'en'")
    for language in ("el", "en"):
        if not isinstance(data.get(language), str) or not data[language].strip():
            raise DefinitionError(f"{place}.{language}", "is missing")
    return Text(el=data["el"].strip(), en=data["en"].strip())


def fold(text: str) -> str:
    """Return `text` lower-cased, without accents and with ς as σ, so that «ΛΆΜΠΑΣ» equals «λαμπας»."""
    decomposed = unicodedata.normalize("NFD", text.casefold())
    bare = "".join(char for char in decomposed if not unicodedata.combining(char))
    return unicodedata.normalize("NFC", bare).translate(_FINAL_SIGMA)


def with_final_sigmas(text: str) -> str:
    """Return folded `text` with ς where people write it."""
    return _SIGMA_AT_END.sub("ς", text)


def clean(text: str) -> str:
    """Return `text` as people meant it: NFC, line ends as ``\\n``, without control characters.

    Characters such as NUL can't be seen nor typed on purpose and break other systems (XML, PDF, mail);
    dropping them is kinder than asking a person to find them. Everything visible, emoji too, stays.
    """
    visible = "".join(char for char in text if char in "\r\n\t" or unicodedata.category(char) not in _UNSEEN)
    return unicodedata.normalize("NFC", visible.replace("\r\n", "\n").replace("\r", "\n"))
