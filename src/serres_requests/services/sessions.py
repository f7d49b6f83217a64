"""Which sessions of a person are good: those that name the present epoch of their citizen or user object."""

from typing import Any


def session_epoch(person: Any) -> int:
    """Return the epoch that sessions of `person` must name."""
    return int(getattr(person, "session_epoch", 0))


def end_sessions(person: Any) -> None:
    """End all sessions of `person`, on every device."""
    person.session_epoch = session_epoch(person) + 1
