"""The citizen writes to the department about a request, with files; also the answer to what was asked."""

from typing import Any

from pyramid.httpexceptions import HTTPSeeOther
from pyramid.request import Request
from pyramid.view import view_config

from serres_requests.content_types.request import Request as CitizenRequest
from serres_requests.domain.access import Permission
from serres_requests.domain.errors import MessageRequiredError
from serres_requests.domain.lifecycle import OPEN_STATES
from serres_requests.domain.messages import LONGEST, MessageKind
from serres_requests.domain.texts import clean
from serres_requests.i18n import _
from serres_requests.services.correspondence import write
from serres_requests.views.citizen.form_view import refusal_words
from serres_requests.views.citizen.requests import request_page
from serres_requests.views.flash import flash
from serres_requests.views.message_files import taken_files
from serres_requests.views.posted import posted

_TOO_LONG = _("The message may have up to ${most} characters.", mapping={"most": LONGEST})
_EMPTY = _("Write something, or add a file.")


@view_config(
    route_name="my_messages",
    permission=Permission.REQUEST_TRACK,
    renderer="serres_requests:templates/citizen/request.pt",
    request_method="POST",
)
def send(context: CitizenRequest, request: Request) -> dict[str, Any] | HTTPSeeOther:
    """Send the message, unless something is wrong with it; then all that was typed is shown again."""
    text = clean(posted(request, "text")).strip()
    if context.state not in OPEN_STATES:
        flash(request, _("This request is closed: nobody would read the message. Submit a new request instead."))
        return _back(context, request)
    if len(text) > LONGEST:
        return _refused(context, request, text, _TOO_LONG)
    files, unfit = taken_files(request)
    if unfit is not None:
        return _refused(context, request, text, refusal_words(unfit))
    try:
        write(request.unit_of_work, context, MessageKind.FROM_CITIZEN, text, files)
    except MessageRequiredError:
        return _refused(context, request, text, _EMPTY)
    flash(request, _("Your message was sent."))
    return _back(context, request)


def _refused(context: CitizenRequest, request: Request, text: str, problem: Any) -> dict[str, Any]:
    request.response.status_int = 422
    return request_page(context, request, text, problem)


def _back(context: CitizenRequest, request: Request) -> HTTPSeeOther:
    return HTTPSeeOther(request.route_path("my_request", request=context.id))
