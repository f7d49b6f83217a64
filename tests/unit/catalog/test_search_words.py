"""What is typed into the search is words; quotes and a star at the end are all that has a meaning of its own."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from serres_requests.catalog.search_words import MOST_PARTS, SearchWords, parse_search


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("", SearchWords()),
        (" ?! ", SearchWords()),
        ("Λάμπα κολόνας, λαμπα", SearchWords(words=("λαμπα", "κολονασ"))),
        ("λάμπα -κάδος OR x", SearchWords(words=("λαμπα", "καδοσ", "x"), ignored=("or",))),
        ('"λάμπα του δρόμου" σβηστή', SearchWords(words=("σβηστη",), phrases=(("λαμπα", "δρομου"),))),
        ("«λάμπα δρόμου»", SearchWords(phrases=(("λαμπα", "δρομου"),))),
        ("«λάμπα»", SearchWords(words=("λαμπα",))),
        ('λάμπα "κολόνα', SearchWords(words=("λαμπα", "κολονα"))),
        ('"" λάμπα', SearchWords(words=("λαμπα",))),
        ("λάμ* φως", SearchWords(words=("φωσ",), beginnings=("λαμ",))),
        ("λ* φως", SearchWords(words=("λ", "φωσ"))),
        ("και στην", SearchWords(ignored=("και", "στην"))),
        ("«και στην»", SearchWords(ignored=("και", "στην"))),
    ],
)
def test_it_is_read(typed, expected):
    assert parse_search(typed) == expected


def test_the_words_of_phrases_must_be_there_too():
    assert parse_search("φως «λάμπα δρόμου» λάμπα").all_words == ("φωσ", "λαμπα", "δρομου")


@given(st.text(st.sampled_from('λαμπα φως και «»"* ' + "abc"), max_size=60))
def test_what_was_read_can_be_typed_again(typed):
    read = parse_search(typed)
    again = parse_search(read.text)
    assert (set(again.words), set(again.phrases), again.beginnings) == (
        set(read.words),
        set(read.phrases),
        read.beginnings,
    )


def test_the_number_of_parts_is_bounded():
    assert len(parse_search(" ".join(str(n) for n in range(100))).words) == MOST_PARTS


def test_nothing_typed_is_nothing():
    assert not parse_search("!")
    assert parse_search("και")
