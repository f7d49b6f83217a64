"""What of some matches fits a search best: its words often, near each other, in a short text."""

from itertools import pairwise

from serres_requests.catalog.search_words import SearchWords
from serres_requests.catalog.text_index import GreekTextIndex

_SATURATION = 1.2
_USUAL_LENGTH = 40
"""Terms of a usual request; longer texts have a word by chance more easily."""
_TOGETHER = 1.0


def by_relevance(index: GreekTextIndex, search: SearchWords, document_ids: list[int]) -> list[int]:
    """Return `document_ids`, which all have the words of `search`, best first, and of equals the newest."""
    groups = [frozenset(index.lexicon.numbers(word)) for word in search.all_words]
    return sorted(document_ids, key=lambda one: (-_score(index.sequence(one), groups), one))


def _score(sequence: list[int], groups: list[frozenset[int]]) -> float:
    """BM25's saturation by length, without its rarity: every match has every word."""
    places = [[place for place, number in enumerate(sequence) if number in group] for group in groups]
    length = 0.25 + 0.75 * len(sequence) / _USUAL_LENGTH
    score = sum(len(found) / (len(found) + _SATURATION * length) for found in places)
    following = sum(not {place + 1 for place in earlier}.isdisjoint(later) for earlier, later in pairwise(places))
    return score + _TOGETHER * following
