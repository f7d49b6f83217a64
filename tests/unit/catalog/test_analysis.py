"""Greek words have one term whatever their accents, capitals and endings, and Latin letters sound like them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from serres_requests.catalog.analysis import folded, is_stop_word, sound, sounds_of, term, words_of
from serres_requests.domain.texts import fold


def terms(text):
    return [term(word) for word in words_of(text)]


@pytest.mark.parametrize(
    "words",
    [
        "ΛΆΜΠΑ λαμπα λάμπες λάμπας ΛΑΜΠΩΝ",
        "απαλλαγή απαλλαγής ΑΠΑΛΛΑΓΗΣ απαλλαγων",
        "κάδος κάδοι κάδου κάδους ΚΑΔΟΣ",
        "δρόμος δρόμου δρόμοι ΔΡΌΜΩΝ",
        "πιστοποιητικό πιστοποιητικών πιστοποιητικων",
        "Σέρρες Σερρών ΣΕΡΡΕΣ",
    ],
)
def test_forms_of_one_word_have_one_term(words):
    assert len(set(terms(words))) == 1


def test_different_words_keep_different_terms():
    assert len(set(terms("λάμπα κάδος δρόμος κολόνα πλατεία"))) == 5


def test_final_sigma_makes_no_difference():
    assert terms("δρόμος") == terms("δρόμοσ") == terms("ΔΡΟΜΟΣ")


@pytest.mark.parametrize("text", ["", "  ", "!?", "😀", "– « »", "\x00", "_"])
def test_a_text_without_words_has_no_terms(text):
    assert terms(text) == []


def test_numbers_and_latin_words_are_terms():
    assert terms("Κιλκίς 12, LED-40W 112")[1:] == ["12", "led", "40w", "112"]


@given(st.text())
def test_folding_first_changes_no_term(text):
    assert terms(fold(text)) == terms(text)


@given(st.text(st.sampled_from("αβγδεζηθικλμνξοπρστυφχψωάέίόώς"), min_size=1, max_size=12))
def test_no_word_has_an_empty_term(word):
    assert all(terms(word))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("KAΔOΣ", "καδοσ"),  # Latin K, A, O
        ("ΛAMΠA", "λαμπα"),
        ("LΕD", "led"),  # Greek Ε
        ("lάd", "lad"),
        ("40W", "40w"),
        ("δwδ", "δwδ"),
    ],
)
def test_letters_that_only_look_right_are_put_right(typed, meant):
    assert folded(typed) == meant


@pytest.mark.parametrize(
    ("latin", "greek"),
    [
        ("lampa", "λαμπα"),
        ("laba", "λαμπα"),
        ("kados", "καδοσ"),
        ("dromos", "δρομοσ"),
        ("xoma", "χωμα"),
        ("homa", "χωμα"),
        ("ksilo", "ξυλο"),
        ("xylo", "ξυλο"),
        ("8esi", "θεση"),
        ("thesh", "θεση"),
        ("ilektriko", "ηλεκτρικο"),
        ("efthini", "ευθυνη"),
        ("fos", "φωσ"),
        ("autokinito", "αυτοκινητο"),
        ("afto", "αυτο"),
        ("vivlio", "βιβλιο"),
        ("biblio", "βιβλιο"),
        ("oura", "ουρα"),
        ("psari", "ψαρι"),
        ("alli", "αλλη"),
    ],
)
def test_latin_letters_sound_like_the_greek_word(latin, greek):
    assert sound(greek) in sounds_of(latin)


def test_an_inflected_latin_word_sounds_like_the_stem():
    assert sound(term("λαμπα")) in sounds_of("lampes")


@given(st.text(st.sampled_from("abcdefghijklmnopqrstuvwxyz"), min_size=1, max_size=40))
def test_a_latin_word_has_a_bounded_number_of_sounds(word):
    assert 1 <= len(sounds_of(word)) <= 33


def test_small_words_are_not_searched_for():
    assert [word for word in words_of("Η λάμπα ΣΤΗΝ οδό και the lamp") if is_stop_word(word)] == [
        "η",
        "στην",
        "και",
        "the",
    ]
