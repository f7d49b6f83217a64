"""Undoing what administrators changed (decision 36): a part of a node becomes what it was before."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from types import MappingProxyType
from typing import Any

from pyramid.traversal import find_resource, resource_path
from substanced.interfaces import IUser

from serres_requests.content_types.changes import Change
from serres_requests.content_types.department import Department
from serres_requests.content_types.reference_data import ReferenceTable
from serres_requests.content_types.request_type import RequestType
from serres_requests.content_types.site import Site
from serres_requests.domain.errors import UndoError
from serres_requests.services.staff import set_roles
from serres_requests.services.unit_of_work import UnitOfWork

_PUBLICATION = "RequestType/publish"
UNDO = "AuditLog/undo"
"""The event of an undoing, which is a change like others and can be undone."""


@dataclass(frozen=True, slots=True)
class _Part:
    """Something of a node that changes as a whole: how it is read and written."""

    read: Callable[[Any], Any]
    write: Callable[[Any, Any], None]


def _attributes(*names: str) -> _Part:
    def write(node: Any, values: tuple[Any, ...]) -> None:
        for name, value in zip(names, values, strict=True):
            setattr(node, name, value)

    return _Part(lambda node: tuple(getattr(node, name) for name in names), write)


_TITLES = {"title": _attributes("title_el", "title_en")}
_PARTS: Mapping[Any, Mapping[str, _Part]] = MappingProxyType(
    {
        RequestType: {
            "working copy": _attributes("working_copy", "working_copy_saved_at", "working_copy_saved_by"),
            "open": _attributes("is_open"),
            "templates": _attributes("templates"),
        },
        Department: _TITLES,
        ReferenceTable: _TITLES,
    }
)
_PARTS_OF_USERS = {
    "email": _attributes("email"),
    "roles": _Part(lambda user: tuple(sorted(user.groupids)), set_roles),
}


def state_of(node: Any) -> dict[str, Any]:
    """Return what can be brought back of `node`, by parts; nothing for nodes of other kinds."""
    return {name: part.read(node) for name, part in _parts(node).items()}


def remember(uow: UnitOfWork, node: Any, before: Mapping[str, Any], event: str, detail: str) -> None:
    """Keep what `node` was `before`, a `state_of` it, if it was changed.

    A publication is left out: requests may rest on the version, and the way back is another version. So is a
    node that is no longer in the tree.
    """
    if event == _PUBLICATION or node.__parent__ is None:
        return
    now = state_of(node)
    parts = {name: value for name, value in before.items() if value != now[name]}
    if not parts:
        return
    change = Change(
        at=uow.now(),
        by=uow.actor,
        event=event,
        detail=detail,
        path=str(resource_path(node)),
        before=parts,
        after=_digest(node, parts),
    )
    uow.site.changes.add(change)


def can_be_undone(node: Any | None, change: Change) -> bool:
    """Tell whether all that `change` changed of `node` is still as it left it; None when the node is gone."""
    return node is not None and _digest(node, change.parts) == change.after


def node_of(site: Site, change: Change) -> Any | None:
    """Return the node that was changed, None when it is gone."""
    try:
        return find_resource(site, change.path)
    except KeyError:
        return None


def undo(uow: UnitOfWork, number: int) -> None:
    """Bring back what was there before the change with `number`, and keep what was there until now.

    Raises UndoError when the change is not kept any more, or what it changed was changed again or is gone.
    """
    change = uow.site.changes.get(number)
    node = node_of(uow.site, change) if change is not None else None
    if change is None or not can_be_undone(node, change):
        raise UndoError(number)
    now, parts = state_of(node), _parts(node)
    for name, value in change.before.parts.items():
        parts[name].write(node, value)
    remember(uow, node, now, UNDO, change.event)


def _parts(node: Any) -> Mapping[str, _Part]:
    return _PARTS_OF_USERS if IUser.providedBy(node) else _PARTS.get(type(node), {})


def _digest(node: Any, names: Iterable[str]) -> bytes:
    """The number of versions goes with it: a working copy is one of changes to the newest."""
    versions = len(node.versions) if isinstance(node, RequestType) else 0
    parts = _parts(node)
    return sha256(repr((versions, [(name, parts[name].read(node)) for name in sorted(names)])).encode()).digest()
