"""A site that grows, and how many objects each of its pages loads from the database at each size."""

import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from unittest.mock import patch
from urllib.parse import quote

import pytest

with warnings.catch_warnings():
    # Their authors' deprecations, met on import alone; ours stay errors.
    warnings.simplefilter("ignore")
    from tests.access.discovery import Target, targets_of
    from tests.access.matrix import ROWS, YES
    from tests.support.submissions import a_citizen, submit_one
    from tests.support.world import APPLICANT, World, populated_world
    from webtest import TestApp
    from ZODB.Connection import Connection

    from serres_requests.catalog.indexing import index_request
    from serres_requests.content_types.citizen import Citizen
    from serres_requests.domain.lifecycle import ACCEPTED_STATES, State
    from serres_requests.domain.notices import NoticeKind
    from serres_requests.services.lifecycle import file_request, move
    from serres_requests.services.notices import notify
    from serres_requests.services.unit_of_work import UnitOfWork
    from serres_requests.services.watching import watch

SMALL, LARGE = 1_000, 20_000
BATCH = 1_000
ONE_IN = 20
"""The applicant of the access tests makes one request in so many, and watches those of others that are taken up;
nobody reads their notices."""

ONE_ASKED_IN = 300
"""Requests, of the same applicant, wait for something from them: what is asked comes first in their list."""

DEEPER = {
    "/requests?q=one": ("anonymous", f"/requests?q={quote('λάμπα')}"),
    "/requests?q=two": ("anonymous", f"/requests?q={quote('Μεραρχίας Σερρών')}"),
    "/me/requests?start=20": ("applicant", "/me/requests?start=20"),
    "/me/notices?start=20": ("applicant", "/me/notices?start=20"),
    "/me/watching?start=20": ("applicant", "/me/watching?start=20"),
    "/manage/queue?state=completed": ("officer", "/manage/queue?state=completed"),
    "/manage/queue?due=overdue": ("officer", "/manage/queue?due=overdue"),
    "/manage/queue?order=due": ("officer", "/manage/queue?order=due"),
    "/manage/queue?q=": ("officer", f"/manage/queue?q={quote('Δοκιμαστική λάμπα')}"),
    "/manage/queue?since=": ("officer", "/manage/queue?since=2020-01-01&until=2040-01-01"),
}
"""Pages that a list, a search or a filter leads to, with who looks at them."""

BY_PLACE = 10
"""Another citizen makes one request in so many about a hole that many know."""
A_HOLE = {
    "damage": "manhole",
    "area": "serres",
    "place": {"words": "Κιλκίς 12", "position": "41.0911, 23.5476"},
    "is_dangerous": "no",
}

MOVES = {0: (), 1: ("start",), 2: ("start", "complete")}


class Quiet(UnitOfWork):
    """A unit of work whose events nobody hears: what they would cause is done here at once."""

    def emit(self, event: object) -> None:
        pass


@dataclass(frozen=True)
class Page:
    """One GET view at one address, with who may look at it. key: as in the matrix."""

    key: str
    path: str
    principal: str


@dataclass(frozen=True)
class Visit:
    """What a page cost: its status, objects loaded with a cold cache, and whether anything was written."""

    status: int
    loads: int
    wrote: bool


class Growth:
    """The world at two sizes, and each page's visits at both."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._browsers = world.principals()
        self.pages = list(_pages(targets_of(world)))
        self.visits: dict[Page, dict[int, Visit]] = {page: {} for page in self.pages}

    def look_also_at(self, page: Page) -> None:
        self.pages.append(page)
        self.visits[page] = {}

    def measure(self, size: int) -> None:
        for page in self.pages:
            browser = self._browsers[page.principal]
            browser.get(page.path, expect_errors=True)  # what is kept for ever within the process is kept now
            self.visits[page][size] = self._visit(browser, page)

    def _visit(self, browser: TestApp, page: Page) -> Visit:
        database, loaded = self._world.database, []
        database.cacheMinimize()
        before = database.lastTransaction()
        setstate = Connection.setstate

        def count(connection: Any, instance: Any) -> None:
            loaded.append(instance._p_oid)
            setstate(connection, instance)

        with patch.object(Connection, "setstate", count):
            response = browser.get(page.path, expect_errors=True)
        return Visit(response.status_int, len(loaded), database.lastTransaction() != before)


@pytest.fixture(scope="package")
def growth(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Growth]:
    with populated_world(tmp_path_factory.mktemp("growing")) as world:
        world.database.setCacheSize(200_000)
        grown = Growth(world)
        hole = world.change(lambda uow: _add_one(_quiet(uow), a_citizen(uow, 0), 0, "pothole", A_HOLE))
        grown.look_also_at(Page("Request/ at a place", f"/manage/requests/{hole}", "admin"))
        done = 0
        for size in (SMALL, LARGE):
            while done < size:
                numbers = range(done, done + BATCH)
                world.change(lambda uow, numbers=numbers: _add(_quiet(uow), numbers))
                done += BATCH
            grown.measure(size)
        yield grown


def _quiet(uow: UnitOfWork) -> Quiet:
    return Quiet(uow.site, uow.ports, uow.settings, uow.registry, uow.actor)


def _add(uow: Quiet, numbers: range) -> None:
    """Let there be more requests, and citizens who watch them."""
    applicant = uow.site.citizens.find(APPLICANT.afm)
    watched = next(one for one in applicant.references() if is_completed(uow, one))
    for number in numbers:
        citizen = a_citizen(uow, number % 3_000) if number % ONE_IN else applicant
        of_a_hole = number % ONE_IN == BY_PLACE
        reference = _add_one(uow, citizen, number, *(("pothole", A_HOLE) if of_a_hole else ()))
        request = uow.site.requests.by_reference(reference)
        if request.state in ACCEPTED_STATES:
            watch(uow, applicant, request)
            watch(uow, citizen, uow.site.requests.by_reference(watched))


def _add_one(uow: Quiet, citizen: Citizen, number: int, *kind: Any) -> str:
    """Let a request be submitted, filed, moved and indexed, and its citizen be told; return its reference.

    kind: the name of its service and what was typed, else a lamp.
    """
    reference = submit_one(uow, citizen, number, *kind)
    file_request(uow, reference)
    request = uow.site.requests.by_reference(reference)
    for transition in MOVES[number % len(MOVES)]:
        move(uow, request, transition, "Έγινε.")
    if number % ONE_ASKED_IN == 0:
        move(uow, request, "ask", "Ποια κολόνα;")
    notify(uow, reference, NoticeKind.FILED, uow.now(), "")
    index_request(uow.site, request)
    return reference


def is_completed(uow: Quiet, reference: str) -> bool:
    """Tell whether this is the request that pages of a request are asked for."""
    return uow.site.requests.by_reference(reference).state is State.COMPLETED


def _pages(targets: list[Target]) -> Iterator[Page]:
    """Yield every GET view once, for a request once it has a number and a public page."""
    seen = set()
    for target in targets:
        if target.method != "GET" or target.key in seen or target.state not in {None, State.COMPLETED}:
            continue
        for row in ROWS:
            if row.covers(target.key, target.state):
                who = [name for name in ("applicant", "officer", "admin") if row.expected[name] == YES]
                if who:
                    seen.add(target.key)
                    yield Page(target.key, target.path, who[0])
    yield from (Page(key, path, principal) for key, (principal, path) in DEEPER.items())
