"""Numbers and keys that identify people and things, and their checks."""

import re
import secrets
from collections.abc import Callable
from typing import Any

import phonenumbers
import stdnum.exceptions
import stdnum.gr.amka
import stdnum.gr.vat
import stdnum.iban

from serres_requests.domain.errors import IdentifierError

_NO_ONE = "000000000"


def normalise_afm(raw: str) -> str:
    """Return the ΑΦΜ of `raw` as 9 digits: blanks, ``EL`` or ``GR`` dropped, 8 digits led by 0.

    Raises IdentifierError when its check digit is wrong, and for nine zeros, which pass the sum.
    """
    try:
        afm: str = stdnum.gr.vat.validate(raw.upper().replace("GR", "EL", 1))
    except stdnum.exceptions.ValidationError as error:
        raise IdentifierError("not a valid ΑΦΜ") from error
    if afm == _NO_ONE:
        raise IdentifierError("not a valid ΑΦΜ")
    return afm


def normalise_amka(raw: str) -> str:
    """Return the ΑΜΚΑ of `raw` as 11 digits; raise IdentifierError when its date or check digit is wrong."""
    return _checked(stdnum.gr.amka, raw)


def normalise_iban(raw: str) -> str:
    """Return the IBAN of `raw` without blanks; raise IdentifierError when its length or check is wrong."""
    return _checked(stdnum.iban, raw)


def normalise_phone(raw: str) -> str:
    """Return the phone number of `raw` as +30…; numbers without country are Greek. Raises IdentifierError."""
    try:
        number = phonenumbers.parse(raw, "GR")
    except phonenumbers.NumberParseException as error:
        raise IdentifierError("not a phone number") from error
    if not phonenumbers.is_valid_number(number):
        raise IdentifierError("not a phone number")
    return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))


def normalise_adt(raw: str) -> str:
    """Return the identity card number of `raw`: one or two Greek capitals and six digits, or the new card's two
    letters and seven digits. Latin letters that look Greek become Greek. Raises IdentifierError.
    """
    value = _bare(raw).upper().translate(_GREEK_LOOK_ALIKES)
    return _matching(r"[Α-Ω]{1,2}\d{6}|[Α-ΩA-Z]{2}\d{7}", value)


def normalise_digits(pattern: str) -> Callable[[str], str]:
    """Return a check for numbers that match `pattern` once blanks, dots and hyphens are dropped."""

    def normalise(raw: str) -> str:
        return _matching(pattern, _bare(raw))

    return normalise


normalise_postcode = normalise_digits(r"[1-9]\d{4}")
normalise_kad = normalise_digits(r"\d{2}|\d{4}|\d{6}|\d{8}")
"""ΚΑΔ or a group of them: 2, 4, 6 or 8 digits, written with or without dots."""
normalise_atak = normalise_digits(r"\d{11}")
"""The property's number in form E9."""
normalise_kaek = normalise_digits(r"\d{12}(/\d{1,2}/\d{1,2})?")
"""The cadastre's code, with horizontal and vertical ownership when there are."""
normalise_supply_number = normalise_digits(r"\d{9}(\d{3})?")
"""ΔΕΔΔΗΕ's supply number: nine digits, on bills followed by 2+1 more."""


_GREEK_LOOK_ALIKES = str.maketrans("ABEZHIKMNOPTYX", "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ")


def _checked(module: Any, raw: str) -> str:
    try:
        return str(module.validate(raw))
    except stdnum.exceptions.ValidationError as error:
        raise IdentifierError(f"not valid: {type(error).__name__}") from error


def _matching(pattern: str, value: str) -> str:
    if not re.fullmatch(pattern, value, re.ASCII):
        raise IdentifierError("not of the right form")
    return value


def _bare(raw: str) -> str:
    return re.sub(r"[\s.\-]", "", raw)


def new_id() -> str:
    """Return a random name for a node: 80 bits, so nobody guesses one and writers never meet at one key."""
    return secrets.token_hex(10)
