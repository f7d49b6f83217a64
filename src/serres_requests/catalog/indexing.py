"""What of a request goes into the catalogue."""

from serres_requests.catalog.catalog import PUBLIC, SearchDocument, department_reader
from serres_requests.content_types.request import Request
from serres_requests.content_types.site import Site
from serres_requests.domain.answers import Place
from serres_requests.domain.fields import FieldDefinition
from serres_requests.domain.lifecycle import ACCEPTED_STATES
from serres_requests.i18n import LOCALES


def index_request(site: Site, request: Request) -> None:
    """Bring the catalogue up to date with `request`, which must be filed."""
    site.catalog.store(request.document_id, document_of(site, request))


def document_of(site: Site, request: Request) -> SearchDocument:
    """Return what the catalogue should know of `request`: its public fields, nothing of the applicant."""
    definition = site.request_types[request.type_name].version(request.type_version).definition
    words = [definition.title.el, definition.title.en]
    for field in definition.public_fields:
        words.extend(_words(request, field))
    readers = [department_reader(request.department)]
    if request.state in ACCEPTED_STATES:
        readers.append(PUBLIC)
    return SearchDocument(
        text="\n".join(words),
        readers=tuple(readers),
        department=request.department,
        type_name=request.type_name,
        state=request.state,
    )


def _words(request: Request, field: FieldDefinition) -> list[str]:
    answer = request.answer(field.name)
    if isinstance(answer, Place):
        return [answer.words]
    values = answer if isinstance(answer, tuple) else (answer,)
    texts = [value for value in values if isinstance(value, str)]
    return list(dict.fromkeys(field.choice_title(text, locale) for text in texts for locale in LOCALES))
