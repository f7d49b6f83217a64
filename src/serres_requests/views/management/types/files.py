"""Definitions as files: one version or the working copy is exported, a new type is made of a file."""

from typing import Any

from pyramid.httpexceptions import HTTPNotFound, HTTPSeeOther
from pyramid.request import Request
from pyramid.response import Response
from substanced.sdi import mgmt_view

from serres_requests.content_types.request_type import RequestType, RequestTypes
from serres_requests.domain.access import Permission
from serres_requests.domain.errors import DefinitionError
from serres_requests.domain.texts import parse_text
from serres_requests.i18n import _
from serres_requests.services.type_editing import (
    begin_type,
    export_yaml,
    import_yaml,
    keep,
    remove_unpublished,
    working_data,
)
from serres_requests.views.auditing import audit_detail
from serres_requests.views.flash import flash
from serres_requests.views.management.types.problem_words import problem_words
from serres_requests.views.management.types.spots import spot_of, spot_words
from serres_requests.views.management.types.working import Data, edit_url
from serres_requests.views.posted import posted

_IMPORT = "serres_requests:templates/management/type_import.pt"
_MOST_BYTES = 2_000_000
_NO_FILE = _("Choose a file, or paste its text.")
_NO_TEXT = _("This file is no text: is it really a definition of a request type?")


@mgmt_view(
    context=RequestType,
    name="export",
    tab_condition=False,
    permission=Permission.SITE_MANAGE,
    request_method="GET",
)
def export(context: RequestType, request: Request) -> Response:
    """The working copy as a YAML file; with ``?version=`` that version."""
    asked = request.GET.get("version", "")
    data = version_data(context, asked) if asked else working_data(context)
    response: Response = request.response
    response.content_type, response.charset = "application/yaml", "utf-8"
    version = f"-{asked}" if asked else ""
    response.content_disposition = f'attachment; filename="{context.name}{version}.yaml"'
    response.text = export_yaml(data)
    return response


def version_data(context: RequestType, number: str) -> Data:
    """Return the definition of the version `number`, a word from an address; a 404 when there is none."""
    if number.isascii() and number.isdigit() and 1 <= int(number[:9]) <= len(context.versions):
        return context.version(int(number)).data
    raise HTTPNotFound


_AT_IMPORT = {
    "context": RequestTypes,
    "name": "import_type",
    "tab_condition": False,
    "permission": Permission.SITE_MANAGE,
    "renderer": _IMPORT,
}


@mgmt_view(**_AT_IMPORT, request_method="GET")
def ask_file(context: RequestTypes, request: Request) -> dict[str, Any]:
    """The form for a file or its text."""
    return _page(context, request, "", "", "")


@mgmt_view(**_AT_IMPORT, request_method="POST")
def import_type(context: RequestTypes, request: Request) -> dict[str, Any] | HTTPSeeOther:
    """A new type made of the file, in the editor; or what is wrong with the file."""
    text = _sent(request)
    if not text:
        return _refused(context, request, "", "", _NO_FILE if text == "" else _NO_TEXT)
    data: Data = {}
    try:
        data = import_yaml(text)
        made = _begun(request, data)
    except DefinitionError as error:
        steps = data if isinstance(data.get("steps"), list) else {"steps": []}
        try:
            where = spot_words(request, steps, spot_of(steps, error.place))
        except (LookupError, TypeError, AttributeError):
            where = ""
        return _refused(context, request, text, where or error.place, problem_words(request, error.problem))
    audit_detail(request, made.name)
    flash(request, _("The file was read. Nobody sees the new type until you publish it."))
    return HTTPSeeOther(edit_url(request, made))


def _begun(request: Request, data: Data) -> RequestType:
    uow = request.unit_of_work
    title = parse_text(data.get("title"), "title")
    made = begin_type(uow, str(data.get("name", "")), str(data.get("department", "")), title)
    try:
        keep(uow, made, data)
    except DefinitionError:
        remove_unpublished(uow, made)
        raise
    return made


def _sent(request: Request) -> str | None:
    """Return the text that was pasted or is in the file, "" for nothing, None for a file that is no text."""
    upload = request.POST.get("file")
    if not getattr(upload, "filename", ""):
        return posted(request, "text").strip()
    try:
        return str(upload.file.read(_MOST_BYTES).decode("utf-8-sig")).strip()
    except UnicodeDecodeError:
        return None


def _refused(context: RequestTypes, request: Request, text: str, where: str, problem: Any) -> dict[str, Any]:
    request.response.status_int = 422
    return _page(context, request, text, where, problem)


def _page(context: RequestTypes, request: Request, text: str, where: str, problem: Any) -> dict[str, Any]:
    return {
        "text": text,
        "where": where,
        "problem": problem,
        "back_url": request.sdiapi.mgmt_path(context, "contents"),
    }
