"""The request types that come with the product, each filled, checked and submitted as citizens do, in Greek."""

import re
import warnings
from typing import Any

import pytest
from playwright.sync_api import expect
from tests.browser.conftest import DESKTOP, PHONE, NewContext
from tests.support import typical
from tests.support.accessibility import sideways_scroll, violations
from tests.support.filling import Filler, with_two_in_each_group, words_typed
from tests.support.people import Citizen
from tests.support.processes import SiteProcess
from tests.support.waiting import eventually

from serres_requests.domain.definitions import Definition, parse_definition

with warnings.catch_warnings():
    # Their authors' deprecations, met on import alone; ours stay errors.
    warnings.simplefilter("ignore")
    from serres_requests.root import load_definition

pytestmark = pytest.mark.browser

# Whoever applies twice for one type would find what they gave the first time, and no step of theirs is empty.
CASES = {
    "certificates-own-phone": ("certificates", typical.CERTIFICATE, "anna", PHONE),
    "certificates-abroad-desktop": ("certificates", typical.ACT_FOR_ABROAD_OF_A_THIRD_PERSON, "giorgos", DESKTOP),
    "certificates-uncle-phone": ("certificates", typical.NEXT_OF_KIN_OF_AN_UNCLE, "maria", PHONE),
    "documents-order-plan-phone": ("documents-order", typical.PLAN, "etaireia", PHONE),
    "documents-order-decision-desktop": ("documents-order", typical.DECISION, "anna", DESKTOP),
    "tap-clearance-powered-phone": ("tap-clearance", typical.POWERED_FLAT, "eleni", PHONE),
    "tap-clearance-land-desktop": ("tap-clearance", typical.LAND_WITHOUT_POWER, "giorgos", DESKTOP),
    "fee-exemption-desktop": ("fee-exemption", typical.CAFE, "etaireia", DESKTOP),
    "debt-arrangement-few-desktop": ("debt-arrangement", typical.FEW_INSTALMENTS, "anna", DESKTOP),
    "debt-arrangement-many-phone": ("debt-arrangement", typical.MANY_INSTALMENTS, "giorgos", PHONE),
    "asep-soh-phone": ("asep-soh", typical.CANDIDATE, "maria", PHONE),
    "asep-soh-desktop": ("asep-soh", typical.CANDIDATE, "anna", DESKTOP),
    "pothole-phone": ("pothole", typical.EVERYDAY["pothole"], "giorgos", PHONE),
    "water-leak-desktop": ("water-leak", typical.EVERYDAY["water-leak"], "eleni", DESKTOP),
    "stray-animals-phone": ("stray-animals", typical.EVERYDAY["stray-animals"], "anna", PHONE),
}
SEEN_ON_THE_PHONE = frozenset({"fee-exemption-desktop", "asep-soh-desktop"})
"""Cases with the same answers as another: axe has seen their pages, whose size alone is new."""

_ENGLISH = re.compile(r"\b[A-Z][a-z]+ [a-z]+ [a-z]+")


class Applicant(Citizen):
    """Somebody who fills a form of the product from its first step to its number and looks at every page."""

    def __init__(self, *args: Any, runs_axe: bool) -> None:
        super().__init__(*args)
        self.faults: list[str] = []
        self._runs_axe = runs_axe

    def look(self, state: str) -> None:
        """Note what is wrong with the open page."""
        found = violations(self.page) if self._runs_axe else []
        if (pixels := sideways_scroll(self.page)) > 0:
            found.append(f"scrolls sideways by {pixels} px")
        if self.page.locator("html").get_attribute("lang") != "el":
            found.append("is not in Greek")
        if english := _ENGLISH.search(self.page.locator("main").inner_text()):
            found.append(f"says in English: {english.group()}")
        self.faults += [f"{state}: {fault}" for fault in found]

    def go_on(self) -> None:
        """Press the button of the step and wait for what comes."""
        with self.page.expect_navigation():
            self.save()

    def apply(self, definition: Definition, answers: dict[str, Any]) -> None:
        """Fill in every step, its errors first, up to the preview."""
        filler = Filler(self.page, definition)
        self.open(f"/services/{definition.name}/apply")
        while not self.page.url.endswith("/preview"):
            step = filler.step.name
            self.look(f"{step}, empty")
            self.go_on()
            expect(self.page.locator(".sr-summary")).to_be_focused()
            self.look(f"{step}, with errors")
            filler.fill(answers)
            self.look(f"{step}, filled")
            self.go_on()
            expect(self.page.locator(".sr-summary")).to_have_count(0)

    def check_and_submit(self, definition: Definition, answers: dict[str, Any]) -> None:
        """Find everything on the preview, submit it and get a number."""
        self.look("preview")
        shown = self.page.locator("main").inner_text()
        assert [words for words in words_typed(definition.fields, answers) if words not in shown] == []
        self.submit()
        self.number()
        self.look("request")


def file_one(
    site: SiteProcess, new_context: NewContext, name: str, typed: dict[str, Any], userid: str, **how: Any
) -> Applicant:
    """Let `userid` file a request of the type `name`; return them at its page."""
    definition = parse_definition(load_definition(name))
    answers = with_two_in_each_group(definition, typed)
    applicant = Applicant(site, new_context(viewport=how["size"]), runs_axe=how["runs_axe"])
    applicant.log_in(userid)
    applicant.apply(definition, answers)
    applicant.check_and_submit(definition, answers)
    assert applicant.faults == []
    assert applicant.problems == []
    return applicant


@pytest.mark.parametrize("case", CASES)
def test_a_citizen_fills_and_submits(site: SiteProcess, new_context: NewContext, case: str) -> None:
    name, typed, userid, size = CASES[case]
    file_one(site, new_context, name, typed, userid, size=size, runs_axe=case not in SEEN_ON_THE_PHONE)


def test_the_check_of_the_activity_is_on_the_page_of_the_request(
    site: SiteProcess, new_context: NewContext
) -> None:
    maria = file_one(site, new_context, "fee-exemption", typical.CAFE, "maria", size=PHONE, runs_axe=True)

    def decision() -> Any:
        maria.page.reload()
        found = maria.page.locator(".sr-panel .sr-state--eligible")
        return found if found.count() else None

    eventually(decision, "the decision on maria's request")
    maria.sees("Έλεγχος δραστηριότητας")
    maria.sees("56.30.10.00")
    maria.look("request with its decision")
    assert maria.faults == []
