"""Reading RgWsPublic2's answer: values with trailing blanks, nil elements, activities in no order."""

from collections.abc import Iterator
from datetime import date
from xml.etree.ElementTree import Element

from serres_requests.domain.business import Activity, ActivityKind, Address, Business
from serres_requests.domain.kad import parse_kad

_PREFIX = "RG_WS_PUBLIC_"
_KINDS = {"1": ActivityKind.MAIN, "2": ActivityKind.SECONDARY, "4": ActivityKind.AUXILIARY}
"""3 is «λοιπή»; what is not known is no main activity either."""
_IS_ACTIVE = {"1": True, "2": False}
_NATURAL_PERSON = "ΦΠ"


def read_error(root: Element) -> str:
    """Return the error's code without its prefix, "" when the look-up succeeded; LookupError without a record."""
    return _value(_result(root, "error_rec"), "error_code").removeprefix(_PREFIX)


def read_business(root: Element, afm: str, on: date | None) -> Business:
    """Return the business; raise ValueError or LookupError when this is no answer about `afm` on `on`."""
    basic = _result(root, "basic_rec")
    if _value(basic, "afm") != afm:
        raise ValueError("an answer about somebody else")
    told = _date(_value(_result(root, "afm_called_by_rec"), "as_on_date"))
    if on is not None and told not in {on, None}:
        raise ValueError("an answer about another day")
    as_on = on or told
    if as_on is None:
        raise ValueError("an answer about no day")
    return Business(
        afm=afm,
        name=_value(basic, "onomasia"),
        trade_name=_value(basic, "commer_title"),
        legal_status=_value(basic, "legal_status_descr"),
        is_person=_value(basic, "i_ni_flag_descr") == _NATURAL_PERSON,
        is_active=_IS_ACTIVE[_value(basic, "deactivation_flag")],
        started_on=_date(_value(basic, "regist_date")),
        stopped_on=_date(_value(basic, "stop_date")),
        address=Address(
            street=_value(basic, "postal_address"),
            number=_value(basic, "postal_address_no"),
            postal_code=_value(basic, "postal_zip_code"),
            area=_value(basic, "postal_area_description"),
        ),
        activities=tuple(_activity(item) for tab in _named(root, "firm_act_tab") for item in _named(tab, "item")),
        as_on=as_on,
    )


def _activity(item: Element) -> Activity:
    return Activity(
        code=parse_kad(_value(item, "firm_act_code")),
        description=_value(item, "firm_act_descr"),
        kind=_KINDS.get(_value(item, "firm_act_kind"), ActivityKind.OTHER),
    )


def _result(root: Element, name: str) -> Element:
    found = next(_named(root, name), None)
    if found is None:
        raise LookupError(name)
    return found


def _named(root: Element, name: str) -> Iterator[Element]:
    """Elements anywhere below `root` by their name, whatever prefix or namespace the server gives them."""
    return (element for element in root.iter() if element.tag.rpartition("}")[2] == name)


def _value(parent: Element, name: str) -> str:
    """The text of a child, blanks trimmed and doubled ones collapsed; "" when it is nil, empty or not there."""
    child = next(_named(parent, name), None)
    return "" if child is None else " ".join((child.text or "").split())


def _date(told: str) -> date | None:
    """A day such as 2020-03-20, maybe followed by a time or zone."""
    return date.fromisoformat(told[:10]) if told else None
