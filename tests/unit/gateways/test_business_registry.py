"""The question to the business registry and its answer, without a network."""

from datetime import date

import pytest
from defusedxml.ElementTree import fromstring
from hypothesis import given
from hypothesis import strategies as st

from serres_requests.domain.business import ActivityKind
from serres_requests.domain.errors import NotABusinessError, RefusedError, UnavailableError
from serres_requests.gateways.business_registry import envelope, parse_answer

AFM = "123456783"
ON = date(2020, 3, 20)
WSSE = "{http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd}"
TYPES = "{http://rgwspublic2/RgWsPublic2}"

BASIC = {
    "afm": f"{AFM}   ",
    "i_ni_flag_descr": "ΦΠ",
    "deactivation_flag": "1",
    "onomasia": "ΔΟΚΙΜΑΣΤΙΚΗ  ΜΑΡΙΑ  ",
    "regist_date": "2011-05-09",
    "stop_date": None,
}
MAIN = {"firm_act_code": "56301000", "firm_act_descr": "ΠΟΤΑ", "firm_act_kind": "1"}


def element(name, value):
    return f'<{name} xsi:nil="true"/>' if value is None else f"<{name}>{value}</{name}>"


def record(values):
    return "".join(element(name, value) for name, value in values.items())


def answer(*items, code=None, day="2020-03-20", **basic):
    activities = "".join(f"<item>{record(item)}</item>" for item in items)
    table = f"<firm_act_tab>{activities}</firm_act_tab>" if items else ""
    return f"""<env:Envelope xmlns:env="http://www.w3.org/2003/05/soap-envelope"
      xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><env:Header/><env:Body>
      <srvc:rgWsPublic2AfmMethodResponse xmlns="http://rgwspublic2/RgWsPublic2"
      xmlns:srvc="http://rgwspublic2/RgWsPublic2Service"><srvc:result><rg_ws_public2_result_rtType>
      <error_rec>{element("error_code", code)}</error_rec>
      <afm_called_by_rec>{element("as_on_date", day)}</afm_called_by_rec>
      <basic_rec>{record({**BASIC, **basic})}</basic_rec>{table}
      </rg_ws_public2_result_rtType></srvc:result></srvc:rgWsPublic2AfmMethodResponse></env:Body></env:Envelope>
      """.strip().encode()


def read(*items, on=ON, **parts):
    return parse_answer(answer(*items, **parts), AFM, on)


def test_the_question_names_user_number_and_day():
    root = fromstring(envelope("USER", "word", AFM, ON))
    told = {item.tag.rpartition("}")[2]: item.text for item in root.iter() if not len(item)}
    assert told == {"Username": "USER", "Password": "word", "afm_called_for": AFM, "as_on_date": "2020-03-20"}


def test_without_a_day_there_is_no_element_for_it():
    assert b"as_on_date" not in envelope("USER", "word", AFM, None)


@given(st.text(st.characters(min_codepoint=32, exclude_categories=["Cs", "Cn", "Co", "Cc"])))
def test_any_password_arrives_as_it_is(password):
    root = fromstring(envelope("USER", password, AFM, ON))
    assert (root.findtext(f".//{WSSE}Password") or "") == password


def test_an_answer_is_trimmed():
    found = read(MAIN)
    assert (found.afm, found.name, found.is_person, found.is_active) == (AFM, "ΔΟΚΙΜΑΣΤΙΚΗ ΜΑΡΙΑ", True, True)
    assert (found.started_on, found.stopped_on, found.as_on) == (date(2011, 5, 9), None, ON)
    assert (found.trade_name, str(found.address)) == ("", "")


def test_a_business_may_have_no_activity():
    assert read().activities == ()


@pytest.mark.parametrize(
    ("told", "kind"),
    [
        ("1", ActivityKind.MAIN),
        ("2 ", ActivityKind.SECONDARY),
        ("3", ActivityKind.OTHER),
        ("4", ActivityKind.AUXILIARY),
        ("9", ActivityKind.OTHER),
        (None, ActivityKind.OTHER),
    ],
)
def test_kinds_that_are_not_known_are_no_main_activity(told, kind):
    assert read({**MAIN, "firm_act_kind": told}).activities[0].kind is kind


@pytest.mark.parametrize("told", ["2019-12-31", "2019-12-31T00:00:00", "2019-12-31+02:00", " 2019-12-31 "])
def test_days_with_times_and_zones(told):
    assert read(MAIN, stop_date=told).stopped_on == date(2019, 12, 31)


def test_a_deactivated_number():
    assert read(MAIN, deactivation_flag="2").is_active is False


def test_a_day_that_is_not_repeated_is_the_one_asked_about():
    assert read(MAIN, day=None).as_on == ON


def test_the_day_of_the_answer_when_none_was_asked_about():
    assert read(MAIN, on=None, day="2026-05-04").as_on == date(2026, 5, 4)


@pytest.mark.parametrize(
    ("code", "error"),
    [
        ("RG_WS_PUBLIC_EPIT_NF", NotABusinessError),
        ("RG_WS_PUBLIC_TOKEN_USERNAME_NOT_ACTIVE", RefusedError),
        ("RG_WS_PUBLIC_MONTHLY_LIMIT_EXCEEDED", UnavailableError),
        ("RG_WS_PUBLIC_SOMETHING_NEW", UnavailableError),
        ("SOMETHING ELSE", UnavailableError),
    ],
)
def test_errors_by_their_codes(code, error):
    with pytest.raises(error):
        read(code=code, afm=None)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<html><body>Maintenance</body></html>",
        b"<root>",
        b'<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><r>&x;</r>',
        answer(MAIN, afm="900000005"),
        answer(MAIN, afm=None),
        answer(MAIN, day="2026-05-04"),
        answer(MAIN, day="20/3/2020"),
        answer(MAIN, stop_date="never"),
        answer(MAIN, deactivation_flag="3"),
        answer(MAIN, deactivation_flag=None),
        answer({**MAIN, "firm_act_code": "5630"}),
        answer({**MAIN, "firm_act_code": None}),
    ],
)
def test_nonsense_is_unavailable_and_not_repeated(body):
    with pytest.raises(UnavailableError) as caught:
        parse_answer(body, AFM, ON)
    assert AFM not in str(caught.value)


def test_no_day_at_all_is_nonsense():
    with pytest.raises(UnavailableError):
        read(MAIN, on=None, day=None)


@given(st.binary())
def test_any_bytes_are_unavailable(body):
    with pytest.raises(UnavailableError):
        parse_answer(body, AFM, ON)
