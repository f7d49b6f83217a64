"""When failed work is tried again, and when a person has to look at it."""

from datetime import timedelta

FIRST_DELAY = timedelta(seconds=5)
LONGEST_DELAY = timedelta(minutes=30)
ATTEMPTS = 200
"""About four days at the longest delay: a register or mail server is mended within a long weekend."""


def delay_after(attempts: int) -> timedelta:
    """Return how long to wait after `attempts` failures: doubling from 5 s, half an hour at most."""
    doublings = min(attempts - 1, 20)
    return min(FIRST_DELAY * (1 << doublings), LONGEST_DELAY)


def is_exhausted(attempts: int) -> bool:
    """Tell whether work that failed `attempts` times is set aside for a person."""
    return attempts >= ATTEMPTS
