"""The words that a search found a text by are told from the others."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from serres_requests.catalog.highlighting import mark


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("", ()),
        ("Ένας κάδος", (("Ένας κάδος", False),)),
        ("Λάμπα", (("Λάμπα", True),)),
        ("Η λάμπα, σβηστή.", (("Η ", False), ("λάμπα", True), (", ", False), ("σβηστή", True), (".", False))),
        ("λάμπα σβηστή!", (("λάμπα σβηστή", True), ("!", False))),
        ("<b>λάμπα</b>", (("<b>", False), ("λάμπα", True), ("</b>", False))),
    ],
)
def test_words_are_marked(text, parts):
    assert mark(text, {"λαμπα", "σβηστη"}.__contains__) == parts


@given(st.text(), st.sampled_from([str.isalpha, str.isdigit, lambda word: len(word) > 2]))
def test_the_parts_are_the_text(text, is_sought):
    parts = mark(text, is_sought)
    assert "".join(part for part, _ in parts) == text
    assert all(part for part, _ in parts)
