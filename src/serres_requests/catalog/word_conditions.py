"""Conditions on words: which documents have what was typed, in any of the indexes that its reader may ask."""

from collections.abc import Callable, Iterable, Sequence
from itertools import chain
from typing import Any

from zope.index.text.widcode import encode

from serres_requests.catalog.matching import Operand
from serres_requests.catalog.search_words import SearchWords
from serres_requests.catalog.text_index import GreekTextIndex

Texts = Sequence[GreekTextIndex]


def with_words(texts: Texts, search: SearchWords) -> Iterable[Operand]:
    """Yield a condition for each word and each beginning: that any of `texts` has it for the document."""
    for word in search.all_words:
        yield Operand(f"«{word}»", _documents((index, index.lexicon.numbers(word)) for index in texts))
    for beginning in search.beginnings:
        numbers = ((index, index.lexicon.beginning_with(beginning)) for index in texts)
        yield Operand(f"«{beginning}*»", _documents(numbers))


def with_phrases(texts: Texts, search: SearchWords) -> Callable[[int], bool] | None:
    """Return what tells whether a document has all phrases, each in one of `texts`; None when there are none."""
    phrases = [[(index, _phrase_code(index, phrase)) for index in texts] for phrase in search.phrases]
    if not phrases:
        return None
    return lambda document_id: all(
        any(code and index.has_phrase(document_id, code) for index, code in one) for one in phrases
    )


def _documents(numbers: Iterable[tuple[GreekTextIndex, Iterable[int]]]) -> Iterable[Any]:
    return chain.from_iterable(index.documents(number) for index, some in numbers for number in some)


def _phrase_code(index: GreekTextIndex, phrase: Sequence[str]) -> str:
    """Return the phrase as the index has its documents, "" when it does not know all of its words."""
    numbers = [(*index.lexicon.numbers(word), 0)[0] for word in phrase]
    return encode(numbers) if all(numbers) else ""
