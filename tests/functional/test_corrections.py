"""The citizen is asked to correct named fields and add papers; they correct those alone, and the clock waits."""

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from tests.functional.test_copies import text_of
from tests.integration.conftest import change
from tests.support.installation import Installation
from tests.support.photo import JPEG
from tests.support.visitors import A_PHOTO, LAMP, Citizen, MemberOfStaff, form_to, words_of
from webtest import TestResponse, Upload

from serres_requests.catalog.checking import differences
from serres_requests.content_types.request_type import RequestType

PAPER = "Άδεια του διαχειριστή"
PDF = b"%PDF-1.7\n1 0 obj\n<</Type /Catalog>>\nendobj\ntrailer\n<</Root 1 0 R>>\n%%EOF\n"
ATHENS = ZoneInfo("Europe/Athens")


def ask(
    staff: MemberOfStaff, page: str, *names: str, papers: tuple[str, ...] = (), status: int = 303
) -> TestResponse:
    """Tick `names`, write `papers` and press «ask»."""
    form = form_to(staff.get(page), "/move")
    form["message"] = "Διευκρινίστε τα παρακάτω."
    for box in form.fields["field"]:
        box.checked = box._value in names
    for line, words in zip(form.fields["paper"], papers, strict=False):
        line.value = words
    return form.submit("transition", value="ask", status=status)


def sheet(maria: Citizen, filed: str) -> Any:
    return form_to(maria.get(f"{filed}/correct", status=200), "/correct")


def stored(application: Installation, filed: str, at: Any) -> Any:
    reference = application.reference_of(filed)
    return application.look(lambda site: at(site.requests.by_reference(reference)))


def answers(application: Installation, filed: str) -> dict[str, Any]:
    return dict(stored(application, filed, lambda request: request.answers))


def test_the_fields_to_ask_for_stand_by_their_labels(page: str, lighting: MemberOfStaff) -> None:
    asking = lighting.get(page).html.select_one("details.sr-asking")
    names = [box["value"] for box in asking.select("[name=field]")]
    assert {"fault", "place", "description", "photo"} <= set(names)
    assert "Φωτογραφία" in asking.get_text()
    lighting.move(page, "start", status=303)
    assert lighting.get(page).html.select_one("details.sr-asking")


def test_without_a_message_nothing_ticked_is_lost(page: str, lighting: MemberOfStaff) -> None:
    form = form_to(lighting.get(page), "/move")
    form.fields["field"][0].checked = True
    form.fields["paper"][0].value = PAPER
    answer = form.submit("transition", value="ask", status=422)
    again = form_to(answer, "/move")
    assert again.fields["field"][0].checked
    assert again.fields["paper"][0].value == PAPER
    assert answer.html.select_one("details.sr-asking[open]")
    again["message"] = "Γιατί"
    again.fields["paper"][0].value = "ω" * 201
    answer = again.submit("transition", value="ask", status=422)
    assert "έως 200 χαρακτήρες" in words_of(answer)
    assert form_to(answer, "/move")["message"].value == "Γιατί"


def test_the_citizen_corrects_what_was_asked_and_adds_a_paper(
    application: Installation, maria: Citizen, filed: str, page: str, lighting: MemberOfStaff
) -> None:
    ask(lighting, page, "place", papers=(PAPER,))
    application.drain()
    shown = words_of(maria.get(filed))
    for words in ("Διορθώστε αυτές τις απαντήσεις:", PAPER, "Διευκρινίστε τα παρακάτω."):
        assert words in shown
    form = sheet(maria, filed)
    assert form["place"].value == LAMP["place"]
    assert "description" not in form.fields
    form["place"] = "Ερμού 99"
    form["paper-1"] = [Upload("adeia.pdf", PDF)]
    done = form.submit(status=303).follow()
    assert "Οι διορθώσεις σας στάλθηκαν." in words_of(done)
    assert "Σε επεξεργασία" in words_of(done)
    application.drain()
    changed = answers(application, filed)
    assert changed["place"] == "Ερμού 99"
    assert changed["description"] == LAMP["description"]
    staff = lighting.get(page)
    part = " ".join(staff.html.select_one("#corrections").get_text(" ").split())
    assert f"Πριν {LAMP['place']} Μετά Ερμού 99" in part
    assert PAPER in part
    link = staff.html.select_one("#corrections").find("a", string="adeia.pdf")["href"]
    assert lighting.get(link).body == PDF
    own_data = text_of(maria.get("/me/data/pdf").body)
    for words in (f"Πριν: {LAMP['place']}", "Μετά: Ερμού 99", "adeia.pdf"):
        assert words in own_data
    mails = [mail["subject"] for mail in application.standins.messages("lighting@serres.example")]
    managers = [mail["subject"] for mail in application.standins.messages("lighting-manager@serres.example")]
    assert any("απάντησε" in subject for subject in (*mails, *managers))


