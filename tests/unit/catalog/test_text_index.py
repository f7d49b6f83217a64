"""The text index against a brute-force reading of its documents."""

from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st
from repoze.catalog.interfaces import ICatalogIndex
from zope.index.text.widcode import encode
from zope.interface.verify import verifyObject

from serres_requests.catalog.text_index import MOST_INLINE, GreekTextIndex, StaffTextIndex
from serres_requests.domain.texts import fold

VOCABULARY = ["λάμπα", "κάδος", "δρόμος", "pole", "112", "και"]
TEXTS = st.lists(st.sampled_from(VOCABULARY), max_size=6).map(" ".join)


class Document:
    """Something with a text."""

    def __init__(self, text):
        self.text = text


def index_of(*texts):
    index = GreekTextIndex("text")
    for number, text in enumerate(texts, 1):
        index.index_doc(-number, Document(text))
    return index


def having_term(index, word):
    return sorted(chain.from_iterable(index.documents(index.lexicon.number(word))))


def test_it_is_an_index_for_repoze_catalog():
    assert verifyObject(ICatalogIndex, index_of())


@given(st.lists(st.tuples(st.integers(-40, -1), TEXTS | st.none()), max_size=120))
def test_a_term_leads_to_the_documents_that_have_it(changes):
    index, expected = GreekTextIndex("text"), {}
    for document_id, text in changes:
        if text is None:
            index.unindex_doc(document_id)
            expected.pop(document_id, None)
        else:
            index.reindex_doc(document_id, Document(text))
            expected[document_id] = text
    assert list(index) == sorted(expected)
    for word in VOCABULARY[:-1]:
        having = sorted(one for one, text in expected.items() if word in text.split())
        assert having_term(index, word) == having
        assert list(index.apply(word)) == having
    assert list(index.apply("και")) == []


def test_frequent_terms_have_trees_and_rare_ones_none():
    index = index_of(*["λάμπα"] * (MOST_INLINE + 5))
    everywhere = having_term(index, "λαμπα")
    assert everywhere == list(range(-MOST_INLINE - 5, 0))
    for document_id in everywhere:
        index.unindex_doc(document_id)
    assert having_term(index, "λαμπα") == []


def test_any_of_several_words_is_what_repoze_catalog_asks_for():
    assert list(index_of("λάμπα", "κάδος", "pole").apply("ΛΑΜΠΕΣ, κάδοι")) == [-2, -1]


@pytest.mark.parametrize(
    ("text", "has_it"),
    [
        ("λάμπα του δρόμου", True),
        ("σβηστή λάμπα δρόμου εδώ", True),
        ("δρόμου λάμπα", False),
        ("λάμπα\nδρόμου", False),
        ("λάμπα μεγάλου δρόμου", False),
        ("λάμπα μεγάλη λάμπα δρόμου", True),
    ],
)
def test_a_phrase_is_words_in_a_row_of_one_line(text, has_it):
    index = index_of(text, "λάμπα δρόμου")
    code = encode([index.lexicon.number("λαμπα"), index.lexicon.number("δρομου")])
    assert index.has_phrase(-1, code) is has_it


def test_a_phrase_ends_where_its_last_word_ends():
    """A number's code may begin another's: 1 is \\x81, and 128 is \\x81\\x00."""
    index = index_of(" ".join(f"w{number}" for number in range(1, 200)), "w5 w128", "w5 w1", "w5 w128 w5 w1")
    code = encode([5, 1])
    assert [index.lexicon.number("w128"), index.has_phrase(-2, code)] == [128, False]
    assert index.has_phrase(-3, code)
    assert index.has_phrase(-4, code)


def test_it_knows_whether_a_document_is_up_to_date():
    index = index_of("λάμπα δρόμου")
    assert index.is_up_to_date(-1, "ΛΑΜΠΑ, δρόμου")
    assert not index.is_up_to_date(-1, "λάμπα")
    assert not index.is_up_to_date(-1, "λάμπα άγνωστη")
    assert not index.is_up_to_date(-2, "λάμπα")


def test_a_document_without_text_is_known_to_have_none():
    index = GreekTextIndex("words")
    index.index_doc(-1, Document("λάμπα"))
    assert list(index.docids()) == [-1]
    assert -1 not in index


@given(st.lists(st.tuples(st.integers(-20, -1), TEXTS), max_size=120))
def test_what_is_of_some_documents_knows_their_words_alone(changes):
    index, expected = StaffTextIndex("text"), {}
    for document_id, text in changes:
        index.reindex_doc(document_id, Document(text))
        expected[document_id] = text
        assert index.is_up_to_date(document_id, text)
    texts = {one: text for one, text in expected.items() if text}
    assert list(index) == sorted(texts)
    for word in VOCABULARY[:-1]:
        having = sorted(one for one, text in texts.items() if word in text.split())
        assert list(index.apply(word)) == having
        assert bool(index.lexicon.number(fold(word))) is bool(having)
    assert len(index._terms) == len(index.lexicon._words)


def test_a_frequent_term_of_some_documents_is_forgotten_with_the_last():
    index = StaffTextIndex("text")
    for text in ("λάμπα", ""):
        for number in range(1, MOST_INLINE + 5):
            index.reindex_doc(-number, Document(text))
    assert (len(index._terms), len(index.lexicon._of_word), list(index)) == (0, 0, [])
