"""taxisnet to the application: token and userinfo, as Spring's server answers them."""

import pytest
from defusedxml.ElementTree import fromstring


def test_a_code_gives_a_token_that_is_not_to_be_stored(browser, ask_token):
    answer = ask_token(browser.log_in("maria")["code"])
    assert answer.status_code == 200
    assert answer.headers["Content-Type"].startswith("application/json")
    assert "no-store" in answer.headers["Cache-Control"]
    told = answer.json()
    assert told.pop("access_token")
    assert told.pop("expires_in") > 0
    assert told == {"token_type": "bearer", "scope": "read"}


def test_a_code_is_good_once(browser, ask_token):
    code = browser.log_in("maria")["code"]
    ask_token(code)
    answer = ask_token(code)
    assert answer.status_code == 400
    assert answer.json() == {
        "error": "invalid_grant",
        "error_description": f"Invalid authorization code: {code}",
    }


def test_a_code_expires(browser, ask_token, switch):
    switch(code_seconds=0)
    answer = ask_token(browser.log_in("maria")["code"])
    assert (answer.status_code, answer.json()["error"]) == (400, "invalid_grant")


def test_the_address_must_be_that_of_the_code_and_a_miss_uses_it_up(browser, ask_token):
    code = browser.log_in("maria")["code"]
    answer = ask_token(code, redirect_uri="http://elsewhere.example/")
    assert answer.status_code == 400
    assert answer.json() == {"error": "invalid_grant", "error_description": "Redirect URI mismatch."}
    assert ask_token(code).json()["error"] == "invalid_grant"


@pytest.mark.parametrize(
    "changes",
    [{"client_secret": "wrong"}, {"client_secret": "λάθος"}, {"client_secret": None}, {"client_id": "x"}],
)
def test_a_wrong_client_is_refused_and_does_not_use_up_the_code(browser, ask_token, changes):
    code = browser.log_in("maria")["code"]
    answer = ask_token(code, **changes)
    assert answer.status_code == 401
    assert answer.json() == {"error": "invalid_client", "error_description": "Bad client credentials"}
    assert ask_token(code).status_code == 200


def test_credentials_in_a_header_do_not_count(browser, http):
    form = {"grant_type": "authorization_code", "code": browser.log_in("maria")["code"]}
    answer = http.post("/oauth2server/oauth/token", data=form, auth=("test-client", "a-secret-of-tests"))
    assert answer.status_code == 401


@pytest.mark.parametrize("grant_type", ["password", None])
def test_no_other_grant_is_known(ask_token, grant_type):
    answer = ask_token("any", grant_type=grant_type)
    assert (answer.status_code, answer.json()["error"]) == (400, "unsupported_grant_type")


def test_userinfo_is_attributes_of_the_roots_first_child(userinfo_of):
    answer = userinfo_of("giorgos")
    assert answer.status_code == 200
    assert answer.headers["Content-Type"].startswith("application/xml")
    element = fromstring(answer.content)[0]
    assert element.tag == "userinfo"
    assert element.attrib == {
        "userid": "giorgos",
        "taxid": "900000005",
        "lastname": "ΔΟΚΙΜΑΣΤΙΚΟΣ",
        "firstname": "ΓΕΩΡΓΙΟΣ",
        "fathername": "ΝΙΚΟΛΑΟΣ",
        "mothername": "ΣΟΦΙΑ",
        "birthyear": "1975",
    }


@pytest.mark.parametrize(
    ("userid", "expected"),
    [
        ("maria", {"taxid": "123456783   ", "lastname": "ΔΟΚΙΜΑΣΤΙΚΗ   "}),
        ("anna", {"mothername": "null", "firstname": "ΑΝΝΑ"}),
        ("eleni", {"firstName": "ΕΛΕΝΗ", "taxId": "990000026", "userId": "eleni", "birthYear": "1968"}),
        ("etaireia", {"lastname": "ΔΟΚΙΜΑΣΤΙΚΗ ΕΤΑΙΡΕΙΑ ΑΕ", "firstname": "null", "birthyear": ""}),
        ("lathos", {"taxid": "123456781"}),
    ],
)
def test_each_person_has_a_habit_of_the_real_data(userinfo_of, userid, expected):
    attributes = fromstring(userinfo_of(userid).content)[0].attrib
    assert {name: attributes.get(name) for name in expected} == expected
    assert len(attributes) == 7


def test_the_token_may_come_as_a_parameter(http, browser, ask_token):
    token = ask_token(browser.log_in("maria")["code"]).json()["access_token"]
    answer = http.get("/oauth2server/userinfo", params={"format": "xml", "access_token": token})
    assert "123456783" in answer.text


@pytest.mark.parametrize(
    ("headers", "error"),
    [
        ({}, "unauthorized"),
        ({"Authorization": "Bearer nonsense"}, "invalid_token"),
        ({"Authorization": "Basic bm9uc2Vuc2U="}, "unauthorized"),
    ],
)
def test_without_a_good_token_userinfo_tells_nothing(http, headers, error):
    answer = http.get("/oauth2server/userinfo?format=xml", headers=headers)
    assert answer.status_code == 401
    assert answer.json()["error"] == error
    assert answer.headers["WWW-Authenticate"].startswith("Bearer")
