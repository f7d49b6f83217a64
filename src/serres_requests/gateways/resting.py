"""A business registry that is left alone for a while after it failed to answer."""

import threading
import time
from collections.abc import Callable
from datetime import date

from serres_requests.domain.business import Business
from serres_requests.domain.errors import UnavailableError
from serres_requests.ports import BusinessRegistry

REST_SECONDS = 60.0


class RestingRegistry:
    """Passes questions on, except in the minute after one that was not answered.

    There is one worker: many requests, each waiting for the time-out of a registry that is down, would keep it
    from filing. And whoever is over a limit of calls only makes it worse by calling.
    """

    def __init__(
        self, registry: BusinessRegistry, rest: float = REST_SECONDS, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._registry = registry
        self._rest = rest
        self._clock = clock
        self._lock = threading.Lock()
        self._resting_until = float("-inf")

    def find(self, afm: str, on: date | None) -> Business:
        """See `ports.BusinessRegistry.find`."""
        with self._lock:
            if self._clock() < self._resting_until:
                raise UnavailableError("business registry: it failed a moment ago and is not asked yet")
        try:
            return self._registry.find(afm, on)
        except UnavailableError:
            with self._lock:
                self._resting_until = self._clock() + self._rest
            raise
