"""The business registry's wire, as its real clients see it: envelopes, nil elements, blanks, errors as 200."""

import time
from datetime import UTC, datetime
from xml.sax.saxutils import escape

import pytest
from defusedxml.ElementTree import fromstring

from serres_requests.standins.faults import RegistryFault
from serres_requests.standins.registry_errors import ERRORS

URL = "/wsaade/RgWsPublic2/RgWsPublic2"
USERNAME, PASSWORD = "SERRES-TEST", "registry & <codes>"
MARIA, GIORGOS, ANNA, ELENI, COMPANY = "123456783", "900000005", "990000014", "990000026", "800000002"
NOBODY = "094259216"
NIL = "{http://www.w3.org/2001/XMLSchema-instance}nil"
SOAP = "{http://www.w3.org/2003/05/soap-envelope}"
TYPES = "{http://rgwspublic2/RgWsPublic2}"

ENVELOPE = """<env:Envelope xmlns:env="http://www.w3.org/2003/05/soap-envelope"
 xmlns:ns1="http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd"
 xmlns:ns2="http://rgwspublic2/RgWsPublic2Service" xmlns:ns3="http://rgwspublic2/RgWsPublic2">
 <env:Header>{security}</env:Header><env:Body><ns2:rgWsPublic2AfmMethod><ns2:INPUT_REC>{record}</ns2:INPUT_REC>
 </ns2:rgWsPublic2AfmMethod></env:Body></env:Envelope>"""


def security(username=USERNAME, password=PASSWORD):
    return (
        f"<ns1:Security><ns1:UsernameToken><ns1:Username>{escape(username)}</ns1:Username>"
        f"<ns1:Password>{escape(password)}</ns1:Password></ns1:UsernameToken></ns1:Security>"
    )


def record(afm=MARIA, on="<ns3:as_on_date>2020-03-20</ns3:as_on_date>"):
    return f"<ns3:afm_called_for>{afm}</ns3:afm_called_for>{on}"


@pytest.fixture
def post(http):
    """A function that sends an envelope, or any other body."""

    def send(body=None, content_type="application/soap+xml; charset=utf-8", **parts):
        told = {"security": security(), "record": record(), **parts}
        content = ENVELOPE.format(**told) if body is None else body
        return http.post(URL, content=content.encode(), headers={"Content-Type": content_type})

    return send


def values(answer, name):
    return [element.text for element in fromstring(answer.content).iter(f"{TYPES}{name}")]


def error_of(answer):
    assert answer.status_code == 200
    [code] = values(answer, "error_code")
    return code


def test_a_business_is_told_with_the_blanks_of_the_real_service(post):
    answer = post()
    assert answer.status_code == 200
    assert answer.headers["Content-Type"].lower() == "application/soap+xml; charset=utf-8"
    assert error_of(answer) is None
    assert values(answer, "afm") == [f"{MARIA}   "]
    assert values(answer, "onomasia") == ["ΔΟΚΙΜΑΣΤΙΚΗ  ΜΑΡΙΑ  ΙΩΑΝΝΗΣ"]
    assert values(answer, "deactivation_flag_descr")[0].startswith("ΕΝΕΡΓΟΣ ΑΦΜ  ")
    assert values(answer, "as_on_date") == ["2020-03-20"]
    assert values(answer, "token_username") == [USERNAME]


def test_what_is_not_known_is_nil(post):
    root = fromstring(post().content)
    for name in ("error_code", "error_descr", "stop_date", "legal_status_descr"):
        [element] = list(root.iter(f"{TYPES}{name}"))
        assert (element.text, element.get(NIL)) == (None, "true")


def test_the_main_activity_is_not_always_the_first(post):
    assert values(post(), "firm_act_kind") == ["2", "1"]


def test_one_item_and_many(post):
    assert len(values(post(record=record(ELENI)), "item")) == 1
    assert len(values(post(record=record(GIORGOS)), "item")) == 3


@pytest.mark.parametrize(
    ("afm", "told"),
    [
        (ELENI, {"stop_date": "2019-12-31", "i_ni_flag_descr": "ΦΠ", "deactivation_flag": "1"}),
        (COMPANY, {"stop_date": None, "i_ni_flag_descr": "ΜΗ ΦΠ", "legal_status_descr": "ΑΕ"}),
    ],
)
def test_each_business_has_its_own_story(post, afm, told):
    answer = post(record=record(afm))
    assert {name: values(answer, name)[0] for name in told} == told


