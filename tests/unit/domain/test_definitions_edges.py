"""Definitions that look right to Python and are wrong."""

import pytest

from serres_requests.domain.definitions import parse_definition
from serres_requests.domain.errors import DefinitionError

WORDS = {"el": "Λόγια", "en": "Words"}


@pytest.mark.parametrize(
    ("changes", "field", "place"),
    [
        ({"answer_days": True}, {}, "answer_days"),
        ({}, {"autocomplete": None}, "fields[0].autocomplete"),
        ({}, {"autocomplete": 7}, "fields[0].autocomplete"),
        ({}, {"max_length": 0}, "fields[0].max_length"),
        ({}, {"kind": "files", "max_files": 0}, "fields[0].max_files"),
        ({}, {"kind": "files", "max_megabytes": 0}, "fields[0].max_megabytes"),
    ],
)
def test_an_error_names_its_place(changes, field, place):
    data = {
        "name": "test",
        "department": "lighting",
        "title": WORDS,
        "summary": WORDS,
        "description": WORDS,
        "answer_days": 1,
        "fields": [{"name": "place", "kind": "text", "title": WORDS, **field}],
        **changes,
    }
    with pytest.raises(DefinitionError) as caught:
        parse_definition(data)
    assert caught.value.place == place
