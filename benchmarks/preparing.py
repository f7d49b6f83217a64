"""Who will come: citizens and officers with their sessions, and drafts that wait to be submitted.

They log in over the application's own pages, with the tax office's answer given here.
"""

import json
import re
import warnings
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field, replace
from itertools import islice
from pathlib import Path

import transaction
from benchmarks import greek_data
from benchmarks.installation import InProcess, Installation
from webtest import TestApp

from serres_requests.domain.identifiers import new_id
from serres_requests.domain.people import Identity
from serres_requests.gateways.clock import SystemClock
from serres_requests.services.drafts import MOST_DRAFTS, open_draft
from serres_requests.settings import DEMONSTRATION_PASSWORD

READERS = 200
OFFICERS = ("lighting", "cleaning", "greenery")
_TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')


@dataclass
class Person:
    """Somebody with a session. token: for their forms. items: their requests' ids with the protocol numbers, or
    the ids of their drafts."""

    name: str
    cookies: dict[str, str]
    token: str
    items: dict[str, str] = field(default_factory=dict)


@dataclass
class Visitors:
    """All that come. readers: citizens who look; submitters: citizens with drafts; officers, by department."""

    readers: list[Person]
    submitters: list[Person]
    officers: list[Person]

    def save(self, folder: Path) -> None:
        (folder / "visitors.json").write_text(json.dumps(asdict(self)))


class TaxOffice:
    """An identity provider that believes the code: it is the number of a citizen."""

    def authorize_url(self, state: str) -> str:
        return f"http://taxisnet.example/authorize?state={state}"

    def fetch_identity(self, code: str) -> Identity:
        return greek_data.identity(int(code))

    def logout_url(self) -> str:
        return "http://taxisnet.example/logout"


def prepare(installation: Installation, count: int, drafts: int) -> Visitors:
    """Log everybody in and make `drafts` drafts; `count` is the number of requests in the database."""
    with installation.in_process() as inside:
        ports = replace(inside.registry.ports, identity_provider=TaxOffice(), clock=SystemClock())
        inside.registry.ports = ports
        inside.clock = SystemClock()
        citizens = greek_data.citizens(count)
        wanted = min(READERS, citizens // 2)
        step = citizens // (2 * wanted)
        readers = [_reader(inside, number * step) for number in range(wanted)]
        submitters = list(_submitters(inside, range(citizens // 2, citizens), drafts))
        officers = [_officer(inside, name) for name in OFFICERS]
    visitors = Visitors(readers, submitters, officers)
    visitors.save(installation.folder)
    return visitors


def _reader(inside: InProcess, number: int) -> Person:
    person = _log_in(inside, number)
    if number % 3 == 0:
        person.cookies["_LOCALE_"] = "en"
    with inside.unit_of_work() as uow:
        own = uow.site.citizens.find(greek_data.identity(number).afm)
        requests = [uow.site.requests.by_reference(reference) for reference in own.references()]
        person.items = {request.id: str(request.protocol) for request in requests}
    return person


def _submitters(inside: InProcess, numbers: range, drafts: int) -> Iterator[Person]:
    """Each makes half as many drafts as they may."""
    each = MOST_DRAFTS // 2
    for number in islice(numbers, -(-drafts // each)):
        person = _log_in(inside, number)
        with inside.unit_of_work() as uow:
            citizen = uow.site.citizens.find(greek_data.identity(number).afm)
            request_type = uow.site.request_types[greek_data.SUBMITTED_TYPE]
            for index in range(each):
                draft = open_draft(uow, citizen, request_type, new_id())
                draft.save(greek_data.typed(number * each + index), uow.now())
                person.items[draft.id] = ""
            transaction.commit()
        yield person


def _log_in(inside: InProcess, number: int) -> Person:
    browser = TestApp(inside.router)
    state = browser.get("/login/taxisnet", status=303).location.rpartition("=")[2]
    browser.get(f"/login/taxisnet/callback?state={state}&code={number}", status=303)
    return _person(browser, "/me/requests", greek_data.identity(number).full_name)


def _officer(inside: InProcess, name: str) -> Person:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        browser = TestApp(inside.router)
        form = {"login": name, "password": DEMONSTRATION_PASSWORD}
        form["csrf_token"] = _token(browser, "/manage/login")
        browser.post("/manage/login", form, status=303)
        return _person(browser, "/manage/queue", name)


def _person(browser: TestApp, page: str, name: str) -> Person:
    token = _token(browser, page)
    return Person(name, dict(browser.cookies), token)


def _token(browser: TestApp, page: str) -> str:
    found = _TOKEN.search(browser.get(page, status=200).text)
    assert found is not None, page
    return found.group(1)
