"""Citizens and staff do their work with the keyboard alone, and where no script runs."""

import re
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from tests.browser.conftest import PHONE, NewContext
from tests.conftest import running_site
from tests.support.hands import Hands, Keyboard, NoScript
from tests.support.people import Citizen, MemberOfStaff, Visitor
from tests.support.photo import a_photo
from tests.support.processes import SiteProcess
from tests.support.waiting import eventually

with warnings.catch_warnings():
    # Their authors' deprecations, met on import alone; ours stay errors.
    warnings.simplefilter("ignore")
    from tests.support.site import CITIZEN, Site, new_site
    from tests.support.submissions import SERVICE, answers
    from tests.support.world import CERTIFICATE, TEMPLATE

    from serres_requests.domain.identifiers import new_id
    from serres_requests.services.drafts import open_draft
    from serres_requests.services.submission import submit
    from serres_requests.services.templates import keep_template
    from serres_requests.services.type_editing import keep, publish, working_data
    from serres_requests.worker import Worker

pytestmark = pytest.mark.browser

JOURNEYS = ("corrected", "proposed", "documented", "watched", "withdrawn", "in bulk")
WAYS: dict[str, tuple[Callable[[Page], Hands], dict[str, object]]] = {
    "keyboard": (Keyboard, {}),
    "no-script": (NoScript, {"java_script_enabled": False, "viewport": PHONE}),
}


@dataclass
class Filed:
    """A request of maria. number: as people write it."""

    id: str
    reference: str
    number: str

    @property
    def public(self) -> str:
        number, _, day = self.number.partition("/")
        return f"/requests/{day[-4:]}/{number}"


@pytest.fixture(scope="module")
def filed() -> dict[tuple[str, str], Filed]:
    """The requests of the site, by way and journey."""
    return {}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, filed: dict[tuple[str, str], Filed]) -> Iterator[SiteProcess]:
    """A site where lamps need four eyes, with templates and a request for each journey."""
    folder = tmp_path_factory.mktemp("every-hand")
    with new_site(folder) as before:
        before.change(_prepare)
        made = {(way, journey): before.change(_submit) for way in WAYS for journey in JOURNEYS}
        Worker(before.database, before.registry, before.registry.ports, before.registry.app_settings).drain()
        filed.update({key: _found(before, reference) for key, reference in made.items()})
    yield from running_site(folder)


def _prepare(uow: Any) -> None:
    lamp = uow.site.request_types[SERVICE]
    for template in (TEMPLATE, CERTIFICATE):
        keep_template(lamp, template)
    keep(uow, lamp, {**working_data(lamp), "four_eyes": True})
    publish(uow, lamp)


def _submit(uow: Any) -> str:
    citizen = uow.site.citizens.find(CITIZEN.afm)
    draft = open_draft(uow, citizen, uow.site.request_types[SERVICE], new_id())
    draft.move_to(draft.type_version, answers(1), ())
    request = submit(uow, citizen, draft)
    assert request is not None
    return str(request.reference)


def _found(site: Site, reference: str) -> Filed:
    request = site.look(lambda uow: uow.site.requests.by_reference(reference))
    return Filed(request.id, reference, str(request.protocol))


class Everybody:
    """The people of one journey, each with a browser of their own, and the hands they have."""

    def __init__(self, site: SiteProcess, new_context: NewContext, way: str) -> None:
        self._site, self._new_context, self.way = site, new_context, way
        self._hands, self._options = WAYS[way]
        self.known: list[Visitor] = []

    def citizen(self, userid: str) -> tuple[Citizen, Hands]:
        citizen = Citizen(self._site, self._new_context(**self._options))
        citizen.log_in(userid)
        return self._with_hands(citizen)

    def staff(self, login: str) -> tuple[MemberOfStaff, Hands]:
        member = MemberOfStaff(self._site, self._new_context(**self._options))
        member.log_in(login)
        return self._with_hands(member)

    def _with_hands(self, person: Any) -> Any:
        self.known.append(person)
        return person, self._hands(person.page)


