"""Log-in through the tax office, and everything that can go wrong on the way there and back."""

from urllib.parse import parse_qs, urlencode, urlsplit

import httpx2
import pytest
from tests.support.installation import URL, Installation
from tests.support.processes import CLIENT_ID, CLIENT_SECRET, StandIns
from tests.support.visitors import Citizen, path_of, title_of, words_of
from webtest import TestResponse

from serres_requests.gateways.taxisnet import Taxisnet

CALLBACK = "/login/taxisnet/callback"
BEGUN_ELSEWHERE = "Η σύνδεση δεν ολοκληρώθηκε εγκαίρως ή άρχισε σε άλλο παράθυρο. Προσπαθήστε ξανά."
NO_CONSENT = "Δεν συνδεθήκατε: δεν δόθηκε συγκατάθεση στη σελίδα του taxisnet. Μπορείτε να προσπαθήσετε ξανά."
REFUSED = "Το taxisnet δεν δέχτηκε τη σύνδεση. Προσπαθήστε ξανά."
NO_ANSWER = "Το taxisnet δεν ανταποκρίνεται αυτή τη στιγμή. Προσπαθήστε ξανά σε λίγα λεπτά."


@pytest.fixture
def stranger(application: Installation) -> Citizen:
    return application.stranger()


def is_logged_in(citizen: Citizen) -> bool:
    return citizen.get("/me").status_int == 200


def with_query(address: str, **changes: str) -> str:
    """Return the path of `address` with other values in its query; an empty one leaves the name out."""
    query = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
    return f"{CALLBACK}?{urlencode({name: value for name, value in {**query, **changes}.items() if value})}"


def assert_nobody_came_in(application: Installation, stranger: Citizen, page: TestResponse, words: str) -> None:
    assert title_of(page) == "Σύνδεση"
    assert words in words_of(page)
    assert page.html.find("a", string="Σύνδεση με taxisnet") is not None
    assert not is_logged_in(stranger)
    assert application.look(lambda site: len(site.citizens)) == 0


def test_the_first_log_in_shows_the_card_that_the_tax_office_certifies(stranger: Citizen) -> None:
    card = stranger.log_in("maria").follow()
    for certified in ("ΔΟΚΙΜΑΣΤΙΚΗ", "ΜΑΡΙΑ", "ΙΩΑΝΝΗΣ", "123456783", "1980"):
        assert certified in words_of(card)


def test_a_company_logs_in_by_its_name_alone(stranger: Citizen) -> None:
    card = stranger.log_in("etaireia").follow()
    assert "ΔΟΚΙΜΑΣΤΙΚΗ ΕΤΑΙΡΕΙΑ ΑΕ" in words_of(card)
    assert "null" not in words_of(card)


def test_the_second_log_in_finds_the_same_citizen(application: Installation, stranger: Citizen) -> None:
    stranger.log_in("maria")
    application.stranger().log_in("maria")
    assert application.look(lambda site: len(site.citizens)) == 1


def test_a_forged_state_logs_nobody_in(application: Installation, stranger: Citizen) -> None:
    address = stranger.come_back_from_taxisnet("maria")
    page = stranger.get(with_query(address, state="forged"), status=400)
    assert_nobody_came_in(application, stranger, page, BEGUN_ELSEWHERE)


def test_a_missing_state_logs_nobody_in(application: Installation, stranger: Citizen) -> None:
    address = stranger.come_back_from_taxisnet("maria")
    page = stranger.get(with_query(address, state=""), status=400)
    assert_nobody_came_in(application, stranger, page, BEGUN_ELSEWHERE)


def test_an_answer_that_this_browser_never_asked_for_logs_nobody_in(
    application: Installation, stranger: Citizen
) -> None:
    address = stranger.come_back_from_taxisnet("maria")
    other = application.stranger()
    page = other.get(address, status=400)
    assert_nobody_came_in(application, other, page, BEGUN_ELSEWHERE)


def test_a_callback_visited_again_is_refused_and_leaves_the_session_alone(stranger: Citizen) -> None:
    address = stranger.come_back_from_taxisnet("maria")
    stranger.get(address, status=303)
    page = stranger.get(address, status=400)
    assert BEGUN_ELSEWHERE in words_of(page)
    assert is_logged_in(stranger)


def test_a_code_that_was_used_already_logs_nobody_else_in(application: Installation, stranger: Citizen) -> None:
    address = stranger.come_back_from_taxisnet("maria")
    stranger.get(address, status=303)
    thief = application.stranger()
    begun = thief.get("/login/taxisnet", status=303).location
    state = parse_qs(urlsplit(begun).query)["state"][0]
    page = thief.get(with_query(address, state=state), status=400)
    assert REFUSED in words_of(page)
    assert not is_logged_in(thief)


