"""The moves of a request by its department, and who is told of them."""

import pytest
from tests.support.installation import Installation
from tests.support.processes import StandIns
from tests.support.visitors import A_PHOTO, EMAIL, LAMP, Citizen, MemberOfStaff, form_to, words_of

pytestmark = pytest.mark.usefixtures("proven_address")

ANSWER = "Αλλάξαμε τη λάμπα. Ευχαριστούμε."
TOO_LATE = "Η κατάσταση του αιτήματος άλλαξε στο μεταξύ"
MISSING = "Γράψτε τι θέλετε να πείτε στον πολίτη."


def test_the_queue_shows_what_is_open_and_on_demand_what_is_not(
    application: Installation, lighting: MemberOfStaff, page: str
) -> None:
    assert page in lighting.get("/manage/queue").text
    lighting.move(page, "start", status=303)
    lighting.move(page, "complete", ANSWER, status=303)
    application.drain()
    assert page not in lighting.get("/manage/queue").text
    assert page in lighting.get("/manage/queue?state=completed").text
    assert page not in lighting.get("/manage/queue?state=λάθος".encode().decode("latin-1")).text


def test_start_and_completion_reach_the_citizen_by_notice_and_by_mail(
    application: Installation, maria: Citizen, filed: str, lighting: MemberOfStaff, page: str
) -> None:
    lighting.move(page, "start", status=303)
    lighting.move(page, "complete", ANSWER, status=303)
    application.drain()
    shown = words_of(maria.get(filed))
    assert "Ολοκληρώθηκε" in shown
    assert ANSWER in shown
    number = maria.number_of(filed)
    mails = application.standins.messages(EMAIL)[:3]
    assert {mail["subject"] for mail in mails} == {f"Αρ. πρωτ. {number}: Αίτημα ηλεκτροφωτισμού"}
    assert [mail["text"].partition("\n")[0] for mail in mails] == [
        f"Το αίτημά σας «Αίτημα ηλεκτροφωτισμού» ({number}) ολοκληρώθηκε.",
        f"Ο Δήμος ανέλαβε το αίτημά σας «Αίτημα ηλεκτροφωτισμού» ({number}).",
        f"Το αίτημά σας «Αίτημα ηλεκτροφωτισμού» πρωτοκολλήθηκε με αριθμό {number}.",
    ]
    assert ANSWER in application.standins.messages(EMAIL)[0]["text"]
    notices = [notice.p.get_text() for notice in maria.get("/me/notices").html.select("li.sr-card")]
    assert [notice.split(".")[0] for notice in notices] == [
        f"Το αίτημά σας {number} ολοκληρώθηκε",
        f"Ο Δήμος ανέλαβε το αίτημά σας {number}",
        f"Το αίτημά σας πρωτοκολλήθηκε με αριθμό {number}",
    ]


def test_the_citizen_is_not_told_which_officer_acted(
    maria: Citizen, filed: str, lighting: MemberOfStaff, page: str
) -> None:
    lighting.move(page, "start", status=303)
    assert "– lighting" in words_of(lighting.get(page))
    assert "lighting" not in words_of(maria.get(filed))


def test_completion_without_a_word_is_refused(
    application: Installation, maria: Citizen, filed: str, lighting: MemberOfStaff, page: str
) -> None:
    lighting.move(page, "start", status=303)
    for message in ("", "  \n ", "\x00"):
        refused = lighting.move(page, "complete", message, status=422)
        assert refused.html.find(id="error-message").get_text() == MISSING
    assert maria.get(f"{filed}/status").json["state"] == "in_progress"
    lighting.move(page, "complete", ANSWER, status=303)
    assert maria.get(f"{filed}/status").json["state"] == "completed"


def test_a_message_of_5000_characters_is_refused_with_all_of_it_kept(lighting: MemberOfStaff, page: str) -> None:
    lighting.move(page, "start", status=303)
    message = "Μ" * 5000
    refused = lighting.move(page, "complete", message, status=422)
    assert "έως 4000 χαρακτήρες" in refused.html.find(id="error-message").get_text()
    assert form_to(refused, "/move")["message"].value == message
    lighting.move(page, "complete", message[:4000], status=303)


