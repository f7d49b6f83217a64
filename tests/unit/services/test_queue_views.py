"""What is kept of views with a person or a department, and that nothing is written where nothing changes."""

import pytest

from serres_requests.content_types.department import Department
from serres_requests.domain.errors import NameTakenError
from serres_requests.domain.queue_views import SavedView
from serres_requests.services.queue_views import (
    choose_columns,
    keep_view,
    open_with,
    remove_view,
    rename_view,
    view_of,
    views_of,
)

VIEW = SavedView("1", "Δικά μου", (("assignee", "@"),), ("state",))


class Person:
    """As Substance D's users: they know nothing of views."""


@pytest.fixture(params=[Person, lambda: Department("Τμήμα", "Unit")], ids=["person", "department"])
def holder(request):
    return request.param()


def test_who_kept_nothing_has_nothing_and_gets_no_object(holder):
    kept = views_of(holder)
    assert (kept.views, kept.opens_with, kept.columns) == ((), "", ())
    open_with(holder, "")
    choose_columns(holder, ())
    assert view_of(holder, "1") is None
    assert getattr(holder, "queue_views", None) is None


def test_a_view_is_kept_renamed_and_removed(holder):
    assert keep_view(holder, VIEW) == VIEW
    assert view_of(holder, "1") == VIEW
    rename_view(holder, VIEW, "Άλλο")
    assert view_of(holder, "1").name == "Άλλο"
    assert keep_view(holder, SavedView("2", "ΑΛΛΟ", (), ()), replaces=True).id == "1"
    remove_view(holder, "1")
    assert views_of(holder).views == ()


def test_a_name_that_is_taken_changes_nothing(holder):
    keep_view(holder, VIEW)
    other = keep_view(holder, SavedView("2", "Άλλο", (), ()))
    with pytest.raises(NameTakenError):
        rename_view(holder, other, "δικα μου")
    assert views_of(holder).views == (VIEW, other)


def test_columns_and_the_view_that_opens_are_remembered(holder):
    choose_columns(holder, ["state", "due"])
    open_with(holder, "1")
    kept = views_of(holder)
    assert (kept.columns, kept.opens_with) == (("state", "due"), "1")
    choose_columns(holder, ())
    open_with(holder, "")
    assert (kept.columns, kept.opens_with) == ((), "")
