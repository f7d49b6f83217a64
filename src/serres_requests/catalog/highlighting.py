"""Marking in a text the words that a search found it by."""

import re
from collections.abc import Callable
from functools import cache

from serres_requests.catalog.analysis import WORD, folded, is_latin, words_beginning_with
from serres_requests.catalog.search_words import SearchWords
from serres_requests.catalog.text_index import GreekTextIndex

Marked = tuple[tuple[str, bool], ...]
"""A text in parts, each with whether it was searched for; put together they are the text."""


def marker(index: GreekTextIndex, search: SearchWords) -> Callable[[str], Marked]:
    """Return what marks the words of `search` in a text of the index.

    A page has a thousand words: those that begin with another letter than any sought one are not looked at.
    """
    sought = {number for word in search.all_words for number in index.lexicon.numbers(word)}
    initials = frozenset(word[0] for word in (*search.all_words, *search.beginnings))
    candidates = WORD if any(map(is_latin, search.all_words)) else words_beginning_with(initials)

    @cache
    def is_sought(word: str) -> bool:
        return index.lexicon.number(word) in sought or word.startswith(search.beginnings)

    return lambda text: mark(text, candidates, is_sought)


def mark(text: str, candidates: re.Pattern[str], is_sought: Callable[[str], bool]) -> Marked:
    """Return `text` in parts; `is_sought` is asked for the folded words among those that `candidates` matches."""
    parts: list[tuple[str, bool]] = []
    place = 0
    for start, end in _sought(text, candidates, is_sought):
        between = text[place:start]
        if parts and not between.strip():
            between = parts.pop()[0] + between  # words that follow each other are marked as one
            parts.append((between + text[start:end], True))
        else:
            parts.extend(part for part in ((between, False), (text[start:end], True)) if part[0])
        place = end
    if text[place:]:
        parts.append((text[place:], False))
    return tuple(parts)


def _sought(text: str, candidates: re.Pattern[str], is_sought: Callable[[str], bool]) -> list[tuple[int, int]]:
    return [match.span() for match in candidates.finditer(text) if is_sought(folded(match.group()))]
