"""Whether the address that a form was sent to can be visited as well."""

from typing import Any

from pyramid.request import Request


def is_of_something(request: Request) -> bool:
    """Tell whether the address of `request` led to a node of the tree."""
    return request.matched_route is not None and hasattr(request, "view_name")


def can_be_visited(request: Request) -> bool:
    """Tell whether there is a page at the address of `request`, whatever method it came by."""
    if not is_of_something(request):
        return False
    views = (item["introspectable"] for item in request.registry.introspector.get_category("views"))
    return any(
        view["route_name"] == request.matched_route.name
        and (view["name"] or "") == request.view_name
        and "GET" in _methods(view)
        and _is_for(view["context"], request.context)
        for view in views
    )


def _methods(view: Any) -> tuple[str, ...]:
    methods = view["request_methods"] or ()
    return (methods,) if isinstance(methods, str) else tuple(methods)


def _is_for(wanted: Any, context: Any) -> bool:
    """`wanted`: a class, or None for anything."""
    return wanted is None or isinstance(context, wanted)
