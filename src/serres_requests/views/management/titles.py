"""What an item of the tree is called on the management pages."""

from typing import Any

from pyramid.request import Request

from serres_requests.content_types.department import Department
from serres_requests.content_types.reference_data import ReferenceTable
from serres_requests.content_types.request import Request as CitizenRequest
from serres_requests.content_types.request_type import RequestType
from serres_requests.i18n import _

_BY_NAME = {
    None: _("Management"),
    "": _("Management"),
    "departments": _("Departments"),
    "services": _("Services"),
    "requests": _("Requests"),
    "principals": _("Staff and roles"),
    "users": _("Staff"),
    "groups": _("Roles"),
    "outbox": _("Work waiting"),
    "audit": _("Audit log"),
    "entries": _("Entry on behalf of somebody"),
    "protocol": _("Protocol register"),
    "reference": _("Reference data"),
}

ROLE_WORDS = {
    "administrators": _("Administrators"),
    "officers": _("Officers"),
    "managers": _("Managers"),
}


def title_of(request: Request, node: Any) -> Any:
    """Return the title of `node` in the reader's language, its name when it has no title."""
    if isinstance(node, Department | ReferenceTable):
        return node.title.in_language(request.locale_name)
    if isinstance(node, RequestType):
        return node.title.in_language(request.locale_name)
    if isinstance(node, CitizenRequest):
        return str(node.protocol or node.id)
    return _BY_NAME.get(node.__name__, node.__name__)


def role_words(request: Request, role: str) -> str:
    """Return what the audit log calls ``department/officers`` or ``administrators``, "" for no role."""
    name, _slash, kind = role.rpartition("/")
    words = str(request.localizer.translate(ROLE_WORDS[kind])) if kind else ""
    department = request.site.departments.get(name) if name else None
    return f"{title_of(request, department)}: {words}" if department is not None else words
