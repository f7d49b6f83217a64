"""A piece of work in a process of its own that ends at a chosen moment, as when the power goes."""

import os
from collections.abc import Callable
from typing import Any

KILLED = 9


def kill_before(operation: str, call: int, work: Callable[[], object]) -> int:
    """Do `work`, but end before it calls ``os.<operation>`` for the `call`-th time.

    Returns how it ended: KILLED, or 0 when it called that less often.
    """
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    try:
        setattr(os, operation, _killing(getattr(os, operation), call))
        work()
        os._exit(0)
    finally:
        os._exit(1)


def _killing(real: Callable[..., Any], call: int) -> Callable[..., Any]:
    calls = 0

    def kill_or_do(*arguments: Any, **options: Any) -> Any:
        nonlocal calls
        calls += 1
        if calls == call:
            os._exit(KILLED)
        return real(*arguments, **options)

    return kill_or_do
