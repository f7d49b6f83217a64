"""Saved views of the queue: kept, opened, replaced, renamed, removed, shared, and what the queue opens with."""

import pytest
from tests.functional.test_queue import ids, shown
from tests.functional.test_queue_columns import choose, columns
from tests.support.installation import Installation
from tests.support.visitors import LAMP, MemberOfStaff, path_of, title_of, words_of
from webtest import TestResponse

from serres_requests.domain.queue_views import LONGEST_NAME, MOST_VIEWS, SavedView
from serres_requests.services.queue_views import keep_view, views_of

from tests.integration.conftest import change  # isort: skip

FILED = "/manage/save_view?state=filed&order=oldest"


@pytest.fixture
def pages(application: Installation) -> list[str]:
    """Where staff see two filed requests, the oldest first."""
    citizen = application.citizen("maria")
    paths = [citizen.file({**LAMP, "place": place}) for place in ("Βενιζέλου 1", "Κιλκίς 2")]
    application.drain()
    return [application.staff_page(path) for path in paths]


@pytest.fixture
def manager(application: Installation) -> MemberOfStaff:
    return application.staff("lighting-manager")


def tabs(page: TestResponse) -> dict[str, str]:
    """Return the addresses of the saved views, by their words."""
    links = page.html.select("nav[aria-label='Αποθηκευμένες προβολές'] li a")
    return {link.get_text(" ", strip=True): link["href"] for link in links}


def current(page: TestResponse) -> list[str]:
    links = page.html.select("nav[aria-label='Αποθηκευμένες προβολές'] a[aria-current]")
    return [link.get_text(" ", strip=True) for link in links]


def save(who: MemberOfStaff, name: str, path: str = FILED, status: int = 303, **values: object) -> TestResponse:
    return who.save(path, status, name=name, **values)


def test_what_is_listed_is_saved_and_opened_again(lighting: MemberOfStaff, pages: list[str]) -> None:
    choose(lighting.get("/manage/queue"), "state", "place")
    form = lighting.get("/manage/queue?state=filed").forms[1]
    form["order"], form["q"] = "oldest", "kilkis"
    page = form.submit().click("Αποθήκευση ως προβολή")
    assert "Κατάσταση: Πρωτοκολλήθηκε" in words_of(page).replace(" :", ":").replace("Κατάσταση ", "Κατάσταση: ")
    form = page.forms["deform"]
    form["name"] = "  Κιλκίς \t πρώτα "
    opened = form.submit("save", status=303).follow()
    assert "Η προβολή αποθηκεύτηκε." in words_of(opened)
    assert current(opened) == ["Κιλκίς πρώτα"]
    choose(lighting.get("/manage/queue"), "applicant")
    again = lighting.get(tabs(lighting.get("/manage/queue"))["Κιλκίς πρώτα"])
    assert shown(again) == ids(pages[1:])
    assert columns(again) == ["Κατάσταση", "Τοποθεσία"], "columns are the view's"
    assert again.forms[1]["order"].value == "oldest"
    assert current(lighting.get("/manage/queue")) == ["Όλη η ουρά"]


