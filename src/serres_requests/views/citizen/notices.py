"""The citizen's notices on the platform."""

from typing import Any

from pyramid.httpexceptions import HTTPSeeOther
from pyramid.request import Request
from pyramid.view import view_config

from serres_requests.content_types.citizen import Citizen
from serres_requests.content_types.notice import Notice
from serres_requests.content_types.request import Request as CitizenRequest
from serres_requests.domain.access import Permission
from serres_requests.domain.notices import OF_WATCHERS, NoticeKind
from serres_requests.i18n import _
from serres_requests.services.notices import mark_read
from serres_requests.views.deliveries import answer_words, delivery_words
from serres_requests.views.paging import slice_of
from serres_requests.views.presenters import definition_of, moment, passed_on_words, public_request

PAGE_SIZE = 20

NOTICE_WORDS = {
    NoticeKind.FILED: _("Your request was filed with protocol number ${number}."),
    NoticeKind.STARTED: _("The municipality has taken up your request ${number}."),
    NoticeKind.COMPLETED: _("Your request ${number} is completed."),
    NoticeKind.REJECTED: _("Your request ${number} was rejected."),
    NoticeKind.DECIDED: _("Your request ${number} was checked automatically."),
    NoticeKind.ACCEPTED: _("Your request ${number} was examined and accepted."),
    NoticeKind.ASKED: _("The municipality needs something from you to go on with your request ${number}."),
    NoticeKind.CHARGED: _("Your request ${number} goes on as soon as it is paid."),
    NoticeKind.REOPENED: _("The municipality works on your request ${number}."),
    NoticeKind.WITHDRAWN: _("You withdrew your request ${number}."),
    NoticeKind.HANDED_OVER: _("Your request ${number} is with another department now."),
    NoticeKind.MESSAGE: _("The department wrote to you about your request ${number}."),
    NoticeKind.DOCUMENT: _("A document was issued about your request ${number}: you download it there."),
    NoticeKind.DOCUMENT_REVOKED: _("A document about your request ${number} was revoked: it no longer holds."),
    NoticeKind.WATCHED_STARTED: _("The municipality works on request ${number}, which interests you."),
    NoticeKind.WATCHED_COMPLETED: _("Request ${number}, which interests you, is completed."),
    NoticeKind.WATCHED_ENDED: _("Request ${number} is no longer public. You will get no more messages about it."),
    NoticeKind.DRAFT_EXPIRES: _("This draft will be thrown away in 10 days, unless you save it again."),
}


_PASSED_ON = _("Your request ${number} was passed on from «${before}» to «${department}».")


@view_config(
    route_name="notices",
    permission=Permission.ACCOUNT_VIEW,
    renderer="serres_requests:templates/citizen/notices.pt",
    request_method="GET",
)
def notices(context: Citizen, request: Request) -> dict[str, Any]:
    """The notices, newest first and some at a time; reading the page changes nothing."""
    page = slice_of(request, context.notices.newest_first(), PAGE_SIZE)
    return {
        "citizen": context,
        "page": page,
        "notices": [_shown(request, notice) for notice in page.items],
        "has_new": bool(context.notices.unread),
    }


@view_config(route_name="notices", permission=Permission.ACCOUNT_EDIT, request_method="POST")
def read_all(context: Citizen, request: Request) -> HTTPSeeOther:
    """Mark all as read."""
    mark_read(request.unit_of_work, context)
    return HTTPSeeOther(request.route_path("notices"))


def _shown(request: Request, notice: Notice) -> dict[str, Any]:
    return {
        "message": notice.message,
        "files": notice.files,
        "at": moment(request, notice.at),
        "is_new": notice.read_at is None,
        "delivery": delivery_words(request, notice),
        "answer": answer_words(notice),
        **(_of_request(request, notice) if notice.reference else _of_draft(request, notice)),
    }


def _of_draft(request: Request, notice: Notice) -> dict[str, Any]:
    """A draft may be submitted or thrown away meanwhile."""
    is_there = notice.request_id in request.citizen.drafts
    drafts = request.route_path("my_requests")
    return {
        "title": request.site.request_types[notice.type_name].title.in_language(request.locale_name),
        "words": NOTICE_WORDS[notice.kind],
        "url": request.route_path("drafts", draft=notice.request_id) if is_there else drafts,
    }


def _of_request(request: Request, notice: Notice) -> dict[str, Any]:
    subject = request.site.requests.by_reference(notice.reference)
    return {
        "title": definition_of(request, subject).title.in_language(request.locale_name),
        "words": _words(request, notice, subject),
        "url": _url(request, notice, subject),
    }


def _words(request: Request, notice: Notice, subject: CitizenRequest) -> Any:
    """What it is about; of a hand-over, from which department to which where that was recorded."""
    number = {"number": str(subject.protocol)}
    if notice.kind is NoticeKind.HANDED_OVER:
        for entry in subject.history:
            if entry.at == notice.at and entry.departments:
                return _(passed_on_words(request, entry, _PASSED_ON), mapping=number)
    return _(NOTICE_WORDS[notice.kind], mapping=number)


def _url(request: Request, notice: Notice, subject: CitizenRequest) -> str:
    """Where to read on: for who watches, the public page while there is one."""
    if notice.kind not in OF_WATCHERS:
        return str(request.route_path("my_request", request=notice.request_id))
    return public_request(request, subject).path if subject.is_public else str(request.route_path("watching"))
