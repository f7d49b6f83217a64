"""Typst as we use it: data into a template, an accessible and archivable PDF out of it."""

import json
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from importlib import resources

import typst

from serres_requests.domain.errors import RefusedError

STANDARDS: "list[typst.PDFStandard]" = ["ua-1", "a-2a"]
"""Accessible to everybody (PDF/UA-1) and readable in thirty years (PDF/A-2a)."""

COMMON = "common.typ"
"""What stands before each template."""

_PANIC = "PanicException"
"""What a fault within typst arrives as: no Exception, so that it would end the thread that met it."""


class TypesettingError(Exception):
    """Typst can't make a document of this data; it tells nothing of the data, which are personal."""


def typeset(template: str, data: Mapping[str, object], made_at: datetime) -> bytes:
    """Return the PDF of the template file `template` for `data`; raise RefusedError when it can't be made."""
    folder = resources.files(__package__)
    source = (folder / COMMON).read_bytes() + (folder / template).read_bytes()
    try:
        return compiled(source, data, made_at)
    except TypesettingError:
        raise RefusedError(f"{template} can't be typeset with this data") from None


def compiled(source: bytes, data: object, made_at: datetime) -> bytes:
    """Return the PDF of a template's text; raise TypesettingError when it would not meet the standards.

    The data reach the template as one JSON text in ``sys.inputs``: a string there is a string and never code.
    """
    try:
        pdf = typst.compile(
            source,
            format="pdf",
            sys_inputs={"data": json.dumps(data)},
            pdf_standards=STANDARDS,
            font_paths=_fonts(),
            timestamp=int(made_at.timestamp()),
        )
    except BaseException as error:
        if isinstance(error, typst.TypstError) or type(error).__name__ == _PANIC:
            raise TypesettingError from None
        raise
    return bytes(pdf)


@cache
def _fonts() -> typst.Fonts:
    """The fonts within typst alone, so that a document looks the same wherever it is made."""
    return typst.Fonts(include_system_fonts=False)
