"""Greek analysis for the text index: fold, split, stem, on the side of documents and of queries alike."""

import re
from collections.abc import Iterable
from functools import lru_cache

import snowballstemmer
from repoze.catalog.indexes.text import CatalogTextIndex
from zope.index.text.lexicon import Lexicon

from serres_requests.domain.texts import fold

_WORD = re.compile(r"\w+")


def final_terms(text: str) -> list[str]:
    """Return the index terms of `text`: folded words, Greek ones reduced to their Snowball stem."""
    return [_stem(word) for word in _WORD.findall(fold(text))]


@lru_cache(maxsize=50_000)
def _stem(word: str) -> str:
    """Kept, since it takes 0.2 ms and people write the same words. The stemmer keeps state: one for each call."""
    return snowballstemmer.stemmer("greek").stemWord(word) or word


class GreekPipeline:
    """The pipeline element that makes final terms of a document's texts."""

    def process(self, texts: Iterable[str]) -> list[str]:
        return [term for text in texts for term in final_terms(text)]


class GreekLexicon(Lexicon):
    """A lexicon whose query side takes terms that are final already.

    zope.index runs a query's words through the pipeline twice; a Greek stem is not stable under a second
    pass, so the second would look for words that no document has.
    """

    def __init__(self) -> None:
        super().__init__(GreekPipeline())

    def termToWordIds(self, text: str) -> list[int]:  # noqa: N802  zope.index's name
        """Return the ids of the final terms in `text`, 0 for unknown ones."""
        return [self._wids.get(term, 0) for term in text.split()]


class GreekTextIndex(CatalogTextIndex):
    """A text index that takes plain words, all of which a document must have."""

    def __init__(self, discriminator: str) -> None:
        super().__init__(discriminator, lexicon=GreekLexicon())

    def documents_with_all(self, words: str) -> object | None:
        """Return the set of document ids that have every word of `words`; None when there is no word."""
        found = None
        for term in dict.fromkeys(final_terms(words)):
            matches = self.family.IF.Set(self.index.search(term).keys())
            found = matches if found is None else self.family.IF.intersection(found, matches)
        return found
