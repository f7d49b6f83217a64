"""What every answer carries, in which language it is, and odd requests that must not break anything."""

import pytest
from tests.support.installation import Installation
from tests.support.visitors import Citizen, Visitor, title_of, words_of

PUBLIC_PAGES = [
    "/",
    "/services/street-lighting",
    "/login",
    "/requests",
    "/manage/login",
    "/nowhere",
    "/me/email/x",
]
CITIZEN_PAGES = ["/me", "/me/requests", "/me/notices", "/services/street-lighting/apply", "/manage"]
ADMIN_PAGES = [
    "/manage/queue",
    "/manage/departments/contents",
    "/manage/departments/lighting/properties",
    "/manage/services/contents",
    "/manage/principals/users/contents",
    "/manage/principals/users/add_user",
    "/manage/principals/users/admin/roles",
    "/manage/principals/groups/contents",
    "/manage/protocol/contents",
    "/manage/protocol/properties",
    "/manage/outbox/contents",
]
UNREADABLE = "Δεν μπορέσαμε να διαβάσουμε όσα έστειλε ο περιηγητής σας"


@pytest.fixture
def anybody(application: Installation) -> Visitor:
    return application.visitor()


def assert_is_guarded(visitor: Visitor, path: str) -> None:
    answer = visitor.get(path, expect_errors=True)
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"] == "same-origin"
    if answer.content_type == "text/html" and answer.status_int != 303:
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.html.find_all("script", src=False) == []
        assert answer.html.find_all("style") == []
        assert answer.html.find_all(style=True) == []
        assert [tag for tag in answer.html.find_all() if any(name.startswith("on") for name in tag.attrs)] == []


def test_every_page_carries_the_security_headers_and_nothing_inline(
    application: Installation, maria: Citizen, filed: str
) -> None:
    visitors: list[tuple[Visitor, list[str]]] = [
        (application.visitor(), PUBLIC_PAGES),
        (maria, [*CITIZEN_PAGES, filed]),
        (application.staff("admin"), [*ADMIN_PAGES, application.staff_page(filed)]),
    ]
    for visitor, paths in visitors:
        for path in paths:
            assert_is_guarded(visitor, path)


def test_cookies_are_for_the_browser_alone(application: Installation) -> None:
    for path in ("/manage/login", "/login/taxisnet", "/?_LOCALE_=en"):
        cookies = application.visitor().get(path).headers.getall("Set-Cookie")
        assert cookies
        for cookie in cookies:
            assert "httponly" in cookie.lower()
            assert "samesite=lax" in cookie.lower()


def test_a_visitor_who_only_reads_gets_no_cookie(anybody: Visitor) -> None:
    for path in ("/", "/services/street-lighting", "/requests", "/login"):
        assert "Set-Cookie" not in anybody.get(path).headers


def test_english_is_chosen_by_the_address_and_kept_by_a_cookie(anybody: Visitor) -> None:
    chosen = anybody.get("/?_LOCALE_=en")
    assert chosen.html.html["lang"] == "en"
    assert title_of(chosen) == "What would you like to ask of the municipality?"
    assert anybody.cookies["_LOCALE_"] == "en"
    assert title_of(anybody.get("/requests")) == "Requests that the municipality has taken up"
    assert title_of(anybody.get("/nowhere", status=404)) == "Page not found"
    assert title_of(anybody.get("/manage/login")) == "Log-in for staff"
    back = anybody.get("/requests?_LOCALE_=el")
    assert back.html.html["lang"] == "el"
    assert title_of(anybody.get("/")) == "Τι θα θέλατε να ζητήσετε από τον Δήμο;"


@pytest.mark.parametrize("language", ["de", "", "../../etc/passwd", "EN", "el_GR", "%CE%B5%CE%BB", "en\x00"])
def test_any_other_language_is_greek_and_sets_no_cookie(anybody: Visitor, language: str) -> None:
    page = anybody.get("/", {"_LOCALE_": language})
    assert page.html.html["lang"] == "el"
    assert "_LOCALE_" not in anybody.cookies
    anybody.set_cookie("_LOCALE_", "x")
    assert anybody.get("/").html.html["lang"] == "el"


