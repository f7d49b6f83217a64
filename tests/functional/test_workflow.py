"""Moves beyond the everyday ones: questions to the citizen, states set by hand, and withdrawal."""

import pytest
from tests.support.installation import Installation
from tests.support.visitors import EMAIL, LAMP, Citizen, MemberOfStaff, form_to, words_of

pytestmark = pytest.mark.usefixtures("proven_address")


@pytest.fixture
def manager(application: Installation) -> MemberOfStaff:
    return application.staff("lighting-manager")


def newest_mail(application: Installation, to: str = EMAIL) -> str:
    """Its subject and text."""
    mail = application.standins.messages(to)[0]
    return f"{mail['subject']}\n{mail['text']}"


def notices(maria: Citizen) -> list[str]:
    return [notice.p.get_text(" ", strip=True) for notice in maria.get("/me/notices").html.select("li.sr-card")]


def set_state(who: MemberOfStaff, page: str, status: int, **values: str) -> str:
    form = form_to(who.get(page), "/set_state")
    for name, value in values.items():
        form[name] = value
    return words_of(form.submit(status=status).maybe_follow())


def test_a_question_waits_for_the_citizen_and_the_work_goes_on_afterwards(
    application: Installation, maria: Citizen, filed: str, page: str
) -> None:
    lighting = application.staff("lighting")
    lighting.move(page, "ask", "Ποια κολόνα εννοείτε;", status=303)
    application.drain()
    shown = words_of(maria.get(filed))
    for words in ("Αναμονή πολίτη", "Είναι η σειρά σας", "Ποια κολόνα εννοείτε;"):
        assert words in shown
    assert "χρειάζεται κάτι από εσάς" in newest_mail(application)
    count = len(application.standins.messages(EMAIL))
    lighting.move(page, "resume", status=303)
    application.drain()
    assert "Σε επεξεργασία" in words_of(maria.get(filed))
    assert len(application.standins.messages(EMAIL)) == count


def test_what_is_asked_comes_first_and_stays_in_sight(
    application: Installation, maria: Citizen, filed: str, page: str
) -> None:
    lighting = application.staff("lighting")
    newer = maria.file(LAMP)
    application.drain()
    lighting.move(page, "ask", "Ποια κολόνα εννοείτε;", status=303)
    form = form_to(lighting.get(page), "/assign")
    form["assignee"] = "lighting"
    form.submit(status=303)
    assert maria.get(filed).html.select_one(".sr-asked p").get_text() == "Ποια κολόνα εννοείτε;"
    links = [card.a["href"] for card in maria.get("/me/requests").html.select("li.sr-card")]
    assert links == [filed, newer]
    lighting.move(page, "resume", status=303)
    assert maria.get(filed).html.select_one(".sr-asked") is None
    links = [card.a["href"] for card in maria.get("/me/requests").html.select("li.sr-card")]
    assert links == [newer, filed]


def test_an_everyday_request_is_neither_accepted_nor_charged_for(application: Installation, page: str) -> None:
    buttons = [
        button["value"] for button in application.staff("lighting").get(page).html.select("[name=transition]")
    ]
    assert buttons == ["start", "ask", "reject"]


def test_an_examined_request_is_accepted_before_the_work_begins(
    application: Installation, maria: Citizen, filed: str, page: str
) -> None:
    form = application.staff("admin").get("/manage/services/street-lighting/edit_terms").forms["deform"]
    form["workflow"] = "examined"
    form.submit("save", status=303)
    admin = application.staff("admin")
    admin.press(admin.get("/manage/services/street-lighting/publish"), "/publish")
    path = maria.file(LAMP)
    application.drain()
    lighting = application.staff("lighting")
    lighting.move(application.staff_page(path), "accept", status=303)
    application.drain()
    assert "Έγινε δεκτό" in words_of(maria.get(path))
    assert "έγινε δεκτό" in newest_mail(application)
    number = maria.number_of(path)
    assert number is not None
    assert number in words_of(application.visitor().get("/requests"))
    assert "Αποδοχή" not in words_of(lighting.get(page)), "an older request keeps its workflow"


