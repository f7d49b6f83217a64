"""Saved views of the queue: what staff keep under a name to ask for it again, and its columns."""

from collections.abc import Container
from dataclasses import dataclass, replace
from enum import StrEnum

from serres_requests.domain.errors import NameTakenError, TooManyError
from serres_requests.domain.texts import fold

MOST_VIEWS = 30
"""Of one person, or shared with one department."""
LONGEST_NAME = 60


class Column(StrEnum):
    """What the queue can tell of each request beside its protocol number, in the order in which it is shown."""

    TYPE = "type"
    STATE = "state"
    DUE = "due"
    ASSIGNEE = "assignee"
    APPLICANT = "applicant"
    PLACE = "place"
    DEPARTMENT = "department"
    SUBMITTED = "submitted"
    FILED = "filed"
    CHANNEL = "channel"


USUAL_COLUMNS = (Column.TYPE, Column.STATE, Column.DUE, Column.ASSIGNEE, Column.APPLICANT)
"""The protocol number tells the day already."""


@dataclass(frozen=True, slots=True)
class SavedView:
    """A view of the queue under a name.

    query: names and values of the queue's address. columns: names of what it shows.
    """

    id: str
    name: str
    query: tuple[tuple[str, str], ...]
    columns: tuple[str, ...]


def columns_named(names: Container[str]) -> tuple[Column, ...]:
    """Return the columns among `names`; what there is not, or not any more, is left out."""
    return tuple(column for column in Column if column.value in names)


def with_view(
    views: tuple[SavedView, ...], view: SavedView, *, replaces: bool = False
) -> tuple[tuple[SavedView, ...], SavedView]:
    """Return `views` with `view` in the place of the one with its id, else behind all; and `view` as it is kept.

    replaces: it takes the place, and the id, of another view of its name. Names are the same whatever their case
    and accents. Raises NameTakenError when there is another of its name that it does not replace, TooManyError
    when there are `MOST_VIEWS`.
    """
    name = fold(view.name)
    namesake = next((kept for kept in views if fold(kept.name) == name and kept.id != view.id), None)
    if namesake is not None and not replaces:
        raise NameTakenError(view.name)
    kept = view if namesake is None else replace(view, id=namesake.id)
    by_id = {**{other.id: other for other in views}, kept.id: kept}
    if len(by_id) > MOST_VIEWS:
        raise TooManyError(MOST_VIEWS)
    return tuple(by_id.values()), kept
