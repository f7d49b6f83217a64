"""Slows down whoever guesses passwords: a moving window of failures for each name."""

from limits import RateLimitItemPerMinute
from limits.storage import Storage
from limits.strategies import MovingWindowRateLimiter

_FAILURES = 10
_WINDOW_MINUTES = 15
_LONGEST_NAME = 100


class LoginThrottle:
    """Counts failed log-ins by name, known or not, so that the answer does not tell which names exist.

    storage: of the library limits; one that all processes share, when there are several.
    """

    def __init__(self, storage: Storage) -> None:
        self._limit = RateLimitItemPerMinute(_FAILURES, _WINDOW_MINUTES)
        self._limiter = MovingWindowRateLimiter(storage)

    def is_exhausted(self, name: str) -> bool:
        """Tell whether `name` failed too often lately."""
        return not self._limiter.test(self._limit, name[:_LONGEST_NAME])

    def count(self, name: str) -> None:
        """Count a failure of `name`."""
        self._limiter.hit(self._limit, name[:_LONGEST_NAME])

    def clear(self, name: str) -> None:
        """Forget the failures of `name`, who has just logged in."""
        self._limiter.clear(self._limit, name[:_LONGEST_NAME])
