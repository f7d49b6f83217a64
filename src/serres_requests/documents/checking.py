"""How a document says where it is checked: the words, the code and the QR code."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

import segno

from serres_requests.i18n import _

_CHECK = _(
    "Anybody who is given this document can check that it is genuine: at the address below, with the code and, "
    "to be certain that nothing was altered, with the file itself."
)


def check_words(
    check_address: str, code_address: str, code: str, translate: Callable[[object], str]
) -> dict[str, Any]:
    """Return the part ``check`` of a document's data, and the words for those who can't see the QR code."""
    words = _(
        "QR code of the address ${address}, where this document is checked", mapping={"address": code_address}
    )
    return {
        "check": {
            "heading": translate(_("Is it genuine?")),
            "words": translate(_CHECK),
            "address": check_address,
            "code_label": translate(_("Code")),
            "code": code,
        },
        "qr_words": translate(words),
    }


def qr_code(address: str) -> str:
    """Return the QR code of `address` as SVG."""
    stream = BytesIO()
    segno.make(address, error="m", micro=False).save(stream, kind="svg", border=1, xmldecl=False, nl=False)
    return stream.getvalue().decode()