@pytest.mark.parametrize(
    ("parts", "code"),
    [
        ({"record": record(ANNA)}, "EPIT_NF"),
        ({"record": record(NOBODY)}, "TAXPAYER_NF"),
        ({"record": record("123456781")}, "WRONG_AFM"),
        ({"record": record("000000000")}, "WRONG_AFM"),
        ({"record": "<ns3:as_on_date>2020-03-20</ns3:as_on_date>"}, "NO_INPUT_PARAMETERS"),
        ({"security": ""}, "TOKEN_USERNAME_NOT_DEFINED"),
        ({"security": security(username="")}, "TOKEN_USERNAME_NOT_DEFINED"),
        ({"security": security(password="guess")}, "TOKEN_USERNAME_NOT_AUTHENTICATED"),
        ({"security": security(username="SOMEBODY")}, "TOKEN_USERNAME_NOT_AUTHENTICATED"),
    ],
)
def test_errors_come_with_http_200_everything_nil_and_no_activities(post, parts, code):
    answer = post(**parts)
    assert error_of(answer) == f"RG_WS_PUBLIC_{code}"
    assert values(answer, "error_descr") == [ERRORS[code]]
    root = fromstring(answer.content)
    assert not list(root.iter(f"{TYPES}firm_act_tab"))
    for parent in ("basic_rec", "afm_called_by_rec"):
        [element] = list(root.iter(f"{TYPES}{parent}"))
        assert len(element) >= 6
        assert {child.get(NIL) for child in element} == {"true"}


def test_codes_are_checked_before_the_number(post):
    answer = post(security=security(password="guess"), record=record("123456781"))
    assert error_of(answer) == "RG_WS_PUBLIC_TOKEN_USERNAME_NOT_AUTHENTICATED"


def test_the_day_may_be_left_out_and_is_today_then(post):
    [told] = values(post(record=record(on="")), "as_on_date")
    assert abs((datetime.now(UTC).date() - datetime.fromisoformat(told).date()).days) <= 1


@pytest.mark.parametrize(
    "wrong",
    [
        {"record": record(on="<ns3:as_on_date/>")},
        {"record": record(on="<ns3:as_on_date> </ns3:as_on_date>")},
        {"record": record(on="<ns3:afm_called_by/>")},
        {"record": record(afm="")},
        {"body": "<root/>"},
        {"body": ""},
        {"body": "no xml"},
        {"body": '<!DOCTYPE r [<!ENTITY x "y">]><r>&x;</r>'},
        {"content_type": "text/xml; charset=utf-8"},
    ],
)
def test_a_message_of_the_wrong_form_is_a_soap_fault(post, http, wrong):
    answer = post(**wrong)
    assert answer.status_code == 500
    root = fromstring(answer.content)
    assert root.findtext(f".//{SOAP}Reason/{SOAP}Text") == "SOAPMessage request format error"
    assert http.get("/control/registry-calls").json() == []


def test_there_is_no_description(http):
    assert http.get(f"{URL}?WSDL").status_code == 404


def test_the_calls_are_counted_until_forgotten(http, post):
    post()
    post(record=record(ANNA, on=""))
    expected = [{"afm": MARIA, "as_on_date": "2020-03-20"}, {"afm": ANNA, "as_on_date": ""}]
    assert http.get("/control/registry-calls").json() == expected
    assert http.delete("/control/registry-calls").status_code == 204
    assert http.get("/control/registry-calls").json() == []


def test_the_switch_knows_every_error_code():
    assert {fault.value for fault in RegistryFault} == {"none", "slow", "error", "garbage", *ERRORS}
    assert len(ERRORS) == 19


@pytest.mark.parametrize("code", ERRORS)
def test_every_error_can_be_switched_on(post, switch, code):
    switch(registry=code)
    assert error_of(post()) == f"RG_WS_PUBLIC_{code}"


def test_slow_is_late_but_right(post, switch):
    switch(registry="slow", slow_seconds=0.4)
    began = time.monotonic()
    assert error_of(post()) is None
    assert time.monotonic() - began >= 0.4


def test_error_is_500_and_garbage_a_page(post, switch):
    switch(registry="error")
    assert post().status_code == 500
    switch(registry="garbage")
    answer = post()
    assert (answer.status_code, answer.headers["Content-Type"].split(";")[0]) == (200, "text/html")
    assert values(answer, "error_rec") == []


def test_without_codes_it_lets_nobody_in(start, monkeypatch):
    import httpx2 as httpx
    from tests.standins import conftest

    monkeypatch.setattr(conftest, "REGISTRY_PASSWORD", "")
    with conftest.running() as program:
        body = ENVELOPE.format(security=security(password=""), record=record())
        answer = httpx.post(
            f"{program.url}{URL}", content=body.encode(), headers={"Content-Type": "application/soap+xml"}
        )
    assert error_of(answer) == "RG_WS_PUBLIC_TOKEN_USERNAME_NOT_AUTHENTICATED"
