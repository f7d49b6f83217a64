"""The application's gateway and the business registry: every answer, every error code, every fault."""

from datetime import date

import httpx2 as httpx
import pytest

from serres_requests.domain.business import Activity, ActivityKind, Address, Business
from serres_requests.domain.errors import NotABusinessError, RefusedError, UnavailableError
from serres_requests.domain.kad import Kad
from serres_requests.gateways.business_registry import AadeRegistry
from serres_requests.standins.registry_errors import ERRORS

URL = "/wsaade/RgWsPublic2/RgWsPublic2"
ON = date(2020, 3, 20)
MARIA, GIORGOS, ANNA, ELENI, COMPANY = "123456783", "900000005", "990000014", "990000026", "800000002"

NOT_A_BUSINESS = {"WRONG_AFM", "TAXPAYER_NF", "EPIT_NF"}
REFUSED = {code for code in ERRORS if code.startswith(("TOKEN_", "AFM_CALLED_BY_"))} | {"NO_INPUT_PARAMETERS"}
UNAVAILABLE = {
    "FAILURES_TOLERATED_EXCEEDED",
    "MAX_DAILY_USERNAME_CALLS_EXCEEDED",
    "MONTHLY_LIMIT_EXCEEDED",
    "MSG_TO_TAXISNET_ERROR",
    "SERVICE_NOT_ACTIVE",
}


def gateway(program, **changes):
    options = {
        "url": f"{program.url}{URL}",
        "username": "SERRES-TEST",
        "password": "registry & <codes>",
        "timeout": httpx.Timeout(0.5),
    }
    return AadeRegistry(**{**options, **changes})


@pytest.fixture
def registry(program):
    return gateway(program)


def test_a_person_in_business(registry):
    assert registry.find(MARIA, ON) == Business(
        afm=MARIA,
        name="ΔΟΚΙΜΑΣΤΙΚΗ ΜΑΡΙΑ ΙΩΑΝΝΗΣ",
        trade_name="ΤΟ ΥΠΟΔΕΙΓΜΑ",
        legal_status="",
        is_person=True,
        is_active=True,
        started_on=date(2011, 5, 9),
        stopped_on=None,
        address=Address("ΜΕΡΑΡΧΙΑΣ", "12", "62122", "ΣΕΡΡΕΣ"),
        activities=(
            Activity(Kad("47110000"), "ΛΙΑΝΙΚΟ ΕΜΠΟΡΙΟ ΣΕ ΜΗ ΕΙΔΙΚΕΥΜΕΝΑ ΚΑΤΑΣΤΗΜΑΤΑ", ActivityKind.SECONDARY),
            Activity(Kad("56301000"), "ΥΠΗΡΕΣΙΕΣ ΠΑΡΟΧΗΣ ΠΟΤΩΝ", ActivityKind.MAIN),
        ),
        as_on=ON,
    )


def test_a_company(registry):
    found = registry.find(COMPANY, ON)
    assert (found.is_person, found.legal_status, found.name) == (False, "ΑΕ", "ΔΟΚΙΜΑΣΤΙΚΗ ΕΤΑΙΡΕΙΑ ΑΕ")


def test_a_business_that_closed_with_its_single_activity(registry):
    found = registry.find(ELENI, ON)
    assert (found.stopped_on, len(found.activities)) == (date(2019, 12, 31), 1)


def test_kinds_of_activities(registry):
    kinds = [activity.kind for activity in registry.find(GIORGOS, ON).activities]
    assert kinds == [ActivityKind.MAIN, ActivityKind.SECONDARY, ActivityKind.AUXILIARY]


def test_without_a_day_the_answer_is_about_the_day_it_names(registry):
    assert registry.find(MARIA, None).as_on > ON


def test_who_never_had_a_business_is_told_apart(registry):
    with pytest.raises(NotABusinessError):
        registry.find(ANNA, ON)


def test_the_mapping_here_knows_every_code():
    assert set(ERRORS) == NOT_A_BUSINESS | REFUSED | UNAVAILABLE


@pytest.mark.parametrize("code", ERRORS)
def test_every_error_code(registry, switch, code):
    switch(registry=code)
    expected = (
        NotABusinessError if code in NOT_A_BUSINESS else RefusedError if code in REFUSED else UnavailableError
    )
    with pytest.raises(expected) as caught:
        registry.find(MARIA, ON)
    assert type(caught.value) is expected
    assert code in str(caught.value)
    assert MARIA not in str(caught.value)


@pytest.mark.parametrize("fault", ["slow", "error", "garbage"])
def test_every_other_fault_is_unavailable(registry, switch, fault):
    switch(registry=fault, slow_seconds=1)
    with pytest.raises(UnavailableError) as caught:
        registry.find(MARIA, ON)
    assert MARIA not in str(caught.value)
    assert "codes" not in str(caught.value)


def test_wrong_codes_are_refused(program):
    with pytest.raises(RefusedError):
        gateway(program, password="guess").find(MARIA, ON)


def test_a_server_that_is_not_there_is_unavailable(program):
    with pytest.raises(UnavailableError):
        gateway(program, url="http://127.0.0.1:9/").find(MARIA, ON)


@pytest.mark.parametrize("url", ["http://[::1", "http://127.0.0.1:9:9/"])
def test_so_is_an_address_that_is_none(program, url):
    with pytest.raises(UnavailableError):
        gateway(program, url=url).find(MARIA, ON)
