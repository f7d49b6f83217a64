"""Certificates and decisions about a request: the draft from a template, issuing, downloading, revoking."""

from typing import Any

from pyramid.httpexceptions import HTTPSeeOther
from pyramid.request import Request
from pyramid.response import Response
from substanced.sdi import mgmt_view

from serres_requests.content_types.request import Request as CitizenRequest
from serres_requests.domain.access import Permission
from serres_requests.domain.approval import ISSUE, PROPOSE
from serres_requests.domain.errors import MessageRequiredError, TransitionError
from serres_requests.domain.templates import DOCUMENTS, LONGEST_DOCUMENT, Filled, Template
from serres_requests.domain.texts import clean
from serres_requests.i18n import _
from serres_requests.services.approval import issue_or_propose
from serres_requests.services.issuing import revoke_document
from serres_requests.services.lifecycle import needs_second_person
from serres_requests.services.templates import filled, template_of
from serres_requests.views.auditing import audit_detail
from serres_requests.views.flash import flash
from serres_requests.views.management.bulk_words import PROPOSED
from serres_requests.views.management.request_page import DEED, acted
from serres_requests.views.outgoing import document_response
from serres_requests.views.posted import posted
from serres_requests.views.presenters import definition_of

_ISSUE = {
    "context": CitizenRequest,
    "name": "issue",
    "tab_condition": False,
    "permission": Permission.REQUEST_PROCESS,
    "renderer": "serres_requests:templates/management/issue.pt",
}
_EMPTY = _("Write a title and a text.")
_TOO_LONG = _("The text may have up to ${most} characters.", mapping={"most": LONGEST_DOCUMENT})
_LONGEST_TITLE = 200
_ORDERED = _("The document gets its number and is made in a moment. The citizen is told of it.")
_WAITS = _("Something waits for approval already: it must be approved or sent back first.")
_NO_NUMBER = _("A request gets documents once it has its protocol number.")


@mgmt_view(**_ISSUE, request_method="GET")
def draft(context: CitizenRequest, request: Request) -> dict[str, Any] | HTTPSeeOther:
    """The text of the template ``?template=`` for this request, to be read and changed."""
    template = _template(context, request, request.GET.get("template", ""))
    if template is None:
        return _back(context, request)
    return _page(context, request, template, template.name, filled(request.unit_of_work, context, template))


@mgmt_view(**_ISSUE, request_method="POST")
def issue(context: CitizenRequest, request: Request) -> dict[str, Any] | HTTPSeeOther:
    """Order the document, unless something is wrong with it."""
    template = _template(context, request, posted(request, "template"))
    if template is None:
        return _back(context, request)
    title, text = clean(posted(request, "title")).strip(), clean(posted(request, "text")).strip()
    if len(text) > LONGEST_DOCUMENT or len(title) > _LONGEST_TITLE:
        return _refused(context, request, template, title, text, _TOO_LONG)
    try:
        is_proposed = issue_or_propose(request.unit_of_work, context, template.purpose, title, text)
    except MessageRequiredError:
        return _refused(context, request, template, title, text, _EMPTY)
    except TransitionError:
        problem = _NO_NUMBER if context.proposal is None else _WAITS
        return _refused(context, request, template, title, text, problem)
    audit_detail(request, f"{PROPOSE}{ISSUE}" if is_proposed else title)
    flash(request, PROPOSED if is_proposed else _ORDERED)
    return _back(context, request)


@mgmt_view(
    context=CitizenRequest,
    name="document",
    tab_condition=False,
    permission=Permission.REQUEST_VIEW,
    request_method="GET",
)
def document(context: CitizenRequest, request: Request) -> Response:
    """A document that was issued, by its id after the view's name."""
    return document_response(context, request, "/".join(request.subpath), request.sdiapi.mgmt_path(context))


@mgmt_view(name="revoke", permission=Permission.REQUEST_MANAGE, **DEED)
def revoke(context: CitizenRequest, request: Request) -> dict[str, Any] | HTTPSeeOther:
    """Revoke a document, with a reason that the citizen reads."""
    document_id = posted(request, "document")
    return acted(
        context,
        request,
        "revoking",
        lambda reason: revoke_document(request.unit_of_work, context, document_id, reason),
    )


def _template(context: CitizenRequest, request: Request, template_id: str) -> Template | None:
    template = template_of(request.site.request_types[context.type_name], template_id)
    return template if template is not None and template.purpose in DOCUMENTS else None


def _back(context: CitizenRequest, request: Request) -> HTTPSeeOther:
    return HTTPSeeOther(request.sdiapi.mgmt_path(context) + "#documents")


def _refused(
    context: CitizenRequest, request: Request, template: Template, title: str, text: str, problem: Any
) -> dict[str, Any]:
    request.response.status_int = 422
    return {**_page(context, request, template, title, Filled(text, ())), "problem": problem}


def _page(
    context: CitizenRequest, request: Request, template: Template, title: str, ready: Filled
) -> dict[str, Any]:
    return {
        "title": definition_of(request, context).title.in_language(request.locale_name),
        "number": str(context.protocol or ""),
        "template": template,
        "typed_title": title,
        "text": ready.text,
        "has_gaps": bool(ready.missing),
        "by_four_eyes": needs_second_person(request.site, context),
        "action": request.sdiapi.mgmt_path(context, "issue"),
        "back_url": request.sdiapi.mgmt_path(context),
        "problem": None,
    }