@pytest.fixture(params=WAYS)
def everybody(site: SiteProcess, new_context: NewContext, request: pytest.FixtureRequest) -> Iterator[Everybody]:
    people = Everybody(site, new_context, request.param)
    yield people
    assert [problem for person in people.known for problem in person.problems] == []


def test_what_is_asked_is_corrected(everybody: Everybody, filed: dict[tuple[str, str], Filed]) -> None:
    asked = filed[everybody.way, "corrected"]
    officer, hand = everybody.staff("lighting")
    officer.open(f"/manage/requests/{asked.reference}")
    hand.write("#message", "Πού ακριβώς είναι;")
    hand.push(".sr-asking summary")
    hand.tick("#correct-place")
    hand.write("#paper-1", "Φωτογραφία της κολόνας")
    hand.press("button[name=transition][value=ask]")
    officer.sees("Πού ακριβώς είναι;")
    maria, hand = everybody.citizen("maria")
    maria.open(f"/me/requests/{asked.id}")
    hand.press("a[href$='/correct']")
    hand.press("form.sr-form .sr-buttons button")
    expect(maria.page.locator(".sr-summary")).to_be_visible()
    hand.write("#field-place", "Ερμού 2, μπροστά στο φαρμακείο")
    maria.page.set_input_files("input[type=file]", files=[a_photo("κολόνα.jpg")])
    hand.press("form.sr-form .sr-buttons button")
    maria.sees("Ερμού 2, μπροστά στο φαρμακείο")
    officer.page.reload()
    officer.sees("κολόνα.jpg")


def test_four_eyes_see_a_proposal(everybody: Everybody, filed: dict[tuple[str, str], Filed]) -> None:
    page = f"/manage/requests/{filed[everybody.way, 'proposed'].reference}"
    officer, hand = everybody.staff("lighting")
    officer.open(page)
    hand.press("button[name=transition][value=start]")
    hand.push("form[data-fill-in=message] button")
    expect(officer.page.locator("#message")).to_have_value(re.compile("έγινε"))
    hand.press("button[name=transition][value=complete]")
    manager, other_hand = everybody.staff("lighting-manager")
    manager.open(page)
    other_hand.press("form[action$='/send_back'] button")
    expect(manager.page.locator("#error-note")).to_be_visible()
    other_hand.write("#note", "Λείπει η ημέρα.")
    other_hand.press("form[action$='/send_back'] button")
    officer.page.reload()
    officer.sees("Λείπει η ημέρα.")
    hand.write("#message", "Αλλάχτηκε σήμερα η λάμπα.")
    hand.press("button[name=transition][value=complete]")
    manager.page.reload()
    other_hand.press("form[action$='/approve'] button")
    expect(manager.page.locator(".sr-state--completed").first).to_be_visible()


def test_a_document_is_issued(everybody: Everybody, filed: dict[tuple[str, str], Filed]) -> None:
    request = filed[everybody.way, "documented"]
    officer, hand = everybody.staff("lighting")
    officer.open(f"/manage/requests/{request.reference}")
    hand.choose("#document-template", CERTIFICATE.id)
    hand.press("#documents form[action$='/issue'] button")
    hand.write("#text", "")
    hand.press("main form button[type=submit]")
    expect(officer.page.locator("#error-text")).to_be_visible()
    hand.write("#text", "Η λάμπα άλλαξε.")
    hand.press("main form button[type=submit]")
    manager, hand = everybody.staff("lighting-manager")
    manager.open(f"/manage/requests/{request.reference}")
    hand.press("form[action$='/approve'] button")
    maria, _hand = everybody.citizen("maria")

    def is_there() -> bool:
        maria.open(f"/me/requests/{request.id}")
        return maria.page.locator("#documents a[download]").count() == 1

    eventually(is_there, "the document on the citizen's page")


