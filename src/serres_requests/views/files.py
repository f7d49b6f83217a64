"""Serving a file that a citizen handed in."""

from urllib.parse import quote

from pyramid.httpexceptions import HTTPNotFound
from pyramid.request import Request
from pyramid.response import FileIter, Response

from serres_requests.content_types.attachment import Attachment


def file_response(attachment: Attachment | None, request: Request) -> Response:
    """Return `attachment` as a download; raise HTTPNotFound when there is none.

    Whatever it holds, the browser may neither run it nor guess another type.
    """
    if attachment is None:
        raise HTTPNotFound
    response: Response = request.response
    response.content_type = attachment.media_type
    response.content_length = attachment.size
    response.content_disposition = f"attachment; filename*=UTF-8''{quote(attachment.filename)}"
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response.headers["Cache-Control"] = "private, no-store"
    response.app_iter = FileIter(attachment.blob.open("r"))
    return response
