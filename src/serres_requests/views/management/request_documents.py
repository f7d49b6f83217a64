"""What the page of a request shows of certificates and decisions."""

from dataclasses import dataclass

from pyramid.request import Request

from serres_requests.content_types.request import Request as CitizenRequest
from serres_requests.domain.templates import DOCUMENTS, Template
from serres_requests.views.outgoing import ShownDocument, shown_documents


@dataclass(frozen=True, slots=True)
class Outgoing:
    """The documents there are, those that the reader may revoke, and the templates for others."""

    documents: list[ShownDocument]
    revocable: list[ShownDocument]
    templates: list[Template]


def outgoing(context: CitizenRequest, request: Request, *, manages: bool) -> Outgoing:
    """Return what the page shows; only who manages the request may revoke."""
    documents = shown_documents(request, context)
    templates = request.site.request_types[context.type_name].templates
    return Outgoing(
        documents,
        [document for document in documents if manages and document.number and not document.is_revoked],
        [template for template in templates if template.purpose in DOCUMENTS],
    )
