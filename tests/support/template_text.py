"""What a Chameleon template says in words of its own, outside of everything that is translated."""

import re
from html.parser import HTMLParser

SPOKEN_ATTRIBUTES = {"title", "aria-label", "alt", "placeholder", "label", "aria-description"}
"""Attributes that people read or hear; so are sentences that scripts show (``data-…``)."""
_VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
_LETTER = re.compile(r"[^\W\d_]")


class TemplateWords(HTMLParser):
    """Collects, as (line, words), text and attributes that no translation reaches."""

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[int, str]] = []
        self._open: list[tuple[str, bool]] = []
        self.feed(without_expressions(source))
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._look_at(tag, dict(attrs))
        if tag not in _VOID:
            self._open.append((tag, self._translates(dict(attrs))))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._look_at(tag, dict(attrs))

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if not (self._open and self._open[-1][1]):
            self._note(data)

    def _translates(self, attributes: dict[str, str | None]) -> bool:
        """Whether words in the element are part of a message: a named part within one is not."""
        if "i18n:translate" in attributes:
            return True
        is_inside = bool(self._open) and self._open[-1][1]
        return is_inside and "i18n:name" not in attributes

    def _look_at(self, tag: str, attributes: dict[str, str | None]) -> None:
        parts = (part.split() for part in (attributes.get("i18n:attributes") or "").split(";"))
        translated = {part[0] for part in parts if part}
        is_description = tag == "meta" and attributes.get("name") == "description"
        for name, value in attributes.items():
            is_sentence = name.startswith("data-") and " " in (value or "").strip()
            is_spoken = name in SPOKEN_ATTRIBUTES or is_sentence or is_description
            if value and is_spoken and name not in translated and name != "name":
                self._note(value)

    def _note(self, words: str) -> None:
        if _LETTER.search(words):
            self.found.append((self.getpos()[0], " ".join(words.split())))


def without_expressions(source: str) -> str:
    """Return `source` without its ``${...}``, whose braces may nest."""
    kept, position = [], 0
    while (start := source.find("${", position)) != -1:
        kept.append(source[position:start])
        depth, position = 1, start + 2
        while depth:
            depth += {"{": 1, "}": -1}.get(source[position], 0)
            position += 1
    return "".join([*kept, source[position:]])
