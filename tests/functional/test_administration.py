"""What administrators do: departments, members of staff with their roles, passwords, services, the register."""

import re
from html import unescape

import pytest
from tests.support.installation import Installation
from tests.support.visitors import LAMP, Citizen, MemberOfStaff, form_to, path_of, title_of, words_of
from webtest import Form

from serres_requests.settings import DEMONSTRATION_PASSWORD

USERS = "/manage/principals/users"
PASSWORD = "ένας κωδικός για δοκιμές"


def choose_roles(form: Form, member: MemberOfStaff, page_path: str, *wanted: str) -> None:
    """Tick exactly the boxes with these words."""
    page = member.get(page_path)
    words = {label["for"]: label.get_text() for label in page.html.find_all("label")}
    for box in form.fields["checkbox"]:
        box.checked = words[box.id] in wanted


def add_member(admin: MemberOfStaff, login: str, *roles: str, password: str = PASSWORD) -> None:
    path = f"{USERS}/add_user"
    form = admin.get(path).forms["deform"]
    form["login"], form["email"], form["password"] = login, f"{login}@serres.example", password
    choose_roles(form, admin, path, *roles)
    form.submit("save", status=303)


def change_roles(admin: MemberOfStaff, login: str, *roles: str, email: str | None = None) -> None:
    path = f"{USERS}/{login}/roles"
    form = admin.get(path).forms["deform"]
    if email is not None:
        form["email"] = email
    choose_roles(form, admin, path, *roles)
    form.submit("save", status=303)


def log_in(application: Installation, login: str, password: str) -> MemberOfStaff:
    member = application.member()
    member.log_in(login, password)
    return member


def test_a_department_is_added_with_roles_to_give(admin: MemberOfStaff) -> None:
    answer = admin.save(
        "/manage/departments/add_department",
        status=303,
        name="water-supply",
        title_el="Τμήμα Ύδρευσης",
        title_en="Water Supply",
    )
    assert "Το τμήμα προστέθηκε." in words_of(answer.follow().maybe_follow())
    assert "Τμήμα Ύδρευσης" in words_of(admin.get("/manage/departments/contents"))
    assert "Τμήμα Ύδρευσης: Χειριστές" in words_of(admin.get(f"{USERS}/add_user"))


@pytest.mark.parametrize(
    ("name", "complaint"),
    [
        ("lighting", "Υπάρχει ήδη τμήμα με αυτό το όνομα."),
        ("Ύδρευση", "Χρησιμοποιήστε από 2 έως 40 μικρά λατινικά γράμματα, ψηφία και παύλες."),
        ("a", "Χρησιμοποιήστε από 2 έως 40"),
        ("../x", "Χρησιμοποιήστε από 2 έως 40"),
        ("", "Συμπληρώστε αυτό το πεδίο."),
    ],
)
def test_a_department_of_a_wrong_name_is_refused_with_the_titles_kept(
    admin: MemberOfStaff, name: str, complaint: str
) -> None:
    page = admin.save(
        "/manage/departments/add_department", status=422, name=name, title_el="Ύδρευση", title_en="Water"
    )
    assert complaint in words_of(page)
    assert page.forms["deform"]["title_el"].value == "Ύδρευση"
    assert page.forms["deform"]["name"].value == name


def test_a_department_can_be_renamed(admin: MemberOfStaff, application: Installation) -> None:
    admin.save("/manage/departments/lighting/properties", status=303, title_el="Τμήμα Φωτός", title_en="Light")
    assert "Τμήμα Φωτός" in words_of(application.visitor().get("/"))


def test_a_new_member_logs_in_and_sees_the_queue_of_their_department(
    application: Installation, admin: MemberOfStaff, filed: str
) -> None:
    add_member(admin, "nikos", "Τμήμα Ηλεκτροφωτισμού: Χειριστές")
    assert "nikos Τμήμα Ηλεκτροφωτισμού: Χειριστές" in words_of(admin.get(f"{USERS}/contents"))
    nikos = log_in(application, "nikos", PASSWORD)
    assert application.staff_page(filed) in nikos.get("/manage/queue").text
    nikos.get(f"{USERS}/contents", status=403)


