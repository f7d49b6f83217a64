"""The registry stand-in's envelopes: reading the question, writing answers as the service writes them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element, ParseError, SubElement, register_namespace, tostring

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from serres_requests.standins.businesses import Activity, Business
from serres_requests.standins.registry_errors import ERRORS, PREFIX

SOAP = "http://www.w3.org/2003/05/soap-envelope"
SECURITY = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd"
SERVICE = "http://rgwspublic2/RgWsPublic2Service"
TYPES = "http://rgwspublic2/RgWsPublic2"
_XSI = "http://www.w3.org/2001/XMLSchema-instance"
for _prefix, _uri in (("env", SOAP), ("srvc", SERVICE), ("xsi", _XSI)):
    register_namespace(_prefix, _uri)

_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_BLANKS = "          "
_KINDS = {1: "ΚΥΡΙΑ", 2: "ΔΕΥΤΕΡΕΥΟΥΣΑ", 3: "ΛΟΙΠΗ", 4: "ΒΟΗΘΗΤΙΚΗ"}
_CALL_NUMBER = "862701698"


class FormatError(Exception):
    """The message is not one of the service's."""


@dataclass(frozen=True, slots=True)
class Question:
    """What was asked, by whom. as_on_date: "" when it was left out."""

    username: str
    password: str = field(repr=False)
    afm: str
    as_on_date: str


def read_question(body: bytes) -> Question:
    """Read the envelope; raise FormatError as the service does, also for an optional element that is empty."""
    try:
        root = fromstring(body)
    except (ParseError, DefusedXmlException, ValueError) as error:
        raise FormatError from error
    token = root.find(f"{{{SOAP}}}Header/{{{SECURITY}}}Security/{{{SECURITY}}}UsernameToken")
    record = root.find(f"{{{SOAP}}}Body/{{{SERVICE}}}rgWsPublic2AfmMethod/{{{SERVICE}}}INPUT_REC")
    if root.tag != f"{{{SOAP}}}Envelope" or record is None:
        raise FormatError
    if any(not (child.text or "").strip() for child in record):
        raise FormatError
    return Question(
        username="" if token is None else token.findtext(f"{{{SECURITY}}}Username", ""),
        password="" if token is None else token.findtext(f"{{{SECURITY}}}Password", ""),
        afm=record.findtext(f"{{{TYPES}}}afm_called_for", ""),
        as_on_date=record.findtext(f"{{{TYPES}}}as_on_date", ""),
    )


def fault_xml(reason: str) -> bytes:
    """Return a SOAP fault."""
    root, body = _envelope()
    fault = SubElement(body, f"{{{SOAP}}}Fault")
    SubElement(SubElement(fault, f"{{{SOAP}}}Code"), f"{{{SOAP}}}Value").text = "env:Sender"
    SubElement(SubElement(fault, f"{{{SOAP}}}Reason"), f"{{{SOAP}}}Text", {_LANGUAGE: "en"}).text = reason
    return _written(root)


def error_xml(code: str) -> bytes:
    """Return the answer with error `code`: everything else is nil, and there is no table of activities."""
    root, result = _result()
    _add(result, "call_seq_id", _CALL_NUMBER)
    _record(result, "error_rec", {"error_code": PREFIX + code, "error_descr": ERRORS[code]})
    _record(result, "afm_called_by_rec", dict.fromkeys(_CALLER))
    _record(result, "basic_rec", dict.fromkeys(_BASIC))
    return _written(root)


def business_xml(business: Business, username: str, as_on_date: str) -> bytes:
    """Return the answer about `business`."""
    root, result = _result()
    _add(result, "call_seq_id", _CALL_NUMBER)
    _record(result, "error_rec", {"error_code": None, "error_descr": None})
    caller = {**dict.fromkeys(_CALLER, ""), "token_username": username, "as_on_date": as_on_date}
    _record(result, "afm_called_by_rec", caller)
    _record(result, "basic_rec", _basic(business))
    if business.activities:
        table = _add(result, "firm_act_tab", "")
        for activity in business.activities:
            _record(table, "item", _item(activity))
    return _written(root)


_CALLER = (
    "token_username",
    "token_afm",
    "token_afm_fullname",
    "afm_called_by",
    "afm_called_by_fullname",
    "as_on_date",
)
_BASIC = (
    *("afm", "doy", "doy_descr", "i_ni_flag_descr", "deactivation_flag", "deactivation_flag_descr"),
    *("firm_flag_descr", "onomasia", "commer_title", "legal_status_descr", "postal_address", "postal_address_no"),
    *("postal_zip_code", "postal_area_description", "regist_date", "stop_date", "normal_vat_system_flag"),
)


def _basic(business: Business) -> Mapping[str, str | None]:
    values = (
        *(f"{business.afm}   ", "5621", "ΣΕΡΡΩΝ", "ΦΠ" if business.is_person else "ΜΗ ΦΠ"),
        "1" if business.is_active else "2",
        ("ΕΝΕΡΓΟΣ ΑΦΜ" if business.is_active else "ΑΠΕΝΕΡΓΟΠΟΙΗΜΕΝΟΣ ΑΦΜ") + _BLANKS,
        ("ΠΡΩΗΝ ΕΠΙΤΗΔΕΥΜΑΤΙΑΣ" if business.stopped_on else "ΕΠΙΤΗΔΕΥΜΑΤΙΑΣ") + _BLANKS,
        *(business.name, business.trade_name, business.legal_status, business.street, business.number + _BLANKS),
        *("62122", "ΣΕΡΡΕΣ", business.started_on, business.stopped_on, "Y"),
    )
    return dict(zip(_BASIC, values, strict=True))


def _item(activity: Activity) -> Mapping[str, str | None]:
    return {
        "firm_act_code": activity.code,
        "firm_act_descr": activity.description,
        "firm_act_kind": str(activity.kind),
        "firm_act_kind_descr": _KINDS[activity.kind],
    }


def _envelope() -> tuple[Element, Element]:
    root = Element(f"{{{SOAP}}}Envelope")
    SubElement(root, f"{{{SOAP}}}Header")
    return root, SubElement(root, f"{{{SOAP}}}Body")


def _result() -> tuple[Element, Element]:
    root, body = _envelope()
    response = SubElement(body, f"{{{SERVICE}}}rgWsPublic2AfmMethodResponse")
    return root, _add(SubElement(response, f"{{{SERVICE}}}result"), "rg_ws_public2_result_rtType", "")


def _record(parent: Element, name: str, values: Mapping[str, str | None]) -> None:
    record = _add(parent, name, "")
    for key, value in values.items():
        _add(record, key, value)


def _add(parent: Element, name: str, value: str | None) -> Element:
    element = SubElement(parent, f"{{{TYPES}}}{name}", {f"{{{_XSI}}}nil": "true"} if value is None else {})
    element.text = value or None
    return element


def _written(root: Element) -> bytes:
    written: bytes = tostring(root, encoding="UTF-8", xml_declaration=True, default_namespace=TYPES)
    return written
