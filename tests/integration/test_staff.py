"""Members of staff are added with names and passwords that can be, and an administrator always remains."""

from typing import Any

import pytest
from tests.support.site import Site

from serres_requests.domain.errors import StaffError
from serres_requests.services.staff import add_member, authenticate, remove_member, set_password
from serres_requests.settings import SHORTEST_PASSWORD

GOOD = "a password of the tests"
EMAIL = "somebody@serres.example"


def logins(site: Site) -> set[str]:
    return site.look(lambda uow: set(uow.site["principals"]["users"]))


def add(site: Site, login: str, password: str = GOOD) -> None:
    site.change(lambda uow: add_member(uow.site, uow.registry, login, password, EMAIL, ()) and None)


@pytest.mark.parametrize(
    "login", ["", "a", "Anna", "άννα", "-anna", "an na", "a" * 41, "admin", "lighting", "lighting-officers"]
)
def test_names_that_are_malformed_or_taken_are_refused(site: Site, login: str) -> None:
    before = logins(site)
    with pytest.raises(StaffError):
        add(site, login)
    assert logins(site) == before


@pytest.mark.parametrize("password", ["x" * (SHORTEST_PASSWORD - 1), "x" * 73, "ω" * 37])
def test_passwords_that_are_too_short_or_that_bcrypt_would_cut_are_refused(site: Site, password: str) -> None:
    login = f"member-{len(password)}"
    add(site, login)
    with pytest.raises(StaffError):
        site.change(lambda uow: set_password(uow.site["principals"]["users"][login], password))
    with pytest.raises(StaffError):
        add(site, f"{login}-b", password)
    assert site.look(lambda uow: authenticate(uow.site, login, GOOD)) is not None
    assert site.look(lambda uow: authenticate(uow.site, login, password)) is None


def test_nobody_removes_themselves(site: Site) -> None:
    def remove(uow: Any, login: str) -> None:
        remove_member(uow.site, login, uow.site["principals"]["users"]["admin"])

    add(site, "to-be-removed")
    site.change(lambda uow: remove(uow, "to-be-removed"))
    assert "to-be-removed" not in logins(site)
    with pytest.raises(StaffError):
        site.change(lambda uow: remove(uow, "admin"))
    assert "admin" in logins(site)
