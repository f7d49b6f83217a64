"""Asking the application whether a principal may use a view, without letting the view do anything."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from pyramid.httpexceptions import HTTPForbidden, HTTPNotFound
from pyramid.interfaces import IRoutesMapper
from pyramid.scripting import prepare
from pyramid.traversal import ResourceTreeTraverser
from tests.access.discovery import Target
from tests.access.matrix import NO, NOT_THERE, YES
from tests.support.world import World
from webtest import TestApp


def ask(world: World, browser: TestApp, target: Target) -> str:
    """Return YES, NO or NOT_THERE: what the way to the node and the view's own permission check say."""
    with _request(world, browser, target) as request:
        try:
            context = _walk(world, request)
        except HTTPNotFound:
            return NOT_THERE
        except HTTPForbidden:
            return NO
        assert request.view_name == target.view.name, f"{target.path} is not the address of {target.key}"
        return YES if target.view.derived.__permitted__(context, request) else NO


@contextmanager
def _request(world: World, browser: TestApp, target: Target) -> Iterator[Any]:
    request = world.router.request_factory.blank(target.path, method=target.method)
    request.headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in browser.cookies.items())
    made = prepare(request=request, registry=world.registry)
    request.tm.begin()
    try:
        yield request
    finally:
        request.tm.abort()
        made["closer"]()


def _walk(world: World, request: Any) -> Any:
    """Go from the address to the node, as the router does."""
    found = world.registry.getUtility(IRoutesMapper)(request)
    route = found["route"]
    request.matchdict, request.matched_route = found["match"], route
    root = route.factory(request) if route.factory else request.site
    told = ResourceTreeTraverser(root)(request)
    request.__dict__.update(told)
    return request.context
