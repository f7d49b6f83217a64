"""taxisnet in the browser: authorize, log-in, consent, log-out."""

from urllib.parse import parse_qs, urlsplit

import pytest

CALLBACK = "http://127.0.0.1:6543/login/taxisnet/callback"
BANNER = "ΔΟΚΙΜΑΣΤΙΚΟ περιβάλλον – όχι το πραγματικό taxisnet"


def _query(answer):
    location = answer.headers["Location"]
    assert location.startswith(f"{CALLBACK}?")
    return {name: values[0] for name, values in parse_qs(urlsplit(location).query).items()}


@pytest.fixture
def newcomer(start, open_browser):
    """A browser at a program where nobody has consented yet."""
    with start() as program:
        yield open_browser(program.url)


def test_authorize_leads_to_the_log_in_page(browser):
    answer = browser.authorize()
    assert answer.status_code == 302
    assert answer.headers["Location"].endswith("/oauth2server/login.jsp")
    page = browser.http.get(answer.headers["Location"]).text
    for expected in (BANNER, 'name="j_username"', 'name="j_password"', 'id="btn-login-submit"'):
        assert expected in page
    assert 'action="/oauth2server/j_spring_security_check"' in page
    assert "<code>maria</code>" in page
    assert 'role="alert"' not in page


def test_the_session_cookie_has_its_own_name_and_no_script_reads_it(browser):
    cookie = browser.authorize().headers["Set-Cookie"]
    assert cookie.startswith("taxisnet-session=")
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({"client_id": "someone-else"}, 401),
        ({"redirect_uri": f"{CALLBACK}/"}, 400),
        ({"redirect_uri": "http://elsewhere.example/"}, 400),
    ],
)
def test_an_unregistered_client_or_address_gets_a_page_and_no_answer(browser, changes, status):
    answer = browser.authorize(**changes)
    assert answer.status_code == status
    assert "Location" not in answer.headers
    assert BANNER in answer.text


def test_only_codes_are_given(browser):
    told = _query(browser.authorize(response_type="token"))
    assert told["error"] == "unsupported_response_type"
    assert told["state"] == "st+a te&1"


@pytest.mark.parametrize(("userid", "password"), [("maria", "wrong"), ("nobody", "demo"), ("", "")])
def test_bad_credentials_lead_back_to_the_form(browser, userid, password):
    browser.authorize()
    answer = browser.send_credentials(userid, password)
    assert answer.status_code == 302
    assert answer.headers["Location"].endswith("authentication_error=true")
    page = browser.http.get(answer.headers["Location"]).text
    assert 'role="alert"' in page
    assert 'name="j_username"' in page


def test_good_credentials_after_bad_ones_take_up_the_waiting_request(browser):
    browser.authorize()
    browser.send_credentials("maria", "wrong")
    answer = browser.http.get(browser.send_credentials(" maria ").headers["Location"])
    assert answer.status_code in {200, 303}


def test_log_in_gives_a_new_session(browser):
    browser.authorize()
    before = browser.http.cookies["taxisnet-session"]
    browser.send_credentials("maria")
    assert browser.http.cookies["taxisnet-session"] != before


def test_log_in_without_a_waiting_request_leads_to_the_front_page(browser):
    assert urlsplit(browser.send_credentials("maria").headers["Location"]).path == "/"


def test_consent_is_asked_once_per_person_and_state_comes_back(newcomer, open_browser):
    newcomer.authorize()
    page = newcomer.http.get(newcomer.send_credentials("maria").headers["Location"])
    assert page.status_code == 200
    assert '<form id="confirmationForm" method="post" action="/oauth2server/oauth/authorize">' in page.text
    assert 'name="scope.read" value="true"' in page.text
    told = _query(newcomer.consent())
    assert set(told) == {"code", "state"}
    assert told["state"] == "st+a te&1"

    assert _query(newcomer.authorize(state="again"))["state"] == "again"

    other = open_browser(str(newcomer.http.base_url))
    other.authorize()
    assert other.http.get(other.send_credentials("giorgos").headers["Location"]).status_code == 200


def test_a_request_without_state_is_answered_without(newcomer):
    newcomer.http.get(
        "/oauth2server/oauth/authorize",
        params={"response_type": "code", "client_id": "test-client", "redirect_uri": CALLBACK},
    )
    newcomer.http.get(newcomer.send_credentials("maria").headers["Location"])
    assert set(_query(newcomer.consent())) == {"code"}


def test_refusal_comes_back_and_is_not_remembered(newcomer):
    newcomer.authorize()
    newcomer.http.get(newcomer.send_credentials("maria").headers["Location"])
    answer = newcomer.consent("false")
    assert "error_description=User%20denied%20access" in answer.headers["Location"]
    assert _query(answer) == {
        "error": "access_denied",
        "error_description": "User denied access",
        "state": "st+a te&1",
    }
    assert newcomer.authorize().status_code == 200


@pytest.mark.parametrize("userid", [None, "maria"])
def test_consent_to_nothing_is_refused(browser, userid):
    if userid:
        browser.send_credentials(userid)
    answer = browser.consent()
    assert answer.status_code == 400
    assert BANNER in answer.text


def test_a_consent_counts_once(newcomer):
    newcomer.log_in("maria")
    assert newcomer.consent().status_code == 400


def test_log_out_ends_the_session_and_returns_to_the_client(browser):
    browser.log_in("maria")
    answer = browser.http.get("/oauth2server/logout/test-client/", params={"url": "http://127.0.0.1:6543/"})
    assert answer.status_code == 307
    assert answer.headers["Location"] == "http://127.0.0.1:6543/"
    assert browser.authorize().headers["Location"].endswith("/login.jsp")


def test_log_out_forgets_the_session_even_for_a_kept_cookie(browser):
    browser.log_in("maria")
    kept = {"Cookie": f"taxisnet-session={browser.http.cookies['taxisnet-session']}"}
    browser.http.get("/oauth2server/logout/test-client/", params={"url": "http://127.0.0.1:6543/"})
    browser.http.headers.update(kept)
    assert browser.authorize().headers["Location"].endswith("/login.jsp")


@pytest.mark.parametrize(
    "url",
    [
        "",
        "/",
        "https://127.0.0.1:6543/",
        "http://127.0.0.1:6544/",
        "http://elsewhere.example/",
        "http://127.0.0.1:6543@elsewhere.example/",
        "http://127.0.0.1:6543\\@elsewhere.example/",
        "http://127.0.0.1:6543/\r\nSet-Cookie: a=b",
        "http://127.0.0.1:6543/έξοδος",
    ],
)
def test_log_out_leads_to_nobody_else(browser, url):
    answer = browser.http.get("/oauth2server/logout/test-client/", params={"url": url})
    assert answer.status_code == 400
    assert "Location" not in answer.headers


def test_log_out_knows_its_client(browser):
    answer = browser.http.get("/oauth2server/logout/other/", params={"url": "http://127.0.0.1:6543/"})
    assert answer.status_code == 400