def test_it_says_when_it_is_no_longer_what_was_saved_and_is_replaced(
    lighting: MemberOfStaff, pages: list[str]
) -> None:
    opened = save(lighting, "Νέα").follow()
    assert "Αυτά δεν είναι πια" not in words_of(opened)
    changed = opened.click("Χωρίς ανάθεση")
    assert "Αυτά δεν είναι πια ακριβώς όσα ζητά η προβολή «Νέα»." in words_of(changed)
    assert changed.click("Άνοιγμα όπως αποθηκεύτηκε").request.url == opened.request.url
    form = changed.click("Αποθήκευση ως προβολή").forms["deform"]
    assert (form["name"].value, form["replaces"].checked, form["opens"].checked) == ("Νέα", True, False)
    replaced = form.submit("save", status=303).follow()
    assert "Αυτά δεν είναι πια" not in words_of(replaced)
    assert replaced.request.params["assignee"] == "-"
    assert list(tabs(replaced)) == ["Όλη η ουρά", "Νέα"]
    assert choose(replaced, "state").request.params["columns"] == "state"
    assert "Αυτά δεν είναι πια" in words_of(choose(replaced, "state"))


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("νεα", "Υπάρχει ήδη προβολή με αυτό το όνομα."),
        (" ", "Συμπληρώστε"),
        ("Ν" * (LONGEST_NAME + 1), f"Γράψτε έως {LONGEST_NAME} χαρακτήρες."),
    ],
)
def test_a_name_that_will_not_do_is_told_and_nothing_is_lost(
    lighting: MemberOfStaff, pages: list[str], name: str, words: str
) -> None:
    save(lighting, "Νέα")
    refused = save(lighting, name, "/manage/save_view?state=in_progress&q=lamp", status=422, opens=True)
    assert words in words_of(refused)
    form = refused.forms["deform"]
    assert form["name"].value == " ".join(name.split()) or not name.strip()
    assert form["opens"].checked
    form["name"], form["replaces"] = "νεα", True
    opened = form.submit("save", status=303).follow()
    assert (opened.request.params["q"], opened.request.params["state"]) == ("lamp", "in_progress")
    assert list(tabs(opened)) == ["Όλη η ουρά", "νεα"]


def test_there_are_no_more_than_may_be(application: Installation, lighting: MemberOfStaff) -> None:
    def fill(site, _registry):
        for number in range(MOST_VIEWS):
            keep_view(site["principals"]["users"]["lighting"], SavedView(str(number), f"Νο {number}", (), ()))

    change(application, fill)
    assert f"Υπάρχουν ήδη {MOST_VIEWS} προβολές" in words_of(save(lighting, "Ακόμη μία", status=422))
    save(lighting, "Νο 7", replaces=True)


def test_the_queue_opens_with_a_view_where_nothing_else_is_asked_for(
    lighting: MemberOfStaff, pages: list[str]
) -> None:
    opened = save(lighting, "Νέα", opens=True).follow()
    assert path_of(lighting.get("/manage/queue", status=303)) == opened.request.path_qs
    assert lighting.get("/manage", status=303).location.endswith("queue")
    whole = opened.click("Όλη η ουρά")
    assert (whole.status_int, shown(whole)) == (200, ids(pages)[::-1])
    for link in whole.html.select("main nav a"):
        assert lighting.get(link["href"], status=200)
    lighting.get("/manage/requests/@@contents", status=200)
    form = lighting.get("/manage/views").forms["deform"]
    assert [text for _value, _chosen, text in form["opens_with"].options] == [
        "Όλα τα ανοιχτά, πρώτα τα νεότερα",
        "Νέα",
    ]
    form["opens_with"] = ""
    form.submit("save", status=303)
    lighting.get("/manage/queue", status=200)
    save(lighting, "Νέα", opens=True, replaces=True)
    lighting.get("/manage/queue", status=303)
    save(lighting, "Νέα", replaces=True)
    lighting.get("/manage/queue", status=200)


def test_a_view_is_renamed_and_removed(lighting: MemberOfStaff, pages: list[str]) -> None:
    save(lighting, "Νέα", opens=True)
    save(lighting, "Άλλα")
    form = lighting.get("/manage/views").click("Μετονομασία .*Νέα").forms["deform"]
    form["name"] = "αλλα"
    refused = form.submit("save", status=422)
    assert "Υπάρχει ήδη προβολή με αυτό το όνομα. Δώστε άλλο όνομα." in words_of(refused)
    form = refused.forms["deform"]
    form["name"] = "Καινούρια"
    listed = form.submit("save", status=303).follow()
    assert "Αποθηκεύτηκε." in words_of(listed)
    assert listed.html.select_one("tbody th").get_text(strip=True) == "Καινούρια"
    lighting.get("/manage/queue", status=303)
    question = listed.click("Αφαίρεση .*Καινούρια")
    assert title_of(question) == "Αφαίρεση «Καινούρια»"
    question.forms["deform"].submit("save", status=303)
    assert list(tabs(lighting.get("/manage/queue", status=200))) == ["Όλη η ουρά", "Άλλα"]
    assert question.forms["deform"].submit("save", status=404)


