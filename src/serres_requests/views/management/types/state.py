"""How a request type stands: open or closed, which version citizens see, and whether changes wait."""

from dataclasses import dataclass
from typing import Any

from pyramid.request import Request

from serres_requests.content_types.request_type import RequestType
from serres_requests.i18n import _
from serres_requests.services.departments import department_title
from serres_requests.services.type_editing import working_data


@dataclass(frozen=True, slots=True)
class TypeState:
    """The state of a type. version: number of the current one, 0 when it was never published."""

    words: Any
    mark: str
    version: int
    has_changes: bool
    is_open: bool
    department: str


def state_of(request: Request, context: RequestType) -> TypeState:
    """Return how `context` stands."""
    version = context.current.number if context.is_published else 0
    if not version:
        words, mark = _("never published"), "submitted"
    elif context.is_open:
        words, mark = _("takes requests"), "completed"
    else:
        words, mark = _("closed"), "rejected"
    return TypeState(
        words,
        mark,
        version,
        bool(version and context.working_copy),
        context.is_open,
        _department(request, context),
    )


def _department(request: Request, context: RequestType) -> str:
    name = str(working_data(context).get("department", ""))
    return department_title(request.site, name, request.locale_name)