def test_a_new_member_gets_the_mails_of_their_department(
    application: Installation, admin: MemberOfStaff, maria: Citizen
) -> None:
    add_member(admin, "nikos", "Τμήμα Ηλεκτροφωτισμού: Χειριστές")
    maria.file()
    application.drain()
    assert len(application.standins.messages("nikos@serres.example")) == 1


@pytest.mark.parametrize(
    ("login", "email", "password", "complaint"),
    [
        ("lighting", "a@b.gr", PASSWORD, "Αυτό το όνομα χρήστη χρησιμοποιείται ήδη."),
        ("lighting-officers", "a@b.gr", PASSWORD, "Αυτό το όνομα χρήστη χρησιμοποιείται ήδη."),
        ("Νίκος", "a@b.gr", PASSWORD, "Χρησιμοποιήστε από 2 έως 40 μικρά λατινικά γράμματα"),
        ("nikos", "λάθος", PASSWORD, "Γράψτε μια διεύθυνση e-mail, όπως maria@example.gr."),
        ("nikos", "a@b.gr", "μικρός", "Χρησιμοποιήστε τουλάχιστον 12 χαρακτήρες."),
        ("nikos", "a@b.gr", "", "Συμπληρώστε αυτό το πεδίο."),
        ("", "a@b.gr", PASSWORD, "Συμπληρώστε αυτό το πεδίο."),
    ],
)
def test_a_member_with_something_wrong_is_refused_in_words_and_the_password_is_not_shown_again(
    admin: MemberOfStaff, login: str, email: str, password: str, complaint: str
) -> None:
    page = admin.save(f"{USERS}/add_user", status=422, login=login, email=email, password=password)
    assert complaint in words_of(page)
    assert page.forms["deform"]["login"].value == login
    assert PASSWORD not in page.text
    assert "nikos" not in words_of(admin.get(f"{USERS}/contents"))


def test_a_password_of_more_than_72_bytes_is_refused(admin: MemberOfStaff) -> None:
    page = admin.save(f"{USERS}/add_user", status=422, login="nikos", email="a@b.gr", password="π" * 37)
    assert page.html.select(".sr-error")


def test_a_changed_address_gets_the_mails_from_then_on(
    application: Installation, admin: MemberOfStaff, maria: Citizen
) -> None:
    change_roles(admin, "lighting", "Τμήμα Ηλεκτροφωτισμού: Χειριστές", email="new@serres.example")
    maria.file()
    application.drain()
    assert application.standins.messages("lighting@serres.example") == []
    assert len(application.standins.messages("new@serres.example")) == 1


def test_changed_roles_count_at_once_also_in_a_session_under_way(
    application: Installation, admin: MemberOfStaff, filed: str
) -> None:
    lighting = application.staff("lighting")
    page = application.staff_page(filed)
    lighting.get(page, status=200)
    change_roles(admin, "lighting", "Τμήμα Καθαριότητας: Χειριστές")
    lighting.get(page, status=403)
    change_roles(admin, "lighting", "Τμήμα Ηλεκτροφωτισμού: Διαχειριστές τμήματος")
    lighting.get(page, status=200)


def test_the_roles_of_a_member_are_shown_as_they_are(admin: MemberOfStaff) -> None:
    page = admin.get(f"{USERS}/lighting/roles")
    ticked = [box.id for box in page.forms["deform"].fields["checkbox"] if box.checked]
    words = [page.html.find("label", attrs={"for": box}).get_text() for box in ticked]
    assert words == ["Τμήμα Ηλεκτροφωτισμού: Χειριστές"]


def test_a_role_that_was_not_offered_is_left_aside(application: Installation, admin: MemberOfStaff) -> None:
    form = admin.get(f"{USERS}/lighting/roles").forms["deform"]
    values = [(name, value) for name, value in form.submit_fields() if name != "checkbox"]
    place = next(index for index, (name, _value) in enumerate(values) if name == "__end__")
    for nonsense in ("1", "-1", "x", "9" * 40, ""):
        forged = [*values[:place], ("checkbox", nonsense), *values[place:], ("save", "save")]
        admin.post(f"{USERS}/lighting/roles", forged, status=(303, 422))
    assert "Σφάλμα" not in title_of(admin.get(f"{USERS}/lighting/roles"))


