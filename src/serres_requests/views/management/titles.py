"""What an item of the tree is called on the management pages."""

from typing import Any

from pyramid.request import Request
from substanced.interfaces import IGroup
from substanced.util import get_oid

from serres_requests.content_types.department import Department
from serres_requests.content_types.reference_data import ReferenceTable
from serres_requests.content_types.request import Request as CitizenRequest
from serres_requests.content_types.request_type import RequestType
from serres_requests.i18n import _
from serres_requests.services.staff import Role, roles

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
    if IGroup.providedBy(node):
        return role_titles(request).get(get_oid(node), node.__name__)
    return _BY_NAME.get(node.__name__, node.__name__)


def role_titles(request: Request) -> dict[int, str]:
    """Return what each role is called, by the object id of its group."""
    return {role.group_id: _role_title(request, role) for role in roles(request.site)}


def _role_title(request: Request, role: Role) -> str:
    words = str(request.localizer.translate(ROLE_WORDS[role.kind]))
    return f"{role.department.in_language(request.locale_name)}: {words}" if role.department else words


def role_words(request: Request, role: str) -> str:
    """Return what the audit log calls ``department/officers`` or ``administrators``, "" for no role."""
    name, _slash, kind = role.rpartition("/")
    words = str(request.localizer.translate(ROLE_WORDS[kind])) if kind else ""
    department = request.site.departments.get(name) if name else None
    return f"{title_of(request, department)}: {words}" if department is not None else words
