"""Documents that say where they are checked: the words, the code and the QR code."""

from collections.abc import Callable
from datetime import datetime
from io import BytesIO
from typing import Any

import segno

from serres_requests.documents.characters import SPELLING_NOTE, in_a_spelling, spelled_in
from serres_requests.documents.typesetting import typeset
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


def checkable(
    template: str, told: dict[str, Any], code_address: str, made_at: datetime, translate: Callable[[object], str]
) -> bytes:
    """Return `told` in a template as PDF, with the QR code of `code_address`.

    Raises RefusedError when it can't be made.
    """

    def in_spelling(spell: Callable[[str], str]) -> bytes:
        shown = spelled_in(told, spell)
        note = translate(SPELLING_NOTE) if shown != told else ""
        return typeset(template, {**shown, "note": note, "qr": qr_code(code_address)}, made_at)

    return in_a_spelling(in_spelling)


def qr_code(address: str) -> str:
    """Return the QR code of `address` as SVG."""
    stream = BytesIO()
    segno.make(address, error="m", micro=False).save(stream, kind="svg", border=1, xmldecl=False, nl=False)
    return stream.getvalue().decode()
