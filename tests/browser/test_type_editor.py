"""An administrator builds a type of request with the keyboard alone, with scripts and without, and it is filed."""

import os
import re
from pathlib import Path

import pytest
from playwright.sync_api import expect
from tests.browser.conftest import DESKTOP, PHONE, NewContext
from tests.browser.test_accessibility import VARIANTS, faults
from tests.support.editor import Administrator, focused_id
from tests.support.people import Citizen
from tests.support.processes import SiteProcess

from serres_requests.domain.kinds import Kind

pytestmark = pytest.mark.browser

SERVICES = "/manage/services"
PICTURES = Path(__file__).parents[2] / "docs" / "administrators" / "pictures"
STUCK = """
name: {name}
department: greenery
title: {{el: Αδύνατο, en: Impossible}}
summary: {{el: Σύνοψη, en: Summary}}
description: {{el: Περιγραφή, en: Description}}
answer_days: 3
steps:
  - name: only
    title: {{el: Βήμα, en: Step}}
    fields:
      - name: felling
        kind: yes_no
        title: {{el: Θα κοπεί, en: Will it be felled}}
        required: true
      - name: height
        kind: number
        title: {{el: Ύψος, en: Height}}
        required: true
        show_if: {condition}
        minimum: 10
        maximum: 5
"""


@pytest.fixture
def admin(site: SiteProcess, new_context: NewContext) -> Administrator:
    return log_in(site, new_context)


def log_in(site: SiteProcess, new_context: NewContext, language: str = "el", **options: object) -> Administrator:
    admin = Administrator(site, new_context(**options))
    admin.open(f"/manage?_LOCALE_={language}")
    admin.log_in("admin")
    return admin


def picture(admin: Administrator, name: str, selector: str = "main", height: int = 760) -> None:
    """With PICTURES=1 in the environment, take the pictures of the administrator's manual anew."""
    size = admin.page.viewport_size
    if os.environ.get("PICTURES") and size == DESKTOP:
        PICTURES.mkdir(parents=True, exist_ok=True)
        box = admin.page.locator(selector).first.bounding_box()
        assert box
        top = box["y"] + admin.page.evaluate("scrollY")
        clip = {"x": box["x"], "y": top, "width": box["width"], "height": min(box["height"], height)}
        admin.page.screenshot(path=PICTURES / f"{name}.png", full_page=True, clip=clip)


@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("tree-pruning", {"viewport": DESKTOP}),
        ("tree-pruning-2", {"viewport": PHONE, "java_script_enabled": False}),
    ],
    ids=["desktop", "phone-without-javascript"],
)
def test_a_type_is_built_published_and_filed(
    name: str, options: dict[str, object], site: SiteProcess, new_context: NewContext
) -> None:
    admin = log_in(site, new_context, **options)
    begin(admin, name)
    write_terms(admin)
    build_first_step(admin)
    build_second_step(admin)
    try_it(admin, name)
    publish(admin, name)
    assert admin.problems == []
    citizen_files(site, new_context, name)


def begin(admin: Administrator, name: str) -> None:
    admin.open(f"{SERVICES}/contents")
    picture(admin, "list")
    admin.enter("a[href$='/add_type']")
    admin.write_both("title", "Κλάδεμα δέντρων", "Tree pruning")
    admin.choose("#department", "greenery")
    admin.write("#name", name)
    picture(admin, "new-type")
    admin.save()
    expect(admin.page).to_have_url(re.compile(f"/{name}/edit$"))
    picture(admin, "begun", height=560)
    expect(admin.page.locator(".sr-summary li")).to_have_count(4)


def write_terms(admin: Administrator) -> None:
    admin.enter("a[href$='/edit_terms']")
    admin.write_both(
        "summary", "Ζητήστε να κλαδευτεί ή να κοπεί ένα δέντρο.", "Ask for a tree to be pruned or felled."
    )
    admin.write_both(
        "description", "Το συνεργείο πρασίνου βλέπει το δέντρο και απαντά.", "The crew looks and answers."
    )
    admin.write("#needed-0-el", "Μια φωτογραφία")
    admin.write("#needed-0-en", "A photo")
    admin.enter("button[name=add_row-needed]")
    assert focused_id(admin.page) == "needed-1-el"
    admin.write("#needed-1-el", "Τη θέση του δέντρου")
    admin.write("#needed-1-en", "Where the tree stands")
    admin.write("#answer_days", "15")
    admin.save()
    assert focused_id(admin.page) == "terms"
    expect(admin.page.locator(".sr-summary li")).to_have_count(1)


