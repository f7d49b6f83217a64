"""The figure of «usually in so many days»."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from serres_requests.domain.durations import percentile, usual_days


@pytest.mark.parametrize(
    ("values", "share", "found"),
    [
        ([7], 90, 7),
        ([3, 1, 2], 50, 2),
        (range(1, 11), 90, 9),
        (range(1, 12), 90, 10),
        (range(1, 101), 90, 90),
        (range(1, 101), 100, 100),
        (range(1, 101), 0, 1),
        ([0] * 9 + [50], 90, 0),
        ([0] * 8 + [50] * 2, 90, 50),
    ],
)
def test_percentiles_by_the_nearest_rank(values, share, found):
    assert percentile(list(values), share) == found


def test_nothing_has_no_percentile():
    with pytest.raises(ValueError, match="no values"):
        percentile([], 90)


@given(st.lists(st.integers(0, 400), min_size=1), st.integers(1, 100))
def test_the_share_and_no_smaller_value_reaches_it(values, share):
    found = percentile(values, share)
    assert found in values
    assert 100 * sum(value <= found for value in values) >= share * len(values)
    assert 100 * sum(value < found for value in values) < share * len(values)


def test_few_requests_say_nothing():
    assert usual_days([]) is None
    assert usual_days([3] * 9) is None
    assert usual_days([3] * 10) == 3
    assert usual_days([*range(20)]) == 17
