"""The tax office's business registry: RgWsPublic2, SOAP 1.2 with one method (docs/decisions/0006)."""

from datetime import date
from xml.etree.ElementTree import Element, ParseError, SubElement, register_namespace, tostring

import httpx2 as httpx
from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from serres_requests.domain.business import Business
from serres_requests.domain.errors import IdentifierError, NotABusinessError, RefusedError, UnavailableError
from serres_requests.gateways.business_answer import read_business, read_error

_TIMEOUT = httpx.Timeout(20.0, connect=5.0)
_SOAP = "http://www.w3.org/2003/05/soap-envelope"
_SECURITY = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd"
_SERVICE = "http://rgwspublic2/RgWsPublic2Service"
_TYPES = "http://rgwspublic2/RgWsPublic2"
for _prefix, _uri in (("env", _SOAP), ("wsse", _SECURITY), ("srvc", _SERVICE), ("rg", _TYPES)):
    register_namespace(_prefix, _uri)

_NOT_A_BUSINESS = frozenset({"WRONG_AFM", "TAXPAYER_NF", "EPIT_NF"})
_OUR_ACCESS = ("TOKEN_", "AFM_CALLED_BY_", "NO_INPUT_PARAMETERS")
"""Beginnings of the codes that say that our access or our call is wrong: asking again will not help."""


class AadeRegistry:
    """One registered user of the service.

    url: such as ``https://www1.gsis.gr/wsaade/RgWsPublic2/RgWsPublic2``. username and password: the special codes
    that the tax office issues for it. timeout: for the call.
    """

    def __init__(self, *, url: str, username: str, password: str, timeout: httpx.Timeout = _TIMEOUT) -> None:
        self._url = url
        self._username = username
        self._password = password
        self._timeout = timeout

    def find(self, afm: str, on: date | None) -> Business:
        """See `ports.BusinessRegistry.find`. No message of an error repeats the ΑΦΜ or a code."""
        try:
            answer = httpx.post(
                self._url,
                content=envelope(self._username, self._password, afm, on),
                headers={"Content-Type": "application/soap+xml; charset=utf-8"},
                timeout=self._timeout,
            )
            answer.raise_for_status()
        except httpx.HTTPStatusError as error:
            raise UnavailableError(f"business registry answered {error.response.status_code}") from error
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise UnavailableError(f"business registry: {type(error).__name__}") from error
        return parse_answer(answer.content, afm, on)


def envelope(username: str, password: str, afm: str, on: date | None) -> bytes:
    """Return the request. An empty optional element is an error to the service, so there are none."""
    root = Element(f"{{{_SOAP}}}Envelope")
    header = SubElement(root, f"{{{_SOAP}}}Header")
    security = SubElement(header, f"{{{_SECURITY}}}Security")
    token = SubElement(security, f"{{{_SECURITY}}}UsernameToken")
    SubElement(token, f"{{{_SECURITY}}}Username").text = username
    SubElement(token, f"{{{_SECURITY}}}Password").text = password
    body = SubElement(root, f"{{{_SOAP}}}Body")
    method = SubElement(body, f"{{{_SERVICE}}}rgWsPublic2AfmMethod")
    record = SubElement(method, f"{{{_SERVICE}}}INPUT_REC")
    SubElement(record, f"{{{_TYPES}}}afm_called_for").text = afm
    if on is not None:
        SubElement(record, f"{{{_TYPES}}}as_on_date").text = on.isoformat()
    written: bytes = tostring(root, encoding="UTF-8", xml_declaration=True)
    return written


def parse_answer(body: bytes, afm: str, on: date | None) -> Business:
    """Read the answer to a question about `afm` on the day `on`; raises as `AadeRegistry.find` does."""
    try:
        root = fromstring(body)
        code = read_error(root)
        if not code:
            return read_business(root, afm, on)
    except (ParseError, DefusedXmlException, IdentifierError, ValueError, LookupError) as error:
        raise UnavailableError(f"business registry answer: {type(error).__name__}") from error
    if code in _NOT_A_BUSINESS:
        raise NotABusinessError(code)
    if code.startswith(_OUR_ACCESS):
        raise RefusedError(f"business registry: {code}")
    raise UnavailableError(f"business registry: {code}")
