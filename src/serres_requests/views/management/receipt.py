"""The receipt of a request, for whoever stands at the counter: to print, with number and date."""

from typing import Any

from pyramid.request import Request
from substanced.sdi import mgmt_view

from serres_requests.content_types.request import Request as CitizenRequest
from serres_requests.domain.access import Permission
from serres_requests.views.entry_words import entered_words
from serres_requests.views.presenters import definition_of, moment


@mgmt_view(
    context=CitizenRequest,
    name="receipt",
    tab_condition=False,
    permission=Permission.REQUEST_VIEW,
    renderer="serres_requests:templates/management/receipt.pt",
    request_method="GET",
)
def receipt(context: CitizenRequest, request: Request) -> dict[str, Any]:
    """What was asked by whom and when, and the protocol number as soon as there is one."""
    return {
        "title": definition_of(request, context).title.in_language(request.locale_name),
        "department": request.site.departments[context.department].title.in_language(request.locale_name),
        "number": str(context.protocol) if context.protocol else None,
        "submitted_at": moment(request, context.submitted_at),
        "applicant": context.applicant,
        "entered": entered_words(request, context),
        "url": request.sdiapi.mgmt_path(context, "receipt"),
        "request_url": request.sdiapi.mgmt_path(context),
    }
