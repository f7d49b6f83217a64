"""Serving a file: one that a citizen handed in, or one that the municipality issued."""

from urllib.parse import quote

from pyramid.httpexceptions import HTTPNotFound
from pyramid.request import Request
from pyramid.response import FileIter, Response

from serres_requests.content_types.attachment import StoredFile


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