def test_templates_are_kept(everybody: Everybody) -> None:
    name = f"Συνεργείο ({everybody.way})"
    admin, hand = everybody.staff("admin")
    admin.open(f"/manage/services/{SERVICE}/templates")
    hand.press("a[href$='/add_template']")
    hand.write("[name=name]", name)
    hand.choose("[name=purpose]", "message")
    hand.write("[name=text]", "Έρχεται συνεργείο για το {protocol_number}.")
    hand.press(".sr-buttons button[name=save]")
    admin.sees(name)
    link = admin.page.get_by_role("link", name=f"Αφαίρεση {name}")
    remove = str(link.get_attribute("href")).rpartition("/")[2]
    hand.press(f"a[href$='/remove_template/{remove}']")
    hand.press("main form button[type=submit]")
    expect(admin.page.get_by_role("link", name=name, exact=True)).to_have_count(0)


def test_an_entry_is_made_for_somebody(everybody: Everybody) -> None:
    officer, hand = everybody.staff("lighting")
    officer.open("/manage/entries/new")
    for name, value in (("afm", "000000024"), ("last_name", "ΑΓΝΩΣΤΟΥ"), ("first_name", "ΕΛΠΙΔΑ")):
        hand.write(f"[name={name}]", value)
    hand.choose("[name=channel]", "phone")
    hand.write("[name=reason]", "Δεν έχει υπολογιστή.")
    hand.press("main form button[name=save]")
    hand.tick("#field-fault-0")
    hand.tick("#field-area-0")
    hand.write("#field-place", "Ερμού 3")
    hand.write("#field-description", "Η λάμπα έσβησε.")
    hand.press("form.sr-form .sr-buttons button[type=submit]")
    officer.sees("Ερμού 3")
    hand.press("form[action$='/submit'] button")
    expect(officer.page).to_have_url(re.compile("/receipt$"))


def test_several_are_begun_at_once(everybody: Everybody, filed: dict[tuple[str, str], Filed]) -> None:
    request = filed[everybody.way, "in bulk"]
    officer, hand = everybody.staff("lighting")
    officer.open("/manage/queue?state=filed")
    hand.tick(f"input[name=request][value='{request.reference}']")
    hand.push("details:has(#action) summary")
    hand.choose("#action", "start")
    hand.press("details:has(#action) button[type=submit]")
    expect(officer.page.locator("section[role=status]")).to_contain_text(request.number)


def test_a_request_of_another_is_watched(everybody: Everybody, filed: dict[tuple[str, str], Filed]) -> None:
    request = filed[everybody.way, "watched"]
    officer, hand = everybody.staff("lighting")
    officer.open(f"/manage/requests/{request.reference}")
    hand.press("button[name=transition][value=start]")
    giorgos, hand = everybody.citizen("giorgos")

    def is_public() -> bool:
        answer = giorgos.page.goto(f"{giorgos.site.url}{request.public}")
        return answer is not None and answer.ok

    eventually(is_public, "the public page")
    hand.press("form[action$='/watch'] button")
    giorgos.sees("Θα ενημερώνεστε")
    giorgos.open("/me/watching")
    hand.press("form[action$='/unwatch'] button")
    expect(giorgos.page.locator("form[action$='/unwatch']")).to_have_count(0)


def test_mails_are_chosen(everybody: Everybody) -> None:
    maria, hand = everybody.citizen("maria")
    maria.open("/me/notices/mails")
    hand.choose("#mail-filed", "daily")
    hand.press("main form button[type=submit]")
    maria.open("/me/notices/mails")
    expect(maria.page.locator("#mail-filed")).to_have_value("daily")
    hand.choose("#mail-filed", "at_once")
    hand.press("main form button[type=submit]")


def test_a_request_is_withdrawn(everybody: Everybody, filed: dict[tuple[str, str], Filed]) -> None:
    maria, hand = everybody.citizen("maria")
    maria.open(f"/me/requests/{filed[everybody.way, 'withdrawn'].id}")
    hand.write("#text", "Μάλλον διορθώθηκε.")
    hand.press("form[action$='/messages'] button")
    maria.sees("Μάλλον διορθώθηκε.")
    hand.press("a[href$='/withdraw']")
    hand.press("main form button[type=submit]")
    maria.sees("Το ανακαλέσατε")
    expect(maria.page.locator(".sr-state--withdrawn").first).to_be_visible()
