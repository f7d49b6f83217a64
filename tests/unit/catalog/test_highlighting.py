"""The words that a search found a text by are told from the others."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from serres_requests.catalog.analysis import WORD, folded, words_beginning_with
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
    assert mark(text, WORD, {"λαμπα", "σβηστη"}.__contains__) == parts


@given(st.text(), st.sampled_from([str.isalpha, str.isdigit, lambda word: len(word) > 2]))
def test_the_parts_are_the_text(text, is_sought):
    parts = mark(text, WORD, is_sought)
    assert "".join(part for part, _ in parts) == text
    assert all(part for part, _ in parts)


@given(st.text(st.characters(max_codepoint=0x2FFF)))
def test_words_are_found_by_the_letter_that_they_begin_with_once_folded(text):
    for word in WORD.findall(text):
        found = words_beginning_with(frozenset(folded(word)[:1])).findall(text)
        assert word in found
        assert {folded(one)[:1] for one in found} <= {folded(word)[:1]} | set("abehikmnoptuvxyzαβεηικμνορτυχζ")


@pytest.mark.parametrize("word", ["Άμαξα", "ΑΜΑΞΑ", "ἅμαξα", "Aμαξα"])
def test_a_letter_is_found_with_every_accent_and_in_latin_disguise(word):
    assert words_beginning_with(frozenset("α")).findall(f"πρώτα {word}, ρόδα") == [word]


def test_without_letters_no_word_is_found():
    assert words_beginning_with(frozenset()).findall("Ένας κάδος") == []
