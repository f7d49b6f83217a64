"""Log-in of staff: nothing is told to guessers, guessing is slowed down, odd passwords break nothing."""

import pytest
from tests.support.installation import Installation
from tests.support.visitors import MemberOfStaff, form_to, path_of, title_of, words_of

from serres_requests.settings import DEMONSTRATION_PASSWORD

WRONG = "Το όνομα χρήστη ή ο κωδικός πρόσβασης είναι λάθος."
TOO_OFTEN = "Έγιναν πολλές προσπάθειες με λάθος κωδικό πρόσβασης. Περιμένετε 15 λεπτά και προσπαθήστε ξανά."

ODD_PASSWORDS = (
    "π" * 36 + "ω",
    "x" * 73,
    "x" * 5000,
    "",
    "\x00",
    f"{DEMONSTRATION_PASSWORD}\x00",
    "🔑" * 20,
)


@pytest.fixture
def member(application: Installation) -> MemberOfStaff:
    return application.member()


def test_an_officer_logs_in_to_the_queue(member: MemberOfStaff) -> None:
    answer = member.try_log_in("lighting", status=303)
    assert path_of(answer).rstrip("/") == "/manage"
    queue = answer.follow().follow()
    assert title_of(queue) == "Ουρά αιτημάτων"
    assert "Τμήμα Ηλεκτροφωτισμού" in words_of(queue)


def test_an_unknown_name_is_answered_as_a_wrong_password_is(member: MemberOfStaff) -> None:
    wrong = member.try_log_in("lighting", "λάθος κωδικός", status=422)
    unknown = member.try_log_in("nobody12", "λάθος κωδικός", status=422)
    assert WRONG in words_of(wrong)
    assert unknown.text.replace("nobody12", "lighting") == wrong.text
    assert form_to(wrong, "/manage/login")["login"].value == "lighting"
    assert form_to(wrong, "/manage/login")["password"].value == ""


def test_nobody_is_logged_in_by_a_wrong_password(member: MemberOfStaff) -> None:
    member.try_log_in("admin", "λάθος κωδικός", status=422)
    assert path_of(member.get("/manage/queue", status=303)).startswith("/manage/login")


@pytest.mark.parametrize("name", ["lighting", "nobody"])
def test_after_ten_failures_a_name_has_to_wait_known_or_not(application: Installation, name: str) -> None:
    member = application.member()
    for _ in range(10):
        member.try_log_in(name, "λάθος κωδικός", status=422)
    page = member.try_log_in(name, DEMONSTRATION_PASSWORD, status=429)
    assert TOO_OFTEN in words_of(page)
    assert path_of(member.get("/manage/queue", status=303)).startswith("/manage/login")
    application.member().try_log_in("cleaning", status=303)


def test_a_right_password_clears_the_failures(application: Installation, member: MemberOfStaff) -> None:
    for _ in range(2):
        for _ in range(6):
            member.try_log_in("lighting", "λάθος κωδικός", status=422)
        application.member().try_log_in("lighting", status=303)


def test_an_odd_password_is_but_a_wrong_one(member: MemberOfStaff) -> None:
    token = form_to(member.get("/manage/login"), "/manage/login")["csrf_token"].value
    for password in ODD_PASSWORDS:
        values = {"csrf_token": token, "login": "lighting", "password": password}
        assert WRONG in words_of(member.post("/manage/login", values, status=422))


def test_an_odd_name_is_but_a_wrong_one(member: MemberOfStaff) -> None:
    token = form_to(member.get("/manage/login"), "/manage/login")["csrf_token"].value
    for name in ("", "ligh\x00ting", "λάμπα", "../admin", "x" * 10_000, "LIGHTING"):
        values = {"csrf_token": token, "login": name, "password": DEMONSTRATION_PASSWORD}
        assert WRONG in words_of(member.post("/manage/login", values, status=422))


def test_log_in_leads_back_to_the_page_that_was_asked_for(member: MemberOfStaff) -> None:
    asked = path_of(member.get("/manage/queue?state=completed", status=303))
    form = form_to(member.get(asked), "/manage/login")
    form["login"], form["password"] = "lighting", DEMONSTRATION_PASSWORD
    assert path_of(form.submit(status=303)) == "/manage/queue?state=completed"
