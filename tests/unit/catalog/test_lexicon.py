"""Greek words are found whatever their accents, capitals and endings."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from serres_requests.catalog.lexicon import GreekPipeline, GreekTextIndex, final_terms
from serres_requests.domain.texts import fold


class Document:
    """Something with a text."""

    def __init__(self, text):
        self.text = text


def index_of(*texts):
    index = GreekTextIndex("text")
    for number, text in enumerate(texts):
        index.index_doc(number, Document(text))
    return index


def found(index, words):
    return list(index.documents_with_all(words))


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
    assert len(set(final_terms(words))) == 1


def test_different_words_keep_different_terms():
    assert len(set(final_terms("λάμπα κάδος δρόμος κολόνα πλατεία"))) == 5


def test_final_sigma_makes_no_difference():
    assert final_terms("δρόμος") == final_terms("δρόμοσ") == final_terms("ΔΡΟΜΟΣ")


@pytest.mark.parametrize("text", ["", "  ", "!?", "😀", "– « »", "\x00"])
def test_a_text_without_words_has_no_terms(text):
    assert final_terms(text) == []


def test_numbers_and_latin_words_are_terms():
    assert final_terms("Κιλκίς 12, LED-40W 112")[1:] == ["12", "led", "40w", "112"]


@given(st.lists(st.sampled_from(["λάμπα", "ΚΆΔΟΙ", "δρόμου", "pole", "112"])))
def test_a_document_and_a_query_have_the_same_terms(words):
    text = " ".join(words)
    assert GreekPipeline().process([text]) == final_terms(text)


@given(st.text())
def test_folding_first_changes_no_term(text):
    assert final_terms(fold(text)) == final_terms(text)


@pytest.mark.parametrize("query", ["λάμπα", "ΛΑΜΠΕΣ", "λαμπας", "Λάμπα, κολόνα!", "κολόνας λάμπες", "λάμπα λάμπα"])
def test_a_document_is_found_by_any_form_of_all_its_words(query):
    assert found(index_of("Η λάμπα της κολόνας", "Ένας κάδος"), query) == [0]


@pytest.mark.parametrize("query", ["λάμπα κάδος", "άγνωστο", "λάμπα άγνωστο", "λαμ", "λάμπα -λάμπα OR κάδος"])
def test_every_word_must_be_there_and_no_word_is_an_operator(query):
    assert found(index_of("Η λάμπα της κολόνας", "Ένας κάδος"), query) == []


def test_a_query_without_words_is_no_query():
    assert index_of("Η λάμπα").documents_with_all(" ?! ") is None


def test_a_changed_document_is_found_by_its_new_words_alone():
    index = index_of("Η λάμπα")
    index.reindex_doc(0, Document("Ο κάδος"))
    assert (found(index, "λάμπα"), found(index, "κάδος")) == ([], [0])
