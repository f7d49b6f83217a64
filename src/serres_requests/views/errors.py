"""Pages for what goes wrong, in the person's language, each saying what to do next."""

import errno
import logging
from typing import Any
from urllib.parse import urlencode

from pyramid.exceptions import BadCSRFOrigin, BadCSRFToken
from pyramid.httpexceptions import (
    HTTPBadRequest,
    HTTPException,
    HTTPForbidden,
    HTTPMethodNotAllowed,
    HTTPNotFound,
    HTTPRequestEntityTooLarge,
    HTTPSeeOther,
)
from pyramid.request import Request
from pyramid.view import exception_view_config, forbidden_view_config, notfound_view_config
from ZODB.POSException import ConflictError

from serres_requests.domain.fields import MEGABYTE
from serres_requests.i18n import _
from serres_requests.substance import MANAGE_ROUTE

log = logging.getLogger(__name__)
TEMPLATE = "serres_requests:templates/error.pt"
UNREACHABLE_TEMPLATE = "serres_requests:templates/unreachable.pt"
_PATIENCE_SECONDS = 10
_NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


@notfound_view_config(renderer=TEMPLATE, append_slash=False)
def not_found(exception: HTTPNotFound, request: Request) -> dict[str, Any]:  # noqa: ARG001
    """404."""
    return _page(
        request,
        404,
        _("Page not found"),
        _("The address may be mistyped, or what was here is not to be seen by everybody."),
    )


@forbidden_view_config(renderer=TEMPLATE)
def forbidden(exception: HTTPForbidden, request: Request) -> dict[str, Any] | HTTPSeeOther:  # noqa: ARG001
    """403: whoever can log in for this page is led to the log-in and back."""
    login = _login_path(request)
    if login and request.method == "GET" and not request.is_xhr:
        return HTTPSeeOther(f"{login}?{urlencode({'came_from': request.path_qs})}")
    return _page(
        request,
        403,
        _("You do not have access to this page"),
        _("You are logged in as somebody without access to it, or your session is over. Log in and try again."),
    )


@exception_view_config(BadCSRFToken, renderer=TEMPLATE)
@exception_view_config(BadCSRFOrigin, renderer=TEMPLATE)
def stale_form(exception: Exception, request: Request) -> dict[str, Any]:  # noqa: ARG001
    """400: the form belongs to a session that is over."""
    return _page(
        request,
        400,
        _("This page was open for too long"),
        _("Go back, reload the page and try again. If you were logged out, log in first."),
    )


@exception_view_config(HTTPRequestEntityTooLarge, renderer=TEMPLATE)
def too_large(exception: Exception, request: Request) -> dict[str, Any]:  # noqa: ARG001
    """413."""
    megabytes = request.app_settings.upload_bytes // MEGABYTE
    return _page(
        request,
        413,
        _("What you sent is too large"),
        _(
            "All files together may have up to ${megabytes} MB. Go back: what you typed is still there. "
            "Then choose smaller files.",
            mapping={"megabytes": megabytes},
        ),
    )


@exception_view_config(HTTPMethodNotAllowed, renderer=TEMPLATE)
@exception_view_config(HTTPBadRequest, renderer=TEMPLATE)
@exception_view_config(UnicodeDecodeError, renderer=TEMPLATE)
def bad_request(exception: Exception, request: Request) -> dict[str, Any]:
    """400 and its like: the browser sent what we can't read."""
    status = exception.status_int if isinstance(exception, HTTPException) else 400
    return _page(
        request,
        status,
        _("What your browser sent could not be read"),
        _("Go back and try again. If it happens again, please tell us."),
    )


@exception_view_config(ConflictError, renderer=TEMPLATE)
def busy(exception: Exception, request: Request) -> dict[str, Any]:  # noqa: ARG001
    """503: too many wrote at the same place at once, again and again."""
    return _page(request, 503, _("The site is very busy"), _("Nothing was lost or saved twice. Please try again."))


@exception_view_config(OSError, renderer=TEMPLATE)
def no_room(exception: OSError, request: Request) -> dict[str, Any]:
    """503: the disk is full. What was kept before can still be read."""
    if exception.errno not in _NO_ROOM:
        return _mistake(exception, request)
    log.error("no room left to write at %s: %s", request.path, exception)
    return _page(
        request,
        503,
        _("The site can keep nothing new at this moment"),
        _(
            "Its disk is full. Nothing that was kept before is lost, and what you sent now was not kept: go back, "
            "what you typed is still there, and try again later."
        ),
    )


def unreachable(exception: Exception, request: Request) -> dict[str, Any]:
    """503: the database does not answer. The page has no frame: that would ask the database who is looking."""
    log.error("the database does not answer at %s: %s", request.path, exception)
    request.response.status_int = 503
    request.response.retry_after = _PATIENCE_SECONDS
    return {}


@exception_view_config(Exception, renderer=TEMPLATE)
def broken(exception: Exception, request: Request) -> dict[str, Any]:
    """500."""
    return _mistake(exception, request)


def _mistake(exception: Exception, request: Request) -> dict[str, Any]:
    """Our mistake. The log tells what happened, without what the person typed."""
    log.error("unexpected error at %s", request.path, exc_info=exception)
    return _page(
        request,
        500,
        _("Something went wrong on our side"),
        _("It was recorded and we will look into it. Please try again in a little while."),
    )


def _login_path(request: Request) -> str:
    """Return where to log in for this address, "" when a log-in of its kind is there already.

    A citizen who comes to the management pages may be a member of staff as well, with another log-in.
    """
    matched = request.matched_route
    if matched is not None and matched.name == MANAGE_ROUTE:
        return "" if request.user is not None else str(request.sdiapi.mgmt_path(request.site, "login"))
    return "" if request.identity is not None else str(request.route_path("login"))


def _page(request: Request, status: int, title: Any, advice: Any) -> dict[str, Any]:
    request.response.status_int = status
    return {"title": title, "advice": advice, "status": status}
