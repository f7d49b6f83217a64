"""How long requests of a type usually take."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import timedelta
from itertools import accumulate

WINDOW = timedelta(days=90)
"""Requests completed so long ago at most are looked at."""
_LEAST = 10
"""With fewer of them nothing is said: one request could be told from the figure."""
_SHARE = 90


def percentile(values: Sequence[int], share: int) -> int:
    """Return the least of `values` that at least `share` % of them do not exceed; raise ValueError without any."""
    return percentile_of_counts(Counter(values), share)


def percentile_of_counts(counts: Mapping[int, int], share: int) -> int:
    """Return the same of values that are told with how often there is each."""
    rank = max(-(-sum(counts.values()) * share // 100), 1)
    reached = zip(sorted(counts), accumulate(counts[value] for value in sorted(counts)), strict=True)
    found = next((value for value, number in reached if number >= rank), None)
    if found is None:
        raise ValueError("no values")
    return found


def usual_days(durations: Sequence[int]) -> int | None:
    """Return within how many days nine of ten requests were completed, None when too few were."""
    return percentile(durations, _SHARE) if len(durations) >= _LEAST else None
