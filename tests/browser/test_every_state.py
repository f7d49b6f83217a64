"""Pages of requests in every state and of what happens on their way: axe, 400 %, spaced text, both languages."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect
from tests.browser.conftest import DESKTOP, PHONE, NewContext
from tests.conftest import running_site
from tests.support.accessibility import faults, faults_when_enlarged, sideways_scroll
from tests.support.every_state import Addresses, every_state
from tests.support.people import Citizen, MemberOfStaff, Visitor
from tests.support.processes import SiteProcess

from serres_requests.domain.lifecycle import ACCEPTED_STATES, State

pytestmark = pytest.mark.browser

VARIANTS = [("el", PHONE, DESKTOP), ("en", DESKTOP, PHONE)]
STAFF = {"officer": "lighting", "manager": "lighting-manager", "administrator": "admin"}
"""Log-in names."""


@pytest.fixture(scope="module")
def addresses() -> Addresses:
    return Addresses()


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, addresses: Addresses) -> Iterator[SiteProcess]:
    """A site where nothing moves by itself."""
    folder = tmp_path_factory.mktemp("every-state")
    vars(addresses).update(vars(every_state(folder)))
    yield from running_site(folder, worker="none")


def enter(site: SiteProcess, new_context: NewContext, who: str, size: dict[str, int]) -> Visitor:
    if who == "anybody":
        return Visitor(site, new_context(viewport=size))
    if who == "citizen":
        citizen = Citizen(site, new_context(viewport=size))
        citizen.log_in("maria")
        return citizen
    member = MemberOfStaff(site, new_context(viewport=size))
    member.log_in(STAFF[who])
    return member


def test_every_state_is_looked_at(site: SiteProcess, addresses: Addresses) -> None:
    del site
    every = {state.value for state in State}
    assert every <= set(addresses.citizen)
    assert every <= set(addresses.officer)
    assert {state.value for state in ACCEPTED_STATES} <= set(addresses.anybody)


@pytest.mark.parametrize(("language", "size", "other"), VARIANTS, ids=["el-phone", "en-desktop"])
@pytest.mark.parametrize("who", vars(Addresses()))
def test_pages_are_accessible(
    site: SiteProcess,
    addresses: Addresses,
    new_context: NewContext,
    who: str,
    language: str,
    size: dict[str, int],
    other: dict[str, int],
) -> None:
    person = enter(site, new_context, who, size)
    page = person.page
    person.open(f"/check?_LOCALE_={language}")
    wrong: list[str] = []
    for what, path in getattr(addresses, who).items():
        answer = page.goto(f"{site.url}{path}")
        assert answer is not None
        assert answer.ok, f"{what}: {answer.status} at {path}"
        if what in set(State):
            expect(page.locator("main .sr-state").first).to_have_class(f"sr-state sr-state--{what}")
        found = faults(page, language) + faults_when_enlarged(page)
        page.set_viewport_size(other)  # type: ignore[arg-type]
        if (pixels := sideways_scroll(page)) > 0:
            found.append(f"scrolls sideways by {pixels} px at {other['width']} px")
        page.set_viewport_size(size)  # type: ignore[arg-type]
        wrong += [f"{what}: {words}" for words in found]
    assert wrong == []
    assert person.problems == []
