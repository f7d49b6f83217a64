"""The citizen's data page: all of it is there, as page, JSON and PDF; and what can be erased is gone."""

import json
from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader
from tests.integration.conftest import change
from tests.support.installation import Installation
from tests.support.visitors import A_PHOTO, EMAIL, LAMP, Citizen, words_of

from serres_requests.content_types.registry_answers import RegistryAnswer
from serres_requests.domain.business import Address, Business
from serres_requests.domain.notices import Delivery
from serres_requests.services.integrity import check_site
from serres_requests.views.citizen import data, data_document

BUSINESS = Business(
    afm="123456783",
    name="ΚΑΦΕΝΕΙΟ ΜΑΡΙΑΣ",
    trade_name="",
    legal_status="",
    is_person=True,
    is_active=True,
    started_on=date(2001, 2, 3),
    stopped_on=None,
    address=Address("ΕΡΜΟΥ", "1"),
    activities=(),
    as_on=date(2020, 3, 20),
)


@pytest.fixture
def maria(application: Installation) -> Citizen:
    """A citizen with a proven address, a request that was worked on, a draft and an answer of the registry."""
    maria = application.citizen("maria", EMAIL)
    path = maria.file(LAMP, A_PHOTO)
    application.drain()
    page = application.staff_page(path)
    lighting = application.staff("lighting")
    lighting.move(page, "start", status=303)
    lighting.press(lighting.get(page), "write", text="Κρυφή σημείωση", status=303)
    application.staff("admin").get(page)
    application.audit()
    maria.fill({**LAMP, "place": "Μισή οδός"})
    afm = application.look(lambda site: next(site.citizens.values()).identity.afm)
    answer = RegistryAnswer(datetime(2026, 1, 2, 3, 4, tzinfo=UTC), BUSINESS)
    change(application, lambda site, _registry: keep(site, afm, answer))
    return maria


def keep(site: Any, afm: str, answer: RegistryAnswer) -> None:
    site.registry_answers.keep(afm, date(2020, 3, 20), answer)
    site.registry_answers.keep("000000001", date(2020, 3, 20), answer)


def text_of(pdf: bytes) -> str:
    words = " ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)
    return " ".join(words.replace("\u200b", "").split())


def test_the_page_shows_everything_and_who_opened_the_requests(maria: Citizen) -> None:
    page = maria.get("/me").click("Όλα όσα τηρούμε για εσάς")
    words = words_of(page)
    for told in ("ΜΑΡΙΑ", EMAIL, "Αίτημα ηλεκτροφωτισμού", "Σε επεξεργασία", "ΚΑΦΕΝΕΙΟ ΜΑΡΙΑΣ", "20 Μαρτίου 2020"):
        assert told in words
    rows = [" ".join(row.get_text(" ").split()) for row in page.html.select("#openings tbody tr")]
    assert len(rows) == 5
    assert "Διαχειριστές συστήματος Άνοιξε το αίτημα" in rows[0]
    assert any("Τμήμα Ηλεκτροφωτισμού: Χειριστές Άρχισε την επεξεργασία" in row for row in rows)
    assert "lighting" not in words
    assert "admin" not in words


def test_the_download_holds_everything_in_full(application: Installation, maria: Citizen) -> None:
    answer = maria.get("/me/data/json", status=200)
    told = json.loads(answer.text)
    assert answer.content_disposition == "attachment; filename=my-data.json"
    assert answer.content_length == len(answer.body)
    assert told["card"]["identity"]["first_name"] == "ΜΑΡΙΑ"
    assert (told["card"]["email"], told["card"]["confirmed_email"]) == (EMAIL, EMAIL)
    [request] = told["requests"]
    assert request["protocol_number"].startswith("1/")
    assert {answer["field"]: answer["value"] for answer in request["answers"]}["place"] == "Βενιζέλου 12"
    assert [entry["what"] for entry in request["history"]] == ["submit", "file", "start"]
    assert [draft["typed"]["place"] for draft in told["drafts"]] == ["Μισή οδός"]
    assert [notice["kind"] for notice in told["notices"]] == ["started", "filed"]
    [registry] = told["business_registry"]
    assert registry["business"]["name"] == "ΚΑΦΕΝΕΙΟ ΜΑΡΙΑΣ"
    assert registry["as_on"] == "2020-03-20"
    assert {opening["role"] for opening in told["opened_by_staff"]} == {"lighting/officers", "administrators"}
    assert "Κρυφή σημείωση" not in answer.text
    assert '"lighting"' not in answer.text


def test_the_document_tells_it_in_words(maria: Citizen) -> None:
    answer = maria.get("/me/data/pdf", status=200)
    assert answer.content_type == "application/pdf"
    text = text_of(answer.body)
    for told in ("Τα δεδομένα μου", "Βενιζέλου 12", EMAIL, "Μισή οδός", "ΚΑΦΕΝΕΙΟ ΜΑΡΙΑΣ", "Άνοιξε το αίτημα"):
        assert told in text
    assert "Κρυφή σημείωση" not in text
    english = text_of(maria.get("/me/data/pdf?_LOCALE_=en").body)
    assert "What the municipality held about you on" in english


