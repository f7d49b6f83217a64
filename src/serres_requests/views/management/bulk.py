"""One action on several requests of the queue: each by itself, and the page says what became of it."""

from collections.abc import Callable
from typing import Any

from pyramid.request import Request
from substanced.sdi import mgmt_view

from serres_requests.content_types.request import Request as CitizenRequest
from serres_requests.content_types.site import Site
from serres_requests.domain.access import Permission
from serres_requests.domain.errors import StaffError, TransitionError
from serres_requests.domain.messages import LONGEST, MessageKind
from serres_requests.domain.texts import clean
from serres_requests.i18n import _
from serres_requests.services.correspondence import write
from serres_requests.services.handling import assign
from serres_requests.services.lifecycle import move
from serres_requests.views.auditing import audit_done
from serres_requests.views.management.bulk_words import (
    AUDITED_AS,
    DONE,
    NOT_ALLOWED,
    NOT_OF_DEPARTMENT,
    NOT_THERE,
    WRONG_STATE,
    BulkAction,
)
from serres_requests.views.management.queue import PAGE_SIZE, TEMPLATE, queue_page
from serres_requests.views.posted import posted
from serres_requests.views.presenters import definition_of

_WITH_MESSAGE = frozenset({BulkAction.COMPLETE, BulkAction.REPLY})
_NOTHING_CHOSEN = _("Choose requests first, with the boxes at the left.")
_NO_ACTION = _("Choose what to do.")
_NO_MESSAGE = _("Write what the citizens shall be told.")
_TOO_LONG = _("The message may have up to ${most} characters.", mapping={"most": LONGEST})


@mgmt_view(
    context=Site,
    name="act",
    tab_condition=False,
    permission=Permission.QUEUE_VIEW,
    renderer=TEMPLATE,
    request_method="POST",
)
def act(request: Request) -> dict[str, Any]:
    """Do it with each chosen request that its reader may deal with."""
    chosen = [value for value in request.POST.getall("request") if isinstance(value, str)][:PAGE_SIZE]
    action, message = posted(request, "action"), clean(posted(request, "message")).strip()
    problem = _problem(chosen, action, message)
    if problem is not None:
        request.response.status_int = 422
        typed = {"action": action, "person": posted(request, "assignee"), "typed": message}
        return queue_page(request, problem=problem, chosen=frozenset(chosen), **typed)
    deed = _deed(request, BulkAction(action), message)
    return queue_page(request, report=[_report(request, reference, deed) for reference in dict.fromkeys(chosen)])


def _problem(chosen: list[str], action: str, message: str) -> Any:
    if not chosen:
        return _NOTHING_CHOSEN
    if action not in tuple(BulkAction):
        return _NO_ACTION
    if len(message) > LONGEST:
        return _TOO_LONG
    return _NO_MESSAGE if action in _WITH_MESSAGE and not message else None


def _deed(request: Request, action: BulkAction, message: str) -> Callable[[CitizenRequest], None]:
    uow, login = request.unit_of_work, posted(request, "assignee")
    if action is BulkAction.ASSIGN:
        return lambda subject: assign(uow, subject, login)
    if action is BulkAction.REPLY:
        return lambda subject: write(uow, subject, MessageKind.TO_CITIZEN, message)
    return lambda subject: move(uow, subject, action.value, message)


def _report(request: Request, reference: str, deed: Callable[[CitizenRequest], None]) -> dict[str, Any]:
    try:
        subject = request.site.requests.by_reference(reference)
    except KeyError:
        return {"url": "", "words": NOT_THERE}
    if not request.has_permission(Permission.REQUEST_PROCESS, subject):
        return {"url": "", "words": NOT_ALLOWED}
    return {
        "number": str(subject.protocol),
        "title": definition_of(request, subject).title.in_language(request.locale_name),
        "url": request.sdiapi.mgmt_path(subject),
        "words": _done(request, subject, deed),
    }


def _done(request: Request, subject: CitizenRequest, deed: Callable[[CitizenRequest], None]) -> Any:
    try:
        deed(subject)
    except TransitionError:
        return WRONG_STATE
    except StaffError:
        return NOT_OF_DEPARTMENT
    action = BulkAction(posted(request, "action"))
    audit_done(request, subject, *AUDITED_AS[action])
    return DONE
