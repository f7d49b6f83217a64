"""The bridge to Substance D 1.0b1 on Pyramid 2.1: what is included, scanned and mended, in one place."""

from typing import Any

from pyramid.config import Configurator
from pyramid.csrf import check_csrf_token
from pyramid.request import Request
from substanced.catalog.deferred import IndexActionTM
from substanced.catalog.indexes import SDIndex

MANAGE_ROUTE = "substanced_manage"
CHANGE_PASSWORD = "sdi.change-password"  # noqa: S105  a permission's name
"""What Substance D allows each member of staff on their own user object."""

_SCANNED = (
    "catalog",
    "db",
    "file",
    "folder",
    "locking",
    "objectmap",
    "principal",
    "property",
    "root",
    "sdi",
    "stats",
    "workflow",
)
_VIEWS_LEFT_OUT = tuple(
    f"substanced.{module}"
    for module in (
        "catalog.views",
        "db.views",
        "file.views",
        "folder.views",
        "locking.views",
        "objectmap.views",
        "principal.views",
        "property.views",
        "sdi.views.acl",
        "sdi.views.folder",
        "sdi.views.login",
        "sdi.views.manage",
        "sdi.views.undo",
        "workflow.views",
    )
)
"""Their pages need inline scripts, are English only, or (security tab) set access outside of our table. Of the
management UI we take the frame (traversal, tabs, item paths); the pages in it are those that we vouch for."""


class CsrfPredicate:
    """The view predicate ``check_csrf`` that Pyramid 2 no longer has and Substance D names."""

    def __init__(self, value: bool, _config: Configurator) -> None:
        self._value = value

    def text(self) -> str:
        return f"check_csrf = {self._value}"

    phash = text

    def __call__(self, _context: Any, request: Request) -> bool:
        return not self._value or bool(check_csrf_token(request, raises=False))


class IndexActions(IndexActionTM):
    """What is to be indexed at the end of the transaction of the index's own connection.

    Substance D asks for the thread's transaction, which nobody ends where each request has a manager of its own.
    """

    def __init__(self, index: Any) -> None:
        super().__init__(index)
        if index._p_jar is not None:
            self.transaction = index._p_jar.transaction_manager


def includeme(config: Configurator) -> None:
    """Include Substance D and register its content types.

    `Configurator.scan` of Pyramid 2 looks at the category ``pyramid`` alone, so ``substanced`` is named.
    """
    config.add_view_predicate("check_csrf", CsrfPredicate)
    SDIndex.tm_class = IndexActions
    config.include("substanced.include")
    for package in _SCANNED:
        config.scan(
            f"substanced.{package}",
            categories=("pyramid", "substanced"),
            ignore=[*_VIEWS_LEFT_OUT, _is_test],
        )


def _is_test(module: str) -> bool:
    return ".tests" in module or module.endswith("test_it")
