"""The citizen's e-mail address: asked for once, proven by a link, and changed only by proof."""

import pytest
from tests.support.installation import Installation
from tests.support.visitors import Citizen, form_to, path_of, words_of

ADDRESS, OTHER = "maria@example.gr", "maria.dokimastiki@example.com"
WRONG = "Γράψτε μια διεύθυνση e-mail, όπως maria@example.gr."
NOT_VALID_ANY_MORE = "Αυτός ο σύνδεσμος δεν ισχύει πια"

NO_ADDRESSES = [
    "",
    "χωρίς παπάκι",
    "maria@",
    "@example.gr",
    "maria@example",
    "maria@@example.gr",
    "ma ria@example.gr",
    "maria@example.gr, giorgos@example.gr",
    "maria@example.gr\r\nBcc: giorgos@example.gr",
    "maria,giorgos@example.gr",
    "maria@exampleſ.gr",
    "<script>alert(1)</script>@example.gr",
    "m" * 250 + "@example.gr",
]


def proven_address(application: Installation) -> str:
    return application.look(lambda site: next(iter(site.citizens.values())).confirmed_email)


def enter(application: Installation, citizen: Citizen, email: str) -> str:
    """Give an address; return the path of the link that is sent there."""
    citizen.give_email(email)
    application.drain()
    return application.link_sent_to(email)


def test_the_first_log_in_asks_for_an_address_before_it_goes_on(application: Installation) -> None:
    maria = application.stranger()
    led_to = path_of(maria.log_in("maria", came_from="/me/requests"))
    assert led_to == "/me?came_from=%2Fme%2Frequests"
    answer = maria.press(maria.get(led_to), "/me", status=303, email=ADDRESS)
    assert path_of(answer) == "/me/requests"
    assert ADDRESS in words_of(answer.follow())


def test_a_wrong_address_is_refused_with_what_was_typed_kept(application: Installation, maria: Citizen) -> None:
    token = form_to(maria.get("/me"), "/me")["csrf_token"].value
    for typed in NO_ADDRESSES:
        page = maria.post("/me", {"csrf_token": token, "email": typed}, status=422)
        assert page.html.find(id="error-email").get_text() == WRONG
        assert form_to(page, "/me")["email"].value.splitlines() == typed[:254].splitlines()
        assert "<script>alert" not in page.text
    assert application.drain() == 0


def test_the_link_confirms_by_its_button_alone(application: Installation, maria: Citizen) -> None:
    link = enter(application, maria, ADDRESS)
    page = maria.get(link)
    maria.get(link)
    assert ADDRESS in words_of(page)
    assert proven_address(application) == ""
    maria.press(page, link, status=303)
    assert proven_address(application) == ADDRESS
    assert "έχει επιβεβαιωθεί" in words_of(maria.get("/me"))


def test_the_link_confirms_in_a_browser_that_is_not_logged_in(application: Installation, maria: Citizen) -> None:
    link = enter(application, maria, ADDRESS)
    elsewhere = application.visitor()
    answer = elsewhere.press(elsewhere.get(link), link, status=303)
    assert path_of(answer) == "/"
    assert "Η διεύθυνση e-mail σας επιβεβαιώθηκε" in words_of(answer.follow())
    assert proven_address(application) == ADDRESS


def test_the_link_used_again_changes_nothing(application: Installation, maria: Citizen) -> None:
    link = enter(application, maria, ADDRESS)
    for _ in range(2):
        maria.press(maria.get(link), link, status=303)
    assert proven_address(application) == ADDRESS


@pytest.mark.parametrize("token", ["forged", "W10.aaaa.bbbb", "%CE%B1", "a" * 2000])
def test_a_forged_link_is_refused_in_words(application: Installation, maria: Citizen, token: str) -> None:
    enter(application, maria, ADDRESS)
    page = maria.get(f"/me/email/{token}", status=410)
    assert NOT_VALID_ANY_MORE in words_of(page)
    assert proven_address(application) == ""


def test_a_link_of_an_older_address_is_refused(application: Installation, maria: Citizen) -> None:
    older = enter(application, maria, ADDRESS)
    opened = maria.get(older)
    enter(application, maria, OTHER)
    assert NOT_VALID_ANY_MORE in words_of(maria.get(older, status=410))
    maria.press(opened, older, status=410)
    assert proven_address(application) == ""


def test_a_changed_address_is_used_only_once_it_is_proven(application: Installation) -> None:
    maria = application.citizen("maria", ADDRESS)
    link = enter(application, maria, OTHER)
    assert proven_address(application) == ADDRESS
    maria.file()
    application.drain()
    assert len(application.standins.messages(ADDRESS)) == 2
    maria.press(maria.get(link), link, status=303)
    maria.file()
    application.drain()
    assert len(application.standins.messages(ADDRESS)) == 2
    assert len(application.standins.messages(OTHER)) == 2


def test_who_gives_no_address_goes_on_and_reads_the_notices_on_the_site(
    application: Installation, maria: Citizen
) -> None:
    maria.file()
    application.drain()
    assert "Δεν στάλθηκε με e-mail: δεν υπάρχει επιβεβαιωμένη διεύθυνση" in words_of(maria.get("/me/notices"))
