"""Checking a document: whether its code was issued and, to the byte, whether a file is that document.

The answer tells nothing else: neither whom nor what the document is about.
"""

from typing import Any

from pyramid.httpexceptions import HTTPSeeOther
from pyramid.request import Request
from pyramid.view import view_config

from serres_requests.content_types.document import DocumentRecord
from serres_requests.domain.access import Permission
from serres_requests.domain.check_codes import read_check_code
from serres_requests.i18n import _
from serres_requests.services.documents import is_the_document
from serres_requests.services.issuing import is_revoked
from serres_requests.views.posted import posted
from serres_requests.views.presenters import moment

_ENDS = 8
"""How many characters of a hash are shown at either end."""

_UNKNOWN = _("No document has this code. Compare it with the document sign by sign and try again.")
_NO_CODE = _("Write the code that stands on the document.")
_NO_FILE = _("Choose the file that you want to compare.")

_AS_PAGE = {
    "permission": Permission.SITE_VIEW,
    "renderer": "serres_requests:templates/public/check.pt",
}


@view_config(route_name="check", request_method="GET", **_AS_PAGE)
def ask(request: Request) -> dict[str, Any]:
    """The form for a code, with or without the file."""
    return _page(request, "", None)


@view_config(route_name="check", request_method="POST", **_AS_PAGE)
def answer(request: Request) -> dict[str, Any] | HTTPSeeOther:
    """Lead to what is known of the code; compare the file when there is one."""
    typed = posted(request, "code").strip()
    if not typed:
        request.response.status_int = 422
        return _page(request, "", None, problem=_NO_CODE)
    code, record = _find(request, typed)
    if record is None:
        return _unknown(request, typed)
    if (file := _file(request)) is None:
        return HTTPSeeOther(request.route_path("check_code", code=code))
    return _page(request, code, record, is_same=is_the_document(record, file))


@view_config(route_name="check_code", request_method="GET", **_AS_PAGE)
def show(request: Request) -> dict[str, Any]:
    """What is known of the code in the address, which a QR code leads to."""
    code, record = _find(request, request.matchdict["code"])
    return _page(request, code, record) if record else _unknown(request, request.matchdict["code"])


@view_config(route_name="check_code", request_method="POST", **_AS_PAGE)
def compare(request: Request) -> dict[str, Any]:
    """Whether the file sent is the very document."""
    code, record = _find(request, request.matchdict["code"])
    if record is None:
        return _unknown(request, request.matchdict["code"])
    if (file := _file(request)) is None:
        request.response.status_int = 422
        return _page(request, code, record, problem=_NO_FILE)
    return _page(request, code, record, is_same=is_the_document(record, file))


def _find(request: Request, typed: str) -> tuple[str, DocumentRecord | None]:
    code = read_check_code(typed)
    return code or "", request.site.documents.record(code) if code else None


def _file(request: Request) -> Any:
    """Return the stream of the file that was sent, None without one."""
    part = request.POST.get("file")
    return part.file if getattr(part, "filename", "") else None


def _unknown(request: Request, typed: str) -> dict[str, Any]:
    request.response.status_int = 404
    return _page(request, typed, None, problem=_UNKNOWN)


def _page(
    request: Request, code: str, record: DocumentRecord | None, *, problem: Any = "", is_same: bool | None = None
) -> dict[str, Any]:
    route = request.route_path("check_code", code=code) if record else request.route_path("check")
    return {
        "code": code,
        "record": record,
        "made_at": moment(request, record.made_at) if record else None,
        "hash_start": record.sha256[:_ENDS] if record else "",
        "hash_end": record.sha256[-_ENDS:] if record else "",
        "is_same": is_same,
        "is_revoked": record is not None and is_revoked(request.site, code, record),
        "problem": problem,
        "action": route,
    }
