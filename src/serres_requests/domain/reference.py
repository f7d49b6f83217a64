"""Code lists (κωδικολόγια): what one is called, of which kind its codes are, and one line of it."""

import re
from dataclasses import dataclass
from enum import StrEnum

TABLE_NAME = re.compile(r"[a-z][a-z0-9-]{1,39}")
"""A table's short name, by which definitions refer to it for ever."""
CLOSING_DAYS = "closing-days"
"""Name of the table of the days on which the municipality is closed, beside the public holidays of Greece."""


class TableKind(StrEnum):
    """What the codes of a table are: ΚΑΔ or prefixes of ΚΑΔ, days on which nobody works, or words of any kind."""

    KAD = "kad"
    CLOSING_DAYS = "closing_days"
    PLAIN = "plain"


@dataclass(frozen=True, slots=True)
class CodeEntry:
    """One line: the code, for ΚΑΔ as bare digits, for days as `working_days` reads them, and what it means."""

    code: str
    description: str