def test_other_fields_that_are_sent_are_left_aside(
    application: Installation, maria: Citizen, filed: str, page: str, lighting: MemberOfStaff
) -> None:
    ask(lighting, page, "place")
    before = answers(application, filed)
    form = sheet(maria, filed)
    maria.post(
        f"{filed}/correct",
        {
            "csrf_token": form["csrf_token"].value,
            "seen": form["seen"].value,
            "place": "Ερμού 99",
            "description": "Άλλο",
            "fault": "other",
            "photo.remove": before["photo"][0],
        },
        status=303,
    )
    assert answers(application, filed) == {**before, "place": "Ερμού 99"}


def test_what_is_wrong_is_said_and_what_was_sent_is_kept(
    application: Installation, maria: Citizen, filed: str, page: str, lighting: MemberOfStaff
) -> None:
    ask(lighting, page, "place", "description", papers=(PAPER,))
    form = sheet(maria, filed)
    form["place"], form["description"] = "", "Νέα περιγραφή"
    form["paper-1"] = [Upload("adeia.txt", b"words")]
    answer = form.submit(status=422)
    said = words_of(answer)
    assert "Συμπληρώστε" in said
    assert "ούτε φωτογραφία ούτε PDF" in said
    again = sheet(maria, filed)
    assert (again["place"].value, again["description"].value) == ("", "Νέα περιγραφή")
    assert answers(application, filed)["description"] == LAMP["description"], (
        "nothing is changed until it is right"
    )
    again["place"], again["paper-1"] = "Ερμού 99", [Upload("adeia.pdf", PDF)]
    again.submit(status=303)
    assert answers(application, filed)["description"] == "Νέα περιγραφή"
    assert stored(application, filed, lambda request: request.correction_draft) is None


def test_files_are_replaced_and_the_former_ones_can_still_be_opened(
    application: Installation, maria: Citizen, filed: str, page: str, lighting: MemberOfStaff
) -> None:
    ask(lighting, page, "photo")
    form = sheet(maria, filed)
    form.fields["photo.remove"][0].checked = True
    form["photo"] = [Upload("nea.jpg", JPEG)]
    form.submit(status=303)
    part = lighting.get(page).html.select_one("#corrections")
    links = {link.get_text(): link["href"] for link in part.find_all("a")}
    assert list(links) == [A_PHOTO[0][0], "nea.jpg"]
    for link in links.values():
        lighting.get(link, status=200)
    names = stored(application, filed, lambda request: [file.filename for file in request.attachments])
    assert names == ["nea.jpg"]


def test_the_copy_tells_what_was_filed(
    application: Installation, maria: Citizen, filed: str, page: str, lighting: MemberOfStaff
) -> None:
    ask(lighting, page, "place", "photo", papers=(PAPER,))
    form = sheet(maria, filed)
    form["place"], form["paper-1"] = "Ερμού 99", [Upload("adeia.pdf", PDF)]
    form.fields["photo.remove"][0].checked = True
    form.submit(status=303)
    before = stored(application, filed, lambda request: dict(request.filed_answers))
    assert before["place"] == LAMP["place"]
    assert len(before["photo"]) == 1
    maria.press(maria.get(filed), "/copy", status=303)
    application.drain()
    assert stored(application, filed, lambda request: request.copy is not None)


