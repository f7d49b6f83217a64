"""How a web process tells the worker's process that work has arrived."""

import logging

from serres_requests.postgresql.connection import BROKEN, Session

log = logging.getLogger(__name__)

CHANNEL = "serres_work"


class Bell:
    """Rings in the process of the worker that leads; takes the place of the event that threads share."""

    def __init__(self, dsn: str) -> None:
        self._session = Session(dsn)

    def set(self) -> None:
        """Ring. What can't be rung for is found when the worker looks by itself, within seconds."""
        try:
            self._session.run(lambda cursor: cursor.execute(f"NOTIFY {CHANNEL}"))
        except BROKEN as error:
            log.warning("the worker can't be told of new work: %s", str(error).strip())
