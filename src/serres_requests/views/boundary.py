"""The edge of the application: what is refused before any page, and the headers that every answer carries."""

import logging
from functools import cache
from urllib.parse import urlsplit

from pyramid.events import NewRequest, NewResponse, subscriber
from pyramid.httpexceptions import HTTPBadRequest, HTTPRequestEntityTooLarge
from pyramid.request import Request
from pyramid_retry import BeforeRetry

log = logging.getLogger(__name__)

_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(self)",
    "Cross-Origin-Opener-Policy": "same-origin",
}


@cache
def _content_security_policy(taxisnet_url: str, map_tiles: str) -> str:
    """Everything from here but the map; forms may also lead to the tax office, where logging out ends."""
    taxisnet, tiles = urlsplit(taxisnet_url), urlsplit(map_tiles)
    pictures = f" {tiles.scheme}://{tiles.netloc}" if map_tiles else ""
    return "; ".join(
        (
            "default-src 'self'",
            f"img-src 'self' data:{pictures}",
            "object-src 'none'",
            "base-uri 'self'",
            f"form-action 'self' {taxisnet.scheme}://{taxisnet.netloc}",
            "frame-ancestors 'none'",
        )
    )


@subscriber(NewResponse)
def add_security_headers(event: NewResponse) -> None:
    """NewResponse: no page without the headers; pages of a logged-in person are not kept by caches."""
    headers = event.response.headers
    settings = event.request.registry.app_settings
    headers.setdefault(
        "Content-Security-Policy", _content_security_policy(settings.taxisnet_url, settings.map_tiles)
    )
    for name, value in _HEADERS.items():
        headers.setdefault(name, value)
    if settings.production:
        headers.setdefault("Strict-Transport-Security", "max-age=31536000; includeSubDomains")
    if event.response.content_type in {"text/html", "application/json"}:
        headers.setdefault("Cache-Control", "no-store")


@subscriber(NewRequest)
def refuse_oversize(event: NewRequest) -> None:
    """NewRequest: a body over the limit is refused before anything reads it."""
    if (event.request.content_length or 0) > event.request.registry.app_settings.upload_bytes:
        raise HTTPRequestEntityTooLarge


@subscriber(NewRequest)
def refuse_unreadable(event: NewRequest) -> None:
    """NewRequest: an address that is not UTF-8 is refused, and forgotten so that the error page can be made."""
    request = event.request
    try:
        bool(request.path and request.GET)
    except UnicodeDecodeError as error:
        request.environ.update(PATH_INFO="/", QUERY_STRING="")
        raise HTTPBadRequest from error


@subscriber(NewRequest)
def give_uploads_back(event: NewRequest) -> None:
    """NewRequest: the files of a form are closed when the attempt is over, and read anew when it is repeated.

    WebOb keeps what it parsed in the environment, which pyramid_retry hands to the next attempt: that would find
    files that were read to their end already.
    """
    event.request.add_finished_callback(_close_uploads)


def _close_uploads(request: Request) -> None:
    parsed, _body = request.environ.pop("webob._parsed_post_vars", ({}, None))
    for part in parsed.values():
        file = getattr(part, "file", None)
        if file is not None:
            file.close()


@subscriber(BeforeRetry)
def note_the_repeat(event: BeforeRetry) -> None:
    """BeforeRetry: two met at one place; how often, and where, is what tells a design that does not scale."""
    log.info("%s is repeated after a conflict: %s", event.request.path, event.exception)
