"""Words lead to numbers: by their forms, their beginnings, their sounds, and when they are misspelt."""

import pytest

from serres_requests.catalog.lexicon import MOST_BEGINNINGS, ForgetfulLexicon, Lexicon


@pytest.fixture
def lexicon():
    lexicon = Lexicon()
    for word in ("λαμπα", "κολονα", "καδοσ", "δρομοσ", "πλατεια", "led"):
        lexicon.learn(word)
    return lexicon


def test_forms_of_a_word_have_one_number(lexicon):
    assert lexicon.learn("λαμπεσ") == lexicon.learn("λαμπα") == lexicon.number("λαμπων") == 1


def test_what_is_unknown_has_no_number(lexicon):
    assert (lexicon.number("χωμα"), lexicon.numbers("χωμα"), lexicon.numbers("xoma")) == (0, (), ())


@pytest.mark.parametrize("word", ["lampa", "lampes", "λαμπα", "laba"])
def test_a_word_is_known_in_greek_and_in_latin_letters(lexicon, word):
    assert lexicon.numbers(word) == (1,)


def test_a_latin_word_is_known_as_it_is_and_by_its_sound(lexicon):
    lexicon.learn("λεδ")
    assert lexicon.numbers("led") == (lexicon.number("led"), lexicon.number("λεδ"))


def test_a_beginning_stands_for_the_words_that_have_it(lexicon):
    assert lexicon.beginning_with("κ") == tuple(sorted((lexicon.number("κολονα"), lexicon.number("καδοσ"))))
    assert lexicon.beginning_with("lam") == (lexicon.number("λαμπα"),)
    assert lexicon.beginning_with("ζ") == ()


def test_a_beginning_stands_for_so_many_words_at_most(lexicon):
    for number in range(2 * MOST_BEGINNINGS):
        lexicon.learn(f"5{number}")
    assert len(lexicon.beginning_with("5")) == MOST_BEGINNINGS


@pytest.mark.parametrize(
    ("misspelt", "meant"),
    [("λαπμα", "λαμπα"), ("κολωνα", "κολονα"), ("δρμοσ", "δρομοσ"), ("πλατειαα", "πλατεια"), ("lapma", "λαμπα")],
)
def test_a_misspelt_word_is_like_the_right_one(lexicon, misspelt, meant):
    assert lexicon.alike(misspelt, 3)[0] == meant


@pytest.mark.parametrize("word", ["χχ", "ηλεκτρολογικο", "", "123456"])
def test_some_words_are_like_none(lexicon, word):
    assert lexicon.alike(word, 3) == []


def test_what_is_forgotten_leaves_nothing_behind():
    lexicon = ForgetfulLexicon()
    for word in ("λαμπα", "λαμπεσ", "λαμπι", "led"):
        lexicon.learn(word)
    kept = lexicon.number("λαμπι")
    for number in {lexicon.number("λαμπα"), lexicon.number("led")} - {kept}:
        lexicon.forget(number)
    assert lexicon.numbers("lampi") == lexicon.numbers("λαμπι") == (kept,)
    assert lexicon.number("led") == 0
    lexicon.forget(kept)
    assert not any((lexicon._of_word, lexicon._of_term, lexicon._of_sound, lexicon._words))
    assert lexicon.learn("λαμπα") > kept, "its number is not given again"
