"""The links to the other language lead to a page, also from a page that answers a form."""

import pytest
from tests.functional.test_forged_posts import CITIZEN_POSTS, STAFF_FORMS, STAFF_POSTS, draft, public
from tests.support.installation import Installation
from tests.support.visitors import Citizen, Visitor, path_of, title_of

NAMED = {"remove_field": "/place", "remove_step": "/request"}
"""What pages want after their address."""
__all__ = ["draft", "public"]


def english_of(visitor: Visitor, path: str) -> str:
    """Send nonsense to `path`; return where the page that answers has its English."""
    page = visitor.post(path, {}, expect_errors=True)
    return str(page.html.select_one('[hreflang="en"], a[lang="en"]')["href"])


def assert_leads_to_a_page(visitor: Visitor, path: str, link: str) -> None:
    answer = visitor.get(link, expect_errors=True)
    while answer.status_int == 303:
        answer = visitor.get(path_of(answer), expect_errors=True)
    assert title_of(answer) != "Page not found", (path, link)
    assert answer.html.html["lang"] == "en"


def test_from_answers_to_citizens(
    application: Installation, maria: Citizen, filed: str, public: str, draft: str
) -> None:
    for pattern in CITIZEN_POSTS.values():
        path = pattern.format(draft=draft, filed=filed, public=public)
        assert_leads_to_a_page(maria, path, english_of(maria, path))


def test_from_answers_to_staff(application: Installation, filed: str) -> None:
    admin = application.staff("admin")
    entry = path_of(admin.begin_entry()).removesuffix("/step")
    view = admin.save("/manage/save_view?state=filed", 303, name="Νέα").location.rpartition("view=")[2]
    names = {"request": application.staff_page(filed), "entry": entry, "view": view}
    for name, pattern in {**STAFF_POSTS, **STAFF_FORMS}.items():
        path = pattern.format(**names) + NAMED.get(name, "")
        if path.endswith("/x"):
            continue  # of a template that is not there
        assert_leads_to_a_page(admin, path, english_of(admin, path))


@pytest.mark.parametrize("path", ["/nowhere", "/manage/nowhere", "/me/requests/none/withdraw"])
def test_from_addresses_that_are_none(application: Installation, path: str) -> None:
    visitor = application.citizen("maria")
    assert_leads_to_a_page(visitor, path, english_of(visitor, path))
