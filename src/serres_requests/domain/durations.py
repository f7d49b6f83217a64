"""How long requests of a type usually take."""

from collections.abc import Sequence
from datetime import timedelta

WINDOW = timedelta(days=90)
"""Requests completed so long ago at most are looked at."""
_LEAST = 10
"""With fewer of them nothing is said: one request could be told from the figure."""
_SHARE = 90


def percentile(values: Sequence[int], share: int) -> int:
    """Return the least of `values` that at least `share` % of them do not exceed; raise ValueError without any."""
    if not values:
        raise ValueError("no values")
    rank = -(-len(values) * share // 100)
    return sorted(values)[max(rank, 1) - 1]


def usual_days(durations: Sequence[int]) -> int | None:
    """Return within how many days nine of ten requests were completed, None when too few were."""
    return percentile(durations, _SHARE) if len(durations) >= _LEAST else None
