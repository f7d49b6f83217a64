"""The copy of a request on the pages of whoever may have it: what is said of it, and the download."""

from dataclasses import dataclass
from typing import Any

from pyramid.httpexceptions import HTTPSeeOther
from pyramid.request import Request
from pyramid.response import Response

from serres_requests.content_types.request import Request as CitizenRequest
from serres_requests.i18n import _
from serres_requests.views.files import file_response
from serres_requests.views.flash import flash

_ABOUT = {
    "el": _("PDF, ${kilobytes} kB, in Greek"),
    "en": _("PDF, ${kilobytes} kB, in English"),
}
_NOT_YET = _("The copy is not made yet. Please try again in a little while.")


@dataclass(frozen=True, slots=True)
class CopyLink:
    """Where the copy is, and what it is: "" until it is made."""

    url: str
    about: Any = ""


def copy_link(subject: CitizenRequest, url: str) -> CopyLink:
    """Return the link to the copy of `subject`, which is downloaded at `url`."""
    if subject.copy is None:
        return CopyLink(url)
    return CopyLink(url, _(_ABOUT[subject.copy.language], mapping={"kilobytes": subject.copy.kilobytes}))


def copy_response(subject: CitizenRequest, request: Request, page: str) -> Response:
    """Return the copy as a download; lead back to the request's `page` while there is none."""
    if subject.copy is None:
        flash(request, _NOT_YET)
        return HTTPSeeOther(page)
    return file_response(subject.copy, request)
