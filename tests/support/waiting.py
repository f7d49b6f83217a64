"""Waiting for what another process does soon."""

import time
from collections.abc import Callable
from typing import TypeVar

PATIENCE_SECONDS = 60.0

T = TypeVar("T")


def eventually(look: Callable[[], T | None], what: str) -> T:
    """Return the first true answer of `look`; fail when none comes in time."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        if found := look():
            return found
        time.sleep(0.05)
    raise AssertionError(f"waited in vain for {what}")