def test_an_expired_code_logs_nobody_in(application: Installation, stranger: Citizen, standins: StandIns) -> None:
    address = stranger.come_back_from_taxisnet("maria")
    standins.set_faults(code_seconds=0)
    page = stranger.get(address, status=400)
    assert_nobody_came_in(application, stranger, page, REFUSED)


def test_refused_consent_logs_nobody_in_and_offers_to_try_again(
    application: Installation, stranger: Citizen
) -> None:
    unknown_to_all = StandIns(URL)  # a stand-in that has nobody's consent yet
    try:
        application.use(identity_provider=taxisnet_at(unknown_to_all))
        page = stranger.get(stranger.come_back_from_taxisnet("maria", consents=False), status=400)
        assert_nobody_came_in(application, stranger, page, NO_CONSENT)
        assert stranger.log_in("maria").location.endswith("/me")
    finally:
        unknown_to_all.stop()


def test_no_code_in_the_answer_logs_nobody_in(application: Installation, stranger: Citizen) -> None:
    address = stranger.come_back_from_taxisnet("maria")
    page = stranger.get(with_query(address, code=""), status=400)
    assert_nobody_came_in(application, stranger, page, NO_CONSENT)


def test_a_slow_tax_office_is_given_up(application: Installation, stranger: Citizen, standins: StandIns) -> None:
    application.use(identity_provider=taxisnet_at(standins, timeout=httpx2.Timeout(0.3)))
    standins.set_faults(taxisnet="slow", slow_seconds=2)
    page = stranger.get(stranger.come_back_from_taxisnet("maria"), status=503)
    assert_nobody_came_in(application, stranger, page, NO_ANSWER)


@pytest.mark.parametrize("fault", ["error", "garbage", "garbage_token", "bad_xml"])
def test_a_tax_office_out_of_order_logs_nobody_in(
    application: Installation, stranger: Citizen, standins: StandIns, fault: str
) -> None:
    address = stranger.come_back_from_taxisnet("maria")
    standins.set_faults(taxisnet=fault)
    page = stranger.get(address, status=503)
    assert_nobody_came_in(application, stranger, page, NO_ANSWER)


def test_a_tax_office_that_is_not_there_logs_nobody_in(application: Installation, stranger: Citizen) -> None:
    address = stranger.come_back_from_taxisnet("maria")
    gone = StandIns(URL)
    gone.stop()
    application.use(identity_provider=taxisnet_at(gone))
    page = stranger.get(address, status=503)
    assert_nobody_came_in(application, stranger, page, NO_ANSWER)


def test_an_invalid_tax_number_logs_nobody_in(application: Installation, stranger: Citizen) -> None:
    page = stranger.get(stranger.come_back_from_taxisnet("lathos"), status=503)
    assert_nobody_came_in(application, stranger, page, NO_ANSWER)
    assert "123456781" not in page.text


def test_after_a_failure_the_place_to_go_on_to_is_remembered(stranger: Citizen, standins: StandIns) -> None:
    address = stranger.come_back_from_taxisnet("maria", came_from="/me/notices")
    standins.set_faults(taxisnet="error")
    page = stranger.get(address, status=503)
    standins.set_faults()
    again = page.html.find("a", string="Σύνδεση με taxisnet")["href"]
    assert "came_from=%2Fme%2Fnotices" in again
    assert "came_from=%2Fme%2Fnotices" in path_of(stranger.log_in("maria", came_from="/me/notices"))


def test_who_is_not_logged_in_is_led_to_the_log_in_and_back(application: Installation) -> None:
    application.citizen("maria", "maria@example.gr")
    returning = application.stranger()
    led_to = path_of(returning.get("/me/notices?x=1", status=303))
    assert led_to == "/login?came_from=%2Fme%2Fnotices%3Fx%3D1"
    assert path_of(returning.log_in("maria", came_from="/me/notices?x=1")) == "/me/notices?x=1"


def taxisnet_at(standins: StandIns, **options: httpx2.Timeout) -> Taxisnet:
    return Taxisnet(
        base_url=f"{standins.url}/oauth2server",
        client_id=CLIENT_ID,
        client_secret=CLIENT_SECRET,
        redirect_uri=f"{URL}{CALLBACK}",
        return_url=f"{URL}/",
        **options,
    )
