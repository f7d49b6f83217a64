"""Who may see a request in the management pages: its department and the administrators, nobody else."""

import re

import pytest
from tests.support.installation import Installation
from tests.support.visitors import Citizen, MemberOfStaff, Visitor, form_to, path_of, words_of
from webtest import TestResponse

SECRETS = ("ηλεκτροφωτισμού", "Βενιζέλου", "ΔΟΚΙΜΑΣΤΙΚΗ", "123456783", "φωτογραφία", "σβήνει")

MANAGEMENT = [
    "/manage",
    "/manage/queue",
    "/manage/requests",
    "/manage/requests/contents",
    "/manage/departments/contents",
    "/manage/departments/lighting/properties",
    "/manage/services/contents",
    "/manage/services/street-lighting/properties",
    "/manage/principals/users/contents",
    "/manage/principals/users/add_user",
    "/manage/principals/users/lighting/roles",
    "/manage/principals/users/lighting/change_password",
    "/manage/protocol/contents",
    "/manage/protocol/properties",
    "/manage/outbox/contents",
    "/manage/citizens",
    "/manage/request-catalog",
]
ADMINISTRATION = [
    "/manage/departments/contents",
    "/manage/departments/add_department",
    "/manage/departments/lighting/properties",
    "/manage/services/street-lighting/properties",
    "/manage/principals/users/contents",
    "/manage/principals/users/add_user",
    "/manage/principals/users/admin/roles",
    "/manage/principals/users/admin/change_password",
    "/manage/principals/users/admin/remove",
    "/manage/principals/groups/contents",
    "/manage/protocol/contents",
    "/manage/protocol/properties",
    "/manage/outbox/contents",
    "/manage/outbox/retry",
    "/manage/outbox/reindex",
    "/manage/citizens",
]


def token_of(visitor: Visitor, path: str) -> str:
    return str(form_to(visitor.get(path), "/logout")["csrf_token"].value)


def assert_tells_nothing(page: TestResponse) -> None:
    for secret in SECRETS:
        assert secret not in page.text


@pytest.fixture
def addresses(application: Installation, filed: str) -> list[str]:
    """Every address of a filed request in the management pages that can be visited."""
    page = application.staff_page(filed)
    lighting = application.staff("lighting")
    file_path = lighting.get(page).html.find("a", href=re.compile("/file/"))["href"]
    return [page, f"{page}/", f"{page}/view", f"{page}/@@view", file_path]


def test_its_own_department_sees_it_all(application: Installation, addresses: list[str]) -> None:
    for login in ("lighting", "lighting-manager", "admin"):
        member = application.staff(login)
        assert [member.get(address).status_int for address in addresses] == [200] * len(addresses)


@pytest.mark.parametrize("login", ["cleaning", "cleaning-manager"])
def test_another_department_sees_nothing_of_it(
    application: Installation, addresses: list[str], login: str
) -> None:
    member = application.staff(login)
    for address in addresses:
        assert_tells_nothing(member.get(address, status=(403, 404)))
    for queue in ("/manage/queue", "/manage/queue?state=filed", "/manage/requests/contents", "/manage/requests"):
        page = member.get(queue).maybe_follow()
        assert "Αιτήματα που βρέθηκαν: 0" in words_of(page)
        assert_tells_nothing(page)


def test_another_department_can_not_move_it(application: Installation, maria: Citizen, filed: str) -> None:
    cleaning = application.staff("cleaning-manager")
    token = token_of(cleaning, "/manage/queue")
    for transition in ("start", "reject"):
        values = {"csrf_token": token, "transition": transition, "message": "όχι"}
        page = cleaning.post(f"{application.staff_page(filed)}/move", values, status=403)
        assert_tells_nothing(page)
    assert maria.get(f"{filed}/status").json["state"] == "filed"


def test_its_applicant_does_not_see_the_pages_of_staff(maria: Citizen, addresses: list[str]) -> None:
    for address in addresses:
        assert path_of(maria.get(address, status=303)).startswith("/manage/login?came_from=")


def test_who_is_not_logged_in_is_led_to_the_log_in_of_staff(
    application: Installation, addresses: list[str]
) -> None:
    for address in addresses:
        answer = application.visitor().get(address, status=303)
        assert path_of(answer).startswith("/manage/login?came_from=")


def test_neither_citizens_nor_strangers_see_the_management_pages(
    application: Installation, maria: Citizen
) -> None:
    for path in MANAGEMENT:
        for person in (maria, application.visitor()):
            assert path_of(person.get(path, status=303)).startswith("/manage/login?came_from=")


def test_officers_and_managers_do_not_administer(application: Installation) -> None:
    manager = application.staff("lighting-manager")
    told = {path: manager.get(path, expect_errors=True).status_int for path in ADMINISTRATION}
    assert {path: status for path, status in told.items() if status not in {403, 404}} == {}


def test_a_members_own_citizen_pages_are_nobodys(application: Installation) -> None:
    for login in ("lighting", "admin"):
        member = application.staff(login)
        paths = ("/me", "/me/requests", "/me/notices", "/me/drafts/x", "/me/requests/x")
        assert {member.get(path, expect_errors=True).status_int for path in paths} == {403}


def test_staff_of_two_departments_see_both(application: Installation, maria: Citizen, filed: str) -> None:
    maria.file({"matter": "full-bin", "place": "Πλατεία Ελευθερίας"}, service="/services/cleaning")
    application.drain()
    admin: MemberOfStaff = application.staff("admin")
    page = admin.get("/manage/queue")
    assert "Αιτήματα που βρέθηκαν: 2" in words_of(page)
    assert "Τμήμα Καθαριότητας" in words_of(page)
    assert "Αιτήματα που βρέθηκαν: 1" in words_of(application.staff("cleaning").get("/manage/queue"))
