"""Templates where staff write: chosen by ``?reply=`` on the page of a request, or for several in the queue."""

from collections.abc import Mapping
from dataclasses import dataclass

from pyramid.request import Request

from serres_requests.content_types.request import Request as CitizenRequest
from serres_requests.content_types.request_type import RequestType
from serres_requests.domain.lifecycle import transitions_from
from serres_requests.domain.templates import DOCUMENTS, Purpose, Template
from serres_requests.services.templates import filled, template_of
from serres_requests.views.management.types.template_words import PURPOSE_WORDS
from serres_requests.views.posted import posted

MESSAGE, TEXT = "message", "text"
"""The boxes of the page: the message of a move, and a message by itself."""


@dataclass(frozen=True, slots=True)
class ReplyChoice:
    """What can be chosen for each box: id and words; the text of what was chosen; placeholders left open in it."""

    offered: dict[str, list[tuple[str, str]]]
    texts: dict[str, str]
    missing: tuple[str, ...]
    chosen: str


def reply_choice(context: CitizenRequest, request: Request) -> ReplyChoice:
    """Return the templates that fit the request as it stands, and the text of the one that the address names."""
    moves = {move.name for move in transitions_from(context.workflow, context.state)}
    fitting = {
        template.id: template
        for template in request.site.request_types[context.type_name].templates
        if template.purpose is Purpose.MESSAGE or template.purpose in moves
    }
    offered: dict[str, list[tuple[str, str]]] = {MESSAGE: [], TEXT: []}
    for template in fitting.values():
        offered[_box(template.purpose)].append((template.id, _words(request, template)))
    chosen = fitting.get(request.GET.get("reply", ""))
    if chosen is None:
        return ReplyChoice(offered, {}, (), "")
    ready = filled(request.unit_of_work, context, chosen)
    return ReplyChoice(offered, {_box(chosen.purpose): ready.text}, ready.missing, chosen.id)


def templates_of(request: Request, types: Mapping[str, RequestType]) -> list[tuple[str, str]]:
    """Return the templates of `types`: the type's name and the template's id, and its words."""
    return [
        (
            f"{name}/{template.id}",
            f"{request_type.title.in_language(request.locale_name)} – {_words(request, template)}",
        )
        for name, request_type in types.items()
        for template in request_type.templates
        if template.purpose not in DOCUMENTS
    ]


def chosen_template(request: Request) -> tuple[str, Template | None]:
    """Return the type and the template that were chosen in the queue."""
    name, _slash, template_id = posted(request, "template").partition("/")
    request_type = request.site.request_types.get(name)
    template = template_of(request_type, template_id) if request_type is not None else None
    return name, template if template is not None and template.purpose not in DOCUMENTS else None


def _box(purpose: Purpose) -> str:
    return TEXT if purpose is Purpose.MESSAGE else MESSAGE


def _words(request: Request, template: Template) -> str:
    return f"{request.localizer.translate(PURPOSE_WORDS[template.purpose])}: {template.name}"
