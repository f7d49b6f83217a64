"""Greek analysis: the words of a text, their terms, and how they sound when typed in Latin letters."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import islice, product

import snowballstemmer

from serres_requests.domain.texts import fold

WORD = re.compile(r"[^\W_]+")

_STOP_WORDS = frozenset(
    fold(
        "ο η το οι τα του της των τον την τη τους τις στο στη στην στον στα στις στους και κι να θα με σε για από "
        "ως που πως ένα ένας μια είναι δεν the a an of in on at to and or is for with"
    ).split()
)
_GREEK = re.compile(r"[α-ω]")
_LATIN = re.compile(r"[a-z]")
_TO_GREEK = str.maketrans("abehikmnoptuvxyz", "αβεηικμνορτυνχυζ")
_TO_LATIN = str.maketrans("αβεηικμνορτυχζ", "abehikmnoptyxz")

_GREEK_SOUNDS = {
    "αι": "e",
    "ει": "i",
    "οι": "i",
    "υι": "i",
    "ου": "u",
    "αυ": "av",
    "ευ": "ev",
    "μπ": "b",
    "ντ": "d",
    "γκ": "g",
    "γγ": "g",
    **dict(zip("αβγδεζηθικλμνξοπρστυφχψω", "avgdezi8iklmnxoprstifhco", strict=True)),
}
_LATIN_SOUNDS = {
    "th": ("8",),
    "ch": ("h",),
    "ph": ("f",),
    "ps": ("c",),
    "ks": ("x",),
    "ou": ("u",),
    "mp": ("b",),
    "nt": ("d",),
    "gk": ("g",),
    "gg": ("g",),
    "ai": ("e",),
    "ei": ("i",),
    "oi": ("i",),
    "au": ("av",),
    "af": ("av", "af"),
    "eu": ("ev",),
    "ef": ("ev", "ef"),
    "b": ("v", "b"),
    "c": ("k", "s"),
    "h": ("i", "h"),
    "j": ("z",),
    "q": ("k",),
    "u": ("i", "u"),
    "w": ("o",),
    "x": ("h", "x"),
    "y": ("i",),
}
_LATIN_LETTERS = {
    "th": "θ",
    "ch": "χ",
    "ph": "φ",
    "ps": "ψ",
    "ks": "ξ",
    **dict(zip("abcdefghijklmnopqrstuvwxyz8", "αβκδεφγηιζκλμνοπκρστυβωχυζθ", strict=True)),
}
"""One plausible spelling, good enough for the stemmer; how it sounds decides."""

_MOST_READINGS = 32
_FIRST_FOLDED, _LAST_FOLDED = 0x41, 0x3000
"""Where letters stand that fold to Greek and Latin ones."""


def _pattern(parts: dict[str, object]) -> re.Pattern[str]:
    return re.compile("|".join(sorted(parts, key=len, reverse=True)))


_GREEK_PARTS, _LATIN_PARTS = _pattern({**_GREEK_SOUNDS}), re.compile(_pattern({**_LATIN_SOUNDS}).pattern + "|.")
_LETTERS = _pattern({**_LATIN_LETTERS})


def words_of(text: str) -> list[str]:
    """Return the folded words of `text` in their order."""
    return [folded(match) for match in WORD.findall(unicodedata.normalize("NFC", text))]


@lru_cache(maxsize=100_000)
def folded(word: str) -> str:
    """Return one word of a text folded, with letters that only look like those of its alphabet put right."""
    bare = fold(word)
    if not (_LATIN.search(bare) and _GREEK.search(bare)):
        return bare
    for table, foreign in ((_TO_GREEK, _LATIN), (_TO_LATIN, _GREEK)):
        if not foreign.search(put_right := bare.translate(table)):
            return put_right
    return bare


def words_beginning_with(initials: frozenset[str]) -> re.Pattern[str]:
    """Return a pattern of those words of a text that, folded, may begin with any of these letters."""
    letters = "".join(sorted(set().union(*map(_spellings, initials))))
    return re.compile(rf"[{re.escape(letters)}](?<![^\W_].)[^\W_]*") if letters else re.compile(r"(?!)")


@cache
def _spellings(initial: str) -> frozenset[str]:
    """Return the letters that a word may have been written with whose folded form begins with `initial`."""
    alike = {chr(letter) for table in (_TO_GREEK, _TO_LATIN) for letter, to in table.items() if chr(to) == initial}
    return frozenset({initial}.union(*(_letters_by_fold()[letter] for letter in {initial, *alike})))


@cache
def _letters_by_fold() -> defaultdict[str, list[str]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for letter in filter(str.isalpha, map(chr, range(_FIRST_FOLDED, _LAST_FOLDED))):
        found[fold(letter)[:1]].append(letter)
    return found


def is_stop_word(word: str) -> bool:
    """Tell whether a folded word is too common to be searched for."""
    return word in _STOP_WORDS


@lru_cache(maxsize=100_000)
def term(word: str) -> str:
    """Return the term of a folded word: its Snowball stem, or itself when nothing would be left of it."""
    stemmer = snowballstemmer.stemmer("greek")  # keeps state while it works: one for each call
    return stemmer.stemWord(word) or word


def is_latin(word: str) -> bool:
    """Tell whether a folded word has Latin letters."""
    return _LATIN.search(word) is not None


@lru_cache(maxsize=100_000)
def sound(word: str) -> str:
    """Return how a folded Greek word sounds: «λαμπα» is ``laba``."""
    return _once(_GREEK_PARTS.sub(lambda found: _GREEK_SOUNDS[found.group()], word))


def sounds_of(word: str) -> frozenset[str]:
    """Return how a folded Latin word may sound in Greek, and its stem: «lampes» as «λαμπεσ» and as «λαμπ»."""
    return frozenset({*_readings(word), sound(term(in_greek_letters(word)))})


def in_greek_letters(word: str) -> str:
    """Return a plausible Greek spelling of a folded Latin word."""
    return _LETTERS.sub(lambda found: _LATIN_LETTERS[found.group()], word)


def _readings(word: str) -> Iterator[str]:
    choices = [_LATIN_SOUNDS.get(part, (part,)) for part in _LATIN_PARTS.findall(word)]
    return (_once("".join(parts)) for parts in islice(product(*choices), _MOST_READINGS))


def _once(heard: str) -> str:
    """Double letters sound like one."""
    return re.sub(r"(.)\1", r"\1", heard)
