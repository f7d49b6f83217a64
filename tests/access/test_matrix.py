"""Every view answers every principal as the matrix says: asked of its permission check, and over HTTP."""

from urllib.parse import parse_qs, urlsplit

import pytest
from tests.access.asking import ask
from tests.access.conftest import Browsers
from tests.access.discovery import Target, targets_of
from tests.access.matrix import NO, NOT_THERE, NOTHING_THERE, PRINCIPALS, ROWS, TURNED_AWAY, YES, Row
from tests.conftest import Tell
from tests.support.views import View, views_of
from tests.support.world import APPLICANT, PLACE, World

from serres_requests.domain.lifecycle import State

TITLE = "Αίτημα ηλεκτροφωτισμού"
STAFF = {"officer", "manager", "stranger", "admin", "treasury"}
OUTSIDERS = {"anonymous", "citizen", "stranger", "watcher", "treasury"}
"""Who has nothing to do with the applicant's requests."""

ANSWERED = {TURNED_AWAY: NO, NOTHING_THERE: NOT_THERE}
"""What the view itself answers to whom the permission check lets in."""

NEVER_REACHED: dict[str, str] = {}
"""Views that let nobody in at any address of the world, with the reason. There is none."""

WRITING_READS: dict[str, str] = {}
"""GET views that may write, with the reason. There is none."""

by_row = pytest.mark.parametrize("row", ROWS, ids=str)
by_read = pytest.mark.parametrize("row", [row for row in ROWS if row.method == "GET"], ids=str)
by_write = pytest.mark.parametrize("row", [row for row in ROWS if row.method == "POST"], ids=str)


@pytest.fixture(scope="module")
def targets(world: World) -> list[Target]:
    return targets_of(world)


@pytest.fixture(scope="module")
def tokens(browsers: Browsers) -> dict[str, str]:
    """A good CSRF token for each principal, so that nothing but access is in the way."""
    return {
        principal: str(browser.get("/manage/login").html.find("input", {"name": "csrf_token"})["value"])
        for principal, browser in browsers.items()
    }


def of_row(targets: list[Target], row: Row) -> list[Target]:
    return [target for target in targets if row.covers(target.key, target.state)]


def test_every_view_has_a_row(targets: list[Target]) -> None:
    """A new view is to be entered in tests/access/matrix.py, with who may use it."""
    rows = {
        f"{target.key} {target.state or ''}": sum(row.covers(target.key, target.state) for row in ROWS)
        for target in targets
    }
    assert not [view for view, count in rows.items() if count == 0], "without a row"
    assert not [view for view, count in rows.items() if count > 1], "with two rows"


def test_every_view_lets_somebody_in_somewhere(world: World, targets: list[Target]) -> None:
    """A view for a kind of node that the world lacks has no target, and no row would be missed."""
    views = [view for view in views_of(world.registry) if view.route and not view.is_static]
    registered = {_registration(method, view) for view in views for method in view.methods}
    reached = {
        _registration(target.method, target.view)
        for target in targets
        for row in ROWS
        if row.covers(target.key, target.state) and {YES, TURNED_AWAY} & set(row.expected.values())
    }
    assert registered - reached == set(NEVER_REACHED)


def _registration(method: str, view: View) -> str:
    return f"{method} {view} as «{view.name}» for {getattr(view.context, '__name__', 'any')}"


def test_every_row_has_a_view(targets: list[Target]) -> None:
    assert not [str(row) for row in ROWS if len(of_row(targets, row)) != max(len(row.states), 1)]


def test_every_view_of_a_request_is_asked_in_every_state(world: World, targets: list[Target]) -> None:
    asked: dict[str, set[State]] = {}
    for target in targets:
        if target.state:
            asked.setdefault(target.key, set()).add(target.state)
    assert {key: states for key, states in asked.items() if states != set(State)} == {}
    found = world.look(lambda site: {s: site.requests.by_reference(r).state for s, r in world.requests.items()})
    assert found == {state: state for state in State}
    assert len(asked) > 30


