"""The citizen's own requests: the list, the page of each, its state for a page that waits, its files and copy."""

from typing import Any

from pyramid.request import Request
from pyramid.response import Response
from pyramid.view import view_config

from serres_requests.content_types.citizen import Citizen
from serres_requests.content_types.request import Request as CitizenRequest
from serres_requests.domain.access import Permission
from serres_requests.domain.lifecycle import OPEN_STATES, WAITING_STATES, state_after
from serres_requests.domain.working_days import WorkingDays
from serres_requests.views.citizen.withdrawing import can_withdraw
from serres_requests.views.copies import CopyLink, copy_link, copy_ordered, copy_response
from serres_requests.views.corrections import open_correction, shown_corrections
from serres_requests.views.deadlines import shown_deadline
from serres_requests.views.decision import shown_decision
from serres_requests.views.entry_words import entered_words
from serres_requests.views.files import file_response
from serres_requests.views.message_files import FILE_LIMITS
from serres_requests.views.outgoing import document_response, shown_documents
from serres_requests.views.paging import slice_of
from serres_requests.views.presenters import (
    NEXT_WORDS,
    STATE_WORDS,
    all_answers,
    definition_of,
    messages,
    moment,
    timeline,
)

PAGE_SIZE = 20


@view_config(
    route_name="my_requests",
    permission=Permission.ACCOUNT_VIEW,
    renderer="serres_requests:templates/citizen/requests.pt",
    request_method="GET",
)
def my_requests(context: Citizen, request: Request) -> dict[str, Any]:
    """The requests of the citizen, some at a time: first all that wait for them; and what is not sent yet."""
    calendar = request.site.reference_tables.working_days
    page = slice_of(request, context.references_asked_first(), PAGE_SIZE)
    subjects = [request.site.requests.by_reference(name) for name in page.items]
    drafts = sorted(context.drafts.values(), key=lambda draft: draft.saved_at, reverse=True)
    return {
        "page": page,
        "subjects": [_line(request, subject, calendar) for subject in subjects],
        "drafts": [
            {
                "title": definition_of(request, draft).title.in_language(request.locale_name),
                "saved_at": moment(request, draft.saved_at),
                "url": request.route_path("drafts", draft=draft.id),
                "discard_url": request.route_path("discard", draft=draft.id),
            }
            for draft in drafts
        ],
    }


@view_config(
    route_name="my_request",
    permission=Permission.REQUEST_TRACK,
    renderer="serres_requests:templates/citizen/request.pt",
    request_method="GET",
)
def my_request(context: CitizenRequest, request: Request) -> dict[str, Any]:
    """Everything about one request: number, state, history, answers."""
    return request_page(context, request)


def asked_of_citizen(subject: CitizenRequest) -> str:
    """Return what the citizen was asked last, "" when it is not their turn."""
    if subject.state not in WAITING_STATES:
        return ""
    return next(entry.message for entry in reversed(subject.history) if state_after(entry.transition) is not None)


def request_page(
    context: CitizenRequest, request: Request, typed: str = "", problem: Any = None
) -> dict[str, Any]:
    """Return what the page shows; `problem` with the message that was `typed`."""
    return {
        **_line(request, context, request.site.reference_tables.working_days),
        "answers": all_answers(request, context, context.answers, context.certified),
        "corrections": shown_corrections(request, context),
        "to_correct": open_correction(request, context),
        "correct_url": request.route_path("correct", request=context.id),
        "decision": shown_decision(request, context),
        "history": timeline(request, context, with_actors=False),
        "entered": entered_words(request, context),
        "status_url": request.route_path("my_request_status", request=context.id),
        "file_url": lambda name: request.route_path("my_request_file", request=context.id, file=name),
        "copy": _copy_link(request, context),
        "documents": shown_documents(request, context),
        "document_url": lambda name: request.route_path("my_request_document", request=context.id, document=name),
        "email_ready": bool(request.citizen.confirmed_email),
        "asked": asked_of_citizen(context),
        "messages": messages(request, context, with_notes=False),
        "message_url": request.route_path("my_messages", request=context.id)
        if context.state in OPEN_STATES
        else None,
        "typed": typed,
        "problem": problem,
        "file_limits": FILE_LIMITS,
        "withdraw_url": request.route_path("withdraw", request=context.id) if can_withdraw(context) else None,
    }


@view_config(
    route_name="my_request_status", permission=Permission.REQUEST_TRACK, renderer="json", request_method="GET"
)
def status(context: CitizenRequest, request: Request) -> dict[str, Any]:
    """Number, state and, once it is made, the copy, for the page that waits for them."""
    copy = _copy_link(request, context).about
    return {
        **({"copy": request.localizer.translate(copy)} if copy else {}),
        "number": str(context.protocol) if context.protocol else None,
        "state": context.state,
        "state_words": request.localizer.translate(STATE_WORDS[context.state]),
        "next_words": request.localizer.translate(NEXT_WORDS[context.state]),
    }


@view_config(route_name="my_request_file", permission=Permission.REQUEST_TRACK, request_method="GET")
def my_file(context: CitizenRequest, request: Request) -> Response:
    """A file of the request, or one that came with a message from or to the citizen."""
    return file_response(context.attachment(request.matchdict["file"]), request)


@view_config(route_name="my_request_copy", permission=Permission.REQUEST_TRACK, request_method="GET")
def my_copy(context: CitizenRequest, request: Request) -> Response:
    """The copy of the request as it was filed."""
    return copy_response(context, request, request.route_path("my_request", request=context.id))


@view_config(route_name="my_request_copy", permission=Permission.REQUEST_TRACK, request_method="POST")
def order_my_copy(context: CitizenRequest, request: Request) -> Response:
    """Have the copy made."""
    return copy_ordered(context, request, request.route_path("my_request", request=context.id))


@view_config(route_name="my_request_document", permission=Permission.REQUEST_TRACK, request_method="GET")
def my_document(context: CitizenRequest, request: Request) -> Response:
    """A certificate or decision about the request."""
    page = request.route_path("my_request", request=context.id)
    return document_response(context, request, request.matchdict["document"], page)


def _copy_link(request: Request, subject: CitizenRequest) -> CopyLink:
    return copy_link(subject, request.route_path("my_request_copy", request=subject.id))


def _line(request: Request, subject: CitizenRequest, calendar: WorkingDays) -> dict[str, Any]:
    return {
        "title": definition_of(request, subject).title.in_language(request.locale_name),
        "department": request.site.departments[subject.department].title.in_language(request.locale_name),
        "number": str(subject.protocol) if subject.protocol else None,
        "state": subject.state,
        "state_words": STATE_WORDS[subject.state],
        "next_words": NEXT_WORDS[subject.state],
        "submitted_at": moment(request, subject.submitted_at),
        "deadline": shown_deadline(request, subject, calendar),
        "url": request.route_path("my_request", request=subject.id),
    }
