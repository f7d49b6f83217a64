"""The saved views that a member of staff can open: their own, and those that their departments share."""

from dataclasses import dataclass
from typing import Any

from pyramid.request import Request

from serres_requests.domain.access import Permission
from serres_requests.domain.queue_views import SavedView, columns_named
from serres_requests.i18n import _
from serres_requests.services.departments import managed_by
from serres_requests.services.queue_views import view_of, views_of
from serres_requests.views.management.queue_address import (
    COLUMNS,
    DUE_WORDS,
    FIELD_WORDS,
    ME,
    NOBODY,
    ORDER_WORDS,
    VIEW,
    QueueAddress,
    address_with,
    joined,
    readers_departments,
)
from serres_requests.views.management.queue_columns import COLUMN_WORDS
from serres_requests.views.presenters import STATE_WORDS

_ASSIGNEE_WORDS = {ME: _("Me"), NOBODY: _("Nobody yet")}


@dataclass(frozen=True, slots=True)
class FoundView:
    """A view that the reader can open. holder: who keeps it. department: which shares it, "" for their own."""

    view: SavedView
    holder: Any
    department: str
    may_change: bool
    url: str


def found_views(request: Request) -> list[FoundView]:
    """Return all views that the reader can open, their own before those of their departments."""
    site, managed = request.site, managed_departments(request)
    holders = [(request.user, "", True)]
    holders.extend((site.departments[name], name, name in managed) for name in readers_departments(request))
    return [
        FoundView(view, holder, department, may_change, url_of(request, view))
        for holder, department, may_change in holders
        for view in views_of(holder).views
    ]


def found_view(request: Request, view_id: str) -> FoundView | None:
    """Return the view with this id, None when the reader can't open one."""
    return next((found for found in found_views(request) if found.view.id == view_id), None)


def managed_departments(request: Request) -> tuple[str, ...]:
    """Return the departments that the reader may share views with."""
    administrator = bool(request.has_permission(Permission.SITE_MANAGE, request.site))
    return managed_by(request.site, request.identity.principals, administrator=administrator)


def opening_url(request: Request) -> str:
    """Return the address of the view that the reader's queue opens with, "" for none."""
    view_id = views_of(request.user).opens_with
    if not view_id:
        return ""
    own = view_of(request.user, view_id)
    if own is not None:
        return url_of(request, own)
    shared = found_view(request, view_id)
    return shared.url if shared is not None else ""


def url_of(request: Request, view: SavedView) -> str:
    """Return the address of the queue that a view stands for."""
    query = {**dict(view.query), COLUMNS: joined(columns_named(view.columns)), VIEW: view.id}
    return address_with(request.sdiapi.mgmt_path(request.site, "queue"), query)


def is_as_saved(found: FoundView, asked: QueueAddress) -> bool:
    """Tell whether `asked` is just what the view asks for."""
    saved = found.view
    return dict(saved.query) == asked.filters() and columns_named(saved.columns) == asked.columns


def query_in_words(request: Request, query: dict[str, str]) -> list[tuple[Any, Any]]:
    """Return what a query asks for, each with its label; nothing for all that is open, newest first."""
    return [(FIELD_WORDS[name], _value_words(request, name, value)) for name, value in query.items()]


def columns_in_words(request: Request, names: tuple[str, ...]) -> str:
    """Return the columns as people read them."""
    words = (request.localizer.translate(COLUMN_WORDS[column]) for column in columns_named(names))
    return ", ".join(words)


def _value_words(request: Request, name: str, value: str) -> Any:
    site, locale = request.site, request.locale_name
    if name in ("type", "department"):
        node = (site.request_types if name == "type" else site.departments).get(value)
        return node.title.in_language(locale) if node is not None else value
    words: dict[str, dict[Any, Any]] = {
        "state": STATE_WORDS,
        "assignee": _ASSIGNEE_WORDS,
        "due": DUE_WORDS,
        "order": ORDER_WORDS,
    }
    return words.get(name, {}).get(value, value)
