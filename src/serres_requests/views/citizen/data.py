"""The citizen's data: everything held about them, who opened their requests, downloads, and what can be erased."""

import tempfile
from io import TextIOWrapper
from itertools import islice
from typing import Any

from babel.dates import format_date
from pyramid.httpexceptions import HTTPSeeOther
from pyramid.request import Request
from pyramid.response import FileIter, Response
from pyramid.view import view_config

from serres_requests.content_types.citizen import Citizen
from serres_requests.content_types.request import Request as CitizenRequest
from serres_requests.domain.access import Permission
from serres_requests.domain.audit import AuditEvent
from serres_requests.i18n import _
from serres_requests.services.erasure import Erasable, erase
from serres_requests.services.own_data import declarations, events_about, newest_requests, write_json
from serres_requests.services.watching import public_requests_watched
from serres_requests.views.audit_words import what_was_downloaded, words_for_citizen
from serres_requests.views.flash import flash
from serres_requests.views.management.titles import role_words
from serres_requests.views.paging import slice_of
from serres_requests.views.posted import posted
from serres_requests.views.presenters import STATE_WORDS, definition_of, moment, public_request

TEMPLATE = "serres_requests:templates/citizen/data.pt"
OPENINGS_SHOWN = 50
REQUESTS_SHOWN = 20
IN_MEMORY = 1024 * 1024
"""A download that is larger goes through a file of its own."""

ERASABLE_WORDS = {
    Erasable.DRAFTS: _("All drafts, with their files"),
    Erasable.EMAIL: _("Your e-mail address: notices will be on this site alone"),
    Erasable.NOTICES: _("The notices that you have read"),
    Erasable.WATCHED: _("Which requests of others interest you"),
    Erasable.REGISTRY: _("What the business registry told about you"),
}
_CHOOSE = _("Choose what shall be erased.")
_CONFIRM = _("Confirm that it can't be undone.")


@view_config(route_name="my_data", permission=Permission.ACCOUNT_VIEW, renderer=TEMPLATE, request_method="GET")
def my_data(context: Citizen, request: Request) -> dict[str, Any]:
    """Everything, the long lists only as far as a page holds them."""
    return _page(context, request)


@view_config(route_name="my_data_json", permission=Permission.ACCOUNT_VIEW, request_method="GET")
def as_json(context: Citizen, request: Request) -> Response:
    """Everything, without an end to the lists. Written before it is sent: the database is closed by then."""
    file = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY, mode="w+b")  # noqa: SIM115  closed when it was sent
    text = TextIOWrapper(file, encoding="utf-8", newline="\n")
    write_json(request.site, context, request.locale_name, text)
    text.flush()
    text.detach()
    response: Response = request.response
    response.content_type = "application/json"
    response.content_length = file.tell()
    response.content_disposition = "attachment; filename=my-data.json"
    file.seek(0)
    response.app_iter = FileIter(file)
    return response


@view_config(route_name="erase_data", permission=Permission.ACCOUNT_EDIT, renderer=TEMPLATE, request_method="POST")
def erase_data(context: Citizen, request: Request) -> dict[str, Any] | HTTPSeeOther:
    """Erase what was ticked, once it is confirmed."""
    chosen = frozenset(part for part in Erasable if posted(request, part))
    if not chosen or not posted(request, "confirmed"):
        request.response.status_int = 422
        place, words = ("drafts", _CHOOSE) if not chosen else ("confirmed", _CONFIRM)
        return {**_page(context, request), "chosen": chosen, "problem": (f"erase-{place}", words)}
    erase(request.unit_of_work, context, chosen)
    flash(request, _("It is erased."))
    return HTTPSeeOther(request.route_path("my_data"))


def _page(citizen: Citizen, request: Request) -> dict[str, Any]:
    page = slice_of(request, events_about(request.site, citizen, REQUESTS_SHOWN), OPENINGS_SHOWN)
    return {
        "citizen": citizen,
        "drafts": [_draft(request, draft) for draft in citizen.drafts.values()],
        "requests": [
            _line(request, subject) for subject in newest_requests(request.site, citizen, REQUESTS_SHOWN)
        ],
        "watched": [
            public_request(request, subject)
            for subject, _since in islice(public_requests_watched(request.site, citizen), REQUESTS_SHOWN)
        ],
        "declarations": [
            {"words": words, "at": moment(request, subject.submitted_at), "request": _line(request, subject)}
            for words, subject in declarations(request.site, citizen, request.locale_name, REQUESTS_SHOWN)
        ],
        "answers": [_answer(request, day, answer) for day, answer in _answers(request, citizen)],
        "openings": [_opening(request, event) for event in page.items],
        "page": page,
        "erasable": list(ERASABLE_WORDS.items()),
        "chosen": frozenset(),
        "problem": None,
    }


def _answers(request: Request, citizen: Citizen) -> Any:
    return request.site.registry_answers.about(citizen.identity.afm)


def _draft(request: Request, draft: Any) -> dict[str, Any]:
    return {
        "title": definition_of(request, draft).title.in_language(request.locale_name),
        "saved_at": moment(request, draft.saved_at),
        "url": request.route_path("drafts", draft=draft.id),
    }


def _line(request: Request, subject: CitizenRequest) -> dict[str, Any]:
    return {
        "title": definition_of(request, subject).title.in_language(request.locale_name),
        "number": str(subject.protocol) if subject.protocol else "",
        "state": STATE_WORDS[subject.state],
        "url": request.route_path("my_request", request=subject.id),
    }


def _answer(request: Request, day: Any, answer: Any) -> dict[str, Any]:
    return {
        "on": format_date(day, format="long", locale=request.locale_name),
        "at": moment(request, answer.at),
        "business": answer.business.name if answer.business is not None else "",
    }


def _opening(request: Request, event: AuditEvent) -> dict[str, Any]:
    opening = {
        "at": moment(request, event.moment),
        "role": role_words(request, event.role),
        "words": words_for_citizen(event.event, event.detail),
    }
    if event.exported_service:
        return {**opening, "service": what_was_downloaded(request, event.exported_service)}
    subject = request.site.requests.by_reference(event.subject)
    return {
        **opening,
        "service": "",
        "number": str(subject.protocol or ""),
        "url": request.route_path("my_request", request=subject.id),
    }
