"""Indexes are made anew while the old ones serve, and checked against the tree."""

from datetime import UTC, date, datetime

import pytest
from tests.unit.catalog.test_indexing import ANSWERS, DEFINITION

from serres_requests.catalog.catalog import RequestCatalog, kind_of
from serres_requests.catalog.checking import Fault, differences
from serres_requests.catalog.indexing import document_of, index_request
from serres_requests.catalog.queries import accepted_requests
from serres_requests.catalog.rebuilding import Progress, advance, begin, progress
from serres_requests.content_types.reference_data import ReferenceTables
from serres_requests.content_types.request import Request, Requests
from serres_requests.content_types.request_type import RequestType, RequestTypes
from serres_requests.content_types.site import Site
from serres_requests.domain.people import Identity
from serres_requests.domain.protocol import ProtocolNumber


@pytest.fixture
def site():
    site = Site()
    site.add("services", RequestTypes(), send_events=False)
    site.request_types.add("lamp", RequestType(DEFINITION), send_events=False)
    site.add("reference", ReferenceTables(), send_events=False)
    site.add("request-catalog", RequestCatalog(), send_events=False)
    site.add("requests", Requests(), send_events=False)
    for number in range(1, 6):
        file(site, number)
    return site


def file(site, number):
    request = Request(
        type_name="lamp",
        type_version=1,
        department="lighting",
        applicant_id="0a1b",
        applicant=Identity("123456783", "ΠΑΠΑΔΟΠΟΥΛΟΥ", "ΜΑΡΙΑ"),
        answers={**ANSWERS, "place": f"Κιλκίς {number}"},
        attachments=(),
        submitted_at=datetime(2026, 3, 25, tzinfo=UTC),
    )
    request.__workflow_state__["request"] = "completed"
    request.protocol = ProtocolNumber(2026, number, date(2026, 3, 25))
    site.requests.of_year(2026)[str(number)] = request
    request.document_id = site.catalog.allot_id(request.reference)
    index_request(site, request)
    return request


def found(site, words="κιλκίς"):
    return [reference[5:] for reference in accepted_requests(site.catalog, words).page.references]


def faults(site):
    return [str(one) for one in differences(site) if one]


def test_step_by_step(site):
    old = site.catalog.indexes
    assert progress(site.catalog) is None
    begin(site.catalog)
    assert progress(site.catalog) == Progress(0, 5)
    assert [advance(site, 2) for _ in range(2)] == [Progress(2, 5), Progress(4, 5)]
    assert site.catalog.indexes is old
    last = advance(site, 2)
    assert (last, last.is_complete, progress(site.catalog)) == (Progress(5, 5), True, None)
    assert site.catalog.indexes is not old
    assert found(site) == list("54321")
    assert faults(site) == []


def test_what_happens_meanwhile_is_in_both(site):
    begin(site.catalog)
    advance(site, 3)
    for number, state in ((1, "rejected"), (5, "rejected")):
        request = site.requests.by_reference(f"2026/{number}")
        request.__workflow_state__["request"] = state
        index_request(site, request)
    file(site, 6)
    assert found(site) == list("6432")
    while not advance(site, 2).is_complete:
        pass
    assert found(site) == list("6432")
    assert faults(site) == []


def test_beginning_again_goes_on(site):
    begin(site.catalog)
    advance(site, 3)
    begin(site.catalog)
    assert progress(site.catalog) == Progress(3, 5)


def test_an_empty_catalogue_is_rebuilt_at_once():
    site = Site()
    site.add("request-catalog", RequestCatalog(), send_events=False)
    site.add("requests", Requests(), send_events=False)
    begin(site.catalog)
    assert advance(site, 10).is_complete


def test_nothing_begun_is_nothing_to_go_on_with(site):
    with pytest.raises(ValueError, match="no rebuilding was begun"):
        advance(site, 1)


def test_every_difference_is_named(site):
    assert [one for one in differences(site) if one is None] == [None] * 5
    indexes, requests = site.catalog.indexes, site.requests.of_year(2026)
    del requests["1"]
    indexes.forget(-2)
    requests["3"].answers = (("place", "Μεραρχίας"),)
    requests["4"].document_id = -5
    requests["5"].department = "cleaning"
    requests["5"].assignee = "cleaning"
    requests["5"].__workflow_state__["request"] = "filed"
    requests["5"].protocol = ProtocolNumber(2027, 5, date(2027, 3, 25))
    unfiled = file(site, 6)
    unfiled.document_id = 0
    indexes.store(-99, document_of(site, unfiled))
    assert sorted(faults(site)) == sorted(
        [
            f"2026/1 {Fault.NOT_THERE.value}",
            f"2026/2 {Fault.NOT_INDEXED.value}",
            f"2026/3 {Fault.TEXT.value}",
            f"2026/4 {Fault.OTHER_ID.value}",
            f"2026/5 {Fault.AUDIENCE.value}",
            f"2026/5 {Fault.STAFF_TEXT.value}",
            f"2026/5 {Fault.KIND.value}",
            f"2026/5 {Fault.YEAR.value}",
            f"2026/5 {Fault.ASSIGNEE.value}",
            f"2026/5 {Fault.DUE.value}",
            f"2026/5 {Fault.STANDING.value}",
            f"2026/6 {Fault.NOT_INDEXED.value}",
            f"-99 {Fault.STRAY.value}",
        ]
    )


def test_a_field_index_that_knows_a_document_one_way_alone_is_different(site):
    kind = kind_of("lighting", "lamp", "completed")
    site.catalog.indexes.documents("kind", kind).remove(-3)
    assert faults(site) == [f"2026/3 {Fault.KIND.value}"]
