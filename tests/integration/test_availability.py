"""Whether a service takes requests is a matter of whole days in Greece, and of who asks."""

from dataclasses import replace
from datetime import UTC, datetime
from itertools import count
from typing import Any

import pytest
from tests.support.clock import SettableClock
from tests.support.definitions import definition_data
from tests.support.site import Site

from serres_requests.content_types.request_type import RequestType
from serres_requests.domain.people import Identity
from serres_requests.services.availability import Obstacle, obstacle_for
from serres_requests.services.unit_of_work import UnitOfWork

_numbers = count()

PERSON = Identity("123456783", "ΔΟΚΙΜΑΣΤΙΚΗ", "ΜΑΡΙΑ")
COMPANY = Identity("094259216", "ΔΟΚΙΜΑΣΤΙΚΗ ΕΤΑΙΡΕΙΑ")


def service_of(site: Site, **terms: Any) -> str:
    """Add a service with `terms`; return its name."""
    name = f"service-with-terms-{next(_numbers)}"
    data = definition_data([{"name": "a", "kind": "text"}], name=name, **terms)
    site.change(lambda uow: uow.site.request_types.add(name, RequestType(data), registry=uow.registry) and None)
    return name


def obstacle_of(site: Site, name: str, at: datetime, identity: Identity | None = PERSON) -> Obstacle | None:
    """Tell what stands in the way of `identity` at a moment."""
    clock = SettableClock()
    clock.set(at)

    def look(uow: UnitOfWork) -> Obstacle | None:
        then = replace(uow, ports=replace(uow.ports, clock=clock))
        return obstacle_for(then, uow.site.request_types[name], identity)

    return site.look(look)


@pytest.mark.parametrize(
    ("terms", "at", "expected"),
    [
        # Greece is two hours ahead of UTC on 2 March, three on 31 March.
        ({"opens": "2026-03-02"}, datetime(2026, 3, 1, 21, 59, tzinfo=UTC), Obstacle.NOT_YET),
        ({"opens": "2026-03-02"}, datetime(2026, 3, 1, 22, 0, tzinfo=UTC), None),
        ({"closes": "2026-03-31"}, datetime(2026, 3, 31, 20, 59, tzinfo=UTC), None),
        ({"closes": "2026-03-31"}, datetime(2026, 3, 31, 21, 0, tzinfo=UTC), Obstacle.OVER),
        ({"opens": "2026-03-02", "closes": "2026-03-31"}, datetime(2026, 3, 10, 9, 0, tzinfo=UTC), None),
        ({}, datetime(2020, 1, 1, tzinfo=UTC), None),
    ],
)
def test_the_first_and_the_last_day_are_whole_days_in_greece(
    site: Site, terms: dict[str, str], at: datetime, expected: Obstacle | None
) -> None:
    assert obstacle_of(site, service_of(site, **terms), at) == expected


@pytest.mark.parametrize(
    ("identity", "expected"), [(PERSON, None), (COMPANY, Obstacle.ONLY_PERSONS), (None, None)]
)
def test_a_service_for_persons_is_for_no_company(
    site: Site, identity: Identity | None, expected: Obstacle | None
) -> None:
    name = service_of(site, applicants="person")
    assert obstacle_of(site, name, datetime(2026, 3, 10, tzinfo=UTC), identity) == expected


def test_a_closed_service_is_closed_also_in_its_time(site: Site) -> None:
    name = service_of(site, opens="2026-03-02")

    def close(uow: UnitOfWork) -> None:
        uow.site.request_types[name].is_open = False

    site.change(close)
    for day in (1, 2):
        assert obstacle_of(site, name, datetime(2026, 3, day, 9, tzinfo=UTC)) == Obstacle.CLOSED