@by_row
def test_cells_are_words_of_the_table(row: Row) -> None:
    assert set(row.expected.values()) <= {YES, NO, NOT_THERE, *ANSWERED}


@by_row
def test_permissions_are_as_the_matrix_says(
    row: Row, world: World, browsers: Browsers, targets: list[Target], tell: Tell
) -> None:
    for target in of_row(targets, row):
        tell("permissions asked", len(PRINCIPALS))
        told = {principal: ask(world, browsers[principal], target) for principal in PRINCIPALS}
        expected = {who: YES if cell in ANSWERED else cell for who, cell in row.expected.items()}
        assert told == expected, target


@by_read
def test_pages_answer_as_the_matrix_says_and_write_nothing(
    row: Row, world: World, browsers: Browsers, targets: list[Target], tell: Tell
) -> None:
    for target in of_row(targets, row):
        tell("pages read", len(PRINCIPALS))
        for principal, cell in row.expected.items():
            before = world.database.lastTransaction()
            response = browsers[principal].get(target.path, expect_errors=True)
            where = f"{principal}: GET {target.path} ({target.key}, {target.state})"
            assert outcome(response, principal, target) == ANSWERED.get(cell, cell), where
            if target.key not in WRITING_READS:
                assert world.database.lastTransaction() == before, f"{where} has written"
            assert not leaks(response, principal, cell), where


@by_write
def test_forms_of_others_are_refused_and_write_nothing(
    row: Row, world: World, browsers: Browsers, tokens: dict[str, str], targets: list[Target], tell: Tell
) -> None:
    for target in of_row(targets, row):
        for principal, cell in row.expected.items():
            if cell == YES:
                continue
            tell("forms refused", 1)
            before = world.database.lastTransaction()
            form = {
                "csrf_token": tokens[principal],
                "save": "save",
                "transition": "start",
                "form.delete_expired": "1",
            }
            response = browsers[principal].post(target.path, form, expect_errors=True)
            where = f"{principal}: POST {target.path} ({target.key}, {target.state})"
            assert outcome(response, principal, target) == ANSWERED.get(cell, cell), where
            assert world.database.lastTransaction() == before, f"{where} has written"
            assert not leaks(response, principal, cell), where


def test_the_tree_answers_below_manage_alone(world: World, browsers: Browsers, targets: list[Target]) -> None:
    """The address of a node without ``/manage`` before it leads nowhere, whoever asks."""
    routes = {target.path for target in targets if not target.view.is_management}
    paths = {target.path.removeprefix("/manage") for target in targets if target.view.is_management}
    for path in sorted(paths - routes - {"/", "/requests", "/login"}):
        for principal in ("anonymous", "admin"):
            if not is_page_of_a_route(path):
                assert browsers[principal].get(path, expect_errors=True).status_int == 404, path


def is_page_of_a_route(path: str) -> bool:
    return path.startswith("/services/") and path.count("/") == 2


def outcome(response: object, principal: str, target: Target) -> str:
    """Return the word of the table for an answer. A way to log in where one could is a no."""
    status = response.status_int  # type: ignore[attr-defined]
    assert status < 500, response
    if status == 404:
        return NOT_THERE
    if status == 403:
        return NO
    location = urlsplit(response.headers.get("Location", ""))  # type: ignore[attr-defined]
    if status == 303 and location.path in {"/login", "/manage/login"}:
        assert parse_qs(location.query)["came_from"] == [target.path], response
        logged_in = principal in STAFF if target.view.is_management else principal != "anonymous"
        assert not logged_in, "who is logged in is told, not sent to log in"
        return NO
    return YES


def leaks(response: object, principal: str, cell: str) -> list[str]:
    """Return what the answer must not tell: of the applicant to outsiders, of requests to whom it refuses."""
    secrets = [APPLICANT.last_name, APPLICANT.afm] if principal in OUTSIDERS else []
    if cell != YES:
        secrets += [TITLE, PLACE, "φωτογραφία"]
    body = response.body.decode(errors="replace")  # type: ignore[attr-defined]
    return [secret for secret in secrets if secret in body]
