"""The words of an expression, told apart without compiling it: the names it reads and the literals it compares."""

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

_TOKEN = re.compile(
    r"""
    (?P<string>[bdtrs]?(?:"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'))
    | (?P<comment>\#[^\n]*)
    | (?P<attribute>\.[a-zA-Z_]\w*)
    | (?P<number>\d+(?:\.\d+)?(?:[eE][+-]?\d+)?\w*)
    | (?P<name>[a-zA-Z_]\w*)
    | (?P<mark>[()\[\]{}?])
    """,
    re.VERBOSE | re.ASCII,
)
WORDS = frozenset({"and", "or", "not", "in", "true", "false", "null", "nan", "inf", "for", "if", "elif", "else"})
"""What the language means by itself; no field can have such a name in a condition."""
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def names_in(source: str) -> frozenset[str]:
    """Return the names of fields that `source` reads; it need not be a correct expression."""
    return frozenset(token.group() for token in _names(source))


def renamed(source: str, old: str, new: str) -> str:
    """Return `source` with the field `old` called `new`; literals, attributes and comments stay as they are."""
    found = [token for token in _names(source) if token.group() == old]
    for token in reversed(found):
        source = source[: token.start()] + new + source[token.end() :]
    return source


def strings_in(source: str) -> list[str]:
    """Return the texts that `source` compares with."""
    literals = [token.group() for token in _TOKEN.finditer(source) if token.lastgroup == "string"]
    return [re.sub(r"\\(.)", r"\1", text.lstrip("bdtrs")[1:-1]) for text in literals]


def numbers_in(source: str) -> list[Decimal]:
    """Return the numbers that `source` compares with or counts in."""
    literals = [token.group() for token in _TOKEN.finditer(source) if token.lastgroup == "number"]
    return [Decimal(text) for text in literals if re.fullmatch(r"\d+(\.\d+)?([eE][+-]?\d{1,2})?", text, re.ASCII)]


def days_in(source: str) -> list[date]:
    """Return the days that `source` compares with."""
    found: list[date] = []
    for text in strings_in(source):
        if _DAY.match(text):
            try:
                found.append(date.fromisoformat(text[:10]))
            except ValueError:
                continue
    return found


def parts_of(source: str) -> tuple[str, list[str]]:
    """Return how `source` is put together: "and", "or" or "not" with its parts, "" when it is one comparison."""
    source = _without_brackets(source.strip())
    words = list(_at_top(source))
    if any(word.group() in {"?", "if", "else"} for word in words):
        return "", [source]
    for joint in ("or", "and"):
        if found := [word for word in words if word.group() == joint]:
            edges = [0, *(edge for word in found for edge in word.span()), len(source)]
            return joint, [source[begin:end].strip() for begin, end in zip(edges[::2], edges[1::2], strict=True)]
    if words and words[0].group() == "not" and words[0].start() == 0:
        return "not", [source[words[0].end() :].strip()]
    return "", [source]


def _at_top(source: str) -> Iterator[re.Match[str]]:
    """Yield names and question marks outside of all brackets."""
    depth = 0
    for token in _TOKEN.finditer(source):
        if token.lastgroup == "mark" and token.group() != "?":
            depth += 1 if token.group() in "([{" else -1
        elif depth == 0 and token.lastgroup in {"name", "mark"}:
            yield token


def _without_brackets(source: str) -> str:
    """Drop a pair of round brackets that holds all of `source`."""
    while source.startswith("(") and _end_of_brackets(source) == len(source):
        source = source[1:-1].strip()
    return source


def _end_of_brackets(source: str) -> int:
    """Return where the bracket that `source` begins with is closed; 0 when it never is."""
    depth = 0
    for token in _TOKEN.finditer(source):
        depth += {"(": 1, ")": -1}.get(token.group(), 0)
        if depth == 0:
            return token.end()
    return 0


def _names(source: str) -> Iterator[re.Match[str]]:
    matches = (token for token in _TOKEN.finditer(source) if token.lastgroup == "name")
    return (token for token in matches if token.group() not in WORDS)
