"""Serving a file: one that somebody handed in, or one that the municipality issued; and pictures of its pages."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from pyramid.httpexceptions import HTTPNotFound, HTTPServiceUnavailable
from pyramid.request import Request
from pyramid.response import FileIter, Response

from serres_requests.content_types.attachment import Attachment, StoredFile
from serres_requests.documents.pdf_pages import MEDIA_TYPE, PageProblem, UnreadableError, page_picture
from serres_requests.domain.errors import UnavailableError
from serres_requests.i18n import _

PAGES = "pages"
"""Comes between the address of a file and the number of a page."""
MOST_PAGES = 20
"""Pages of a file that a page shows."""

_WHY_NOT = {
    PageProblem.ENCRYPTED: _("The pages can't be shown here: the file is locked with a password."),
    PageProblem.BROKEN: _("The pages can't be shown here: the file is damaged."),
    PageProblem.TOO_MUCH: _("The pages can't be shown here: the file is too large or too complex."),
}


@dataclass(frozen=True, slots=True)
class ShownPages:
    """The pages of a file: address and words of each picture; how many more there are; or why there are none."""

    pictures: list[tuple[str, Any]]
    more: int = 0
    why_not: Any = ""


def shown_pages(file: Attachment, file_url: Callable[[str], str]) -> ShownPages | None:
    """Return the pages of a PDF as whoever may download it sees them in place; None when they are not known."""
    if file.page_problem:
        return ShownPages([], why_not=_WHY_NOT[PageProblem(file.page_problem)])
    if not file.pages:
        return None
    numbers = range(1, min(file.pages, MOST_PAGES) + 1)
    address = f"{file_url(str(file.__name__)).rstrip('/')}/{PAGES}"
    pictures = [(f"{address}/{number}", _page_words(file, number)) for number in numbers]
    return ShownPages(pictures, file.pages - len(pictures))


def _page_words(file: Attachment, number: int) -> Any:
    return _("Page ${number} of ${name}", mapping={"number": number, "name": file.filename})


_LONGEST_NUMBER = 6


def page_response(file: Attachment | None, number: str, request: Request) -> Response:
    """Return page `number` of `file` as a picture; raise HTTPNotFound when there is none.

    When it can't be shown, a sentence says why.
    """
    is_number = number.isascii() and number.isdigit() and len(number) <= _LONGEST_NUMBER
    if file is None or not (is_number and 1 <= int(number) <= file.pages):
        raise HTTPNotFound
    response: Response = request.response
    response.headers["Cache-Control"] = "private, no-store"
    try:
        with file.open() as content:
            response.body = page_picture(content.read(), int(number))
    except UnreadableError as error:
        response.status_int, response.content_type = 422, "text/plain"
        response.text = request.localizer.translate(_WHY_NOT[error.problem])
    except UnavailableError as error:
        raise HTTPServiceUnavailable from error
    else:
        response.content_type = MEDIA_TYPE
    return response


def file_response(file: StoredFile | None, request: Request) -> Response:
    """Return `file` as a download; raise HTTPNotFound when there is none.

    Whatever it holds, the browser may neither run it nor guess another type.
    """
    if file is None:
        raise HTTPNotFound
    response: Response = request.response
    response.content_type = file.media_type
    response.content_length = file.size
    response.content_disposition = f"attachment; filename*=UTF-8''{quote(file.filename)}"
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response.headers["Cache-Control"] = "private, no-store"
    response.app_iter = FileIter(file.blob.open("r"))
    return response
