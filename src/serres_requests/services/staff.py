"""Members of staff: Substance D's users, with roles that are Substance D's groups."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from pyramid.registry import Registry
from substanced.principal import User
from substanced.util import get_oid

from serres_requests.content_types.site import Site
from serres_requests.domain.errors import StaffError
from serres_requests.domain.texts import Text
from serres_requests.services.departments import ROLES
from serres_requests.services.sessions import end_sessions
from serres_requests.settings import SHORTEST_PASSWORD

LOGIN = re.compile(r"[a-z0-9][a-z0-9._-]{1,39}")
LONGEST_PASSWORD_BYTES = 72
"""Of a password bcrypt reads no more, and refuses to."""


@cache
def _nobody() -> Any:
    """A user to check when a name is unknown, so that the time of the answer does not tell which names exist."""
    return User("no password is this one")


@dataclass(frozen=True, slots=True)
class Role:
    """A role that can be given: the object id of its group, and the department it belongs to, if any."""

    group_id: int
    kind: str
    department: Text | None = None


def authenticate(site: Site, login: str, password: str) -> Any | None:
    """Return the user with `login` whose password is `password`, None when either is wrong."""
    user = site["principals"]["users"].get(login)
    is_right = has_password(_nobody() if user is None else user, password)
    return user if is_right else None


def has_password(user: Any, password: str) -> bool:
    """Tell whether `password` is the user's; one that is longer than any can be is just wrong."""
    return len(password.encode()) <= LONGEST_PASSWORD_BYTES and bool(user.check_password(password))


def roles(site: Site) -> list[Role]:
    """Return all roles, administrators first, then those of each department."""
    administrators = Role(int(get_oid(site["principals"]["groups"]["admins"])), "administrators")
    return [
        administrators,
        *(
            Role(getattr(department, kind), kind, department.title)
            for department in site.departments.values()
            for kind in ROLES
        ),
    ]


def add_member(
    site: Site, registry: Registry, login: str, password: str, email: str, group_ids: Iterable[int]
) -> Any:
    """Add a member of staff with the roles `group_ids`; raise StaffError when `login` is taken or malformed."""
    principals = site["principals"]
    if not LOGIN.fullmatch(login):
        raise StaffError("a login has 2 to 40 small Latin letters, digits, dots, hyphens")
    if login in principals["users"] or login in principals["groups"]:
        raise StaffError("this login is taken")
    _check_length(password)
    user = principals.add_user(login, password, email, "Europe/Athens", "el", registry=registry)
    set_roles(user, group_ids)
    return user


def set_roles(user: Any, group_ids: Iterable[int]) -> None:
    """Give `user` exactly these roles."""
    user.groupids.clear()
    user.groupids.connect(sorted(group_ids))


def set_password(user: Any, password: str) -> None:
    """Set the password of `user`; raise StaffError when it is too short or too long."""
    _check_length(password)
    user.set_password(password)
    end_sessions(user)


def remove_member(site: Site, login: str, acting: Any) -> None:
    """Remove a member of staff; raise StaffError for oneself, so that an administrator always remains.

    What they did stays in the histories, which hold names.
    """
    user = site["principals"]["users"][login]
    if user is acting:
        raise StaffError("nobody removes themselves")
    del site["principals"]["users"][login]


def _check_length(password: str) -> None:
    if len(password) < SHORTEST_PASSWORD or len(password.encode()) > LONGEST_PASSWORD_BYTES:
        raise StaffError("the password is too short or too long")
