"""How the threads of the worker learn that there may be work."""

import threading


class Arrivals:
    """A bell that several threads wait for. Each keeps the count of rings it knows, so that it misses none."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self.count = 0

    def set(self) -> None:
        """Wake everybody who waits."""
        with self._changed:
            self.count += 1
            self._changed.notify_all()

    def wait(self, known: int, seconds: float) -> None:
        """Wait until there were more rings than `known`, for `seconds` at most."""
        with self._changed:
            self._changed.wait_for(lambda: self.count != known, seconds)