def test_a_member_changes_their_own_password(application: Installation) -> None:
    lighting = application.staff("lighting")
    path = f"{USERS}/lighting/change_password"
    answer = lighting.save(path, status=303, present=DEMONSTRATION_PASSWORD, password=PASSWORD)
    assert "Ο κωδικός πρόσβασης άλλαξε." in words_of(answer.follow())
    application.member().try_log_in("lighting", status=422)
    log_in(application, "lighting", PASSWORD)


@pytest.mark.parametrize("present", ["λάθος κωδικός", "π" * 72, "x" * 100])
def test_a_wrong_present_password_changes_nothing(application: Installation, present: str) -> None:
    lighting = application.staff("lighting")
    path = f"{USERS}/lighting/change_password"
    page = lighting.save(path, status=(303, 422), present=present, password=PASSWORD).maybe_follow()
    assert "Ο τωρινός κωδικός πρόσβασής σας είναι λάθος." in words_of(page)
    application.member().try_log_in("lighting", PASSWORD, status=422)
    application.member().try_log_in("lighting", status=303)


def test_a_member_can_not_change_anothers_password(application: Installation) -> None:
    application.staff("lighting").get(f"{USERS}/lighting-manager/change_password", status=403)


def test_an_administrator_sets_a_password_by_their_own(application: Installation, admin: MemberOfStaff) -> None:
    path = f"{USERS}/lighting/change_password"
    admin.save(path, status=303, present=DEMONSTRATION_PASSWORD, password=PASSWORD)
    log_in(application, "lighting", PASSWORD)


def test_a_removed_member_is_out_at_once(application: Installation, admin: MemberOfStaff, filed: str) -> None:
    lighting = application.staff("lighting")
    page = application.staff_page(filed)
    lighting.move(page, "start", status=303)
    removed = admin.press(admin.get(f"{USERS}/lighting/remove"), "/remove", status=303).follow().maybe_follow()
    assert "Ο λογαριασμός αφαιρέθηκε." in words_of(removed)
    assert path_of(lighting.get(page, status=303)).startswith("/manage/login")
    application.member().try_log_in("lighting", status=422)
    assert "– lighting" in words_of(admin.get(page))


def test_nobody_removes_themselves(application: Installation, admin: MemberOfStaff) -> None:
    answer = admin.press(admin.get(f"{USERS}/admin/remove"), "/remove", status=303).follow().maybe_follow()
    assert "Δεν μπορείτε να αφαιρέσετε τον δικό σας λογαριασμό." in words_of(answer)
    application.member().try_log_in("admin", status=303)


def test_a_service_can_be_closed_and_opened(application: Installation, admin: MemberOfStaff) -> None:
    path = "/manage/services/cleaning/properties"
    assert admin.get(path).forms["deform"]["is_open"].checked
    answer = admin.save(path, status=303, is_open=False)
    assert "Αποθηκεύτηκε." in words_of(answer.follow())
    assert not admin.get(path).forms["deform"]["is_open"].checked
    assert "Ξεκινήστε" not in words_of(application.visitor().get("/services/cleaning"))
    admin.save(path, status=303, is_open=True)
    assert "Ξεκινήστε" in words_of(application.visitor().get("/services/cleaning"))


def test_an_administrator_sees_and_moves_the_requests_of_every_department(
    application: Installation, admin: MemberOfStaff, filed: str
) -> None:
    page = application.staff_page(filed)
    admin.move(page, "start", status=303)
    assert "Σε επεξεργασία" in words_of(admin.get(page))


def test_the_demonstration_has_no_page_that_an_administrator_can_not_open(
    application: Installation, admin: MemberOfStaff, maria: Citizen
) -> None:
    maria.file(LAMP)
    application.drain()
    seen: set[str] = set()
    todo = ["/manage"]
    while todo:
        path = todo.pop()
        if path in seen:
            continue
        seen.add(path)
        page = admin.get(path)
        while page.status_int == 303:
            page = page.follow()
        assert page.status_int == 200, path
        if page.content_type == "text/html":
            # Thousands of pages: a parser would take as long as the pages themselves.
            links = {unescape(link).partition("#")[0] for link in re.findall(r'<a\s[^>]*?href="(.*?)"', page.text)}
            todo.extend(link for link in links if link.startswith("/manage") and "_LOCALE_" not in link)
    assert len(seen) > 2_000
    assert form_to(admin.get("/manage/queue"), "/logout") is not None
