"""The access table says what it should: above all, what nobody may."""

import pytest

from serres_requests.domain.access import (
    ACCEPTED_REQUEST,
    CITIZEN_NODE,
    ENTRY,
    REQUEST,
    SITE,
    Permission,
    Relation,
)

TABLES = {
    "site": SITE,
    "citizen": CITIZEN_NODE,
    "request": REQUEST,
    "accepted request": ACCEPTED_REQUEST,
    "entry": ENTRY,
}
ROWS = [
    pytest.param(relation, allowed, id=f"{name}: {relation}")
    for name, table in TABLES.items()
    for relation, allowed in table.items()
]
ACCOUNT = {Permission.ACCOUNT_VIEW, Permission.ACCOUNT_EDIT}
STAFF_ONLY = {
    Permission.SITE_MANAGE,
    Permission.QUEUE_VIEW,
    Permission.REQUEST_VIEW,
    Permission.REQUEST_PROCESS,
    Permission.REQUEST_MANAGE,
}


@pytest.mark.parametrize(("relation", "allowed"), ROWS)
def test_only_the_owner_reaches_an_account(relation, allowed):
    assert relation is Relation.OWNER or not allowed & ACCOUNT


@pytest.mark.parametrize(("relation", "allowed"), ROWS)
def test_everyone_and_citizens_have_nothing_of_the_staff(relation, allowed):
    if relation in {Relation.EVERYONE, Relation.CITIZEN, Relation.OWNER}:
        assert not allowed & STAFF_ONLY


@pytest.mark.parametrize(("relation", "allowed"), ROWS)
def test_everyone_only_ever_views_public_things(relation, allowed):
    if relation is Relation.EVERYONE:
        assert allowed <= {Permission.SITE_VIEW, Permission.SERVICE_VIEW, Permission.REQUEST_VIEW_PUBLIC}


@pytest.mark.parametrize(("relation", "allowed"), ROWS)
def test_only_citizens_apply_and_only_owners_track(relation, allowed):
    if Permission.SERVICE_APPLY in allowed:
        assert relation is Relation.CITIZEN
    if Permission.REQUEST_TRACK in allowed:
        assert relation is Relation.OWNER


def test_a_request_is_processed_by_its_department_and_managed_by_managers():
    assert {
        Relation.OWNER: {Permission.REQUEST_TRACK, Permission.REQUEST_WITHDRAW},
        Relation.OFFICER: {Permission.REQUEST_VIEW, Permission.REQUEST_PROCESS},
        Relation.MANAGER: {Permission.REQUEST_VIEW, Permission.REQUEST_PROCESS, Permission.REQUEST_MANAGE},
        Relation.ADMINISTRATOR: {Permission.REQUEST_VIEW, Permission.REQUEST_PROCESS, Permission.REQUEST_MANAGE},
    } == REQUEST


def test_an_accepted_request_differs_by_its_public_page_and_by_who_may_watch_it():
    assert {
        **REQUEST,
        Relation.EVERYONE: {Permission.REQUEST_VIEW_PUBLIC},
        Relation.CITIZEN: {Permission.REQUEST_WATCH},
    } == ACCEPTED_REQUEST


def test_staff_of_any_department_sees_no_request_by_that_alone():
    assert Relation.STAFF not in REQUEST
    assert Relation.STAFF not in ACCEPTED_REQUEST


def test_an_administrator_has_no_part_in_a_citizens_node():
    assert set(CITIZEN_NODE) == {Relation.OWNER}


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_tables_cannot_be_changed(table):
    with pytest.raises(TypeError):
        table[Relation.EVERYONE] = frozenset(Permission)
    assert all(isinstance(allowed, frozenset) for allowed in table.values())


@pytest.mark.parametrize("permission", Permission)
def test_every_permission_is_named_resource_action_and_given_to_somebody(permission):
    resource, _, action = permission.value.partition(":")
    assert resource
    assert action
    assert any(permission in allowed for table in TABLES.values() for allowed in table.values())
