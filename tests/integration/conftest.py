"""The application in process with a service that is decided by activities, and the running stand-ins."""

import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields
from typing import Any

import pytest
from tests.functional.conftest import application, prepared, running_standins, standins
from tests.support.processes import REGISTRY_CODES, REGISTRY_PATH, StandIns
from tests.support.site import Site, new_site

with warnings.catch_warnings():
    # Their authors' deprecations, met on import alone; ours stay errors.
    warnings.simplefilter("ignore")
    import httpx2
    import transaction
    from pyramid.threadlocal import manager
    from tests.support.installation import Installation

    from serres_requests.content_types import request_type
    from serres_requests.content_types.request_type import RequestType
    from serres_requests.domain.definitions import Definition, parse_definition
    from serres_requests.domain.kad import KadRule, parse_kad_rule
    from serres_requests.gateways.business_registry import AadeRegistry

__all__ = ["application", "prepared", "running_standins", "standins"]

SERVICE = "/services/fee-exemption-test"


def _text(words: str) -> dict[str, str]:
    return {"el": words, "en": f"{words} (English)"}


def _choice(name: str, *values: str) -> dict[str, Any]:
    choices = [{"value": value, "title": _text(value)} for value in values]
    return {"name": name, "kind": "choice", "title": _text(name), "choices": choices}


DEFINITION = {
    "name": "fee-exemption-test",
    "department": "lighting",
    "title": _text("Απαλλαγή τελών"),
    "summary": _text("Σύνοψη"),
    "description": _text("Περιγραφή"),
    "answer_days": 50,
    "fields": [_choice("delivery", "yes", "no"), {"name": "place", "kind": "text", "title": _text("Έδρα")}],
    "decision": {"table": "kad-affected", "day": "2020-03-20", "delivery_field": "delivery"},
}
ANSWERS = {"delivery": "no", "place": "Μεραρχίας 12"}


@dataclass(frozen=True)
class _WithRule(Definition):
    """A definition with a rule, until definitions read ``decision`` themselves."""

    decision: KadRule | None = None


def _parse(data: Any) -> Definition:
    if "decision" in {field.name for field in fields(Definition)} or "decision" not in data:
        return parse_definition(data)
    plain = parse_definition({key: value for key, value in data.items() if key != "decision"})
    values = {field.name: getattr(plain, field.name) for field in fields(Definition)}
    return _WithRule(**values, decision=parse_kad_rule(data["decision"], "decision"))


@pytest.fixture
def decided(application: Installation, monkeypatch: pytest.MonkeyPatch) -> Iterator[Installation]:
    """The application with the service, and no look-up so far."""
    monkeypatch.setattr(request_type, "parse_definition", _parse)
    change(application, _add_service)
    yield application
    application.standins.forget_registry_calls()


def _add_service(site: Any, registry: Any) -> None:
    site.request_types.add("fee-exemption-test", RequestType(DEFINITION), registry=registry)


def change(application: Installation, act: Callable[[Any, Any], None]) -> None:
    """Let `act` change the site, and commit."""
    transaction.abort()  # whatever the test before this one left begun in this thread
    connection = application._database.open()
    manager.push({"registry": application.registry, "request": None})  # Substance D looks there
    try:
        act(connection.root()["app_root"], application.registry)
        transaction.commit()
    finally:
        transaction.abort()
        manager.pop()
        connection.close()


@pytest.fixture
def impatient(decided: Installation, standins: StandIns) -> Installation:
    """The same, with a registry for which half a second is too long."""
    url = f"{standins.url}{REGISTRY_PATH}"
    username, password = REGISTRY_CODES.values()
    timeout = httpx2.Timeout(0.5)
    decided.use(business_registry=AadeRegistry(url=url, username=username, password=password, timeout=timeout))
    return decided


@pytest.fixture(scope="package")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """One new site for the tests of type editing; each works with request types of its own."""
    with new_site(tmp_path_factory.mktemp("site")) as made:
        yield made