def build_first_step(admin: Administrator) -> None:
    admin.enter("a[href$='/edit_step/request']")
    admin.write_both("title", "Το δέντρο", "The tree")
    admin.save()
    assert focused_id(admin.page) == "step-request"
    admin.enter("a[href$='/choose_kind/request']")
    picture(admin, "kinds")
    admin.enter("a[href$='?kind=choice']")
    admin.write_both("title", "Τι χρειάζεται;", "What is needed?")
    admin.tick("#required")
    for row, (greek, english) in enumerate([("Κλάδεμα", "Pruning"), ("Κοπή", "Felling")]):
        admin.write(f"#choices-{row}-el", greek)
        admin.write(f"#choices-{row}-en", english)
    admin.write("#name", "what")
    picture(admin, "choice", height=1000)
    admin.save()
    assert focused_id(admin.page) == "field-what"
    admin.begin_field("request", "group")
    admin.write_both("title", "Δέντρα", "Trees")
    admin.write("#min_items", "1")
    admin.save()
    admin.begin_field("request", "text", "trees")
    admin.write_both("title", "Είδος", "Species")
    admin.tick("#required")
    admin.save()
    admin.begin_field("request", "number", "trees")
    admin.write_both("title", "Ύψος", "Height")
    admin.write_both("unit", "μ.", "m")
    admin.save()
    admin.enter("#field-trees-in-height button[value=up]")
    assert focused_id(admin.page) == "field-trees-in-height"


def build_second_step(admin: Administrator) -> None:
    admin.enter("a[href$='/add_step']")
    admin.write_both("title", "Η κοπή", "The felling")
    admin.write("#show_if", 'what = "felling"')
    admin.save()
    expect(admin.page.locator("#error-show_if")).to_be_visible()
    picture(admin, "condition", height=1100)
    admin.write("#show_if", 'what == "felling"')
    admin.save()
    admin.begin_field("the_felling", "long_text")
    admin.write_both("title", "Γιατί πρέπει να κοπεί;", "Why must it be felled?")
    admin.write("#require_if", "trees > 1")
    admin.write("#name", "why")
    admin.save()
    admin.begin_field("the_felling", "computed")
    admin.write_both("title", "Τέλος", "Fee")
    admin.write("#value", "trees * 10")
    admin.write("#decimals", "2")
    admin.write_both("unit", "€", "€")
    admin.save()
    admin.enter("#field-why button[value=up]")
    assert focused_id(admin.page) == "field-why"
    admin.enter("#field-why button[value=down]")
    expect(admin.page.locator(".sr-summary")).to_have_count(0)
    picture(admin, "overview", ".sr-steplist", 1000)


def try_it(admin: Administrator, name: str) -> None:
    admin.enter("a[href$='/preview']")
    expect(admin.page.locator("#field-what-0")).to_be_visible()
    picture(admin, "preview")
    admin.enter("a[href$='?step=the_felling']")
    expect(admin.page.locator("#field-why")).to_be_visible()
    admin.enter("a[href$='/try']")
    admin.tick("#field-what-0")
    admin.page.keyboard.press("ArrowDown")
    admin.write("[id='field-trees.0.species']", "Πλάτανος")
    admin.enter(".sr-buttons button")
    assert focused_id(admin.page) == "result"
    expect(admin.page.locator("#result .sr-good")).to_be_visible()
    expect(admin.page.locator("#result tr", has_text="€").locator("td").last).to_contain_text("10")
    picture(admin, "try", "#result")
    admin.open(f"{SERVICES}/{name}/edit")


def publish(admin: Administrator, name: str) -> None:
    admin.enter("a[href$='/publish']")
    picture(admin, "publish")
    admin.enter("form[data-once] button")
    expect(admin.page).to_have_url(re.compile(f"/{name}/edit#other$"))
    admin.enter("button[name=open]")
    admin.enter("a[href$='/@@versions']")
    expect(admin.page.locator("tbody tr")).to_have_count(1)
    expect(admin.page.locator("tbody")).to_contain_text("admin")


def citizen_files(site: SiteProcess, new_context: NewContext, name: str) -> None:
    maria = Citizen(site, new_context())
    maria.log_in("maria")
    maria.open(f"/services/{name}/apply")
    maria.page.check("#field-what-1")
    maria.page.fill("[id='field-trees.0.species']", "Πεύκο")
    maria.page.fill("[id='field-trees.0.height']", "12")
    maria.save()
    maria.page.fill("#field-why", "Γέρνει προς τον δρόμο.")
    maria.save()
    maria.sees("Πεύκο")
    maria.sees("10")
    maria.submit()
    maria.number()


def import_text(admin: Administrator, text: str) -> None:
    admin.open(f"{SERVICES}/import_type")
    admin.page.fill("#text", text)
    admin.page.locator("main form button[type=submit]").click()
    admin.page.wait_for_url("**/edit")


