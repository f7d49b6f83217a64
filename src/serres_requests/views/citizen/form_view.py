"""A draft's form as a page shows it."""

from collections.abc import Iterable, Mapping
from typing import Any

from pyramid.request import Request

from serres_requests.content_types.draft import Draft
from serres_requests.domain.definitions import Definition
from serres_requests.forms.form import RequestForm
from serres_requests.i18n import _
from serres_requests.services.uploads import Problem, Refused
from serres_requests.views.citizen.form_ticket import FIELD, Ticket, write_ticket

_REFUSALS = {
    Problem.EMPTY: _("The file «${name}» is empty."),
    Problem.TOO_LARGE: _("The file «${name}» is too large."),
    Problem.TYPE: _("The file «${name}» is neither a photo nor a PDF, whatever its name says."),
    Problem.TOO_MANY: _("The file «${name}» was left out: there are too many files."),
}


def draft_form(
    request: Request,
    definition: Definition,
    draft: Draft | None,
    refused: Mapping[str, Iterable[Refused]] | None = None,
) -> RequestForm:
    """Return the form of `definition` with the files of `draft` and a word on each file that was refused."""
    problems = {
        field: [_(_REFUSALS[file.problem], mapping={"name": file.filename}) for file in files]
        for field, files in (refused or {}).items()
    }
    return RequestForm(definition, request.locale_name, draft.files_by_field() if draft else {}, problems)


def form_page(
    request: Request, definition: Definition, ticket: Ticket, form: RequestForm, typed: Mapping[str, Any]
) -> dict[str, Any]:
    """Return what the form's page needs. Rendered here, so that errors are known to the summary above."""
    return {
        "title": definition.title.in_language(request.locale_name),
        "fields": form.render_typed(typed),
        "errors": form.errors,
        "ticket_name": FIELD,
        "ticket": write_ticket(request, ticket),
        "action": request.route_path("apply", type=ticket.type_name),
        "service_url": request.route_path("service", type=ticket.type_name),
        "largest_bytes": request.app_settings.upload_bytes,
    }
