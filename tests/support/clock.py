"""A clock that tests set, behind the clock port."""

from datetime import UTC, datetime, timedelta


class SettableClock:
    """The real time, until it is told another: then that one, until told again."""

    def __init__(self) -> None:
        self._told: datetime | None = None

    def now(self) -> datetime:
        return self._told or datetime.now(UTC)

    def set(self, moment: datetime) -> None:
        self._told = moment.astimezone(UTC)

    def advance(self, by: timedelta) -> None:
        self._told = self.now() + by
