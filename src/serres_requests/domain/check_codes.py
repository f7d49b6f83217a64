"""Codes that stand on documents: drawn at random, printed in groups, read back however people write them."""

import secrets
import unicodedata

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""32 signs, 5 bits each: no I, L, O (they look like digits) and no U (it looks like V)."""

LENGTH = 20
GROUP = 5
LONGEST_TYPED = 200

_LOOK = dict(zip("ILOU" + "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "110V" + "ABEZH1KMN0PTYX", strict=True))
_KEY = dict(zip("ΓΔΘΛΞΠΣΦΨΩ", "GDV1JPSFCV", strict=True))
_MEANT = str.maketrans({**_LOOK, **_KEY})
"""What somebody meant: by the look of the letter, and for Greek letters that look like no Latin one by the key."""


def new_check_code() -> str:
    """Return a code of 100 random bits, so that nobody finds one by trying: ``XXXXX-XXXXX-XXXXX-XXXXX``."""
    return _grouped("".join(secrets.choice(ALPHABET) for _ in range(LENGTH)))


def read_check_code(typed: str) -> str | None:
    """Return the code that `typed` means, as it is printed; None when it can't be one.

    Small letters, blanks, hyphens, look-alikes (O for 0) and a keyboard left in Greek are all understood.
    """
    plain = unicodedata.normalize("NFKC", typed[:LONGEST_TYPED]).upper()
    signs = "".join(sign for sign in plain if sign.isalnum()).translate(_MEANT)
    return _grouped(signs) if len(signs) == LENGTH and set(signs) <= set(ALPHABET) else None


def _grouped(signs: str) -> str:
    return "-".join(signs[start : start + GROUP] for start in range(0, LENGTH, GROUP))
