"""Security headers on every response, and the limit on what is taken in."""

from pyramid.events import NewRequest, NewResponse, subscriber
from pyramid.httpexceptions import HTTPRequestEntityTooLarge

_POLICY = "; ".join(
    (
        "default-src 'self'",
        "img-src 'self' data:",
        "style-src 'self'",
        "script-src 'self'",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)
_HEADERS = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}


@subscriber(NewResponse)
def add_security_headers(event: NewResponse) -> None:
    """NewResponse: no page without the headers; pages of a logged-in person are not kept by caches."""
    headers = event.response.headers
    for name, value in _HEADERS.items():
        headers.setdefault(name, value)
    if event.request is not None and event.request.registry.app_settings.production:
        headers.setdefault("Strict-Transport-Security", "max-age=31536000; includeSubDomains")
    if event.response.content_type in {"text/html", "application/json"}:
        headers.setdefault("Cache-Control", "no-store")


@subscriber(NewRequest)
def refuse_oversize(event: NewRequest) -> None:
    """NewRequest: a body over the limit is refused before anything reads it."""
    if (event.request.content_length or 0) > event.request.registry.app_settings.upload_bytes:
        raise HTTPRequestEntityTooLarge
