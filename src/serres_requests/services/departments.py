"""Departments and the roles of their staff, which are groups of Substance D."""

from typing import Any

from pyramid.registry import Registry
from substanced.util import get_oid

from serres_requests.content_types.department import Department
from serres_requests.content_types.site import Site
from serres_requests.domain.texts import Text

ROLES = ("officers", "managers")


def create_department(site: Site, registry: Registry, name: str, title: Text) -> Department:
    """Add the department `name` with its two roles."""
    department: Department = registry.content.create("Department", title.el, title.en)
    site.departments.add(name, department, registry=registry)
    for role in ROLES:
        group = site["principals"].add_group(f"{name}-{role}", f"{title.el}: {role}"[:100], registry=registry)
        setattr(department, role, int(get_oid(group)))
    return department


def add_member(site: Site, registry: Registry, login: str, password: str, email: str, group_id: int) -> Any:
    """Add a member of staff with the role whose group has `group_id`."""
    user = site["principals"].add_user(login, password, email, "Europe/Athens", "el", registry=registry)
    user.groupids.connect([group_id])
    return user


def departments_of(site: Site, principals: frozenset[object], *, administrator: bool) -> tuple[str, ...]:
    """Return the names of the departments in which a member of staff with `principals` has a role."""
    return tuple(
        name
        for name, department in site.departments.items()
        if administrator or department.officers in principals or department.managers in principals
    )
