"""Every view of the application at a real address: what the matrix must have a row for."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pyramid.interfaces import IRoutesMapper
from pyramid.traversal import resource_path
from tests.access.addresses import NAMES_A_REQUEST, PREFERRED, ROUTES, SUBPATHS
from tests.support.views import View, views_of
from tests.support.world import World
from zope.interface import providedBy
from zope.interface.interfaces import IInterface

from serres_requests.domain.lifecycle import State


@dataclass(frozen=True)
class Target:
    """One view at one address.

    key: that of its row, ``METHOD route`` or ``METHOD Kind/name``. state: that of the request at the address.
    """

    key: str
    method: str
    path: str
    view: View
    state: State | None = None


def targets_of(world: World) -> list[Target]:
    """Return all targets: routes, and every management view on every kind of node that the tree has."""
    views = [view for view in views_of(world.registry) if view.route and not view.is_static]
    on_routes = [target for view in views if not view.is_management for target in _at_route(world, view)]
    management = [view for view in views if view.is_management]
    return [*on_routes, *world.look(lambda site: list(_in_management(world, site, management)))]


def _at_route(world: World, view: View) -> Iterator[Target]:
    pattern = world.registry.getUtility(IRoutesMapper).get_route(view.route).pattern
    states: tuple[State | None, ...] = tuple(State) if NAMES_A_REQUEST.search(pattern) else (None,)
    address = ROUTES.get(view.route)
    for method in view.methods:
        for state in states:
            path = address(world, state) if address else f"no address is known for route {view.route}"
            yield Target(f"{method} {view.route}", method, path, view, state)


def _in_management(world: World, site: Any, views: list[View]) -> Iterator[Target]:
    for kind, state, node in kinds_of_nodes(world, site):
        chosen: dict[tuple[str, str], View] = {}
        for view in views:
            for method in view.methods:
                if fits(view.context, node):
                    rival = chosen.get((method, view.name))
                    if rival is None or closeness(view.context, node) < closeness(rival.context, node):
                        chosen[method, view.name] = view
        for (method, name), view in chosen.items():
            subpath = SUBPATHS[name](world, state) if name in SUBPATHS else ""
            path = f"/manage{resource_path(node, *filter(None, (name, subpath)))}"
            yield Target(f"{method} {kind}/{name}", method, path, view, state)


def kinds_of_nodes(world: World, site: Any) -> Iterator[tuple[str, State | None, Any]]:
    """Yield one node of each class that lies in the tree, and of requests one in each state."""
    found: dict[str, Any] = {}
    for node in _walk(site):
        kind = type(node).__name__
        if kind not in found or resource_path(node) in PREFERRED:
            found[kind] = node
    found["Citizen"] = site.citizens.get(world.applicant_id)
    del found["Request"]
    for kind, node in found.items():
        yield kind, None, node
    for state, reference in world.requests.items():
        yield "Request", state, site.requests.by_reference(reference)


def _walk(node: Any) -> Iterator[Any]:
    yield node
    if hasattr(node, "values") and hasattr(node, "__getitem__"):
        for child in node.values():
            if hasattr(child, "__parent__"):
                yield from _walk(child)


def fits(context: Any, node: Any) -> bool:
    """Whether a view for `context` is one for `node`."""
    if context is None:
        return True
    return bool(context.providedBy(node)) if IInterface.providedBy(context) else isinstance(node, context)


def closeness(context: Any, node: Any) -> int:
    """How far `context` is from the class of `node`: of two views the closer one answers, as Pyramid does it."""
    if context is None:
        return 1000
    if IInterface.providedBy(context):
        return list(providedBy(node).__sro__).index(context)
    return -1000 + type(node).__mro__.index(context)
