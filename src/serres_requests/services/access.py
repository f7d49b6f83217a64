"""Access control lists, made from the table in `domain.access`; the only place that sets them."""

from collections.abc import Mapping
from hashlib import sha256

from pyramid.authorization import ALL_PERMISSIONS, DENY_ALL, Allow, Everyone
from pyramid.registry import Registry
from substanced.util import get_oid, set_acl

from serres_requests.content_types.citizen import Citizen
from serres_requests.content_types.entry import Entry
from serres_requests.content_types.request import Request
from serres_requests.content_types.site import Site
from serres_requests.domain.access import ACCEPTED_REQUEST, CITIZEN_NODE, ENTRY, REQUEST, SITE, Grants, Relation
from serres_requests.domain.lifecycle import TAKEN_UP_STATES

CITIZENS = "role:citizen"
STAFF = "role:staff"

AclEntry = tuple[str, object, tuple[str, ...]]


def table_version() -> str:
    """Return a name for what the table says now: it is another whenever a list would be another."""
    tables = (SITE, CITIZEN_NODE, ENTRY, REQUEST, ACCEPTED_REQUEST)
    granted = [sorted((relation, sorted(allowed)) for relation, allowed in table.items()) for table in tables]
    return sha256(repr((granted, sorted(TAKEN_UP_STATES))).encode()).hexdigest()[:12]


def protect_site(site: Site, registry: Registry) -> None:
    """Set the root's list: everybody may look around, administrators may do all there is."""
    administrators = _administrators(site)
    entries = _entries(SITE, {Relation.EVERYONE: Everyone, Relation.CITIZEN: CITIZENS, Relation.STAFF: STAFF})
    set_acl(site, ((Allow, administrators, ALL_PERMISSIONS), *entries), registry=registry)


def protect_citizen(citizen: Citizen) -> None:
    """Close a citizen's node to everybody else."""
    citizen.__acl__ = _of_citizen(citizen)


def is_citizen_protected(citizen: Citizen) -> bool:
    """Tell whether the node has the list it must have."""
    return bool(citizen.__acl__ == _of_citizen(citizen))


def protect_entry(site: Site, entry: Entry) -> None:
    """Open an entry to the department of its service alone."""
    department = site.departments[entry.entered.department]
    principals = {
        Relation.OFFICER: department.officers,
        Relation.MANAGER: department.managers,
        Relation.ADMINISTRATOR: _administrators(site),
    }
    entry.__acl__ = (*_entries(ENTRY, principals), DENY_ALL)


def protect_request(site: Site, request: Request) -> None:
    """Set a request's list for its applicant, its department's roles and, once accepted, the public."""
    request.__acl__ = _of_request(site, request)


def is_request_protected(site: Site, request: Request) -> bool:
    """Tell whether a request has the list that its state asks for."""
    return bool(request.__acl__ == _of_request(site, request))


def _of_citizen(citizen: Citizen) -> tuple[object, ...]:
    return (*_entries(CITIZEN_NODE, {Relation.OWNER: citizen.principal}), DENY_ALL)


def _of_request(site: Site, request: Request) -> tuple[object, ...]:
    department = site.departments[request.department]
    principals = {
        Relation.EVERYONE: Everyone,
        Relation.CITIZEN: CITIZENS,
        Relation.OWNER: f"citizen:{request.applicant_id}",
        Relation.OFFICER: department.officers,
        Relation.MANAGER: department.managers,
        Relation.ADMINISTRATOR: _administrators(site),
    }
    table = ACCEPTED_REQUEST if request.is_public else REQUEST
    return (*_entries(table, principals), DENY_ALL)


def _entries(table: Grants, principals: Mapping[Relation, object]) -> list[AclEntry]:
    return [
        (Allow, principals[relation], tuple(sorted(permission.value for permission in permissions)))
        for relation, permissions in table.items()
        if relation in principals
    ]


def _administrators(site: Site) -> int:
    return int(get_oid(site["principals"]["groups"]["admins"]))


class Process:
    """The process itself: anybody may look whether it lives, and no database is asked for that."""

    __acl__ = _entries(SITE, {Relation.EVERYONE: Everyone})
