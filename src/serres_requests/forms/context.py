"""What a form is made for: a language, the files that were handed in, the code lists it offers."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from serres_requests.content_types.attachment import Attachment

Offered = Sequence[tuple[str, str]]
"""Values of a code list, each with what people read."""


def _no_table(name: str) -> Offered:
    raise LookupError(f"no reference data {name!r}")


@dataclass(frozen=True, slots=True)
class FormContext:
    """locale: of all words. kept: the files of each file field. table: from a code list's name to its values."""

    locale: str
    kept: Mapping[str, Sequence[Attachment]] = field(default_factory=dict)
    table: Callable[[str], Offered] = _no_table
