"""The catalogue's leaves are as large as they say, and what is new stays out of them."""

from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

from serres_requests.catalog.catalog import EVERYBODY, RequestCatalog, SearchDocument, kind_of
from serres_requests.catalog.queries import accepted_requests
from serres_requests.catalog.sets import MOST_NEW, DocumentMap, DocumentSet, TermDocuments

KIND = kind_of("lighting", "lamp", "completed")


def test_leaves_are_large():
    documents, values = DocumentSet(range(480)), DocumentMap([(number, "x") for number in range(120)])
    assert (len(documents._firstbucket), len(values._firstbucket)) == (480, 120)


def test_a_search_loads_few_of_them(connect):
    writer = connect()
    catalog = writer.root()["catalog"] = RequestCatalog()
    for number in range(4_000):
        document = SearchDocument("λάμπα δρόμου", EVERYBODY, KIND, 2026)
        catalog.store(catalog.allot_id(f"2026/{number}"), document)
    writer.transaction_manager.commit()
    reader = connect()
    before = reader.getTransferCounts()[0]
    assert accepted_requests(reader.root()["catalog"], "λάμπα δρόμου").page.total == 1000
    assert reader.getTransferCounts()[0] - before < 120


def ids_of(documents):
    return sorted(chain.from_iterable(documents.sets))


@given(st.lists(st.integers(-400, -1), unique=True), st.data())
def test_documents_of_a_term_are_a_set(ids, data):
    documents = TermDocuments(ids[:3])
    for one in ids[3:]:
        documents.insert(one)
    gone = data.draw(st.sets(st.sampled_from(ids))) if ids else set()
    for one in gone:
        documents.remove(one)
    assert ids_of(documents) == sorted(set(ids) - gone)
    assert all((one in documents) == (one not in gone) for one in ids)


def test_the_newest_are_kept_apart():
    documents = TermDocuments([])
    for number in range(1, 3 * MOST_NEW + 1):
        documents.insert(-number)
    newest, older = documents.sets
    assert len(newest) <= MOST_NEW
    assert max(newest) < min(older)
    assert ids_of(documents) == list(range(-3 * MOST_NEW, 0))


def test_what_is_not_in_cannot_be_taken_out():
    with pytest.raises(KeyError):
        TermDocuments([-1]).remove(-2)
