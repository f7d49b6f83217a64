"""Where a request type asks for it, completing and rejecting are proposed by one and approved by another."""

from typing import Any

import pytest
from tests.support.installation import URL, Installation
from tests.support.processes import StandIns
from tests.support.visitors import LAMP, Citizen, MemberOfStaff, form_to, words_of
from webtest import TestResponse

MESSAGE = "Άλλαξε η λάμπα στην κολόνα."


@pytest.fixture
def page(application: Installation, maria: Citizen) -> str:
    """Where staff see a request, begun by the officer, of a version that asks for four eyes."""
    admin = application.staff("admin")
    form = admin.get("/manage/services/street-lighting/edit_terms").forms["deform"]
    form["four_eyes"].checked = True
    form.submit("save", status=303)
    admin.press(admin.get("/manage/services/street-lighting/publish"), "/publish")
    path = maria.file(LAMP)
    application.drain()
    page = application.staff_page(path)
    application.staff("lighting").move(page, "start", status=303)
    application.drain()
    return page


@pytest.fixture
def manager(application: Installation) -> MemberOfStaff:
    return application.staff("lighting-manager")


def mine(page: str) -> str:
    return f"/me/requests/{page.rpartition('/')[2]}"


def propose(application: Installation, page: str, transition: str = "complete") -> MemberOfStaff:
    lighting = application.staff("lighting")
    lighting.move(page, transition, MESSAGE, status=303)
    application.drain()
    return lighting


def token(who: MemberOfStaff) -> dict[str, str]:
    return {"csrf_token": str(form_to(who.get("/manage/queue"), "/logout")["csrf_token"].value)}


def send_back(who: MemberOfStaff, page: str, note: str, status: int) -> TestResponse:
    form = form_to(who.get(page), "/send_back")
    form["note"] = note
    return form.submit(status=status)


def test_the_buttons_say_that_it_is_proposed(page: str, lighting: MemberOfStaff) -> None:
    buttons = {one["value"]: one.get_text() for one in lighting.get(page).html.select("[name=transition]")}
    assert buttons["complete"] == "Πρόταση ολοκλήρωσης"
    assert buttons["reject"] == "Πρόταση απόρριψης"


def test_the_way_onwards_is_the_button_in_colour(page: str, lighting: MemberOfStaff) -> None:
    coloured = lighting.get(page).html.select("[name=transition].btn-primary")
    assert [one["value"] for one in coloured] == ["complete"]


def test_the_citizen_sees_nothing_of_a_proposal(application: Installation, maria: Citizen, page: str) -> None:
    before, notices = words_of(maria.get(mine(page))), words_of(maria.get("/me/notices"))
    propose(application, page)
    assert words_of(maria.get(mine(page))) == before
    assert words_of(maria.get("/me/notices")) == notices
    application.audit()
    held = words_of(maria.get("/me/data")) + maria.get("/me/data/json").text
    for words in (MESSAGE, "ρότεινε", "ρόταση", "propose", "send_back", "approve"):
        assert words not in held


def test_another_person_approves_and_the_citizen_reads_the_proposers_message(
    application: Installation, maria: Citizen, page: str, manager: MemberOfStaff
) -> None:
    lighting = propose(application, page)
    assert "/approve" not in lighting.get(page).text
    assert "Αναμένει έγκριση" in words_of(manager.get("/manage/queue"))
    shown = manager.get(page)
    assert MESSAGE in words_of(shown)
    assert shown.html.select_one("h1 ~ p a[href='#proposal']").get_text() == "Αναμένει έγκριση"
    assert "complete" not in [one["value"] for one in shown.html.select("[name=transition]")]
    form_to(shown, "/approve").submit(status=303)
    application.drain()
    mine_now = words_of(maria.get(mine(page)))
    assert "Ολοκληρώθηκε" in mine_now
    assert MESSAGE in mine_now
    assert "ρόταση" not in mine_now
    happened = words_of(manager.get(page))
    assert "Πρόταση: να ολοκληρωθεί – lighting" in happened
    assert "Ολοκληρώθηκε – lighting-manager" in happened
    assert "ολοκληρώθηκε" in words_of(maria.get("/me/notices"))
    events = [(one.event.name, one.event.event, one.event.detail) for one in application.audit()]
    assert ("lighting", "Request/move", "propose_complete") in events
    assert ("lighting-manager", "Request/approve", "complete") in events
    assert "propose" not in maria.get("/me/data/json").text
    assert "Request/approve" not in maria.get("/me/data/json").text


