"""Words that the stemmer takes for nothing but an ending are searched as they are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from serres_requests.catalog.catalog import PUBLIC, RequestCatalog, SearchDocument
from serres_requests.catalog.lexicon import final_terms
from serres_requests.catalog.queries import accepted_requests


@given(st.text(st.sampled_from("αβγδεζηθικλμνξοπρστυφχψωάέίόώς"), min_size=1, max_size=12))
def test_no_word_has_an_empty_term(word):
    assert all(final_terms(word))


@pytest.mark.parametrize("query", ["ΙΚΑ", "ικα", "εις", "οδός εις", "λάμπα ΙΚΑ"])
def test_a_search_for_such_a_word_finds_those_that_have_it(query):
    catalog = RequestCatalog()
    for reference, text in (("2026/1", "Λάμπα στο ΙΚΑ, οδός εις Σέρρας"), ("2026/2", "Λάμπα, οδός Κιλκίς")):
        catalog.store(
            catalog.allot_id(reference), SearchDocument(text, (PUBLIC,), "lighting", "lamp", "completed")
        )
    assert accepted_requests(catalog, query).references == ("2026/1",)


def test_a_search_for_such_a_word_alone_finds_nothing_where_it_is_not():
    assert accepted_requests(RequestCatalog(), "ΙΚΑ").total == 0
