"""The session ends while somebody is writing: what they send is kept for them, and for nobody else."""

from urllib.parse import unquote

import pytest
from tests.support.installation import Installation
from tests.support.photo import JPEG
from tests.support.visitors import A_PHOTO, LAMP, SERVICE, Citizen, form_to, path_of, title_of, words_of
from webtest import TestResponse


@pytest.fixture
def form(maria: Citizen) -> TestResponse:
    """The form of a request, open in her browser."""
    return maria.get(f"{SERVICE}/apply")


def number_of_drafts(application: Installation) -> int:
    return application.look(lambda site: sum(len(citizen.drafts) for citizen in site.citizens.values()))


def test_what_was_sent_without_a_session_is_found_again_after_the_log_in(
    application: Installation, maria: Citizen, form: TestResponse
) -> None:
    maria.reset()
    led_to = maria.send(form, {**LAMP, "fault": ""}, A_PHOTO, status=303).follow()
    assert title_of(led_to) == "Σύνδεση"
    assert "Η σύνδεσή σας έληξε. Κρατήσαμε όσα γράψατε" in words_of(led_to)
    draft = led_to.request.GET["came_from"]
    assert unquote(path_of(maria.log_in("maria", came_from=draft))) == f"/me?came_from={draft}"
    page = maria.get(draft)
    assert form_to(page, "/apply")["place"].value == LAMP["place"]
    assert form_to(page, "/apply")["description"].value == LAMP["description"]
    assert "φωτογραφία.jpg" in words_of(page)
    assert "Διαλέξτε μία" in page.html.find(id="error-field-fault").get_text()
    preview = maria.send(page, {"fault": "lamp-out"}, status=303).follow()
    link = preview.html.find("a", string="φωτογραφία.jpg")["href"]
    assert maria.get(link).body == JPEG


def test_nobody_else_finds_it(application: Installation, maria: Citizen, form: TestResponse) -> None:
    maria.reset()
    draft = maria.send(form, LAMP, A_PHOTO, status=303).follow().request.GET["came_from"]
    assert LAMP["place"] not in application.visitor().get(draft, status=303).text
    giorgos = application.citizen("giorgos")
    assert LAMP["place"] not in giorgos.get(draft, status=404).text
    assert LAMP["place"] not in giorgos.get("/me/requests").text
    assert LAMP["place"] not in application.staff("admin").get(draft, status=403).text


def test_the_ticket_logs_nobody_in(maria: Citizen, form: TestResponse) -> None:
    maria.reset()
    maria.send(form, LAMP, status=303)
    assert path_of(maria.get("/me", status=303)).startswith("/login")


@pytest.mark.parametrize("change", ["", "x", "..", "λάθος"])
def test_a_forged_ticket_is_refused_and_nothing_is_kept(
    application: Installation, maria: Citizen, form: TestResponse, change: str
) -> None:
    form_to(form, "/apply")["ticket"].force_value(change)
    page = maria.send(form, {**LAMP, "ticket": change}, A_PHOTO, status=400)
    assert title_of(page) == "Η σελίδα έμεινε ανοιχτή πολλή ώρα"
    assert number_of_drafts(application) == 0


def test_a_ticket_whose_signature_was_changed_is_refused(
    application: Installation, maria: Citizen, form: TestResponse
) -> None:
    ticket = form_to(form, "/apply")["ticket"].value
    payload, _, signature = ticket.rpartition(".")
    maria.send(form, {**LAMP, "ticket": f"{payload}.{signature[::-1]}"}, status=400)
    assert number_of_drafts(application) == 0


def test_a_ticket_of_another_service_is_refused(
    application: Installation, maria: Citizen, form: TestResponse
) -> None:
    ticket = form_to(form, "/apply")["ticket"].value
    maria.post("/services/cleaning/apply", {"ticket": ticket, "place": "εδώ"}, status=400)
    assert number_of_drafts(application) == 0


def test_another_citizens_ticket_is_refused(application: Installation, maria: Citizen, form: TestResponse) -> None:
    giorgos = application.citizen("giorgos")
    page = giorgos.send(form, LAMP, status=403)
    assert title_of(page) == "Δεν έχετε πρόσβαση σε αυτή τη σελίδα"
    assert number_of_drafts(application) == 0


def test_a_page_that_asks_for_a_new_session_keeps_a_submission_possible(
    application: Installation, maria: Citizen
) -> None:
    preview = maria.fill()
    button = maria.get(preview)
    maria.reset()
    maria.press(button, "/submit", status=(400, 403))
    assert application.drain() == 0
    maria.log_in("maria", came_from=preview)
    assert maria.submit(preview).startswith("/me/requests/")
