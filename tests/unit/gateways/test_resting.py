"""A registry that failed is not asked again for a minute."""

from datetime import date

import pytest

from serres_requests.domain.errors import NotABusinessError, RefusedError, UnavailableError
from serres_requests.gateways.resting import REST_SECONDS, RestingRegistry

ON = date(2020, 3, 20)


class Registry:
    """Answers with what it is told, and counts."""

    def __init__(self):
        self.answer = "a business"
        self.calls = []

    def find(self, afm, on):
        self.calls.append((afm, on))
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer


class Clock:
    """Seconds that tests count."""

    now = 0.0

    def __call__(self):
        return self.now


@pytest.fixture
def registry():
    return Registry()


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def resting(registry, clock):
    return RestingRegistry(registry, clock=clock)


def test_questions_and_answers_pass_through(registry, resting):
    assert [resting.find("123456783", ON), resting.find("900000005", None)] == ["a business"] * 2
    assert registry.calls == [("123456783", ON), ("900000005", None)]


def test_after_a_failure_it_rests_for_a_minute(registry, resting, clock):
    registry.answer = UnavailableError("down")
    with pytest.raises(UnavailableError, match="down"):
        resting.find("123456783", ON)
    registry.answer = "a business"
    for now in (0.0, REST_SECONDS - 0.1):
        clock.now = now
        with pytest.raises(UnavailableError, match="a moment ago"):
            resting.find("123456783", ON)
    assert len(registry.calls) == 1
    clock.now = REST_SECONDS
    assert resting.find("123456783", ON) == "a business"


@pytest.mark.parametrize("answer", [NotABusinessError("EPIT_NF"), RefusedError("TOKEN_AFM_BLOCKED")])
def test_a_no_is_an_answer(registry, resting, answer):
    registry.answer = answer
    for _ in range(2):
        with pytest.raises(type(answer)):
            resting.find("123456783", ON)
    assert len(registry.calls) == 2