def test_who_proposed_it_can_not_approve_it(application: Installation, page: str) -> None:
    lighting = propose(application, page)
    answer = lighting.post(f"{page}/approve", token(lighting), status=422)
    assert "Το προτείνατε εσείς" in words_of(answer)
    assert "Σε επεξεργασία" in words_of(lighting.get(page))
    lighting.post(f"{page}/move", {**token(lighting), "transition": "complete", "message": "x"}, status=422)


def test_another_department_can_not_approve_it(application: Installation, page: str) -> None:
    propose(application, page)
    cleaning = application.staff("cleaning")
    for name in ("approve", "send_back"):
        cleaning.post(f"{page}/{name}", {**token(cleaning), "note": "x"}, status=403)
    assert "Αναμένει έγκριση" in words_of(application.staff("lighting-manager").get("/manage/queue"))


def test_those_who_may_approve_are_mailed_and_the_proposer_when_it_comes_back(
    application: Installation, standins: StandIns, page: str, manager: MemberOfStaff
) -> None:
    def mails(login: str, words: str) -> list[str]:
        found = standins.messages(f"{login}@serres.example")
        return [mail["text"] for mail in found if words in mail["subject"]]

    propose(application, page)
    [mail] = mails("lighting-manager", "αναμένει την έγκρισή σας")
    assert f"{URL}{page}" in mail
    assert MESSAGE not in mail
    assert mails("lighting", "αναμένει") == mails("cleaning", "αναμένει") == []
    send_back(manager, page, "Λείπει η φωτογραφία.", 303)
    application.drain()
    [mail] = mails("lighting", "Η πρότασή σας επιστράφηκε")
    assert "Λείπει" not in mail
    lighting = propose(application, page, "reject")
    send_back(lighting, page, "Έχω λάθος στο μήνυμα.", 303)
    application.drain()
    assert len(mails("lighting", "επιστράφηκε")) == 1


def test_what_is_settled_before_the_worker_looks_is_not_mailed(
    application: Installation, standins: StandIns, page: str, lighting: MemberOfStaff
) -> None:
    lighting.move(page, "complete", MESSAGE, status=303)
    send_back(lighting, page, "Όχι ακόμη.", 303)
    application.drain()
    found = standins.messages("lighting-manager@serres.example")
    assert [mail for mail in found if "αναμένει" in mail["subject"]] == []


def test_it_is_sent_back_with_a_note_for_the_department_alone(
    application: Installation, maria: Citizen, page: str, manager: MemberOfStaff
) -> None:
    propose(application, page, "reject")
    assert "Γράψτε" in words_of(send_back(manager, page, " ", 422))
    send_back(manager, page, "Λείπει η φωτογραφία.", 303)
    shown = words_of(application.staff("lighting").get(page))
    assert "Η πρόταση επιστράφηκε – lighting-manager" in shown
    assert "Λείπει η φωτογραφία." in shown
    assert "Λείπει" not in words_of(maria.get(mine(page)))
    assert "Λείπει" not in maria.get("/me/data/json").text
    manager.post(f"{page}/approve", token(manager), status=422)
    manager.post(f"{page}/send_back", {**token(manager), "note": "x"}, status=422)
    propose(application, page, "reject")
    form_to(manager.get(page), "/approve").submit(status=303)
    assert "Απορρίφθηκε" in words_of(maria.get(mine(page)))


def test_who_proposed_it_takes_it_back(application: Installation, page: str) -> None:
    lighting = propose(application, page)
    send_back(lighting, page, "Έχω λάθος στο μήνυμα.", 303)
    assert "Πρόταση ολοκλήρωσης" in words_of(lighting.get(page))


def test_the_message_is_needed_for_a_proposal_too(page: str, lighting: MemberOfStaff) -> None:
    assert "Γράψτε τι θέλετε να πείτε" in words_of(lighting.move(page, "complete", " ", status=422))


def test_what_moves_the_request_on_ends_the_proposal(application: Installation, maria: Citizen, page: str) -> None:
    lighting = propose(application, page)
    lighting.move(page, "ask", "Ποια κολόνα;", status=303)
    assert "/approve" not in application.staff("lighting-manager").get(page).text


def test_a_hand_over_ends_the_proposal(application: Installation, page: str) -> None:
    lighting = propose(application, page)
    form = form_to(lighting.get(page), "/hand_over")
    form["department"], form["why"] = "cleaning", "Δεν είναι δικό μας."
    form.submit(status=303)
    assert "/approve" not in application.staff("cleaning").get(page).text