def test_of_many_requests_the_document_holds_the_newest(
    application: Installation, maria: Citizen, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(data_document, "MOST_REQUESTS", 1)
    monkeypatch.setattr(data, "REQUESTS_SHOWN", 1)
    maria.file()
    text = text_of(maria.get("/me/data/pdf").body)
    assert "Από τα αιτήματά σας περιέχονται τα 1 νεότερα" in text
    assert text.count("Βενιζέλου 12") == 1
    assert len(maria.get("/me/data/json").json["requests"]) == 2
    assert "Όλα τα αιτήματά μου" in words_of(maria.get("/me/data"))


def test_long_tables_say_that_they_were_cut(maria: Citizen, monkeypatch: pytest.MonkeyPatch) -> None:
    cut = "Εδώ είναι οι 1 νεότερες εγγραφές"
    assert cut not in text_of(maria.get("/me/data/pdf").body)
    monkeypatch.setattr(data_document, "MOST_LINES", 1)
    text = text_of(maria.get("/me/data/pdf").body)
    assert text.count(cut) == 2, "of the notices and of who opened the requests"
    assert len(maria.get("/me/data/json").json["notices"]) == 2


def test_downloads_of_all_applicants_are_told_to_whom_they_may_concern(
    application: Installation, maria: Citizen
) -> None:
    giorgos = application.citizen("giorgos")
    giorgos.file()
    application.drain()
    lighting = application.staff("lighting")
    for query in ("", "?type=street-lighting", "?type=street-lighting&answers=1"):
        lighting.get(f"/manage/export{query}")
    application.audit()
    for citizen in (maria, giorgos):
        rows = [
            " ".join(row.get_text(" ").split())
            for row in citizen.get("/me/data").html.select("#openings tbody tr")
        ]
        assert "Τμήμα Ηλεκτροφωτισμού: Χειριστές Κατέβασε αιτήματα με τους αιτούντες και τις απαντήσεις" in rows[0]
        assert "της υπηρεσίας «Αίτημα ηλεκτροφωτισμού»" in rows[0]
        assert sum("Κατέβασε" in row for row in rows) == 1
        opened = citizen.get("/me/data/json").json["opened_by_staff"]
        assert [one["service"] for one in opened if "service" in one] == ["Αίτημα ηλεκτροφωτισμού"]
        assert "ίσως και δικά σας" in text_of(citizen.get("/me/data/pdf").body)


def test_who_has_more_requests_than_are_looked_at_is_told_of_all_downloads(
    application: Installation, maria: Citizen, monkeypatch: pytest.MonkeyPatch
) -> None:
    application.staff("lighting").get("/manage/export?type=street-lighting&answers=1")
    application.audit()
    application.clock.advance(timedelta(hours=1))
    maria.file()
    application.drain()
    monkeypatch.setattr(data, "REQUESTS_SHOWN", 1)
    assert "Κατέβασε αιτήματα" in maria.get("/me/data").text


def test_a_download_that_found_nothing_concerns_nobody(application: Installation, maria: Citizen) -> None:
    application.staff("lighting").get("/manage/export?type=street-lighting&answers=1&state=rejected")
    application.audit()
    assert "Κατέβασε" not in maria.get("/me/data").text


def test_a_download_of_requests_that_were_handed_over_is_by_the_department_that_has_them(
    application: Installation, maria: Citizen
) -> None:
    lighting, path = application.staff("lighting"), maria.file()
    application.drain()
    page = application.staff_page(path)
    lighting.press(lighting.get(page), "/hand_over", status=303, department="cleaning", why="Δεν είναι δικό μας.")
    application.drain()
    application.staff("cleaning").get("/manage/export?type=street-lighting&answers=1")
    application.audit()
    [first, *_others] = maria.get("/me/data").html.select("#openings tbody tr")
    assert "Τμήμα Καθαριότητας: Χειριστές Κατέβασε" in " ".join(first.get_text(" ").split())


def test_a_download_from_before_the_first_request_is_not_told(application: Installation, maria: Citizen) -> None:
    application.staff("lighting").get("/manage/export?type=street-lighting&answers=1")
    application.audit()
    application.clock.advance(timedelta(hours=1))
    giorgos = application.citizen("giorgos")
    giorgos.file()
    application.drain()
    assert giorgos.get("/me/data/json").json["opened_by_staff"] == []


def test_what_was_agreed_to_and_declared_is_told_with_its_request(
    application: Installation, maria: Citizen
) -> None:
    page = maria.get("/me/data")
    [consents] = page.html.select("#consents")
    assert EMAIL in consents.text
    assert consents.select("li") == [], "street lighting asks for no declaration"
    change(application, declare)
    [line] = maria.get("/me/data").html.select("#consents li")
    assert "ρύθμισ" in line.text.lower()
    assert "Δηλώνω υπεύθυνα" in line.text
    [told] = maria.get("/me/data/json").json["declarations"]
    assert "Δηλώνω υπεύθυνα" in told["declared"]
    assert "Δηλώνω υπεύθυνα" in text_of(maria.get("/me/data/pdf").body)


def declare(site: Any, _registry: Any) -> None:
    """As if her request had been of a service that asks for a declaration."""
    [citizen] = site.citizens.values()
    [reference] = citizen.references()
    request = site.requests.by_reference(reference)
    request.type_name, request.type_version, request.answers = "debt-arrangement", 1, (("declaration", True),)


def test_a_newcomer_has_next_to_nothing(application: Installation) -> None:
    giorgos = application.citizen("giorgos")
    assert "Κανείς ακόμη." in words_of(giorgos.get("/me/data"))
    assert giorgos.get("/me/data/json").json["opened_by_staff"] == []
    assert "Κανείς ακόμη." in text_of(giorgos.get("/me/data/pdf").body)


def erase(maria: Citizen, *parts: str, confirmed: bool = True, status: int = 303) -> Any:
    page = maria.get("/me/data")
    form = next(form for form in page.forms.values() if form.action.endswith("/erase"))
    for part in (*parts, *(("confirmed",) if confirmed else ())):
        form[part] = True
    return form.submit(status=status)


def test_nothing_is_erased_without_choice_and_confirmation(application: Installation, maria: Citizen) -> None:
    before = maria.get("/me/data/json").body
    assert "Επιλέξτε τι θα διαγραφεί." in words_of(erase(maria, status=422))
    page = erase(maria, "drafts", "email", confirmed=False, status=422)
    assert "Επιβεβαιώστε" in words_of(page)
    assert [box["name"] for box in page.html.select("input[checked]")] == ["drafts", "email"]
    assert maria.get("/me/data/json").body == before


def test_what_is_chosen_is_erased_and_the_rest_stays(application: Installation, maria: Citizen) -> None:
    assert "Η διαγραφή έγινε." in words_of(erase(maria, "drafts").follow())
    told = maria.get("/me/data/json").json
    assert told["drafts"] == []
    assert told["card"]["email"] == EMAIL
    erase(maria, "email", "registry")
    told = maria.get("/me/data/json").json
    assert (told["card"]["email"], told["card"]["confirmed_email"], told["business_registry"]) == ("", "", [])
    assert len(told["notices"]) == 2
    assert len(told["requests"]) == 1
    days = application.look(lambda site: list(site.registry_answers.about("000000001")))
    assert len(days) == 1


def test_of_notices_those_are_erased_that_were_read(application: Installation, maria: Citizen) -> None:
    erase(maria, "notices")
    assert len(maria.get("/me/data/json").json["notices"]) == 2
    maria.press(maria.get("/me/notices"), "/me/notices", status=303)
    links = [link["href"] for link in maria.get("/me/requests").html.select("main h3 a")]
    [path] = [link for link in links if "/me/requests/" in link]
    application.staff("lighting").move(application.staff_page(path), "complete", "Έγινε.", status=303)
    application.drain()
    erase(maria, "notices")
    assert [notice["kind"] for notice in maria.get("/me/data/json").json["notices"]] == ["completed"]
    assert application.look(lambda site: [str(finding) for finding in check_site(site)]) == []


def test_a_notice_whose_mail_is_on_its_way_is_kept(application: Installation, maria: Citizen) -> None:
    def hold(site: Any, _registry: Any) -> None:
        citizen = next(citizen for citizen in site.citizens.values() if citizen.email == EMAIL)
        next(citizen.notices.newest_first()).email = Delivery.WAITING
        citizen.notices.unread.clear()

    change(application, hold)
    erase(maria, "notices")
    assert len(maria.get("/me/data/json").json["notices"]) == 1


def test_a_failed_mail_of_a_notice_that_was_erased_is_not_tried_again(application: Installation) -> None:
    giorgos = application.citizen("giorgos", "giorgos@example.gr")
    application.standins.set_faults(mail="reject_permanently")
    giorgos.file()
    application.drain()
    giorgos.press(giorgos.get("/me/notices"), "/me/notices", status=303)
    erase(giorgos, "notices")
    application.standins.set_faults()
    application.standins.forget_messages()
    admin = application.staff("admin")
    page = admin.get("/manage/outbox/contents")
    while page.html.find("button", string="Νέα προσπάθεια"):
        page = admin.press(page, "/retry", status=303).follow()
    application.drain()
    assert application.standins.messages("giorgos@example.gr") == []
    assert application.visitor().get("/health/ready").json["set_aside"] == 0


def test_a_long_download_goes_through_a_file(
    application: Installation, maria: Citizen, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = maria.get("/me/data/json").body
    monkeypatch.setattr(data, "IN_MEMORY", 10)
    assert maria.get("/me/data/json").body == whole
