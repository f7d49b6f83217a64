"""What the tax office says of a person, read for certain or not at all."""

from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from serres_requests.domain.errors import UnavailableError
from serres_requests.domain.people import Identity
from serres_requests.gateways.taxisnet import Taxisnet, parse_userinfo

MARIA = Identity("123456783", "ΠΑΠΑΔΟΠΟΥΛΟΥ", "ΜΑΡΙΑ", "ΙΩΑΝΝΗΣ", "ΕΛΕΝΗ", 1980)


def xml(attributes):
    return f"<root><userinfo {attributes}/></root>".encode()


@pytest.mark.parametrize(
    "attributes",
    [
        (
            'userid="U1" taxid="123456783" lastname="ΠΑΠΑΔΟΠΟΥΛΟΥ" firstname="ΜΑΡΙΑ" fathername="ΙΩΑΝΝΗΣ" '
            'mothername="ΕΛΕΝΗ" birthyear="1980"'
        ),
        (
            'taxid="123456783 " lastname="ΠΑΠΑΔΟΠΟΥΛΟΥ   " firstname=" ΜΑΡΙΑ " fathername="ΙΩΑΝΝΗΣ&#10;" '
            'mothername="ΕΛΕΝΗ" birthyear="1980 "'
        ),
        (
            'taxId="123456783" lastName="ΠΑΠΑΔΟΠΟΥΛΟΥ" firstName="ΜΑΡΙΑ" fatherName="ΙΩΑΝΝΗΣ" '
            'motherName="ΕΛΕΝΗ" birthYear="1980"'
        ),
        (
            'TAXID="EL123456783" LASTNAME="ΠΑΠΑΔΟΠΟΥΛΟΥ" FIRSTNAME="ΜΑΡΙΑ" FATHERNAME="ΙΩΑΝΝΗΣ" '
            'MOTHERNAME="ΕΛΕΝΗ" BIRTHYEAR="1980" email="null"'
        ),
    ],
    ids=["plain", "blanks", "camel case", "capitals"],
)
def test_a_person_is_read_however_the_installation_writes(attributes):
    assert parse_userinfo(xml(attributes)) == MARIA


@pytest.mark.parametrize("missing", ["null", "NULL", "null  ", "", "   "])
def test_a_company_has_a_name_and_nothing_else(missing):
    others = " ".join(f'{name}="{missing}"' for name in ("firstname", "fathername", "mothername", "birthyear"))
    read = parse_userinfo(xml(f'taxid="094259216" lastname="ΣΕΡΡΑΪΚΗ  &amp; ΣΙΑ ΑΕ" {others}'))
    assert read == Identity("094259216", "ΣΕΡΡΑΪΚΗ & ΣΙΑ ΑΕ")


def test_what_is_not_told_is_empty():
    assert parse_userinfo(xml('taxid="94259216"')) == Identity("094259216", "")


def test_a_name_that_holds_null_stays():
    assert parse_userinfo(xml('taxid="123456783" lastname="NULLIS"')).last_name == "NULLIS"


def test_other_encodings_are_read_as_declared():
    body = '<?xml version="1.0" encoding="ISO-8859-7"?><root><userinfo taxid="123456783" lastname="ΜΑΡΙΑ"/></root>'
    assert parse_userinfo(body.encode("iso-8859-7")).last_name == "ΜΑΡΙΑ"


BOMB = (
    b'<!DOCTYPE r [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    b'<root><userinfo taxid="123456783" lastname="&b;"/></root>'
)
FILE = (
    b'<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    b'<root><userinfo taxid="123456783">&x;</userinfo></root>'
)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"   ",
        b"\x00\x01",
        b"Service unavailable",
        b"<html><body>Login</body></html>",
        b"<root>",
        b"<root/>",
        b"<root><userinfo taxid='123456783'></root>",
        b'<root><userinfo taxid="123456783" lastname="\xff\xfe"/></root>',
        b'{"error": "invalid_token"}',
        xml(""),
        xml('lastname="ΜΑΡΙΑ"'),
        xml('taxid=""'),
        xml('taxid="null"'),
        xml('taxid="123456781"'),
        xml('taxid="000000000"'),
        xml('taxid="12345678"'),
        xml('taxid="123456783" birthyear="198O"'),
        xml('taxid="123456783" birthyear="1980.5"'),
        xml(f'taxid="123456783" birthyear="{"9" * 5000}"'),
        BOMB,
        FILE,
        b'<?xml version="1.0" encoding="utf-16"?><root/>',
        b'<?xml version="1.0" encoding="big5"?><root/>',
    ],
)
def test_nonsense_means_unavailable_and_is_not_repeated(body):
    with pytest.raises(UnavailableError) as caught:
        parse_userinfo(body)
    assert str(caught.value).startswith("taxisnet userinfo: ")
    assert "123456" not in str(caught.value)


@given(st.binary())
def test_any_bytes_are_nobody(body):
    with pytest.raises(UnavailableError):
        parse_userinfo(body)


@pytest.fixture
def taxisnet():
    return Taxisnet(
        base_url="https://oauth2.example/oauth2server/",
        client_id="serres & co",
        client_secret="hush-hush",
        redirect_uri="https://serres.example/login/taxisnet/callback",
        return_url="https://serres.example/?a=1&b=2",
    )


def test_the_browser_is_sent_to_log_in_with_our_state_and_without_our_secret(taxisnet):
    url = taxisnet.authorize_url("state-1")
    parts = urlsplit(url)
    assert (parts.scheme, parts.netloc, parts.path) == ("https", "oauth2.example", "/oauth2server/oauth/authorize")
    assert parse_qs(parts.query) == {
        "response_type": ["code"],
        "client_id": ["serres & co"],
        "redirect_uri": ["https://serres.example/login/taxisnet/callback"],
        "scope": ["read"],
        "state": ["state-1"],
    }
    assert "hush" not in url


def test_the_browser_is_sent_to_log_out_and_comes_back_to_us(taxisnet):
    parts = urlsplit(taxisnet.logout_url())
    assert parts.path == "/oauth2server/logout/serres%20%26%20co/"
    assert parse_qs(parts.query) == {"url": ["https://serres.example/?a=1&b=2"]}
