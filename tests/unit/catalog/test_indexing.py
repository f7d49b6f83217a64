"""What the catalogue knows: public words, and of open requests, apart from these, words for their staff."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from serres_requests.catalog.catalog import EVERYBODY, STAFF, RequestCatalog
from serres_requests.catalog.due_index import NO_DAY
from serres_requests.catalog.indexing import document_of, index_request
from serres_requests.catalog.queries import accepted_requests
from serres_requests.content_types.reference_data import ReferenceTables
from serres_requests.content_types.request import HistoryEntry, Request
from serres_requests.content_types.request_type import RequestType, RequestTypes
from serres_requests.content_types.site import Site
from serres_requests.domain.lifecycle import State
from serres_requests.domain.people import Identity
from serres_requests.domain.protocol import ProtocolNumber


def words(text):
    return {"el": text, "en": f"{text} in English"}


DEFINITION = {
    "name": "lamp",
    "department": "lighting",
    "title": words("Φωτισμός"),
    "summary": words("Σύνοψη"),
    "description": words("Περιγραφή"),
    "answer_days": 1,
    "fields": [
        {"name": "place", "kind": "text", "title": words("Πού"), "public": True},
        {
            "name": "fault",
            "kind": "choice",
            "title": words("Τι"),
            "public": True,
            "choices": [{"value": "out", "title": words("Σβηστή")}, {"value": "day", "title": words("Ημέρα")}],
        },
        {"name": "since", "kind": "date", "title": words("Πότε"), "public": True},
        {"name": "pole", "kind": "text", "title": words("Κολόνα"), "public": True},
        {"name": "story", "kind": "long_text", "title": words("Ιστορία")},
    ],
}
ANSWERS = {"place": "Κιλκίς 12", "fault": "out", "since": date(2026, 3, 1), "story": "Μένω στο 34"}


@pytest.fixture
def site():
    site = Site()
    site.add("services", RequestTypes(), send_events=False)
    site.request_types.add("lamp", RequestType(DEFINITION), send_events=False)
    site.add("reference", ReferenceTables(), send_events=False)
    site.add("request-catalog", RequestCatalog(), send_events=False)
    return site


@pytest.fixture
def request_in():
    def make(state):
        request = Request(
            type_name="lamp",
            type_version=1,
            department="lighting",
            applicant_id="0a1b",
            applicant=Identity("123456783", "ΠΑΠΑΔΟΠΟΥΛΟΥ", "ΜΑΡΙΑ"),
            answers=ANSWERS,
            attachments=(),
            submitted_at=datetime(2026, 3, 25, tzinfo=UTC),
        )
        request.__workflow_state__["request"] = state
        return request

    return make


def test_the_text_is_the_title_and_the_public_answers_in_both_languages(site, request_in):
    text = document_of(site, request_in(State.FILED)).text
    assert text.split("\n") == ["Φωτισμός", "Φωτισμός in English", "Κιλκίς 12", "Σβηστή", "Σβηστή in English"]


def test_nothing_private_is_in_the_document_of_what_is_answered(site, request_in):
    told = repr(document_of(site, request_in(State.COMPLETED)))
    assert not [secret for secret in ("ΜΑΡΙΑ", "ΠΑΠΑΔΟΠΟΥΛΟΥ", "123456783", "0a1b", "Μένω") if secret in told]


def test_of_what_is_open_it_is_apart_for_staff(site, request_in):
    document = document_of(site, request_in(State.IN_PROGRESS))
    assert document.staff_text == "ΜΑΡΙΑ ΠΑΠΑΔΟΠΟΥΛΟΥ\nΜένω στο 34"
    told = repr(replace(document, staff_text=""))
    assert not [secret for secret in ("ΜΑΡΙΑ", "ΠΑΠΑΔΟΠΟΥΛΟΥ", "123456783", "0a1b", "Μένω") if secret in told]


@pytest.mark.parametrize(
    ("state", "is_public"),
    [
        (State.SUBMITTED, False),
        (State.FILED, False),
        (State.IN_PROGRESS, True),
        (State.COMPLETED, True),
        (State.REJECTED, False),
    ],
)
def test_the_public_reads_it_while_it_is_accepted(site, request_in, state, is_public):
    document = document_of(site, request_in(state))
    assert document.audience == (EVERYBODY if is_public else STAFF)
    assert document.kind == ("lighting", "lamp", state)


def test_an_indexed_request_is_found_by_its_public_words(site, request_in):
    request = request_in(State.IN_PROGRESS)
    request.document_id = site.catalog.allot_id("2026/1")
    index_request(site, request)
    assert accepted_requests(site.catalog, "σβηστες κιλκις").page.references == ("2026/1",)
    assert accepted_requests(site.catalog, "μένω").page.total == 0


def test_a_request_is_read_by_the_version_it_was_filed_with(site, request_in):
    site.request_types["lamp"].publish({**DEFINITION, "title": words("Άλλο")})
    assert document_of(site, request_in(State.FILED)).text.startswith("Φωτισμός")


def test_the_year_is_the_registers(site, request_in):
    request = request_in(State.FILED)
    request.protocol = ProtocolNumber(2027, 1, date(2027, 1, 1))
    assert document_of(site, request).year == 2027


def test_what_is_not_filed_yet_waits_for_its_filing(site, request_in):
    index_request(site, request_in(State.SUBMITTED))
    assert list(site.catalog.indexes.text) == []


def test_open_requests_have_a_due_day_unless_it_is_the_citizens_turn(site, request_in):
    request = request_in(State.FILED)
    assert document_of(site, request).due == date(2026, 3, 26)
    request.record(HistoryEntry(datetime(2026, 3, 25, 9, tzinfo=UTC), "ask", "lighting"))
    request.__workflow_state__["request"] = State.WAITING_FOR_CITIZEN
    assert document_of(site, request).due == NO_DAY
    assert document_of(site, request_in(State.COMPLETED)).due is None
