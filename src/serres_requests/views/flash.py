"""Messages that the next page shows once."""

from typing import Any

from pyramid.request import Request


def flash(request: Request, message: Any) -> None:
    """Keep `message`, a translation string, for the next page, in the reader's language."""
    request.session.flash(str(request.localizer.translate(message)), allow_duplicate=False)
