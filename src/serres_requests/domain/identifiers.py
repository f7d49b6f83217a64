"""Numbers and keys that identify people and things, and their checks."""

import secrets

import stdnum.exceptions
import stdnum.gr.vat

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


def new_id() -> str:
    """Return a random name for a node: 80 bits, so nobody guesses one and writers never meet at one key."""
    return secrets.token_hex(10)
