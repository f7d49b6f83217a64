"""When failed work is tried again."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from serres_requests.domain.retries import ATTEMPTS, LONGEST_DELAY, delay_after, is_exhausted


@pytest.mark.parametrize(
    ("attempts", "seconds"),
    [(1, 5), (2, 10), (3, 20), (4, 40), (5, 80), (8, 640), (9, 1280), (10, 1800), (11, 1800), (10**6, 1800)],
)
def test_delays_double_from_five_seconds_to_half_an_hour(attempts, seconds):
    assert delay_after(attempts) == timedelta(seconds=seconds)


@given(st.integers(1, 10**9))
def test_delays_never_shrink_and_never_pass_the_longest(attempts):
    assert timedelta(0) < delay_after(attempts) <= delay_after(attempts + 1) <= LONGEST_DELAY


def test_all_attempts_together_outlast_a_long_weekend():
    assert sum((delay_after(n) for n in range(1, ATTEMPTS)), timedelta()) > timedelta(days=3.5)


@pytest.mark.parametrize(
    ("attempts", "exhausted"), [(1, False), (ATTEMPTS - 1, False), (ATTEMPTS, True), (ATTEMPTS + 1, True)]
)
def test_work_is_set_aside_at_the_last_attempt(attempts, exhausted):
    assert is_exhausted(attempts) is exhausted
