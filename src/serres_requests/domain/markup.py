"""The markup of documents' bodies: paragraphs, headings and lists, each told by how its line begins."""

import re
from dataclasses import dataclass
from enum import StrEnum


class BlockKind(StrEnum):
    """What a part of a body is."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    LIST = "list"


@dataclass(frozen=True, slots=True)
class Block:
    """One part of a body: the lines of a paragraph, the one of a heading, the items of a list."""

    kind: BlockKind
    lines: tuple[str, ...]


_BEGINNINGS = {"# ": BlockKind.HEADING, "- ": BlockKind.LIST}
_MARKED = re.compile(r"^(?=\\*[#-] )", re.MULTILINE)


def escaped(value: str) -> str:
    r"""Return `value` so that none of its lines begins as markup does; `blocks` takes the ``\`` away again."""
    return _MARKED.sub(r"\\", value)


def blocks(text: str) -> list[Block]:
    """Return the parts of `text`; lines of one kind that follow each other are one part, headings alone."""
    found: list[Block] = []
    goes_on = False
    for line in text.splitlines():
        kind = _BEGINNINGS.get(line[:2], BlockKind.PARAGRAPH)
        words = (line[2:] if kind in _BEGINNINGS.values() else _unescaped(line)).strip()
        if words and goes_on and found[-1].kind is kind and kind is not BlockKind.HEADING:
            found[-1] = Block(kind, (*found[-1].lines, words))
        elif words:
            found.append(Block(kind, (words,)))
        goes_on = bool(words)
    return found


def _unescaped(line: str) -> str:
    return line[1:] if line.startswith("\\") and _MARKED.match(line) else line