def test_one_action_on_several_requests_proposes(
    application: Installation, page: str, manager: MemberOfStaff, lighting: MemberOfStaff
) -> None:
    def complete_all(who: MemberOfStaff) -> str:
        form = form_to(who.get("/manage/queue"), "/act")
        for box in form.fields["request"]:
            box.checked = True
        form["action"], form["message"] = "complete", MESSAGE
        return words_of(form.submit(status=200))

    assert "Προτάθηκε: πρέπει να το εγκρίνει" in complete_all(lighting)
    assert "Δεν έγινε" in complete_all(manager), "what is proposed is approved on its page"
    assert "Σε επεξεργασία" in words_of(manager.get(page))


def test_the_end_can_not_be_set_by_hand(application: Installation, page: str, manager: MemberOfStaff) -> None:
    states = [one["value"] for one in manager.get(page).html.select("#state option")]
    assert states
    assert not {"completed", "rejected"} & set(states)
    values: dict[str, Any] = {**token(manager), "state": "completed", "reason": "Έγινε."}
    answer = manager.post(f"{page}/set_state", values, status=422)
    assert "ζητά και δεύτερο πρόσωπο" in words_of(answer)
    assert "Έγινε." in answer.text
    manager.post(f"{page}/set_state", {**values, "state": states[0]}, status=303)


def test_the_terms_tell_it_and_files_carry_it(application: Installation, page: str) -> None:
    admin = application.staff("admin")
    assert "Η ολοκλήρωση και η απόρριψη με έγκριση Ναι" in words_of(
        admin.get("/manage/services/street-lighting/edit")
    )
    assert "four_eyes: true" in admin.get("/manage/services/street-lighting/export").text
    compared = words_of(admin.get("/manage/services/street-lighting/compare?old=1&new=2"))
    assert "Η ολοκλήρωση και η απόρριψη με έγκριση" in compared


def test_a_document_is_proposed_by_one_and_issued_by_another(
    application: Installation, page: str, lighting: MemberOfStaff, manager: MemberOfStaff, maria: Citizen
) -> None:
    type_page, name = "/manage/services/street-lighting", "Βεβαίωση βλάβης"
    application.staff("admin").save(
        f"{type_page}/add_template", name=name, purpose="certificate", text="Βεβαιώνεται η βλάβη.", status=303
    )
    draft = form_to(lighting.get(page), "/issue").submit(status=200)
    assert "Πρέπει πρώτα να το εγκρίνει άλλο πρόσωπο" in words_of(draft)
    draft = form_to(draft, "/issue")
    proposed = draft.submit(status=303).follow()
    assert "Προτάθηκε: πρέπει να το εγκρίνει άλλο πρόσωπο του τμήματος." in words_of(proposed)
    application.drain()
    seen = lighting.get(page)
    assert "Πρόταση: να εκδοθεί έγγραφο" in words_of(seen)
    assert [text in words_of(seen) for text in (name, "Βεβαιώνεται η βλάβη.", "Το προτείνατε")] == [True] * 3
    assert not [form for form in seen.forms.values() if "/approve" in form.action]
    lighting.post(f"{page}/approve", token(lighting), status=422)
    again = draft.submit(status=422)
    assert "Κάτι άλλο περιμένει ήδη έγκριση" in words_of(again)
    own = maria.get(mine(page))
    assert name not in words_of(own)
    assert "Πρόταση" not in words_of(own)
    assert "έκδοση εγγράφου" not in words_of(maria.get("/me/data"))
    form_to(manager.get(page), "/approve").submit(status=303)
    application.drain()
    [link] = maria.get(mine(page)).html.select("#documents a[download]")
    assert link.get_text() == name
    assert maria.get(link["href"], status=200).content_type == "application/pdf"
    assert "Εξέδωσε έγγραφο" in words_of(maria.get("/me/data"))
    told = [(entry.event.event, entry.event.detail, entry.event.name) for entry in application.audit()]
    assert ("Request/issue", "propose_issue", "lighting") in told
    assert ("Request/approve", "issue", "lighting-manager") in told


def test_a_proposed_document_can_be_taken_back(
    application: Installation, page: str, lighting: MemberOfStaff, maria: Citizen
) -> None:
    application.staff("admin").save(
        "/manage/services/street-lighting/add_template",
        name="Απόφαση",
        purpose="decision",
        text="Απορρίπτεται.",
        status=303,
    )
    form_to(form_to(lighting.get(page), "/issue").submit(), "/issue").submit(status=303)
    send_back(lighting, page, "Λάθος κείμενο.", 303)
    application.drain()
    assert (
        application.look(lambda site: site.requests.by_reference(page.partition("requests/")[2]).documents) == ()
    )
    assert "Απόφαση" not in words_of(maria.get(mine(page)))
    form_to(form_to(lighting.get(page), "/issue").submit(), "/issue").submit(status=303)
