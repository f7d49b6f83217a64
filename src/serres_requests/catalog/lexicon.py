"""The words of the catalogue: their numbers, and ways to a number from beginnings, sounds and misspellings."""

from collections.abc import Iterable
from itertools import islice

from BTrees.IOBTree import IOBTree
from BTrees.OIBTree import OIBTree
from BTrees.OOBTree import OOBTree
from persistent import Persistent
from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from serres_requests.catalog.analysis import in_greek_letters, is_latin, sound, sounds_of, term

MOST_BEGINNINGS = 100
"""Words that a beginning stands for at most."""

_MOST_COMPARED = 20_000
_MOST_WRONG = 2
_LAST = "\U0010ffff"


class Lexicon(Persistent):
    """Terms are numbered as they come, from 1, so that frequent ones have small numbers."""

    def __init__(self) -> None:
        self._of_term = OIBTree()
        self._of_word = OIBTree()
        self._of_sound = OOBTree()
        self._next = 1

    def learn(self, word: str) -> int:
        """Return the number of the term of a folded word, which is added when it is new."""
        return self._of_word.get(word) or self._add(word)

    def number(self, word: str) -> int:
        """Return the number of the term of a folded word, 0 when it is unknown."""
        return int(self._of_word.get(word) or self._of_term.get(term(word), 0))

    def numbers(self, word: str) -> tuple[int, ...]:
        """Return the numbers that a folded word of a query stands for; several for Latin letters, maybe none."""
        heard = sounds_of(word) if is_latin(word) else ()
        found = {self.number(word), *(number for one in heard for number in self._of_sound.get(one, ()))}
        return tuple(sorted(found - {0}))

    def beginning_with(self, beginning: str) -> tuple[int, ...]:
        """Return the numbers of words that begin with the folded `beginning`, of `MOST_BEGINNINGS` at most."""
        starts = (beginning, in_greek_letters(beginning)) if is_latin(beginning) else (beginning,)
        words = (number for start in starts for number in self._of_word.values(start, start + _LAST))
        return tuple(sorted(set(islice(words, MOST_BEGINNINGS))))

    def alike(self, word: str, most: int) -> list[str]:
        """Return up to `most` known words that differ from the unknown folded `word` in a letter or two."""
        wrong = min(_MOST_WRONG, len(word) // 3)
        spelt = in_greek_letters(word) if is_latin(word) else word
        same_start: list[str] = list(islice(self._of_word.keys(spelt[:1], spelt[:1] + _LAST), _MOST_COMPARED))
        found = process.extract(
            spelt, same_start, scorer=DamerauLevenshtein.distance, score_cutoff=wrong, limit=most
        )
        return [known for known, _distance, _place in found]

    def _add(self, word: str) -> int:
        stem = term(word)
        number: int = self._of_term.get(stem, 0)
        if not number:
            number = self._of_term[stem] = self._next
            self._next += 1
        self._of_word[word] = number
        if not is_latin(word):
            self._add_sounds(number, {sound(word), sound(stem)})
        return number

    def _add_sounds(self, number: int, sounds: Iterable[str]) -> None:
        for heard in sounds:
            numbers: tuple[int, ...] = self._of_sound.get(heard, ())
            if number not in numbers:
                self._of_sound[heard] = (*numbers, number)


class ForgetfulLexicon(Lexicon):
    """A lexicon that keeps no word longer than there is a document with it."""

    def __init__(self) -> None:
        super().__init__()
        self._words = IOBTree()

    def forget(self, number: int) -> None:
        """Forget a term with all its words."""
        for word in self._words.pop(number):
            stem = term(word)
            del self._of_word[word]
            self._of_term.pop(stem, None)
            for heard in {sound(word), sound(stem)}:
                self._forget_sound(heard, number)

    def _add(self, word: str) -> int:
        number = super()._add(word)
        self._words[number] = (*self._words.get(number, ()), word)
        return number

    def _forget_sound(self, heard: str, number: int) -> None:
        numbers: tuple[int, ...] = self._of_sound.pop(heard, ())
        if rest := tuple(one for one in numbers if one != number):
            self._of_sound[heard] = rest
