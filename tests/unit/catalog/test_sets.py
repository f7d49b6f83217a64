"""The catalogue's leaves are as large as they say, and indexes use them."""

from serres_requests.catalog.catalog import EVERYBODY, RequestCatalog, SearchDocument, kind_of
from serres_requests.catalog.queries import accepted_requests
from serres_requests.catalog.sets import DocumentMap, DocumentSet

KIND = kind_of("lighting", "lamp", "completed")


def test_leaves_are_large():
    documents, values = DocumentSet(range(480)), DocumentMap([(number, "x") for number in range(240)])
    assert (len(documents._firstbucket), len(values._firstbucket)) == (480, 240)


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
