"""The business registry stand-in: RgWsPublic2 at its own path, and for tests the list of the calls it received."""

from dataclasses import asdict
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Any

from pyramid.httpexceptions import HTTPInternalServerError, HTTPNoContent, HTTPNotFound, HTTPServiceUnavailable
from pyramid.request import Request
from pyramid.response import Response
from pyramid.view import view_config
from stdnum.gr import vat

from serres_requests.standins.businesses import BUSINESSES, NEVER_IN_BUSINESS
from serres_requests.standins.faults import RegistryFault
from serres_requests.standins.registry_errors import ERRORS
from serres_requests.standins.registry_xml import (
    FormatError,
    Question,
    business_xml,
    error_xml,
    fault_xml,
    read_question,
)
from serres_requests.standins.state import RegistryCall, StandIns

_NO_ONE = "000000000"  # passes the sum
_CONTENT_TYPE = "application/soap+xml"
_GARBAGE = "<!DOCTYPE html><html><head><title>Εργασίες συντήρησης</title></head><body><p>…</p></body></html>"


@view_config(route_name="registry", request_method="GET")
def describe(_request: Request) -> Response:
    """The service's description (?WSDL), which the stand-in does not have."""
    raise HTTPNotFound


@view_config(route_name="registry", request_method="POST", http_cache=0)
def answer(request: Request) -> Response:
    """Answer about one ΑΦΜ; errors are HTTP 200 too, only a message of the wrong form is a SOAP fault."""
    standins: StandIns = request.standins
    try:
        question = _read(request)
    except FormatError:
        return _soap(fault_xml("SOAPMessage request format error"), HTTPStatus.INTERNAL_SERVER_ERROR)
    standins.registry_calls.append(RegistryCall(question.afm, question.as_on_date))
    fault = standins.faults.current.registry
    match fault:
        case RegistryFault.SLOW if standins.stopping.wait(standins.faults.current.slow_seconds):
            raise HTTPServiceUnavailable("the program ends")
        case RegistryFault.ERROR:
            raise HTTPInternalServerError("as switched on at /control/faults")
        case RegistryFault.GARBAGE:
            return Response(_GARBAGE, content_type="text/html")
    return _soap(error_xml(fault.value) if fault.value in ERRORS else _look_up(standins, question))


@view_config(route_name="registry_calls", request_method="GET", renderer="json", http_cache=0)
def calls(request: Request) -> list[dict[str, Any]]:
    """Tell which look-ups were asked for, the oldest first."""
    return [asdict(call) for call in request.standins.registry_calls]


@view_config(route_name="registry_calls", request_method="DELETE")
def forget_calls(request: Request) -> Response:
    """Forget them."""
    request.standins.registry_calls.clear()
    return HTTPNoContent()


def _read(request: Request) -> Question:
    if request.content_type != _CONTENT_TYPE:
        raise FormatError
    return read_question(request.body)


def _look_up(standins: StandIns, question: Question) -> bytes:
    account = standins.registry_account
    if not question.username:
        return error_xml("TOKEN_USERNAME_NOT_DEFINED")
    if account is None or not account.is_of(question.username, question.password):
        return error_xml("TOKEN_USERNAME_NOT_AUTHENTICATED")
    if not question.afm:
        return error_xml("NO_INPUT_PARAMETERS")
    if not vat.is_valid(question.afm) or question.afm == _NO_ONE:
        return error_xml("WRONG_AFM")
    business = BUSINESSES.get(question.afm)
    if business is None:
        return error_xml("EPIT_NF" if question.afm in NEVER_IN_BUSINESS else "TAXPAYER_NF")
    today = datetime.now(UTC).date().isoformat()
    return business_xml(business, question.username, question.as_on_date or today)


def _soap(body: bytes, status: HTTPStatus = HTTPStatus.OK) -> Response:
    return Response(body, status=status, content_type=_CONTENT_TYPE, charset="UTF-8")
