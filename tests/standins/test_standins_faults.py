"""Faults that can be switched on while the program runs."""

import smtplib
import time

import pytest
from defusedxml.ElementTree import ParseError, fromstring

NO_FAULTS = {"taxisnet": "none", "slow_seconds": 30, "code_seconds": 300, "mail": "none", "registry": "none"}


def test_at_first_there_are_none(http):
    assert http.get("/control/faults").json() == NO_FAULTS


def test_named_switches_change_and_the_others_stay(http):
    http.put("/control/faults", json={"taxisnet": "slow", "slow_seconds": 0.5})
    answer = http.put("/control/faults", json={"mail": "reject_temporarily"})
    expected = {**NO_FAULTS, "taxisnet": "slow", "slow_seconds": 0.5, "mail": "reject_temporarily"}
    assert answer.json() == expected
    assert http.get("/control/faults").json() == expected


def test_delete_switches_all_off(http, switch):
    switch(taxisnet="error", code_seconds=0)
    assert http.delete("/control/faults").json() == NO_FAULTS
    assert http.get("/control/faults").json() == NO_FAULTS


@pytest.mark.parametrize(
    ("wrong", "named"),
    [
        ({"taxi": "slow"}, "taxi"),
        ({"taxisnet": "sleepy"}, "taxisnet"),
        ({"taxisnet": ["slow"]}, "taxisnet"),
        ({"mail": None}, "mail"),
        ({"registry": "EPIT"}, "registry"),
        ({"slow_seconds": -1}, "slow_seconds"),
        ({"slow_seconds": "30"}, "slow_seconds"),
        ({"code_seconds": True}, "code_seconds"),
    ],
)
def test_what_is_wrong_is_named_and_nothing_changes(http, wrong, named):
    answer = http.put("/control/faults", json={"taxisnet": "error", **wrong})
    assert answer.status_code == 400
    assert list(answer.json()["errors"]) == [named]
    assert http.get("/control/faults").json() == NO_FAULTS


@pytest.mark.parametrize("body", ["", "[]", "{", '"slow"'])
def test_the_body_must_be_a_json_object(http, body):
    answer = http.put("/control/faults", content=body)
    assert answer.status_code == 400
    assert "body" in answer.json()["errors"]


@pytest.mark.parametrize("number", ["NaN", "Infinity"])
def test_numbers_are_finite(http, number):
    answer = http.put("/control/faults", content=f'{{"slow_seconds": {number}}}')
    assert list(answer.json()["errors"]) == ["slow_seconds"]


def test_slow_answers_late_but_well(browser, ask_token, switch):
    code = browser.log_in("maria")["code"]
    switch(taxisnet="slow", slow_seconds=0.4)
    began = time.monotonic()
    assert ask_token(code).status_code == 200
    assert time.monotonic() - began >= 0.4


def test_error_answers_500_to_the_application_alone(http, browser, ask_token, switch):
    switch(taxisnet="error")
    code = browser.log_in("maria")["code"]
    assert ask_token(code).status_code == 500
    assert http.get("/oauth2server/userinfo?format=xml").status_code == 500


def test_garbage_is_a_page_instead_of_json(ask_token, switch):
    switch(taxisnet="garbage")
    answer = ask_token("any")
    assert answer.status_code == 200
    assert answer.headers["Content-Type"].startswith("text/html")


def test_a_garbage_token_is_json_of_the_wrong_shape(ask_token, switch):
    switch(taxisnet="garbage_token")
    answer = ask_token("any")
    assert answer.status_code == 200
    assert not isinstance(answer.json()["access_token"], str)


def test_bad_xml_cannot_be_parsed(userinfo_of, switch):
    switch(taxisnet="bad_xml")
    answer = userinfo_of("maria")
    assert answer.status_code == 200
    with pytest.raises(ParseError):
        fromstring(answer.content)


@pytest.mark.parametrize(("fault", "code"), [("reject_temporarily", 451), ("reject_permanently", 550)])
def test_mail_is_refused_per_recipient(program, http, switch, fault, code):
    switch(mail=fault)
    with (
        smtplib.SMTP("127.0.0.1", program.smtp_port) as server,
        pytest.raises(smtplib.SMTPRecipientsRefused) as refusal,
    ):
        server.sendmail("from@example.org", ["to@example.org"], "Subject: x\r\n\r\nx\r\n")
    assert refusal.value.recipients["to@example.org"][0] == code
    assert http.get("/mail/api/messages").json() == []
