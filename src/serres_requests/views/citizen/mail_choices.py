"""The page on which citizens choose which notices they also get by e-mail."""

from typing import Any

from pyramid.httpexceptions import HTTPBadRequest, HTTPSeeOther
from pyramid.request import Request
from pyramid.view import view_config

from serres_requests.content_types.citizen import Citizen
from serres_requests.domain.access import Permission
from serres_requests.domain.mail_choices import Mailing, choices_from, mailing_of
from serres_requests.domain.notices import NoticeKind
from serres_requests.i18n import _
from serres_requests.views.flash import flash
from serres_requests.views.posted import posted

KIND_WORDS = {
    NoticeKind.FILED: _("Your request gets its protocol number"),
    NoticeKind.ACCEPTED: _("Your request is accepted"),
    NoticeKind.STARTED: _("Work on your request begins"),
    NoticeKind.REOPENED: _("Work on your request goes on"),
    NoticeKind.ASKED: _("Something is needed from you"),
    NoticeKind.CHARGED: _("A payment is needed"),
    NoticeKind.MESSAGE: _("The department writes to you"),
    NoticeKind.DECIDED: _("Your request is checked automatically"),
    NoticeKind.HANDED_OVER: _("Your request goes to another department"),
    NoticeKind.COMPLETED: _("Your request is completed"),
    NoticeKind.REJECTED: _("Your request is rejected"),
    NoticeKind.WITHDRAWN: _("You withdraw your request"),
    NoticeKind.DOCUMENT: _("A document is issued to you"),
    NoticeKind.DOCUMENT_REVOKED: _("A document of yours is revoked"),
    NoticeKind.WATCHED_STARTED: _("Work on a request that interests you begins"),
    NoticeKind.WATCHED_COMPLETED: _("A request that interests you is completed"),
    NoticeKind.WATCHED_ENDED: _("A request that interests you is no longer public"),
    NoticeKind.DRAFT_EXPIRES: _("A draft will be thrown away soon"),
}
"""What happens, in the order in which it is shown."""

MAILING_WORDS = {
    Mailing.AT_ONCE: _("E-mail at once"),
    Mailing.DAILY: _("In one e-mail a day"),
    Mailing.NEVER: _("No e-mail"),
}


@view_config(
    route_name="mail_choices",
    permission=Permission.ACCOUNT_VIEW,
    renderer="serres_requests:templates/citizen/mail_choices.pt",
    request_method="GET",
)
def choose(context: Citizen, request: Request) -> dict[str, Any]:  # noqa: ARG001
    """What is chosen now."""
    return {
        "citizen": context,
        "kinds": [(kind, words, mailing_of(context.mail_choices, kind)) for kind, words in KIND_WORDS.items()],
        "mailings": list(MAILING_WORDS.items()),
    }


@view_config(route_name="mail_choices", permission=Permission.ACCOUNT_EDIT, request_method="POST")
def keep(context: Citizen, request: Request) -> HTTPSeeOther:
    """Keep what was chosen for each kind."""
    try:
        wanted = {kind: Mailing(posted(request, kind)) for kind in KIND_WORDS}
    except ValueError as error:
        raise HTTPBadRequest from error
    context.mail_choices = choices_from(wanted)
    flash(request, _("Your choices are kept."))
    return HTTPSeeOther(request.route_path("mail_choices"))
