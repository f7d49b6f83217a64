"""Cleaning any text twice changes nothing more."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from serres_requests.domain.texts import clean


@given(st.text(st.characters(exclude_categories=())))
def test_clean_is_idempotent_on_any_text(text):
    assert clean(clean(text)) == clean(text)


@pytest.mark.parametrize(("typed", "kept"), [("α\x00\u0301", "ά"), ("one\r\x00\ntwo", "one\ntwo")])
def test_what_stood_apart_by_a_control_character_grows_together(typed, kept):
    assert clean(typed) == kept
