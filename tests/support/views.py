"""The views of the application, as its own introspection tells them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pyramid.security import NO_PERMISSION_REQUIRED

MANAGE_ROUTE = "substanced_manage"


@dataclass(frozen=True)
class View:
    """One registered view.

    route: name of its route, "" for none. context: class or interface that it is for, None for any. methods: the
    request methods it declares. permission: what it asks for. derived: what Pyramid calls.
    """

    route: str
    context: Any
    name: str
    methods: tuple[str, ...]
    permission: str | None
    requires_csrf: bool
    is_for_exceptions: bool
    callable: Any
    derived: Any

    @property
    def is_static(self) -> bool:
        return type(self.callable).__name__ == "static_view"

    @property
    def is_public(self) -> bool:
        return self.permission in {None, NO_PERMISSION_REQUIRED}

    @property
    def is_management(self) -> bool:
        return self.route == MANAGE_ROUTE

    def __str__(self) -> str:
        """The name by which allow-lists and messages speak of it."""
        what = getattr(self.callable, "__qualname__", type(self.callable).__name__)
        return f"{self.callable.__module__}.{what}"


def views_of(registry: Any) -> Iterator[View]:
    """Yield every view, those of exceptions and of static files among them."""
    introspector = registry.introspector
    for item in introspector.get_category("views"):
        told = item["introspectable"]
        methods = told["request_methods"] or ()
        permissions = [r for r in item["related"] if r.category_name == "permissions"]
        context = told["context"]
        yield View(
            route=told["route_name"] or "",
            context=context,
            name=told["name"] or "",
            methods=(methods,) if isinstance(methods, str) else tuple(methods),
            permission=str(permissions[0]["value"]) if permissions else None,
            requires_csrf=told.get("require_csrf", True) is not False,
            is_for_exceptions=bool(told["exception_only"]) or _is_exception(context),
            callable=told["callable"],
            derived=told["derived_callable"],
        )


def _is_exception(context: Any) -> bool:
    is_class = isinstance(context, type) and issubclass(context, BaseException)
    return is_class or getattr(context, "__name__", "") == "IExceptionResponse"
