"""Messages about a request: between the citizen and the department, and notes inside it."""

from enum import StrEnum

LONGEST = 4000
"""Characters of one message."""


class MessageKind(StrEnum):
    """Who writes to whom. A note never leaves the department."""

    FROM_CITIZEN = "from_citizen"
    TO_CITIZEN = "to_citizen"
    NOTE = "note"
