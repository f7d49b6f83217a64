"""Every address that takes a POST refuses one without our token, and one with nonsense in it, changing nothing."""

from collections.abc import Iterator
from typing import Any

import pytest
from pyramid.interfaces import IRoutesMapper
from tests.support.installation import Installation
from tests.support.visitors import LAMP, SERVICE, Citizen, MemberOfStaff, Visitor, form_to, path_of, title_of

from serres_requests.services.queue_views import views_of

STALE = "Η σελίδα έμεινε ανοιχτή πολλή ώρα"
READ_ONLY = {"GET", "HEAD"}
CITIZEN_POSTS = {
    "card": "/me",
    "notices": "/me/notices",
    "mail_choices": "/me/notices/mails",
    "erase_data": "/me/data/erase",
    "logout": "/logout",
    "submit": "{draft}/submit",
    "discard": "{draft}/discard",
    "confirm_email": "/me/email/x",
    "apply": f"{SERVICE}/apply",
    "conditions": f"{SERVICE}/conditions",
    "upload": f"{SERVICE}/files",
    "keep": f"{SERVICE}/keep",
    "ask_registry": f"{SERVICE}/business",
    "my_request_copy": "{filed}/copy",
    "withdraw": "{filed}/withdraw",
    "my_messages": "{filed}/messages",
    "correct": "{filed}/correct",
    "keep_correction": "{filed}/correct/keep",
    "correction_conditions": "{filed}/correct/conditions",
    "watch": "{public}/watch",
    "unwatch": "{public}/unwatch",
    "check": "/check",
    "check_code": "/check/00000-00000-00000-00000",
}
WITHOUT_TOKEN = {"stop_mail", "delivery_report"}
"""What programs post themselves: those of mail readers, to a signed address (RFC 8058, see test_mail_choices), and
ours, which signs what it tells (see test_delivery_reports)."""
_TYPE = "/manage/services/street-lighting"
STAFF_POSTS = {
    "import_type": "/manage/services/import_type",
    **{
        name: f"{_TYPE}/{name}"
        for name in ["move_field", "move_step", "remove_field", "remove_step", "publish", "discard", "try", "open"]
    },
    "edit_template": f"{_TYPE}/edit_template/x",
    "remove_template": f"{_TYPE}/remove_template/x",
    "login": "/manage/login",
    "move": "{request}/move",
    "set_state": "{request}/set_state",
    "act": "/manage/act",
    "columns": "/manage/columns",
    "save_view": "/manage/save_view?state=filed",
    "edit_view": "/manage/edit_view/{view}",
    "remove_view": "/manage/remove_view/{view}",
    "approve": "{request}/approve",
    "send_back": "{request}/send_back",
    "write": "{request}/write",
    "assign": "{request}/assign",
    "hand_over": "{request}/hand_over",
    "issue": "{request}/issue",
    "revoke": "{request}/revoke",
    "copy": "{request}/copy",
    "step": "{entry}/step",
    "conditions": "{entry}/conditions",
    "submit": "{entry}/submit",
    "discard": "{entry}/discard",
    "retry": "/manage/outbox/retry",
    "reindex": "/manage/outbox/reindex",
    "undo": "/manage/audit/undo",
    "import": "/manage/reference/kad-affected/import",
    "remove": "/manage/principals/users/cleaning/remove",
}
STAFF_FORMS = {
    "add_type": "/manage/services/add_type",
    "copy_type": f"{_TYPE}/copy_type",
    "add_field": f"{_TYPE}/add_field/request",
    "edit_field": f"{_TYPE}/edit_field/place",
    "add_step": f"{_TYPE}/add_step",
    "add_template": f"{_TYPE}/add_template",
    "edit_step": f"{_TYPE}/edit_step/request",
    "edit_terms": f"{_TYPE}/edit_terms",
    "properties": "/manage/departments/lighting/properties",
    "add_department": "/manage/departments/add_department",
    "add_user": "/manage/principals/users/add_user",
    "add_table": "/manage/reference/add_table",
    "new": "/manage/entries/new",
    "roles": "/manage/principals/users/cleaning/roles",
    "views": "/manage/views",
    "change_password": "/manage/principals/users/admin/change_password",
}
"""Forms of Substance D: one view shows and takes them."""


def views(application: Installation) -> Iterator[dict[str, Any]]:
    return (item["introspectable"] for item in application.registry.introspector.get_category("views"))


def methods_of(view: dict[str, Any]) -> set[str]:
    methods = view["request_methods"]
    return {methods} if isinstance(methods, str) else set(methods or ("POST",))


def test_the_lists_above_name_every_address_that_takes_a_post(application: Installation) -> None:
    ours = {
        (view["route_name"], view["name"])
        for view in views(application)
        if methods_of(view) - READ_ONLY
        and getattr(view["callable"], "__module__", "").startswith("serres_requests")
        and not getattr(view["callable"], "__module__", "").endswith(".errors")
    }
    routes = {route.name for route in application.registry.getUtility(IRoutesMapper).get_routes()}
    assert set(CITIZEN_POSTS) <= routes
    assert {route for route, name in ours if not name} - {"substanced_manage"} == {*CITIZEN_POSTS, *WITHOUT_TOKEN}
    assert {name for route, name in ours if route == "substanced_manage"} == {*STAFF_POSTS, *STAFF_FORMS}


