"""Versions that do not exist."""

import pytest

from serres_requests.content_types.request_type import RequestType

WORDS = {"el": "Λόγια", "en": "Words"}


@pytest.mark.parametrize("number", [0, -1, 2])
def test_a_version_that_does_not_exist_is_not_taken_for_another(number):
    request_type = RequestType(
        {
            "name": "lamp",
            "department": "lighting",
            "title": WORDS,
            "summary": WORDS,
            "description": WORDS,
            "answer_days": 1,
            "fields": [{"name": "place", "kind": "text", "title": WORDS}],
        }
    )
    with pytest.raises(IndexError):
        request_type.version(number)
