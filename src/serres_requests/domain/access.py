"""Who may do what: one table from which ACLs, button visibility and the test matrix are made."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType


class Permission(StrEnum):
    """What can be allowed, as resource:action."""

    SITE_VIEW = "site:view"
    SITE_MANAGE = "site:manage"
    ACCOUNT_VIEW = "account:view"
    ACCOUNT_EDIT = "account:edit"
    SERVICE_VIEW = "service:view"
    SERVICE_APPLY = "service:apply"
    QUEUE_VIEW = "queue:view"
    REQUEST_ENTER = "request:enter"
    REQUEST_VIEW = "request:view"
    REQUEST_VIEW_PUBLIC = "request:view-public"
    REQUEST_WATCH = "request:watch"
    REQUEST_TRACK = "request:track"
    REQUEST_PROCESS = "request:process"
    REQUEST_MANAGE = "request:manage"
    REQUEST_WITHDRAW = "request:withdraw"


class Relation(StrEnum):
    """How somebody stands to a node. Staff relations are to the department that the node belongs to."""

    EVERYONE = "everyone"
    CITIZEN = "citizen"
    OWNER = "owner"
    OFFICER = "officer"
    MANAGER = "manager"
    STAFF = "staff"
    ADMINISTRATOR = "administrator"


Grants = Mapping[Relation, frozenset[Permission]]


def _grants(table: dict[Relation, set[Permission]]) -> Grants:
    return MappingProxyType({relation: frozenset(allowed) for relation, allowed in table.items()})


SITE: Grants = _grants(
    {
        Relation.EVERYONE: {Permission.SITE_VIEW, Permission.SERVICE_VIEW},
        Relation.CITIZEN: {Permission.SERVICE_APPLY},
        Relation.STAFF: {Permission.QUEUE_VIEW},
        Relation.ADMINISTRATOR: {Permission.QUEUE_VIEW, Permission.SITE_MANAGE},
    }
)
"""The root; what is allowed here reaches everything below that does not say otherwise."""

CITIZEN_NODE: Grants = _grants({Relation.OWNER: {Permission.ACCOUNT_VIEW, Permission.ACCOUNT_EDIT}})
"""A citizen's own node with card, drafts and notices: nobody else's, not even an administrator's."""

ENTRY: Grants = _grants(
    {
        Relation.OFFICER: {Permission.REQUEST_ENTER},
        Relation.MANAGER: {Permission.REQUEST_ENTER},
        Relation.ADMINISTRATOR: {Permission.REQUEST_ENTER},
    }
)
"""What a department is filling in on behalf of somebody. What it does not grant is denied."""

_STAFF_WORK = {Permission.REQUEST_VIEW, Permission.REQUEST_PROCESS}

REQUEST: Grants = _grants(
    {
        Relation.OWNER: {Permission.REQUEST_TRACK, Permission.REQUEST_WITHDRAW},
        Relation.OFFICER: _STAFF_WORK,
        Relation.MANAGER: _STAFF_WORK | {Permission.REQUEST_MANAGE},
        Relation.ADMINISTRATOR: _STAFF_WORK | {Permission.REQUEST_MANAGE},
    }
)
"""One request. What it does not grant is denied."""

ACCEPTED_REQUEST: Grants = _grants(
    {
        **REQUEST,  # type: ignore[dict-item]
        Relation.EVERYONE: {Permission.REQUEST_VIEW_PUBLIC},
        Relation.CITIZEN: {Permission.REQUEST_WATCH},
    }
)
"""A request that the municipality has taken up: anybody may read its public fields, any citizen watch it."""
