"""Moving and removing steps and fields of the working copy; the focus returns to the row that was meant."""

from typing import Any

from pyramid.httpexceptions import HTTPSeeOther
from pyramid.request import Request
from substanced.sdi import mgmt_view

from serres_requests.content_types.request_type import RequestType
from serres_requests.domain import editing
from serres_requests.domain.access import Permission
from serres_requests.domain.errors import DefinitionError
from serres_requests.i18n import _
from serres_requests.services.type_editing import working_data
from serres_requests.views.management.types import groups
from serres_requests.views.management.types.spots import mend_url, spot_of, spot_words
from serres_requests.views.management.types.working import (
    INSIDE,
    Data,
    edit_url,
    found,
    kept,
    read_words,
    row_of_field,
    row_of_step,
)
from serres_requests.views.posted import posted

_BY = {"up": -1, "down": 1}
_POSTED = {
    "tab_condition": False,
    "permission": Permission.SITE_MANAGE,
    "request_method": "POST",
}
_ASKED = {
    "tab_condition": False,
    "permission": Permission.SITE_MANAGE,
    "renderer": "serres_requests:templates/management/type_remove.pt",
    "request_method": "GET",
}


@mgmt_view(context=RequestType, name="move_field", **_POSTED)
def move_field(context: RequestType, request: Request) -> HTTPSeeOther:
    """One place up or down; at the end of its step a field goes on into the next."""
    path = posted(request, "path")
    data = found(groups.move, working_data(context), path, _BY.get(posted(request, "move"), 0))
    return kept(request, context, data, _("Moved."), row_of_field(path))


@mgmt_view(context=RequestType, name="move_step", **_POSTED)
def move_step(context: RequestType, request: Request) -> HTTPSeeOther:
    """One place up or down, with all of its fields."""
    name = posted(request, "path")
    data = found(editing.move_step, working_data(context), name, _BY.get(posted(request, "move"), 0))
    return kept(request, context, data, _("Moved."), row_of_step(name))


@mgmt_view(context=RequestType, name="remove_field", **_ASKED)
def ask_removal_of_field(context: RequestType, request: Request) -> dict[str, Any]:
    """Ask once more, or say which conditions still need the field."""
    data, path = working_data(context), INSIDE.join(request.subpath)
    field = found(groups.find, data, path)
    uses = [] if INSIDE in path else editing.uses_of(data, path)
    return _asked(request, context, data, field, uses, row_of_field(path))


@mgmt_view(context=RequestType, name="remove_step", **_ASKED)
def ask_removal_of_step(context: RequestType, request: Request) -> dict[str, Any]:
    """Ask once more; with a step all of its fields go."""
    data, name = working_data(context), "/".join(request.subpath)
    step = found(editing.find_step, data, name)
    own = {field["name"] for field in step.get("fields", ())}
    uses = [use for inner in own for use in editing.uses_of(data, inner) if not _is_own(data, use, name)]
    page = _asked(request, context, data, step, uses, row_of_step(name))
    return {**page, "is_only": len(data["steps"]) == 1, "field_count": len(own)}


def _is_own(data: Data, place: str, step: str) -> bool:
    return spot_of(data, place).step == step


def _asked(
    request: Request, context: RequestType, data: Data, part: Data, uses: list[str], row: str
) -> dict[str, Any]:
    return {
        "title": read_words(part.get("title"), request.locale_name) or part["name"],
        "uses": [
            (spot_words(request, data, spot), mend_url(request, context, spot))
            for spot in dict.fromkeys(spot_of(data, use) for use in uses)
        ],
        "is_only": False,
        "field_count": 0,
        "back_url": edit_url(request, context, row),
    }


@mgmt_view(context=RequestType, name="remove_field", **_POSTED)
def remove_field(context: RequestType, request: Request) -> HTTPSeeOther:
    """Take the field out; the focus goes to the row that comes in its place."""
    data, path = working_data(context), INSIDE.join(request.subpath)
    found(groups.find, data, path)
    try:
        without = groups.remove(data, path)
    except DefinitionError:  # a condition needs it: the page of the question says which
        return HTTPSeeOther(request.path)
    return kept(request, context, without, _("The field was removed."), _next_row(data, path))


@mgmt_view(context=RequestType, name="remove_step", **_POSTED)
def remove_step(context: RequestType, request: Request) -> HTTPSeeOther:
    """Take the step out with its fields."""
    data, name = working_data(context), "/".join(request.subpath)
    found(editing.find_step, data, name)
    try:
        without = editing.remove_step(data, name)
    except DefinitionError:
        return HTTPSeeOther(request.path)
    return kept(request, context, without, _("The step was removed."), "steps")


def _next_row(data: Data, path: str) -> str:
    """Return the row after that of `path`, or the one that holds it when it is the last."""
    group, _dot, name = path.rpartition(INSIDE)
    step = editing.step_of(data, group or name)
    holder = editing.find_field(data, group) if group else editing.find_step(data, step)
    names = [field["name"] for field in holder["fields"]]
    after = names[names.index(name) + 1 :]
    if after:
        return row_of_field(f"{group}{INSIDE}{after[0]}" if group else after[0])
    return row_of_field(group) if group else row_of_step(step)