@pytest.mark.parametrize("path", [*PUBLIC_PAGES[:5], "/health/live", "/static/css/site.css"])
def test_head_is_answered_as_get_without_a_body(anybody: Visitor, path: str) -> None:
    answer = anybody.head(path, status=200)
    assert answer.body == b""


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "PROPFIND", "TRACE", "NONSENSE"])
def test_an_unknown_method_is_refused_on_every_page(application: Installation, method: str) -> None:
    anybody = application.visitor()
    anybody.lint = False  # which knows only the usual methods
    for path in (*PUBLIC_PAGES[:5], "/me", "/manage", "/manage/queue", "/health/live"):
        answer = anybody.request(path, method=method, expect_errors=True)
        assert answer.status_int in {400, 403, 404, 405}, (method, path)
        assert answer.html.html["lang"] == "el"


@pytest.mark.parametrize(
    "path",
    ["/%FF", "/services/%E0%80%AF", "/requests?q=%FF", "/?%C3%28=1", "/login?came_from=%FE", "/?_LOCALE_=%FF",
     "/login/taxisnet/callback?state=%FF&code=%FF", "/manage/%FF", "/me/requests/%FF"],
)  # fmt: skip
def test_an_address_that_is_not_utf_8_is_refused_in_words(anybody: Visitor, path: str) -> None:
    page = anybody.get(path, status=400)
    assert title_of(page) == UNREADABLE
    assert "Γυρίστε πίσω και προσπαθήστε ξανά." in words_of(page)


@pytest.mark.parametrize(
    "path", ["/%00", "/services/%00", "/me/email/%00", "/manage/%00", "/manage/@@%00", "/%2e%2e/"]
)
def test_an_address_with_odd_characters_is_no_page(anybody: Visitor, path: str) -> None:
    assert anybody.get(path, expect_errors=True).status_int in {303, 403, 404, 410}


def test_a_very_long_address_is_no_page(anybody: Visitor) -> None:
    anybody.get("/" + "a" * 50_000, status=404)


def test_nonsense_as_the_start_of_a_page_shows_a_page(application: Installation) -> None:
    for start in ["-1", "x", "1.5", "٣", "²", "9" * 30, "1e3", " 1", "", "\x00", "1000000"]:
        application.visitor().get("/requests", {"start": start}, status=200)


def test_nonsense_as_the_start_of_pages_of_staff_shows_a_page(application: Installation) -> None:
    admin = application.staff("admin")
    for path in ("/manage/queue", "/manage/principals/users/contents", "/manage/departments/contents"):
        for start in ("-1", "x", "9" * 30, "²"):
            admin.get(path, {"start": start, "state": "x"}, status=200)


def test_odd_headers_break_nothing(anybody: Visitor) -> None:
    odd: list[dict[str, str]] = [
        {"Cookie": "session=\xff\xfe; _LOCALE_=\xff"},
        {"Cookie": "=;;;=x"},
        {"Accept": "\xff"},
        {"Accept-Language": "x" * 5000},
        {"If-Modified-Since": "χθες".encode().decode("latin-1")},
        {"Range": "bytes=-1-"},
        {"X-Forwarded-For": "<script>"},
    ]
    for headers in odd:
        for path in ("/", "/static/css/site.css", "/manage/login"):
            anybody.get(path, headers=headers, status=(200, 206))


def test_static_files_do_not_lead_out_of_their_folder(anybody: Visitor) -> None:
    for path in ("/static/../settings.py", "/static/%2e%2e/settings.py", "/static/..%2fsettings.py", "/static/"):
        anybody.get(path, status=(403, 404))


def test_the_process_tells_its_health(application: Installation, anybody: Visitor) -> None:
    assert anybody.get("/health/live").json == {"status": "ok"}
    assert anybody.get("/health/ready").json == {"status": "ok", "set_aside": 0}
