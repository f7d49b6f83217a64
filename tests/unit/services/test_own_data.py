"""Values of answers as other programs read them."""

import json
from datetime import date
from decimal import Decimal

import pytest

from serres_requests.domain.answers import Item, Period, Place
from serres_requests.services.own_data import _dumped


def test_every_kind_of_answer_is_written():
    place = Place("Πλατεία", Decimal("41.09"), Decimal("23.55"))
    answers = {"place": place, "when": Period(date(2026, 3, 25)), "items": (Item((("one", True),)),)}
    assert json.loads(_dumped(answers)) == {
        "place": {"words": "Πλατεία", "latitude": "41.09", "longitude": "23.55"},
        "when": {"first": "2026-03-25", "last": None},
        "items": [{"answers": [["one", True]]}],
    }


def test_what_nobody_thought_of_is_not_written_somehow():
    with pytest.raises(TypeError):
        _dumped({"what": object()})
