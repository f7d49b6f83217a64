"""The ACLs in the database grant what the table in `domain.access` says, and not one permission more."""

from typing import Any

import pytest
from pyramid.authorization import ACLHelper
from pyramid.interfaces import ISecurityPolicy
from tests.access.conftest import Browsers
from tests.access.matrix import PRINCIPALS
from tests.support.views import views_of
from tests.support.world import World

from serres_requests.domain.access import (
    ACCEPTED_REQUEST,
    CITIZEN_NODE,
    ENTRY,
    REQUEST,
    SITE,
    Grants,
    Permission,
    Relation,
)
from serres_requests.domain.lifecycle import ACCEPTED_STATES, State
from serres_requests.substance import CHANGE_PASSWORD

ADMIN_OF_ALL = frozenset(Permission)
"""What an administrator may do where a node does not close itself: all there is."""

AT_SITE = {
    "anonymous": (Relation.EVERYONE,),
    "applicant": (Relation.EVERYONE, Relation.CITIZEN),
    "citizen": (Relation.EVERYONE, Relation.CITIZEN),
    "officer": (Relation.EVERYONE, Relation.STAFF),
    "manager": (Relation.EVERYONE, Relation.STAFF),
    "stranger": (Relation.EVERYONE, Relation.STAFF),
    "watcher": (Relation.EVERYONE, Relation.CITIZEN),
    "treasury": (Relation.EVERYONE, Relation.STAFF),
}
AT_CITIZEN: dict[str, tuple[Relation, ...]] = {"applicant": (Relation.OWNER,)}
AT_ENTRY: dict[str, tuple[Relation, ...]] = {
    "officer": (Relation.OFFICER,),
    "manager": (Relation.MANAGER,),
    "admin": (Relation.ADMINISTRATOR,),
}
AT_REQUEST = {
    "anonymous": (Relation.EVERYONE,),
    "applicant": (Relation.EVERYONE, Relation.CITIZEN, Relation.OWNER),
    "citizen": (Relation.EVERYONE, Relation.CITIZEN),
    "officer": (Relation.EVERYONE, Relation.OFFICER),
    "manager": (Relation.EVERYONE, Relation.MANAGER),
    "stranger": (Relation.EVERYONE,),
    "admin": (Relation.EVERYONE, Relation.ADMINISTRATOR),
    "watcher": (Relation.EVERYONE, Relation.CITIZEN),
    "treasury": (Relation.EVERYONE,),
}


def granted(table: Grants, relations: tuple[Relation, ...]) -> frozenset[Permission]:
    """Return what `table` grants to who stands in all of `relations`."""
    return frozenset().union(*(table.get(relation, frozenset()) for relation in relations))


@pytest.fixture(scope="module")
def principals(world: World, browsers: Browsers) -> dict[str, frozenset[object]]:
    """The principals that the security policy finds behind each browser's session."""
    return {name: _principals(world, browser) for name, browser in browsers.items()}


def _principals(world: World, browser: Any) -> frozenset[object]:
    policy = world.registry.getUtility(ISecurityPolicy)
    found: list[frozenset[object]] = []

    def spy(_context: object, asked: frozenset[object], _permission: str) -> bool:
        found.append(frozenset(asked))
        return True

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(policy._acl, "permits", spy)
        browser.get("/requests", status=200)
    return found[0]


def allowed(world: World, who: frozenset[object], path: tuple[str, ...]) -> frozenset[Permission]:
    """Return every permission that `who` has on the node at `path`."""

    def ask(site: Any) -> frozenset[Permission]:
        node = site
        for name in path:
            node = node[name]
        acl = ACLHelper()
        return frozenset(permission for permission in Permission if acl.permits(node, who, permission.value))

    return world.look(ask)


@pytest.mark.parametrize("name", PRINCIPALS)
def test_the_site_grants_what_the_table_says(
    name: str, world: World, principals: dict[str, frozenset[object]]
) -> None:
    expected = ADMIN_OF_ALL if name == "admin" else granted(SITE, AT_SITE[name])
    assert allowed(world, principals[name], ()) == expected


@pytest.mark.parametrize("name", PRINCIPALS)
@pytest.mark.parametrize(
    "path",
    [("departments", "lighting"), ("services", "street-lighting"), ("outbox",), ("protocol",), ("citizens",)],
    ids="/".join,
)
def test_what_lies_below_the_site_grants_the_same(
    name: str, path: tuple[str, ...], world: World, principals: dict[str, frozenset[object]]
) -> None:
    assert allowed(world, principals[name], path) == allowed(world, principals[name], ())


@pytest.mark.parametrize("name", PRINCIPALS)
def test_a_citizens_node_is_theirs_alone(
    name: str, world: World, principals: dict[str, frozenset[object]]
) -> None:
    """Not even an administrator reads a card; drafts and notices are below it."""
    expected = granted(CITIZEN_NODE, AT_CITIZEN.get(name, ()))
    assert allowed(world, principals[name], ("citizens", world.applicant_id)) == expected


@pytest.mark.parametrize("name", PRINCIPALS)
def test_an_entry_grants_what_the_table_says(
    name: str, world: World, principals: dict[str, frozenset[object]]
) -> None:
    entry = world.look(lambda site: next(iter(site.entries)))
    assert allowed(world, principals[name], ("entries", entry)) == granted(ENTRY, AT_ENTRY.get(name, ()))


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("name", PRINCIPALS)
def test_a_request_grants_what_the_table_says(
    name: str, state: State, world: World, principals: dict[str, frozenset[object]]
) -> None:
    table = ACCEPTED_REQUEST if state in ACCEPTED_STATES else REQUEST
    path = ("requests", *world.requests[state].split("/"))
    assert allowed(world, principals[name], path) == granted(table, AT_REQUEST[name])


def test_members_of_staff_have_of_substance_d_no_more_than_their_password(world: World) -> None:
    """Of what it grants each user on their own object, no view asks for more than the password's change."""
    without_view = {"sdi.view", "sdi.edit-properties"}

    def granted_to_users(site: Any) -> set[str]:
        users = site["principals"]["users"].values()
        entries = [(user, entry) for user in users for entry in user.__acl__]
        return {permission for user, (_, who, names) in entries if who == user.__oid__ for permission in names}

    assert world.look(granted_to_users) == {CHANGE_PASSWORD, *without_view}
    assert not [str(view) for view in views_of(world.registry) if view.permission in without_view]