def test_a_message_is_still_an_answer_and_ends_the_correction(
    application: Installation, maria: Citizen, filed: str, page: str, lighting: MemberOfStaff
) -> None:
    ask(lighting, page, "place")
    form = form_to(maria.get(filed), "/messages")
    form["text"] = "Το σημείο είναι σωστό."
    form.submit(status=303)
    assert "Δεν έγιναν" in words_of(lighting.get(page))
    back = maria.get(f"{filed}/correct", status=303).follow()
    assert "Δεν υπάρχει κάτι να διορθώσετε" in words_of(back)
    late = {"csrf_token": form["csrf_token"].value, "place": "Ερμού 99"}
    maria.post(f"{filed}/correct", late, status=303)
    assert answers(application, filed)["place"] == LAMP["place"]
    assert maria.post(f"{filed}/correct/conditions", late).json["shown"] == []
    maria.post(f"{filed}/correct/keep", late, status=409)


def test_what_is_being_written_is_kept_and_another_page_does_not_write_over_it(
    application: Installation, maria: Citizen, filed: str, page: str, lighting: MemberOfStaff
) -> None:
    ask(lighting, page, "place")
    first, second = sheet(maria, filed), sheet(maria, filed)

    def keep(form: Any, place: str, status: int) -> dict[str, str]:
        values = {name: form[name].value for name in ("csrf_token", "page", "saved", "seen")}
        return dict(maria.post(f"{filed}/correct/keep", {**values, "place": place}, status=status).json)

    assert "Αποθηκεύτηκε" in keep(first, "Ερμ", 200)["words"]
    application.clock.advance(timedelta(seconds=5))
    assert keep(first, "Ερμού", 200)["address"].endswith("/correct")
    keep(second, "Άλλο", 409)
    assert sheet(maria, filed)["place"].value == "Ερμού"
    assert answers(application, filed)["place"] == LAMP["place"]


def test_public_answers_are_found_anew(
    application: Installation, maria: Citizen, filed: str, page: str, lighting: MemberOfStaff
) -> None:
    lighting.move(page, "start", status=303)
    ask(lighting, page, "place")
    form = sheet(maria, filed)
    form["place"] = "Ξεχωριστήδρόμου 5"
    form.submit(status=303)
    application.drain()
    assert application.look(lambda site: [one for one in differences(site) if one]) == []


def test_the_clock_stands_still_meanwhile(application: Installation) -> None:
    """Three working days from Tuesday 10 March 2026, asked on the 11th, sent on Monday 16th: due on the 18th."""
    place = {"name": "place", "kind": "text", "required": True, "title": {"el": "Πού", "en": "Where"}}
    definition = {
        "name": "lamps",
        "department": "lighting",
        **{key: {"el": "Λάμπες", "en": "Lamps"} for key in ("title", "summary", "description")},
        "answer_days": 3,
        "day_kind": "working",
        "fields": [place],
    }
    change(
        application,
        lambda site, registry: site.request_types.add("lamps", RequestType(definition), registry=registry),
    )

    def at(day: int) -> None:
        application.clock.set(datetime(2026, 3, day, 12, tzinfo=ATHENS))

    at(10)
    maria = application.citizen("maria")
    filed = maria.file({"place": "Ερμού 1"}, service="/services/lamps")
    application.drain()
    at(11)
    page = application.staff_page(filed)
    ask(application.staff("lighting"), page, "place")
    at(15)
    assert application.citizen("maria").get(filed).html.select_one("time[datetime='2026-03-13']") is None
    at(16)
    maria = application.citizen("maria")
    form = sheet(maria, filed)
    form["place"] = "Ερμού 2"
    form.submit(status=303)
    assert "18 Μαρτίου 2026" in words_of(maria.get(filed))