def test_managers_choose_how_the_citizen_is_told(
    application: Installation, maria: Citizen, filed: str, page: str, manager: MemberOfStaff
) -> None:
    mails, told = len(application.standins.messages(EMAIL)), len(notices(maria))
    form = form_to(manager.get(page), "/move")
    form["telling"] = "nobody"
    form.submit("transition", value="start", status=303)
    application.drain()
    assert (len(application.standins.messages(EMAIL)), len(notices(maria))) == (mails, told)
    form = form_to(manager.get(page), "/move")
    form["telling"], form["message"] = "nobody", "Αλλάξαμε τη λάμπα."
    form.submit("transition", value="complete", status=303)
    application.drain()
    assert len(application.standins.messages(EMAIL)) == mails
    assert "ολοκληρώθηκε" in notices(maria)[0], "what ends a request is always told on the site"


def test_an_officer_has_no_such_choice(application: Installation, maria: Citizen, filed: str, page: str) -> None:
    lighting = application.staff("lighting")
    form = form_to(lighting.get(page), "/move")
    assert "telling" not in form.fields
    lighting.post(
        f"{page}/move",
        {"csrf_token": form["csrf_token"].value, "transition": "start", "telling": "nobody"},
        status=303,
    )
    application.drain()
    assert "Ο Δήμος ανέλαβε" in newest_mail(application)


def test_a_manager_sets_a_state_by_hand_with_a_reason(
    application: Installation, maria: Citizen, filed: str, page: str, manager: MemberOfStaff
) -> None:
    assert "Γράψτε τι θέλετε να πείτε" in set_state(manager, page, 422, state="completed", reason=" ")
    assert "Η κατάσταση του αιτήματος άλλαξε" in words_of(
        manager.post(
            f"{page}/set_state",
            {
                "csrf_token": form_to(manager.get(page), "/move")["csrf_token"].value,
                "state": "filed",
                "reason": "x",
            },
            status=422,
        )
    )
    shown = set_state(manager, page, 303, state="completed", reason="Έγινε στο πλαίσιο άλλου έργου.")
    assert "Η κατάσταση ορίστηκε με το χέρι: Ολοκληρώθηκε – lighting-manager" in shown
    application.drain()
    assert "Έγινε στο πλαίσιο άλλου έργου." in words_of(maria.get(filed))
    assert "ολοκληρώθηκε" in newest_mail(application)
    assert "ολοκληρώθηκε" in newest_mail(application, "lighting-manager@serres.example")
    manager.move(page, "reopen", "Δεν ήταν το ίδιο σημείο.", status=303)
    assert "Σε επεξεργασία" in words_of(maria.get(filed))


def test_an_officer_sets_no_state(application: Installation, page: str) -> None:
    lighting = application.staff("lighting")
    assert "/set_state" not in lighting.get(page).text
    token = form_to(lighting.get(page), "/move")["csrf_token"].value
    values = {"csrf_token": token, "state": "completed", "reason": "x"}
    lighting.post(f"{page}/set_state", values, status=403)


def test_a_request_without_number_is_left_to_the_register(application: Installation, maria: Citizen) -> None:
    path = maria.file(LAMP)
    assert "/set_state" not in application.staff("lighting-manager").get(application.staff_page(path)).text


def test_the_citizen_withdraws(application: Installation, maria: Citizen, filed: str, page: str) -> None:
    sure = maria.get(filed).click(href="/withdraw$")
    assert "μένει στο πρωτόκολλο" in words_of(sure)
    done = maria.press(sure, "/withdraw", status=303, reason="Την έφτιαξε ο γείτονας.").follow()
    assert "Το αίτημά σας ανακλήθηκε." in words_of(done)
    assert "/withdraw" not in done.text
    application.drain()
    assert "Ανακαλέσατε" in notices(maria)[0]
    assert "ανακλήθηκε" in newest_mail(application, "lighting-manager@serres.example")
    seen = words_of(application.staff("lighting").get(page))
    assert "Την έφτιαξε ο γείτονας." in seen
    assert "Τι θα κάνετε" not in seen
    again = maria.get(f"{filed}/withdraw", status=303).follow()
    assert "δεν μπορεί πια να ανακληθεί" in words_of(again)


def test_two_withdrawals_at_once_are_one(application: Installation, maria: Citizen, filed: str) -> None:
    sure = maria.get(f"{filed}/withdraw")
    maria.press(sure, "/withdraw", status=303)
    assert "δεν μπορεί πια" in words_of(maria.press(sure, "/withdraw", status=303).follow())
    application.drain()
    assert sum("Ανακαλέσατε" in notice for notice in notices(maria)) == 1


def test_a_request_without_number_can_not_be_withdrawn_yet(application: Installation, maria: Citizen) -> None:
    path = maria.file(LAMP)
    assert "/withdraw" not in maria.get(path).text
    maria.get(f"{path}/withdraw", status=303)
