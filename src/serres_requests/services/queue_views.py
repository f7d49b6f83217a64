"""Keeping views of the queue: each with the person, or the department, that it is of."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from serres_requests.content_types.queue_views import QueueViews
from serres_requests.domain.queue_views import SavedView, with_view


def views_of(holder: Any) -> QueueViews:
    """Return what `holder`, a user or a department, keeps; nothing is written for one who keeps nothing."""
    kept = getattr(holder, "queue_views", None)
    return kept if kept is not None else QueueViews()


def view_of(holder: Any, view_id: str) -> SavedView | None:
    """Return the view of `holder` with this id."""
    return next((view for view in views_of(holder).views if view.id == view_id), None)


def keep_view(holder: Any, view: SavedView, *, replaces: bool = False) -> SavedView:
    """Keep `view` with `holder` and return it as it is kept; raises what `with_view` raises."""
    views, kept = with_view(views_of(holder).views, view, replaces=replaces)
    _own(holder).views = views
    return kept


def rename_view(holder: Any, view: SavedView, name: str) -> None:
    """Give a view of `holder` another name; raises NameTakenError when one of its others has it."""
    keep_view(holder, replace(view, name=name))


def remove_view(holder: Any, view_id: str) -> None:
    """Forget a view. Queues that opened with it open as everybody's do."""
    own = _own(holder)
    own.views = tuple(view for view in own.views if view.id != view_id)


def open_with(user: Any, view_id: str) -> None:
    """Let the queue of `user` open with a view, with "" as everybody's does."""
    if view_id != views_of(user).opens_with:
        _own(user).opens_with = view_id


def choose_columns(user: Any, columns: Iterable[str]) -> None:
    """Remember which columns the queue of `user` shows; none stand for the usual ones."""
    names = tuple(map(str, columns))
    if names != views_of(user).columns:
        _own(user).columns = names


def _own(holder: Any) -> QueueViews:
    if getattr(holder, "queue_views", None) is None:
        holder.queue_views = QueueViews()
    own: QueueViews = holder.queue_views
    return own
