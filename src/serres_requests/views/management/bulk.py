"""One action on several requests of the queue: each by itself, and the page says what became of it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from pyramid.request import Request
from substanced.sdi import mgmt_view

from serres_requests.content_types.request import Request as CitizenRequest
from serres_requests.content_types.site import Site
from serres_requests.domain.access import Permission
from serres_requests.domain.approval import PROPOSE
from serres_requests.domain.errors import StaffError, TemplateError, TransitionError
from serres_requests.domain.messages import LONGEST, MessageKind
from serres_requests.domain.templates import Purpose, Template
from serres_requests.domain.texts import clean
from serres_requests.i18n import _
from serres_requests.services.approval import move_or_propose
from serres_requests.services.correspondence import write
from serres_requests.services.handling import assign
from serres_requests.services.templates import reply_with
from serres_requests.views.auditing import audit_done
from serres_requests.views.management.bulk_words import (
    AUDITED_AS,
    DONE,
    NOT_ALLOWED,
    NOT_FOR_TEMPLATE,
    NOT_OF_DEPARTMENT,
    NOT_THERE,
    PROPOSED,
    WRONG_STATE,
    BulkAction,
)
from serres_requests.views.management.queue import PAGE_SIZE, TEMPLATE, queue_page
from serres_requests.views.management.replies import chosen_template
from serres_requests.views.posted import posted
from serres_requests.views.presenters import definition_of

_WITH_MESSAGE = frozenset({BulkAction.COMPLETE, BulkAction.REPLY})
_NOTHING_CHOSEN = _("Choose requests first, with the boxes at the left.")
_NO_ACTION = _("Choose what to do.")
_NO_MESSAGE = _("Write what the citizens shall be told.")
_NO_TEMPLATE = _("Choose a template.")
_TOO_LONG = _("The message may have up to ${most} characters.", mapping={"most": LONGEST})


@dataclass(frozen=True, slots=True)
class Deed:
    """What is done with each request, and as which event, with which detail, the audit log tells of it.

    act: tells whether it was only proposed.
    """

    act: Callable[[CitizenRequest], bool | None]
    event: str
    detail: str


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
    type_name, template = chosen_template(request)
    problem = _problem(chosen, action, message, template)
    if problem is not None:
        request.response.status_int = 422
        typed = {"action": action, "typed": message, "person": posted(request, "assignee")}
        return queue_page(
            request, problem=problem, chosen=frozenset(chosen), template=posted(request, "template"), **typed
        )
    if action == BulkAction.TEMPLATE and template is not None:
        deed = _reply(request, type_name, template)
    else:
        deed = _deed(request, BulkAction(action), message)
    return queue_page(request, report=[_report(request, reference, deed) for reference in dict.fromkeys(chosen)])


def _problem(chosen: list[str], action: str, message: str, template: Template | None) -> Any:
    if not chosen:
        return _NOTHING_CHOSEN
    if action not in tuple(BulkAction):
        return _NO_ACTION
    if len(message) > LONGEST:
        return _TOO_LONG
    if action == BulkAction.TEMPLATE and template is None:
        return _NO_TEMPLATE
    return _NO_MESSAGE if action in _WITH_MESSAGE and not message else None


def _reply(request: Request, type_name: str, template: Template) -> Deed:
    uow, purpose = request.unit_of_work, template.purpose
    audited = AUDITED_AS[BulkAction.REPLY] if purpose is Purpose.MESSAGE else ("Request/move", purpose.value)
    return Deed(lambda subject: reply_with(uow, subject, type_name, template), *audited)


def _deed(request: Request, action: BulkAction, message: str) -> Deed:
    uow, login, audited = request.unit_of_work, posted(request, "assignee"), AUDITED_AS[action]
    if action is BulkAction.ASSIGN:
        return Deed(lambda subject: assign(uow, subject, login), *audited)
    if action is BulkAction.REPLY:
        return Deed(lambda subject: write(uow, subject, MessageKind.TO_CITIZEN, message), *audited)
    return Deed(lambda subject: move_or_propose(uow, subject, action.value, message), *audited)


def _report(request: Request, reference: str, deed: Deed) -> dict[str, Any]:
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


def _done(request: Request, subject: CitizenRequest, deed: Deed) -> Any:
    try:
        is_proposed = deed.act(subject)
    except TransitionError:
        return WRONG_STATE
    except TemplateError:
        return NOT_FOR_TEMPLATE
    except StaffError:
        return NOT_OF_DEPARTMENT
    audit_done(request, subject, deed.event, f"{PROPOSE}{deed.detail}" if is_proposed else deed.detail)
    return PROPOSED if is_proposed else DONE
