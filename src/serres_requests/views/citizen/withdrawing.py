"""The citizen withdraws a request: a page that asks once more, and the deed."""

from typing import Any

from pyramid.httpexceptions import HTTPSeeOther
from pyramid.request import Request
from pyramid.view import view_config

from serres_requests.content_types.request import Request as CitizenRequest
from serres_requests.domain.access import Permission
from serres_requests.domain.errors import TransitionError
from serres_requests.domain.lifecycle import transitions_from
from serres_requests.domain.texts import clean
from serres_requests.i18n import _
from serres_requests.services.lifecycle import move
from serres_requests.views.flash import flash
from serres_requests.views.posted import posted
from serres_requests.views.presenters import definition_of

WITHDRAW = "withdraw"
LONGEST_REASON = 1000


def can_withdraw(subject: CitizenRequest) -> bool:
    """Tell whether there is still something to withdraw."""
    return any(move.name == WITHDRAW for move in transitions_from(subject.workflow, subject.state))


@view_config(
    route_name="withdraw",
    permission=Permission.REQUEST_WITHDRAW,
    renderer="serres_requests:templates/citizen/withdraw.pt",
    request_method="GET",
)
def ask(context: CitizenRequest, request: Request) -> dict[str, Any] | HTTPSeeOther:
    """Ask whether it is meant; what can't be withdrawn any more leads back to its page."""
    if not can_withdraw(context):
        return _back(context, request, _("This request can't be withdrawn any more."))
    return {
        "title": definition_of(request, context).title.in_language(request.locale_name),
        "number": str(context.protocol),
        "longest": LONGEST_REASON,
    }


@view_config(route_name="withdraw", permission=Permission.REQUEST_WITHDRAW, request_method="POST")
def withdraw(context: CitizenRequest, request: Request) -> HTTPSeeOther:
    """Withdraw it, with a reason if one was given."""
    reason = clean(posted(request, "reason")).strip()[:LONGEST_REASON]
    try:
        move(request.unit_of_work, context, WITHDRAW, reason)
    except TransitionError:
        return _back(context, request, _("This request can't be withdrawn any more."))
    return _back(context, request, _("Your request was withdrawn."))


def _back(context: CitizenRequest, request: Request, words: Any) -> HTTPSeeOther:
    flash(request, words)
    return HTTPSeeOther(request.route_path("my_request", request=context.id))
