"""Every kind of field in a form of three steps with conditions, on a phone, with JavaScript and without."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect
from tests.browser.conftest import PHONE, NewContext
from tests.conftest import running_site
from tests.support.accessibility import sideways_scroll, violations
from tests.support.every_kind import RAW, STEPS, VILLAGES, in_three_steps
from tests.support.people import Citizen
from tests.support.photo import a_photo
from tests.support.processes import SiteProcess
from tests.support.site import new_site

from serres_requests.content_types.request_type import RequestType
from serres_requests.domain.kinds import Kind
from serres_requests.domain.reference import CodeEntry, TableKind
from serres_requests.domain.texts import Text
from serres_requests.services.reference_data import create_table

pytestmark = pytest.mark.browser

NARROW = {"width": 320, "height": 640}
APPLY = "/services/every-kind/apply"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SiteProcess]:
    """A running site that offers the service of the tests."""
    folder = tmp_path_factory.mktemp("every-kind")
    with new_site(folder) as before_it_runs:
        before_it_runs.change(add_service)
    yield from running_site(folder)


def add_service(uow: Any) -> None:
    villages = create_table(uow.site, uow.registry, VILLAGES, Text("Χωριά", "Villages"), TableKind.PLAIN)
    entries = (CodeEntry("1", "Άγιο Πνεύμα"), CodeEntry("2", "Λευκώνας"), CodeEntry("3", "Σκούταρι"))
    villages.add_version(entries, uow.now(), "", "δοκιμή")
    uow.site.request_types.add("every-kind", RequestType(in_three_steps()), registry=uow.registry)


class Applicant(Citizen):
    """Somebody who fills the form and looks at every page of it."""

    faults: list[str]
    runs_javascript = True

    def look(self) -> None:
        """Note what is wrong with the open page at both widths; axe itself is JavaScript."""
        for size in (PHONE, NARROW):
            self.page.set_viewport_size(size)  # type: ignore[arg-type]
            if (pixels := sideways_scroll(self.page)) > 0:
                self.faults.append(f"{self.page.url} scrolls sideways by {pixels} px at {size['width']} px")
        self.page.set_viewport_size(PHONE)  # type: ignore[arg-type]
        if self.runs_javascript:
            self.faults += violations(self.page)

    def field(self, name: str) -> Locator:
        return self.page.locator(f'[id="item-field-{name}"]')

    def type(self, **texts: str) -> None:
        for name, text in texts.items():
            self.page.locator(f'[name="{name.replace("__", ".")}"]').fill(text)

    def sees_error(self, *names: str) -> None:
        expect(self.page.locator(".sr-summary")).to_be_visible()
        for name in names:
            expect(self.page.locator(f'[id="error-field-{name}"]')).not_to_be_empty()

    def is_at(self, number: int) -> None:
        expect(self.page.locator("[aria-current=step]")).to_have_text(re.compile(STEPS[number][0]))
        expect(self.page.locator(".sr-summary")).to_have_count(0)


@pytest.fixture
def enter(site: SiteProcess, new_context: NewContext) -> Any:
    """A function that logs an applicant in, with or without JavaScript."""

    def enter(userid: str, **options: object) -> Applicant:
        applicant = Applicant(site, new_context(viewport=PHONE, **options))
        applicant.faults = []
        applicant.runs_javascript = bool(options.get("java_script_enabled", True))
        applicant.log_in(userid)
        applicant.open(APPLY)
        return applicant

    return enter


def test_the_three_steps_ask_every_kind() -> None:
    assert sorted(kind for _name, _show_if, asked in STEPS for kind, _options in asked) == sorted(Kind)


def fill_person(applicant: Applicant) -> None:
    applicant.type(text="Μαρία", adt="ab123456", amka=RAW["amka"], email=RAW["email"], phone=RAW["phone"])
    applicant.page.check("#field-yes_no-0")


def fill_business(applicant: Applicant) -> None:
    applicant.type(iban=RAW["iban"], kad=RAW["kad"])


def fill_member(applicant: Applicant, number: int, name: str) -> None:
    part = f"group__{number}__"
    applicant.type(**{f"{part}who": name, f"{part}born": "1990-01-02", f"{part}home__street": "Ερμού"})
    applicant.type(**{f"{part}home__number": "1", f"{part}home__postcode": "62122", f"{part}home__town": "Σέρρες"})
    applicant.page.check(f'[id="field-group.{number}.likes-0"]')


def fill_place(applicant: Applicant) -> None:
    parts = {f"address__{part}": text for part, text in RAW["address"].items()}
    applicant.type(**parts, place__words="Πλατεία", place__position="41.0911, 23.5476")
    applicant.type(postcode="621 22", atak=RAW["atak"], kaek=RAW["kaek"], supply_number=RAW["supply_number"])
    applicant.page.select_option("#field-code_list", label="Λευκώνας")


def fill_cost(applicant: Applicant) -> None:
    applicant.type(number="6", money="1.234,50", date="2026-03-25", period__first="2026-03-01")
    applicant.page.check("#field-declaration-tick")


def submit_and_read(applicant: Applicant) -> None:
    applicant.page.wait_for_url("**/preview")
    applicant.look()
    for words in (
        "Μαρία",
        "ΑΒ123456",
        "Άννα",
        "Νίκος",
        "Ερμού 1, 62122 Σέρρες",
        "12,00 €",
        "1.234,50",
        "Δηλώθηκε",
    ):
        applicant.sees(words)
    applicant.submit()
    applicant.sees("Άννα")
    applicant.look()


def test_with_javascript(enter: Any) -> None:  # noqa: PLR0915  one journey
    maria = enter("maria")
    page: Page = maria.page
    maria.look()
    maria.save()
    maria.sees_error("text", "amka", "phone", "yes_no", "group")
    maria.look()

    expect(maria.field("kad")).to_be_hidden()
    fill_person(maria)
    expect(maria.field("kad")).to_be_visible()
    page.check("#field-yes_no-1")
    expect(maria.field("kad")).to_be_hidden()
    page.check("#field-yes_no-0")
    expect(maria.field("kad")).to_be_visible()
    fill_business(maria)
    fill_member(maria, 0, "Άννα")
    page.locator("button[name=add_item]").click()
    expect(maria.field("group.1")).to_be_visible()
    expect(page.locator('[id="field-group.1"]')).to_be_focused()
    expect(page.locator(".sr-summary")).to_have_count(0)
    expect(page.locator('[name="group.0.who"]')).to_have_value("Άννα")
    fill_member(maria, 1, "Νίκος")
    page.locator("button[name=add_item]").click()
    page.locator('button[name=drop_item][value="group.2"]').click()
    expect(maria.field("group.2")).to_have_count(0)
    maria.look()
    maria.save()

    maria.is_at(1)
    maria.look()
    maria.save()
    maria.sees_error("address", "code_list", "choice")
    maria.look()
    fill_place(maria)
    expect(maria.field("choices").locator(".sr-optional")).to_be_visible()
    page.fill("#field-choice", "Πράσινο")
    page.locator("#field-choice").blur()
    expect(maria.field("choices").locator(".sr-optional")).to_be_hidden()
    expect(maria.field("long_text")).to_be_visible()
    page.fill("#field-long_text", "Δύο\nγραμμές")
    page.check("#field-choices-2")
    maria.save()

    maria.is_at(2)
    maria.look()
    maria.save()
    maria.sees_error("number", "period", "declaration")
    maria.look()
    expect(page.locator("#field-computed")).to_have_text("–")
    fill_cost(maria)
    expect(page.locator("#field-computed")).to_have_text("12,00 €")
    expect(maria.field("files")).to_be_visible()
    page.set_input_files("#field-files-input", files=[a_photo("απόδειξη.jpg")])
    maria.sees("απόδειξη.jpg")
    maria.look()
    maria.save()
    submit_and_read(maria)
    assert maria.faults == []
    assert maria.problems == []


def test_without_javascript(enter: Any) -> None:
    anna = enter("anna", java_script_enabled=False)
    page: Page = anna.page
    expect(anna.field("kad")).to_be_hidden()
    fill_person(anna)
    fill_member(anna, 0, "Άννα")
    page.locator("button[name=add_item]").click()
    fill_member(anna, 1, "Νίκος")
    page.locator("button[name=add_item]").click()
    page.locator('button[name=drop_item][value="group.2"]').click()
    expect(anna.field("group.2")).to_have_count(0)
    anna.save()
    anna.sees_error("kad")
    fill_business(anna)
    anna.save()

    anna.is_at(1)
    fill_place(anna)
    page.fill("#field-choice", "πρασινο")
    anna.save()
    expect(page.locator(".sr-note[role=status]")).to_be_visible()
    anna.sees_error("long_text", "choices")
    page.fill("#field-long_text", "Δύο\nγραμμές")
    page.check("#field-choices-2")
    anna.save()

    anna.is_at(2)
    fill_cost(anna)
    anna.save()
    expect(anna.field("files")).to_be_visible()
    expect(page.locator("#field-computed")).to_have_text("12,00 €")
    page.set_input_files("#field-files-input", files=[a_photo("απόδειξη.jpg")])
    anna.save()
    submit_and_read(anna)
    assert anna.faults == []


def test_a_shorter_way_through_the_form(enter: Any) -> None:
    """Who has no business is not asked for costs."""
    giorgos = enter("giorgos")
    fill_person(giorgos)
    giorgos.page.check("#field-yes_no-1")
    expect(giorgos.field("kad")).to_be_hidden()
    fill_member(giorgos, 0, "Άννα")
    giorgos.save()
    fill_place(giorgos)
    giorgos.page.fill("#field-choice", "Κόκκινο")
    giorgos.save()
    giorgos.page.wait_for_url("**/preview")
    expect(giorgos.page.locator("main")).not_to_contain_text("Εισόδημα")
