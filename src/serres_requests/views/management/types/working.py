"""The working copy that a page is about: finding its parts, keeping what was changed, the way back to a row."""

from collections.abc import Mapping
from typing import Any

from pyramid.httpexceptions import HTTPNotFound, HTTPSeeOther
from pyramid.request import Request

from serres_requests.content_types.request_type import RequestType
from serres_requests.domain.errors import DefinitionError
from serres_requests.i18n import DEFAULT_LOCALE
from serres_requests.services.type_editing import keep, working_data
from serres_requests.views.flash import flash

Data = dict[str, Any]

INSIDE = "."
"""Stands between the name of a group and the name of a field in it."""


def read_words(data: Any, locale: str) -> str:
    """Return a text of a definition that may be unfinished, in `locale` or in the language that there is."""
    texts = data if isinstance(data, Mapping) else {}
    return str(texts.get(locale[:2]) or texts.get(DEFAULT_LOCALE) or texts.get("en") or "")


def type_title(request: Request, context: RequestType) -> str:
    """Return what the working copy is called."""
    return read_words(working_data(context).get("title"), request.locale_name) or context.name


def found(get: Any, *arguments: Any) -> Data:
    """Return what `get` finds; a page about what is not there is a 404."""
    try:
        part: Data = get(*arguments)
    except DefinitionError as error:
        raise HTTPNotFound from error
    return part


def row_of_step(name: str) -> str:
    """Return the id of a step's row on the overview."""
    return f"step-{name}"


def row_of_field(path: str) -> str:
    """Return the id of a field's row on the overview; `path` is its name, or group.name."""
    return f"field-{path.replace(INSIDE, '-in-')}"


def edit_url(request: Request, context: RequestType, row: str = "") -> str:
    """Return the address of the overview; with `row` the browser puts the focus there."""
    url = str(request.sdiapi.mgmt_path(context, "edit"))
    return f"{url}#{row}" if row else url


def kept(request: Request, context: RequestType, data: Data, message: Any, row: str = "") -> HTTPSeeOther:
    """Keep `data` as the working copy and lead back to `row` of the overview."""
    keep(request.unit_of_work, context, data)
    if message:
        flash(request, message)
    return HTTPSeeOther(edit_url(request, context, row))
