"""A text with the words that it was found by, as HTML."""

from html import escape

from serres_requests.catalog.highlighting import Marked


class MarkedText:
    """Escapes itself: Chameleon inserts what ``__html__`` returns as it is."""

    def __init__(self, parts: Marked) -> None:
        self._parts = parts

    def __html__(self) -> str:
        return "".join(
            f"<mark>{escape(part)}</mark>" if is_sought else escape(part) for part, is_sought in self._parts
        )