def contents(application: Installation) -> Any:
    """Return what forged posts might change."""
    return application.look(
        lambda site: (
            [
                (
                    *(citizen.email, citizen.confirmed_email, citizen.mail_choices),
                    *(sorted(citizen.drafts), len(citizen.notices.unread)),
                )
                for citizen in site.citizens.values()
            ],
            [
                (request.state, len(request.watchers or ()))
                for year in site.requests.values()
                for request in year.values()
            ],
            sorted(site["principals"]["users"]),
            sorted(site.departments),
            [user.password for user in site["principals"]["users"].values()],
            [(user.email, sorted(user.groupids)) for user in site["principals"]["users"].values()],
            site.departments["lighting"].title_el,
            [
                views_of(holder).views
                for holder in (*site.departments.values(), *site["principals"]["users"].values())
            ],
            [views_of(user).opens_with for user in site["principals"]["users"].values()],
            [(entry.id, sorted(entry.drafts)) for entry in site.entries.values()],
            len(site.outbox.waiting(100)),
            site.catalog.rebuilding is None,
        )
    )


@pytest.fixture
def draft(maria: Citizen) -> str:
    return maria.fill().removesuffix("/preview")


@pytest.fixture
def public(application: Installation, lighting: MemberOfStaff, page: str) -> str:
    """Where everybody sees the request, once it is taken up."""
    lighting.move(page, "start", status=303)
    application.drain()
    return f"/requests/{application.clock.now().year}/1"


@pytest.mark.parametrize("token", [None, "", "x", "ά", "0" * 32])
def test_no_post_of_a_citizen_counts_without_the_token(
    application: Installation, maria: Citizen, filed: str, public: str, draft: str, token: str | None
) -> None:
    before = contents(application)
    for path in CITIZEN_POSTS.values():
        values = {**LAMP, "email": "forged@example.gr", **({} if token is None else {"csrf_token": token})}
        page = maria.post(path.format(draft=draft, filed=filed, public=public), values, status=400)
        assert title_of(page) == STALE
    assert contents(application) == before
    maria.get("/me", status=200)


@pytest.mark.parametrize("token", [None, "x"])
def test_no_post_of_staff_counts_without_the_token(
    application: Installation, filed: str, token: str | None
) -> None:
    admin = application.staff("admin")
    entry = path_of(admin.begin_entry()).removesuffix("/step")
    view = admin.save("/manage/save_view?state=filed", 303, name="Νέα").location.rpartition("view=")[2]
    before = contents(application)
    values = {"transition": "start", "save": "save", "email": "forged@example.gr", "name": "forged"}
    if token is not None:
        values.update(csrf_token=token, _csrf_token_=token)
    for path in (*STAFF_POSTS.values(), *STAFF_FORMS.values()):
        page = admin.post(
            path.format(request=application.staff_page(filed), entry=entry, view=view), values, status=400
        )
        assert title_of(page) == STALE
    assert contents(application) == before


def test_the_token_of_another_session_does_not_count(application: Installation, maria: Citizen) -> None:
    others = form_to(application.citizen("giorgos").get("/me"), "/me")["csrf_token"].value
    before = contents(application)
    page = maria.post("/me", {"csrf_token": others, "email": "forged@example.gr"}, status=400)
    assert title_of(page) == STALE
    assert contents(application) == before


@pytest.mark.parametrize("path", ["/me", "/me/notices", f"{SERVICE}/apply", "/logout"])
def test_a_post_that_is_no_form_is_refused(application: Installation, maria: Citizen, path: str) -> None:
    before = contents(application)
    for content_type, body in (
        ("application/json", b'{"csrf_token": 1}'),
        ("text/xml", b"<a/>"),
        ("multipart/form-data; boundary=x", b"--x\r\nContent-Disposition: form-data\r\n\r\nx"),
        ("application/x-www-form-urlencoded", b"%FF=%FE&\xff=1"),
        ("application/x-www-form-urlencoded", b"&" * 5000),
    ):
        maria.post(path, body, content_type=content_type, status=400)
    assert contents(application) == before


def token_of(visitor: Visitor, path: str) -> str:
    return str(form_to(visitor.get(path), "/logout")["csrf_token"].value)


def test_files_where_words_belong_break_nothing(application: Installation, maria: Citizen, filed: str) -> None:
    admin = application.staff("admin")
    for person, path, field in (
        (maria, "/me", "email"),
        (maria, "/me", "came_from"),
        (maria, "/me", "csrf_token"),
        (maria, f"{SERVICE}/apply", "ticket"),
        (admin, f"{application.staff_page(filed)}/move", "message"),
        (admin, f"{application.staff_page(filed)}/move", "transition"),
        (admin, "/manage/outbox/retry", "entry"),
        (admin, "/manage/audit/undo", "change"),
        (admin, "/manage/login", "login"),
        (admin, "/manage/login", "password"),
        (admin, "/manage/login", "came_from"),
    ):
        token = token_of(person, "/me" if person is maria else "/manage/queue")
        values = {} if field == "csrf_token" else {"csrf_token": token}
        answer = person.post(path, values, upload_files=[(field, "a.txt", b"word")], expect_errors=True)
        assert answer.status_int in {303, 400, 422}, (path, field)


@pytest.mark.parametrize("path", list(STAFF_FORMS.values()))
def test_forms_of_staff_sent_empty_or_upside_down_answer_in_words(application: Installation, path: str) -> None:
    admin = application.staff("admin")
    token = token_of(admin, "/manage/queue")
    for values in (
        [("save", "save")],
        [("save", "save"), ("__end__", "group_ids:sequence"), ("__start__", "x:sequence")],
        [("save", "save"), ("__start__", "group_ids:mapping"), ("a", "b"), ("__end__", "group_ids:mapping")],
        [
            ("save", "save"),
            ("title_el", ""),
            ("email", "x" * 1000),
            ("login", "Ά"),
            ("name", "Ά"),
            ("password", "1"),
        ],
    ):
        before = contents(application)
        answer = admin.post(path, [("_csrf_token_", token), *values], expect_errors=True)
        assert answer.status_int in {303, 400, 422}, (path, values)
        assert contents(application) == before
