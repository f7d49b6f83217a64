"""Work of the outbox that has a part outside of any transaction: sending, asking; and how such work can end."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto

from serres_requests.ports import Ports
from serres_requests.services.unit_of_work import UnitOfWork


class Ending(Enum):
    """What becomes of the outbox entry. ASIDE: a person has to look at it."""

    DONE = auto()
    LATER = auto()
    ASIDE = auto()


@dataclass(frozen=True, slots=True)
class Finished:
    """The end of a piece of work; error: the words for the outbox's page unless it is done."""

    ending: Ending
    error: str = ""


DONE = Finished(Ending.DONE)

Finish = Callable[[UnitOfWork], Finished]
"""Records in a transaction what came of the outside part. Called again when another writer was in the way."""

Outside = Callable[[Ports], Finish]
"""The outside part; what it raises means that nothing came of it, and that nothing is to be recorded."""
