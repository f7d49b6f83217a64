"""Texts in two languages, folding and cleaning."""

import unicodedata
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from serres_requests.domain.errors import DefinitionError
from serres_requests.domain.texts import Text, clean, fold, parse_text, with_final_sigmas

ANY_TEXT = st.text(st.characters(exclude_categories=()))
GREEK = st.text(st.sampled_from("αάβγδεέζηήθιίϊΐκλμνξοόπρσςτυύϋΰφχψωώΑΆΒΕΈΗΉΙΊΪΛΜΟΌΣΥΎΫΩΏ "))


@pytest.mark.parametrize("word", ["ΛΆΜΠΑΣ", "λάμπας", "ΛΑΜΠΑΣ", "λαμπας", "λάμπασ", "Λάμπας", "λα\u0301μπας"])
def test_accents_capitals_and_final_sigma_make_no_difference(word):
    assert fold(word) == "λαμπασ"


@pytest.mark.parametrize(
    ("text", "folded"),
    [("Ταΐστρα ΜΑΪΟΥ", "ταιστρα μαιου"), ("Café ÎLE", "cafe ile"), ("112 – ΔΕΔΔΗΕ", "112 – δεδδηε"), ("", "")],
)
def test_folding_keeps_all_but_accents_and_case(text, folded):
    assert fold(text) == folded


@given(ANY_TEXT)
def test_fold_is_idempotent(text):
    assert fold(fold(text)) == fold(text)


@given(GREEK)
def test_greek_folds_alike_in_capitals_and_small_letters(text):
    assert fold(text.upper()) == fold(text.lower()) == fold(text)


@given(st.text())
def test_fold_does_not_see_how_accents_are_encoded(text):
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text))


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("a\x00b", "ab"),
        ("one\r\ntwo\rthree\nfour", "one\ntwo\nthree\nfour"),
        ("a\tb", "a\tb"),
        ("bell\x07 escape\x1b delete\x7f next\x85", "bell escape delete next"),
        ("lone \ud83d surrogate", "lone  surrogate"),
        ("α\u0301", "ά"),
        ("😀 👩‍👩‍👧 🇬🇷", "😀 👩‍👩‍👧 🇬🇷"),
        ("", ""),
    ],
)
def test_clean_drops_what_nobody_can_see(typed, kept):
    assert clean(typed) == kept


@given(st.text(st.characters(exclude_categories=["Cc", "Cs"], include_characters="\r\n\t")))
def test_clean_is_idempotent(text):
    assert clean(clean(text)) == clean(text)


@given(ANY_TEXT)
def test_clean_never_loses_a_visible_character(text):
    kept = unicodedata.normalize("NFD", clean(text))
    visible = [c for c in unicodedata.normalize("NFD", text) if unicodedata.category(c) not in {"Cc", "Cs"}]
    assert Counter(c for c in kept if c not in "\n\t") == Counter(visible)


@given(ANY_TEXT)
def test_clean_text_can_be_written_as_utf_8_without_control_characters(text):
    cleaned = clean(text)
    assert cleaned.encode("utf-8").decode("utf-8") == cleaned
    assert {c for c in cleaned if unicodedata.category(c) == "Cc"} <= {"\n", "\t"}


@pytest.mark.parametrize(
    ("locale", "words"), [("el", "Ναι"), ("en", "Yes"), ("en_GB", "Yes"), ("de", "Ναι"), ("", "Ναι")]
)
def test_every_locale_but_english_reads_greek(locale, words):
    assert Text("Ναι", "Yes").in_language(locale) == words


def test_text_is_read_trimmed_and_written_back():
    text = parse_text({"el": " Ναι ", "en": "Yes\n"}, "title")
    assert text == Text("Ναι", "Yes")
    assert parse_text(text.to_data(), "title") == text


@pytest.mark.parametrize(
    ("data", "place"),
    [
        (None, "title"),
        ("Ναι", "title"),
        (["Ναι", "Yes"], "title"),
        ({}, "title.el"),
        ({"en": "Yes"}, "title.el"),
        ({"el": "Ναι"}, "title.en"),
        ({"el": "  ", "en": "Yes"}, "title.el"),
        ({"el": "Ναι", "en": 1}, "title.en"),
        ({"el": "Ναι", "en": None}, "title.en"),
    ],
)
def test_a_text_without_one_of_its_languages_names_the_place(data, place):
    with pytest.raises(DefinitionError) as caught:
        parse_text(data, "title")
    assert caught.value.place == place


@pytest.mark.parametrize(
    ("folded", "shown"), [("δρομοσ σερρων", "δρομος σερρων"), ("«φωσ δρομοσ»", "«φως δρομος»"), ("σ", "σ")]
)
def test_final_sigmas_are_put_back_for_people(folded, shown):
    assert with_final_sigmas(folded) == shown