def test_managers_share_views_with_their_department(
    application: Installation, lighting: MemberOfStaff, manager: MemberOfStaff, pages: list[str]
) -> None:
    assert "department" not in lighting.get(FILED).forms["deform"].fields
    form = manager.get(FILED).forms["deform"]
    assert [value for value, _chosen, _text in form["department"].options] == ["", "lighting"]
    save(manager, "Όλων", "/manage/save_view?assignee=@", department="lighting")
    seen = tabs(lighting.get("/manage/queue"))
    assert list(seen) == ["Όλη η ουρά", "Όλων Τμήμα Ηλεκτροφωτισμού"]
    opened = lighting.get(seen["Όλων Τμήμα Ηλεκτροφωτισμού"])
    assert shown(opened) == []
    form = opened.click("Αποθήκευση ως προβολή").forms["deform"]
    assert form["name"].value == "", "what others keep is not theirs to replace"
    listed = lighting.get("/manage/views")
    assert "Μετονομασία" not in words_of(listed)
    form = listed.forms["deform"]
    form["opens_with"] = form["opens_with"].options[1][0]
    form.submit("save", status=303)
    assert "assignee=%40" in lighting.get("/manage/queue", status=303).location
    assert list(tabs(application.staff("cleaning").get("/manage/queue"))) == []
    application.staff("admin").get("/manage/views").click("Αφαίρεση").forms["deform"].submit("save", status=303)
    lighting.get("/manage/queue", status=200)


def test_nobody_changes_or_sees_the_views_of_others(
    application: Installation, lighting: MemberOfStaff, manager: MemberOfStaff
) -> None:
    save(manager, "Δική μου")
    save(manager, "Όλων", department="lighting")
    own, shared = application.look(
        lambda site: [
            views_of(holder).views[0].id
            for holder in (site["principals"]["users"]["lighting-manager"], site.departments["lighting"])
        ]
    )
    for view in ("edit_view", "remove_view"):
        lighting.get(f"/manage/{view}/{own}", status=404)
        lighting.get(f"/manage/{view}/{shared}", status=403)
        application.staff("cleaning-manager").get(f"/manage/{view}/{shared}", status=403)
    assert "Δική μου" not in lighting.get(f"/manage/queue?view={own}")
    form = lighting.get(FILED).forms["deform"]
    values = [*form.submit_fields("save"), ("department", "lighting")]
    form["name"] = "Λαθραία"
    lighting.post(FILED, [*values, ("name", "Λαθραία")])
    assert application.look(lambda site: len(views_of(site.departments["lighting"]).views)) == 1


def test_what_a_view_asks_for_and_there_is_no_longer_is_told(
    application: Installation, manager: MemberOfStaff, pages: list[str]
) -> None:
    opened = save(manager, "Του Νίκου", "/manage/save_view?assignee=lighting").follow()
    application.staff("admin").press(
        application.staff("admin").get("/manage/principals/users/lighting/@@remove"), "/remove", status=303
    )
    page = manager.get(opened.request.path_qs)
    assert "δεν λήφθηκε υπόψη: Ποιος το χειρίζεται." in words_of(page)
    assert "Ποιος το χειρίζεται: lighting" in words_of(manager.get("/manage/views"))


def test_keeping_views_is_in_the_audit_log(application: Installation, lighting: MemberOfStaff) -> None:
    save(lighting, "Νέα")
    choose(lighting.get("/manage/queue"), "state")
    lighting.get("/manage/views").click("Αφαίρεση").forms["deform"].submit("save", status=303)
    told = [
        (entry.event.event, entry.event.detail) for entry in application.audit() if entry.event.name == "lighting"
    ]
    assert [one for one in told if one[0] != "Site/queue" and one[0] != "Site/login"] == [
        ("Site/save_view", "Νέα"),
        ("Site/columns", ""),
        ("Site/remove_view", "Νέα"),
    ]
