"""The application's own gateways get on with the stand-ins."""

from datetime import UTC, datetime
from urllib.parse import parse_qs, urlsplit

import httpx2 as httpx
import pytest

from serres_requests.domain.errors import RefusedError, UnavailableError
from serres_requests.domain.mail import Email
from serres_requests.domain.people import Identity
from serres_requests.gateways.smtp import SmtpSender
from serres_requests.gateways.taxisnet import Taxisnet

CALLBACK = "http://127.0.0.1:6543/login/taxisnet/callback"


@pytest.fixture
def taxisnet(program):
    return Taxisnet(
        base_url=f"{program.url}/oauth2server",
        client_id="test-client",
        client_secret="a-secret-of-tests",
        redirect_uri=CALLBACK,
        return_url="http://127.0.0.1:6543/",
        timeout=httpx.Timeout(0.5),
    )


@pytest.fixture
def identify(taxisnet, browser):
    """A function that lets the gateway fetch who a log-in was."""
    return lambda userid: taxisnet.fetch_identity(browser.log_in(userid)["code"])


def test_the_gateways_log_in_address_is_accepted(taxisnet, browser):
    browser.log_in("maria")
    answer = browser.http.get(taxisnet.authorize_url("the-state"))
    told = parse_qs(urlsplit(answer.headers["Location"]).query)
    assert told["state"] == ["the-state"]
    assert taxisnet.fetch_identity(told["code"][0]).afm == "123456783"


@pytest.mark.parametrize(
    "identity",
    [
        Identity("123456783", "ΔΟΚΙΜΑΣΤΙΚΗ", "ΜΑΡΙΑ", "ΙΩΑΝΝΗΣ", "ΕΛΕΝΗ", 1980),
        Identity("990000014", "ΥΠΟΔΕΙΓΜΑΤΙΚΗ", "ΑΝΝΑ", "ΠΕΤΡΟΣ", "", 1991),
        Identity("990000026", "ΠΑΡΑΔΕΙΓΜΑΤΙΔΟΥ", "ΕΛΕΝΗ", "ΚΩΝΣΤΑΝΤΙΝΟΣ", "ΑΙΚΑΤΕΡΙΝΗ", 1968),
        Identity("800000002", "ΔΟΚΙΜΑΣΤΙΚΗ ΕΤΑΙΡΕΙΑ ΑΕ"),
    ],
    ids=["maria", "anna", "eleni", "etaireia"],
)
def test_the_gateway_reads_each_person(identify, identity, request):
    assert identify(request.node.callspec.id) == identity


def test_the_gateway_takes_no_wrong_afm(identify):
    with pytest.raises(UnavailableError):
        identify("lathos")


def test_a_used_code_is_refused(taxisnet, browser):
    code = browser.log_in("maria")["code"]
    taxisnet.fetch_identity(code)
    with pytest.raises(RefusedError):
        taxisnet.fetch_identity(code)


@pytest.mark.parametrize("fault", ["slow", "error", "garbage", "garbage_token", "bad_xml"])
def test_every_fault_is_unavailable(identify, switch, fault):
    switch(taxisnet=fault, slow_seconds=1)
    with pytest.raises(UnavailableError):
        identify("maria")


def test_the_gateways_log_out_address_is_accepted(taxisnet, browser):
    browser.log_in("maria")
    answer = browser.http.get(taxisnet.logout_url())
    assert (answer.status_code, answer.headers["Location"]) == (307, "http://127.0.0.1:6543/")


@pytest.fixture
def sender(program):
    sender = SmtpSender(
        host="127.0.0.1",
        port=program.smtp_port,
        sender="Δήμος Σερρών <no-reply@example.org>",
        security="none",
        username="",
        password="",
    )
    yield sender
    sender.rest()


def _email():
    return Email(
        to="maria@example.org",
        subject="Το αίτημά σας",
        text="Πρωτοκολλήθηκε.\n",
        html="<p>Πρωτοκολλήθηκε.</p>\n",
        message_id="<1@example.org>",
        date=datetime(2026, 3, 25, 9, 30, tzinfo=UTC),
        thread="<0@example.org>",
    )


def test_mail_of_the_gateway_arrives(sender, http):
    sender.send(_email())
    [told] = http.get("/mail/api/messages").json()
    assert (told["to"], told["subject"], told["message_id"]) == (
        "maria@example.org",
        "Το αίτημά σας",
        "<1@example.org>",
    )
    assert told["text"].strip() == "Πρωτοκολλήθηκε."
    assert told["html"].strip() == "<p>Πρωτοκολλήθηκε.</p>"
    headers = dict(told["headers"])
    assert headers["Content-Type"].startswith("multipart/alternative")
    assert headers["Date"] == "Wed, 25 Mar 2026 09:30:00 +0000"
    assert headers["References"] == headers["In-Reply-To"] == "<0@example.org>"


@pytest.mark.parametrize(
    ("fault", "error"), [("reject_temporarily", UnavailableError), ("reject_permanently", RefusedError)]
)
def test_refused_mail_is_told_apart(sender, switch, fault, error):
    switch(mail=fault)
    with pytest.raises(error):
        sender.send(_email())
