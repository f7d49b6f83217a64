"""Code lists (κωδικολόγια): what one is called, of which kind its codes are, and one line of it."""

import re
from dataclasses import dataclass
from enum import StrEnum

TABLE_NAME = re.compile(r"[a-z][a-z0-9-]{1,39}")
"""A table's short name, by which definitions refer to it for ever."""


class TableKind(StrEnum):
    """What the codes of a table are: ΚΑΔ or prefixes of ΚΑΔ, or words of any kind."""

    KAD = "kad"
    PLAIN = "plain"


@dataclass(frozen=True, slots=True)
class CodeEntry:
    """One line: the code, for ΚΑΔ as bare digits, and what it means."""

    code: str
    description: str
