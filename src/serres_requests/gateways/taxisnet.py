"""Log-in with tax-office codes: OAuth 2.0 of ΓΓΠΣΔΔ through Authlib, user data as XML attributes."""

import logging
import ssl
from collections.abc import Mapping
from urllib.parse import quote
from xml.etree.ElementTree import ParseError

import httpx2 as httpx
from authlib.common.errors import AuthlibBaseError
from authlib.integrations.httpx_client import OAuth2Client, OAuthError
from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from serres_requests.domain.errors import IdentifierError, RefusedError, UnavailableError
from serres_requests.domain.identifiers import normalise_afm
from serres_requests.domain.people import Identity

log = logging.getLogger(__name__)

_TIMEOUT = httpx.Timeout(10.0, connect=5.0)
_MISSING = "null"  # the service writes missing values as this word


class Taxisnet:
    """One registered client of the tax office's log-in service.

    base_url: such as ``https://oauth2.gsis.gr/oauth2server``. redirect_uri: exactly as registered there.
    return_url: where the browser goes after log-out. timeout: for each call to the service.
    """

    def __init__(
        self,
        *,
        base_url: str,
        client_id: str,
        client_secret: str,
        redirect_uri: str,
        return_url: str,
        timeout: httpx.Timeout = _TIMEOUT,
    ) -> None:
        self._base_url = base_url.rstrip("/")
        self._client_id = client_id
        self._client_secret = client_secret
        self._redirect_uri = redirect_uri
        self._return_url = return_url
        self._timeout = timeout
        self._tls = ssl.create_default_context()  # loading the certificates takes longer than a call

    def authorize_url(self, state: str) -> str:
        with self._client() as client:
            url, _ = client.create_authorization_url(f"{self._base_url}/oauth/authorize", state=state)
        return str(url)

    def fetch_identity(self, code: str) -> Identity:
        try:
            with self._client() as client:
                client.fetch_token(f"{self._base_url}/oauth/token", grant_type="authorization_code", code=code)
                answer = client.get(f"{self._base_url}/userinfo", params={"format": "xml"})
                answer.raise_for_status()
        except OAuthError as error:
            raise RefusedError(f"taxisnet refused the code: {error.error}") from error
        except (AuthlibBaseError, httpx.HTTPError, ValueError, KeyError, AttributeError, TypeError) as error:
            # Authlib trusts the shape of a token answer; nonsense comes out as any of these.
            raise UnavailableError(f"taxisnet: {type(error).__name__}") from error
        return parse_userinfo(answer.content)

    def logout_url(self) -> str:
        return f"{self._base_url}/logout/{quote(self._client_id)}/?url={quote(self._return_url, safe='')}"

    def _client(self) -> OAuth2Client:
        return OAuth2Client(
            self._client_id,
            self._client_secret,
            token_endpoint_auth_method="client_secret_post",  # noqa: S106  a method's name
            scope="read",
            redirect_uri=self._redirect_uri,
            timeout=self._timeout,
            verify=self._tls,
        )


def parse_userinfo(body: bytes) -> Identity:
    """Read who logged in from ``<root><userinfo taxid=".." lastname=".."/></root>``.

    Values carry trailing blanks, missing ones are the word "null", and attribute names differ in case
    between installations. Raises UnavailableError when the answer is not of this shape.
    """
    try:
        attributes = fromstring(body)[0].attrib
        told = {name.lower(): _value(value) for name, value in attributes.items()}
        return _identity(told)
    except (ParseError, DefusedXmlException, LookupError, IdentifierError, ValueError) as error:
        raise UnavailableError(f"taxisnet userinfo: {type(error).__name__}") from error


def _value(raw: str) -> str:
    value = " ".join(raw.split())
    return "" if value.lower() == _MISSING else value


def _year(told: str) -> int:
    if told and not (told.isascii() and told.isdigit()):
        raise ValueError
    return int(told or 0)


def _identity(told: Mapping[str, str]) -> Identity:
    year = told.get("birthyear", "")
    return Identity(
        afm=normalise_afm(told.get("taxid", "")),
        last_name=told.get("lastname", ""),
        first_name=told.get("firstname", ""),
        fathers_name=told.get("fathername", ""),
        mothers_name=told.get("mothername", ""),
        birth_year=_year(year),
    )