def test_nul_in_a_message_is_dropped_and_emoji_are_kept(
    application: Installation, maria: Citizen, filed: str, lighting: MemberOfStaff, page: str
) -> None:
    lighting.move(page, "start", status=303)
    lighting.move(page, "complete", "Έτοι\x00μο 💡\r\n.\r\nΤέλος", status=303)
    application.drain()
    assert "Έτοιμο 💡" in words_of(maria.get(filed))
    assert "Έτοιμο 💡\n.\nΤέλος" in application.standins.messages(EMAIL)[0]["text"]


@pytest.mark.parametrize("transition", ["start", "complete", "reject"])
def test_a_move_that_a_colleague_was_quicker_with_changes_nothing(
    application: Installation, maria: Citizen, filed: str, lighting: MemberOfStaff, page: str, transition: str
) -> None:
    seen_before = form_to(lighting.get(page), "/move")
    manager = application.staff("lighting-manager")
    manager.move(page, "reject", "Δεν είναι δημοτικό φωτιστικό.", status=303)
    seen_before["message"] = ANSWER
    refused = seen_before.submit("transition", value=transition, status=422)
    assert TOO_LATE in words_of(refused)
    assert ANSWER not in words_of(maria.get(filed))
    assert maria.get(f"{filed}/status").json["state"] == "rejected"


@pytest.mark.parametrize("transition", ["", "file", "submit", "../start", "complete"])
def test_a_move_that_the_state_does_not_allow_is_refused(
    maria: Citizen, filed: str, lighting: MemberOfStaff, page: str, transition: str
) -> None:
    form = form_to(lighting.get(page), "/move")
    form["message"] = ANSWER
    assert TOO_LATE in words_of(form.submit("transition", value=transition, status=422))
    assert maria.get(f"{filed}/status").json["state"] == "filed"


def test_after_the_end_no_move_is_offered(lighting: MemberOfStaff, page: str) -> None:
    lighting.move(page, "reject", "Δεν είναι δημοτικό φωτιστικό.", status=303)
    assert "/move" not in lighting.get(page).text


def test_a_new_request_is_mailed_to_officers_and_managers_and_completion_to_managers_alone(
    application: Installation, standins: StandIns, lighting: MemberOfStaff, page: str
) -> None:
    officer, manager = "lighting@serres.example", "lighting-manager@serres.example"
    assert [len(standins.messages(to)) for to in (officer, manager)] == [1, 1]
    lighting.move(page, "start", status=303)
    lighting.move(page, "complete", ANSWER, status=303)
    application.drain()
    assert [len(standins.messages(to)) for to in (officer, manager)] == [1, 2]
    assert "ολοκληρώθηκε: Αίτημα ηλεκτροφωτισμού" in standins.messages(manager)[0]["subject"]
    assert standins.messages("cleaning@serres.example") == []
    assert standins.messages("cleaning-manager@serres.example") == []


def test_mails_to_staff_name_no_citizen_and_none_of_their_words(
    application: Installation, standins: StandIns, lighting: MemberOfStaff, page: str
) -> None:
    lighting.move(page, "start", status=303)
    lighting.move(page, "complete", ANSWER, status=303)
    application.drain()
    for to in ("lighting@serres.example", "lighting-manager@serres.example"):
        for mail in standins.messages(to):
            for private in ("ΜΑΡΙΑ", "ΔΟΚΙΜΑΣΤΙΚΗ", "123456783", EMAIL, "Βενιζέλου", "σβήνει", ANSWER):
                assert private not in mail["subject"] + mail["text"]
            assert f"http://serres.test{page}" in mail["text"]


def test_a_citizen_who_submitted_in_english_is_told_in_english(application: Installation) -> None:
    eleni = application.citizen("eleni", "eleni@example.gr")
    eleni.get("/?_LOCALE_=en")
    path = eleni.file(LAMP, A_PHOTO)
    application.drain()
    number = eleni.number_of(path)
    mail = application.standins.messages("eleni@example.gr")[0]
    assert mail["subject"] == f"Protocol no. {number}: Street lighting request"
    assert "Νέο αίτημα" in application.standins.messages("lighting@serres.example")[0]["subject"]