def test_a_broken_condition_is_not_published(admin: Administrator) -> None:
    import_text(admin, STUCK.format(name="broken", condition="fellin"))
    expect(admin.page.locator(".sr-summary")).to_contain_text("«fellin»")
    admin.enter("a[href$='/publish']")
    expect(admin.page.locator("[role=alert]")).to_contain_text("«fellin»")
    expect(admin.page.locator("form[data-once]")).to_have_count(0)
    admin.enter("[role=alert] a")
    assert focused_id(admin.page) == "show_if"
    admin.write("#show_if", "felling")
    admin.save()
    expect(admin.page.locator(".sr-summary")).to_have_count(0)


def test_a_form_that_nobody_can_fill_in_is_not_published(admin: Administrator) -> None:
    import_text(admin, STUCK.format(name="stuck", condition="felling"))
    admin.enter("a[href$='/publish']")
    told = admin.page.locator("[role=alert]")
    expect(told).to_contain_text("Ύψος")
    expect(told).to_contain_text("Θα κοπεί Ναι")
    expect(admin.page.locator("form[data-once]")).to_have_count(0)
    picture(admin, "refused", "[role=alert]")
    admin.enter("[role=alert] a")
    admin.write("#maximum", "50")
    admin.save()
    admin.enter("a[href$='/publish']")
    admin.enter("form[data-once] button")
    expect(admin.page).to_have_url(re.compile("/stuck/edit#other$"))


def test_a_comparison_shows_what_was_changed(admin: Administrator) -> None:
    admin.open(f"{SERVICES}/greenery/edit")
    field = admin.page.locator(".sr-rowlist .sr-row").first
    name = str(field.get_attribute("id")).removeprefix("field-")
    admin.open(f"{SERVICES}/greenery/edit_field/{name}")
    admin.write("#title-el", "Τι θα θέλατε από το συνεργείο;")
    admin.save()
    admin.enter("a[href$='/compare']")
    expect(admin.page.locator("tbody tr")).to_have_count(1)
    expect(admin.page.locator("tbody ins")).to_have_text("Τι θα θέλατε από το συνεργείο;")
    picture(admin, "compare")
    admin.open(f"{SERVICES}/greenery/edit")
    admin.enter("a[href$='/discard']")
    admin.enter("main form button")
    admin.open(f"{SERVICES}/greenery/compare")
    expect(admin.page.locator("tbody tr")).to_have_count(0)


@pytest.mark.parametrize(("language", "size"), VARIANTS, ids=["el-phone", "en-desktop"])
def test_the_forms_of_all_kinds_of_field_are_accessible(
    site: SiteProcess, new_context: NewContext, language: str, size: dict[str, int]
) -> None:
    admin = log_in(site, new_context, language, viewport=size)
    wrong: list[str] = []
    for kind in Kind:
        admin.open(f"{SERVICES}/street-lighting/add_field/request?kind={kind}")
        wrong += faults(admin.page, language)
        admin.page.locator(".sr-buttons button[name=save]").click()
        admin.page.locator(".sr-summary").wait_for()
        wrong += faults(admin.page, language)
    assert wrong == []
    assert admin.problems == []


@pytest.mark.parametrize(("language", "size"), VARIANTS, ids=["el-phone", "en-desktop"])
def test_pages_of_the_editor_with_errors_are_accessible(
    site: SiteProcess, new_context: NewContext, language: str, size: dict[str, int]
) -> None:
    admin = log_in(site, new_context, language, viewport=size)
    name = f"impossible-{language}"
    wrong: list[str] = []
    for page in ("add_type", "import_type"):
        admin.open(f"{SERVICES}/{page}")
        admin.page.locator("main form .sr-buttons button").click()
        admin.page.locator(".sr-summary").wait_for()
        wrong += faults(admin.page, language)
    import_text(admin, STUCK.format(name=name, condition="fellin"))
    for page in ("edit", "publish", "preview", "try", "versions", "compare", "discard", "remove_step/only"):
        admin.open(f"{SERVICES}/{name}/{page}")
        wrong += faults(admin.page, language)
    admin.open(f"{SERVICES}/{name}/edit_field/height")
    admin.page.fill("#show_if", "felling")
    admin.page.locator(".sr-buttons button[name=save]").click()
    for page in ("publish", "remove_field/felling", "remove_field/height"):
        admin.open(f"{SERVICES}/{name}/{page}")
        wrong += faults(admin.page, language)
    admin.open(f"{SERVICES}/{name}/try")
    admin.page.locator("main form .sr-buttons button").click()
    wrong += faults(admin.page, language)
    admin.open(f"{SERVICES}/street-lighting/edit_field/fault")
    admin.page.locator("button[name=drop_row-choices]").first.click()
    wrong += faults(admin.page, language)
    assert wrong == []
    assert admin.problems == []
