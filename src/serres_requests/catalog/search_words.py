"""What somebody typed into the search: words, «phrases» and beginnings*; nothing else is an operator."""

import re
import unicodedata
from dataclasses import dataclass

from serres_requests.catalog.analysis import folded, is_stop_word, words_of

_PART = re.compile(r'["«“„]([^"«»“”„]*)["»”“]|([^\W_]+)(\*?)')
_SHORTEST_BEGINNING = 2
MOST_PARTS = 20


@dataclass(frozen=True, slots=True)
class SearchWords:
    """The folded words of a search, all of which a request must have.

    phrases: two and more words that stand together. beginnings: of words. ignored: words that are too common.
    """

    words: tuple[str, ...] = ()
    phrases: tuple[tuple[str, ...], ...] = ()
    beginnings: tuple[str, ...] = ()
    ignored: tuple[str, ...] = ()

    @property
    def all_words(self) -> tuple[str, ...]:
        """Each word that must be there in full, those of phrases too."""
        return tuple(dict.fromkeys((*self.words, *(word for phrase in self.phrases for word in phrase))))

    @property
    def text(self) -> str:
        """Return what may be typed to search for this."""
        phrases = (f"«{' '.join(phrase)}»" for phrase in self.phrases)
        return " ".join((*self.words, *phrases, *(f"{beginning}*" for beginning in self.beginnings)))

    def __bool__(self) -> bool:
        return bool(self.words or self.phrases or self.beginnings or self.ignored)


def parse_search(text: str) -> SearchWords:
    """Read what was typed, up to `MOST_PARTS` parts of it."""
    words: list[str] = []
    phrases: list[tuple[str, ...]] = []
    beginnings: list[str] = []
    parts = _PART.findall(unicodedata.normalize("NFC", text))[:MOST_PARTS]
    for phrase, word, star in parts:
        if star and len(word) >= _SHORTEST_BEGINNING:
            beginnings.append(folded(word))
            continue
        together = [folded(word)] if word else words_of(phrase)
        sought = tuple(part for part in together if not is_stop_word(part))
        if len(sought) > 1:
            phrases.append(sought)
        else:
            words.extend(sought or together)
    ignored = tuple(word for word in words if is_stop_word(word))
    return SearchWords(
        words=tuple(dict.fromkeys(word for word in words if word not in ignored)),
        phrases=tuple(phrases),
        beginnings=tuple(dict.fromkeys(beginnings)),
        ignored=tuple(dict.fromkeys(ignored)),
    )
