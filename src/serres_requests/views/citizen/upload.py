"""Files handed in one by one while the form is being filled: the browser shows progress, the draft keeps each."""

from typing import Any

from pyramid.httpexceptions import HTTPBadRequest
from pyramid.request import Request
from pyramid.view import view_config

from serres_requests.content_types.request_type import RequestType
from serres_requests.domain.access import Permission
from serres_requests.forms.form import RequestForm
from serres_requests.services.filling import form_context, take_file
from serres_requests.views.citizen.form_ticket import ticket_of
from serres_requests.views.citizen.form_view import refusal_words


@view_config(
    route_name="upload",
    permission=Permission.SITE_VIEW,
    renderer="json",
    request_method="POST",
    require_csrf=False,
)
def upload(context: RequestType, request: Request) -> dict[str, Any]:
    """Keep one file and return the field's markup as it is now, with a word on a file that was refused.

    Guarded by the form's ticket, like saving the form.
    """
    ticket = ticket_of(request, context)
    file = request.POST.get("file")
    if not getattr(file, "filename", None):
        raise HTTPBadRequest
    taken = take_file(
        request.unit_of_work,
        request.site.citizens[ticket.citizen_id],
        context,
        ticket.draft_id,
        request.POST.get("field", ""),
        file,
        page=request.POST.get("page", ""),
    )
    if taken is None:
        raise HTTPBadRequest
    form = RequestForm(
        (taken.field,),
        taken.draft.typed,
        form_context(request.site, request.locale_name, taken.draft),
        required=frozenset(),
    )
    problem = refusal_words(taken.refused) if taken.refused else None
    return {
        "markup": form.children[0].serialize(()),
        "problem": problem and request.localizer.translate(problem),
    }