@pytest.fixture
def hats(application: Installation) -> str:
    """The address of a filed request whose answers show and hide others, with a certified one."""

    def words(text: str) -> dict[str, str]:
        return {"el": text, "en": text}

    fields = [
        {"name": "afm", "kind": "afm", "title": words("ΑΦΜ"), "prefill": "card.afm", "locked": True},
        {"name": "many", "kind": "yes_no", "title": words("Πολλά;"), "required": True},
        {"name": "how_many", "kind": "number", "title": words("Πόσα"), "required": True, "show_if": "many"},
        {"name": "why", "kind": "text", "title": words("Γιατί"), "require_if": "many"},
        {"name": "cost", "kind": "computed", "title": words("Κόστος"), "value": "how_many * 2", "show_if": "many"},
        {
            "name": "sizes",
            "kind": "group",
            "title": words("Μεγέθη"),
            "fields": [{"name": "size", "kind": "number", "title": words("Μέγεθος")}],
        },
        {
            "name": "name",
            "kind": "text",
            "title": words("Όνομα"),
            "prefill": "card.full_name",
            "locked": True,
            "show_if": "not many",
        },
    ]
    definition = {
        "name": "hats",
        "department": "lighting",
        **{key: words("Καπέλα") for key in ("title", "summary", "description")},
        "answer_days": 3,
        "fields": fields,
    }
    change(
        application,
        lambda site, registry: site.request_types.add("hats", RequestType(definition), registry=registry),
    )
    filed = application.citizen("maria").file(
        {"many": "no", "sizes.count": "1", "sizes.0.size": "54"}, service="/services/hats"
    )
    application.drain()
    return filed


def test_what_other_answers_make_appear_is_asked_as_well(application: Installation, hats: str) -> None:
    lighting, maria = application.staff("lighting"), application.citizen("maria")
    page = application.staff_page(hats)
    names = [box["value"] for box in lighting.get(page).html.select("[name=field]")]
    assert names == ["many", "why", "sizes"], "neither hidden, computed nor certified"
    assert set(stored(application, hats, lambda request: request.certified)) == {"afm", "name"}
    ask(lighting, page, "many")
    form = sheet(maria, hats)
    assert "sizes.0.size" not in form.fields
    token = form["csrf_token"].value
    told = maria.post(f"{hats}/correct/conditions", {"csrf_token": token, "many": "yes", "how_many": "4"}).json
    assert told == {
        "shown": ["many", "how_many", "why", "cost"],
        "required": ["many", "how_many", "why"],
        "computed": {"cost": "8"},
    }
    form["many"] = "yes"
    answer = form.submit(status=422)
    assert "υπάρχουν κι άλλα" in words_of(answer)
    form = form_to(answer, "/correct")
    form["how_many"], form["why"] = "4", "Για όλους"
    form.submit(status=303)
    assert answers(application, hats).keys() == {"afm", "many", "how_many", "why", "cost", "sizes"}
    assert stored(application, hats, lambda request: request.certified) == ("afm",), "a hidden answer is gone"


def test_items_are_added_without_losing_what_was_typed(application: Installation, hats: str) -> None:
    lighting, maria = application.staff("lighting"), application.citizen("maria")
    ask(lighting, application.staff_page(hats), "sizes")
    form = sheet(maria, hats)
    assert form["sizes.0.size"].value == "54"
    form["sizes.0.size"] = "55"
    form = form_to(form.submit("add_item", value="sizes", status=200), "/correct")
    form["sizes.1.size"] = "58"
    form.submit(status=303)
    shown = words_of(maria.get(hats))
    assert "55" in shown
    assert "58" in shown


def test_nothing_changed_is_an_answer_too(
    application: Installation, maria: Citizen, filed: str, page: str, lighting: MemberOfStaff
) -> None:
    ask(lighting, page, "place")
    sheet(maria, filed).submit(status=303)
    assert "Οι απαντήσεις έμειναν όπως ήταν." in words_of(lighting.get(page))
