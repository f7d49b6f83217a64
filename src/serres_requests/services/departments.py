"""Departments and the roles of their staff, which are groups of Substance D."""

from collections.abc import Iterable
from itertools import chain

from pyramid.registry import Registry
from substanced.util import get_oid

from serres_requests.content_types.department import Department
from serres_requests.content_types.site import Site
from serres_requests.domain.texts import Text

ROLES = ("officers", "managers")
"""The roles of each department, as attributes of `Department` that hold the ids of their groups."""


def create_department(site: Site, registry: Registry, name: str, title: Text) -> Department:
    """Add the department `name` with its two roles."""
    department: Department = registry.content.create("Department", title.el, title.en)
    site.departments.add(name, department, registry=registry)
    for role in ROLES:
        group = site["principals"].add_group(f"{name}-{role}", f"{title.el}: {role}"[:100], registry=registry)
        setattr(department, role, int(get_oid(group)))
    return department


def department_title(site: Site, name: str, locale: str) -> str:
    """Return what the department `name` is called now; its name when it is no longer there."""
    department: Department | None = site.departments.get(name)
    return department.title.in_language(locale) if department is not None else name


def role_in(department: Department, principals: frozenset[object]) -> str | None:
    """Return the highest role that `principals` have in `department`, None without any."""
    return next((role for role in reversed(ROLES) if getattr(department, role) in principals), None)


def people_of(site: Site, departments: Iterable[str]) -> tuple[str, ...]:
    """Return the log-in names of all who have a role in `departments`."""
    people = (site.departments[name].people(role) for name in departments for role in ROLES)
    return tuple(sorted(set(chain.from_iterable(people))))


def managed_by(site: Site, principals: frozenset[object], *, administrator: bool) -> tuple[str, ...]:
    """Return the names of the departments that a member of staff with `principals` manages."""
    return tuple(
        name for name, department in site.departments.items() if administrator or department.managers in principals
    )


def departments_of(site: Site, principals: frozenset[object], *, administrator: bool) -> tuple[str, ...]:
    """Return the names of the departments in which a member of staff with `principals` has a role."""
    return tuple(
        name
        for name, department in site.departments.items()
        if administrator or department.officers in principals or department.managers in principals
    )
