"""Filling a request in: nothing that was typed or handed in is lost on the way to the preview."""

import pytest
from tests.support.installation import Installation
from tests.support.photo import JPEG
from tests.support.visitors import A_PHOTO, LAMP, SERVICE, Citizen, form_to, path_of, title_of, words_of
from webtest import TestResponse

ALL_TYPED = {**LAMP, "pole": "Σ-12/4", "since": "2026-03-25"}
NO_DRAFT = "Αυτό το πρόχειρο δεν υπάρχει πια."


def values_in(page: TestResponse) -> dict[str, str | None]:
    """Return what the request form of `page` holds, without its ticket and file input."""
    fields = form_to(page, "/apply").fields
    return {name: fields[name][0].value for name in ALL_TYPED}


def files_in(page: TestResponse) -> list[str]:
    return [name.get_text() for name in page.html.select(".sr-files__name")]


def test_errors_are_told_beside_the_fields_and_above_with_everything_kept(maria: Citizen) -> None:
    some = {**ALL_TYPED, "fault": "", "description": "   "}
    page = maria.send(maria.get(f"{SERVICE}/apply"), some, A_PHOTO, status=422)
    assert "Διαλέξτε μία από τις απαντήσεις." in page.html.find(id="error-field-fault").get_text()
    assert "Συμπληρώστε αυτό το πεδίο." in page.html.find(id="error-field-description").get_text()
    assert [link["href"] for link in page.html.select(".sr-summary a")] == ["#field-fault", "#field-description"]
    assert page.html.title.get_text().startswith("Σφάλμα:")
    assert values_in(page) == {**ALL_TYPED, "fault": None, "description": "   "}
    assert files_in(page) == ["φωτογραφία.jpg"]


def test_the_corrected_form_still_has_the_file_of_the_first_attempt(maria: Citizen) -> None:
    page = maria.send(maria.get(f"{SERVICE}/apply"), {**LAMP, "fault": ""}, A_PHOTO, status=422)
    preview = maria.send(page, {"fault": "flickering"}, status=303).follow()
    assert "φωτογραφία.jpg" in words_of(preview)
    assert "Η λάμπα αναβοσβήνει" in words_of(preview)


def test_an_answer_that_is_not_offered_is_refused(maria: Citizen) -> None:
    page = maria.send(maria.get(f"{SERVICE}/apply"), {**LAMP, "area": "athens"}, status=422)
    assert "Διαλέξτε μία από τις απαντήσεις." in page.html.find(id="error-field-area").get_text()


@pytest.mark.parametrize("typed", ["31/2/2026", "χθες", "2026-13-01", "0000-00-00", "1" * 500])
def test_a_date_that_is_none_is_refused_and_kept(maria: Citizen, typed: str) -> None:
    page = maria.send(maria.get(f"{SERVICE}/apply"), {**LAMP, "since": typed}, status=422)
    assert "ημέρα/μήνας/έτος" in page.html.find(id="error-field-since").get_text()
    assert values_in(page)["since"] == typed


def test_the_preview_shows_every_answer_and_who_asks(maria: Citizen) -> None:
    page = maria.get(maria.fill(ALL_TYPED, A_PHOTO))
    for shown in (
        *("Η λάμπα δεν ανάβει", "Σερρών", "Βενιζέλου 12", "Σ-12/4", "25 Μαρτίου 2026"),
        *("Η λάμπα σβήνει μόλις νυχτώσει.", "φωτογραφία.jpg", "ΜΑΡΙΑ ΔΟΚΙΜΑΣΤΙΚΗ", "123456783"),
    ):
        assert shown in words_of(page)
    photo = maria.get(page.html.find("a", string="φωτογραφία.jpg")["href"])
    assert photo.body == JPEG


def test_editing_again_finds_every_value_and_file(maria: Citizen) -> None:
    preview = maria.fill(ALL_TYPED, A_PHOTO)
    form = maria.get(preview).click("Αλλαγή απαντήσεων")
    assert values_in(form) == ALL_TYPED
    assert files_in(form) == ["φωτογραφία.jpg"]
    again = maria.send(form, {"place": "Μεραρχίας 4"}, status=303)
    assert path_of(again) == preview
    assert "Μεραρχίας 4" in words_of(again.follow())
    assert "φωτογραφία.jpg" in words_of(again.follow())


