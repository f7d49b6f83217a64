"""The copy of a request on the pages of whoever may have it: asking for it, what is said of it, the download."""

from dataclasses import dataclass
from typing import Any

from pyramid.httpexceptions import HTTPSeeOther
from pyramid.request import Request
from pyramid.response import Response

from serres_requests.content_types.request import Request as CitizenRequest
from serres_requests.i18n import _
from serres_requests.services.documents import order_copy
from serres_requests.views.files import file_response
from serres_requests.views.flash import flash

_ABOUT = {
    "el": _("PDF, ${kilobytes} kB, in Greek"),
    "en": _("PDF, ${kilobytes} kB, in English"),
}
_NOT_YET = _("The copy is not made yet. Please try again in a little while.")


@dataclass(frozen=True, slots=True)
class CopyLink:
    """Where the copy is asked for and downloaded, and what it is: "" until it is made.

    may_order: whether it can be asked for. is_coming: whether it was, and is being made.
    """

    url: str
    about: Any = ""
    may_order: bool = False
    is_coming: bool = False


def copy_link(subject: CitizenRequest, url: str) -> CopyLink:
    """Return how the copy of `subject`, whose address is `url`, stands."""
    if subject.copy is not None:
        return CopyLink(url, _(_ABOUT[subject.copy.language], mapping={"kilobytes": subject.copy.kilobytes}))
    is_coming = subject.copy_ordered_at is not None
    return CopyLink(url, may_order=subject.protocol is not None and not is_coming, is_coming=is_coming)


def copy_ordered(subject: CitizenRequest, request: Request, page: str) -> HTTPSeeOther:
    """Have the copy made and lead back to the request's `page`."""
    order_copy(request.unit_of_work, subject)
    return HTTPSeeOther(f"{page}#copy")


def copy_response(subject: CitizenRequest, request: Request, page: str) -> Response:
    """Return the copy as a download; lead back to the request's `page` while there is none."""
    if subject.copy is None:
        flash(request, _NOT_YET)
        return HTTPSeeOther(page)
    return file_response(subject.copy, request)