def test_a_kept_file_can_be_removed(maria: Citizen) -> None:
    preview = maria.fill(LAMP, (("πρώτη.jpg", JPEG), ("δεύτερη.jpg", JPEG)))
    form = maria.get(preview).click("Αλλαγή απαντήσεων")
    file_path = maria.get(preview).html.find("a", string="πρώτη.jpg")["href"]
    form_to(form, "/apply").fields["photo.remove"][0].checked = True
    page = maria.send(form, {}, status=303).follow()
    assert "πρώτη.jpg" not in words_of(page)
    assert "δεύτερη.jpg" in words_of(page)
    maria.get(file_path, status=404)


def test_opening_the_form_stores_nothing(application: Installation, maria: Citizen) -> None:
    maria.get(f"{SERVICE}/apply")
    assert application.look(lambda site: [len(citizen.drafts) for citizen in site.citizens.values()]) == [0]


def test_a_draft_is_listed_and_can_be_taken_up_again(maria: Citizen) -> None:
    maria.send(maria.get(f"{SERVICE}/apply"), {"place": "Βενιζέλου 12"}, status=422)
    listed = maria.get("/me/requests")
    assert "Δεν έχουν υποβληθεί ακόμη" in words_of(listed)
    form = listed.click("Αίτημα ηλεκτροφωτισμού")
    assert form.html.select(".sr-error") == []
    assert values_in(form)["place"] == "Βενιζέλου 12"


def test_the_preview_of_an_unfinished_draft_leads_back_to_what_is_wrong(maria: Citizen) -> None:
    page = maria.send(maria.get(f"{SERVICE}/apply"), {**LAMP, "place": ""}, status=422)
    draft = maria.get("/me/requests").html.find("a", string="Αίτημα ηλεκτροφωτισμού")["href"]
    back = maria.get(f"{draft}/preview", status=303).follow()
    assert back.html.find(id="error-field-place").get_text() == page.html.find(id="error-field-place").get_text()


def test_an_unfinished_draft_can_not_be_submitted_past_the_preview(
    application: Installation, maria: Citizen
) -> None:
    preview = maria.fill()
    button = maria.get(preview)
    maria.send(maria.get(preview.removesuffix("/preview")), {"place": ""}, status=422)
    answer = maria.press(button, "/submit", status=303)
    assert path_of(answer).endswith("?check=1")
    assert application.drain() == 0


def test_a_draft_that_was_thrown_away_can_not_be_submitted(application: Installation, maria: Citizen) -> None:
    preview = maria.fill()
    button = maria.get(preview)
    thrown = maria.press(maria.get("/me/requests"), "/discard", status=303).follow()
    assert "Το πρόχειρο διαγράφηκε." in words_of(thrown)
    answer = maria.press(button, "/submit", status=303).follow()
    assert NO_DRAFT in words_of(answer)
    maria.get(preview, status=404)
    assert application.drain() == 0


def test_others_find_no_draft_and_none_of_its_files(application: Installation, maria: Citizen) -> None:
    preview = maria.fill(LAMP, A_PHOTO)
    file_path = maria.get(preview).html.find("a", string="φωτογραφία.jpg")["href"]
    draft = preview.removesuffix("/preview")
    giorgos = application.citizen("giorgos")
    for path in (draft, preview, file_path):
        assert "Βενιζέλου" not in giorgos.get(path, status=404).text
        application.visitor().get(path, status=303)
        application.staff("admin").get(path, status=(403, 404))


def test_a_closed_service_says_so_and_takes_no_new_request(application: Installation, maria: Citizen) -> None:
    admin = application.staff("admin")
    admin.save("/manage/services/street-lighting/properties", status=303, is_open=False)
    page = application.visitor().get(SERVICE)
    assert "Αυτή η υπηρεσία δεν δέχεται νέα αιτήματα προς το παρόν." in words_of(page)
    assert page.html.find("a", string="Ξεκινήστε") is None
    closed = maria.get(f"{SERVICE}/apply", status=303).follow()
    assert "Αυτή η υπηρεσία δεν δέχεται νέα αιτήματα προς το παρόν." in words_of(closed)
    admin.save("/manage/services/street-lighting/properties", status=303, is_open=True)
    assert title_of(maria.get(f"{SERVICE}/apply", status=200)) == "Αίτημα ηλεκτροφωτισμού"


def test_staff_and_strangers_can_not_begin_a_request(application: Installation) -> None:
    assert path_of(application.visitor().get(f"{SERVICE}/apply", status=303)).startswith("/login?came_from=")
    application.staff("lighting").get(f"{SERVICE}/apply", status=403)


def test_an_unknown_service_is_a_404(maria: Citizen) -> None:
    assert title_of(maria.get("/services/%CF%83/apply", status=404)) == "Η σελίδα δεν βρέθηκε"
