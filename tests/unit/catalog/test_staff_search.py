"""Staff's own words in queues, and in nothing that the public asks."""

import pytest

from serres_requests.catalog.catalog import EVERYBODY, RequestCatalog, SearchDocument, kind_of
from serres_requests.catalog.due_index import NO_DAY
from serres_requests.catalog.queries import (
    Facets,
    Order,
    QueueFilter,
    QueueOrder,
    accepted_requests,
    department_queue,
    similar_requests,
)
from serres_requests.domain.lifecycle import OPEN_STATES, State

REQUESTS = {
    "2026/1": ("Λάμπα στην Κιλκίς", "ΜΑΡΙΑ ΠΑΠΑΔΟΠΟΥΛΟΥ\nΤρεμοπαίζει μπροστά στο σπίτι", State.IN_PROGRESS),
    "2026/2": ("Λάμπα στη Βενιζέλου", "ΓΕΩΡΓΙΟΣ ΧΑΤΖΗΣ", State.IN_PROGRESS),
    "2026/3": ("Κάδος του σπιτιού", "", State.COMPLETED),
}


@pytest.fixture
def catalog():
    catalog = RequestCatalog()
    for reference, (text, staff_text, state) in REQUESTS.items():
        kind = kind_of("lighting", "lamp", state)
        due = NO_DAY if state in OPEN_STATES else None
        document = SearchDocument(text, EVERYBODY, kind, 2026, due=due, staff_text=staff_text)
        catalog.store(catalog.allot_id(reference), document)
    return catalog


FOUND = [
    ("παπαδοπούλου", ["2026/1"]),
    ("Παπαδόπουλος", ["2026/1"]),
    ("ΓΕΏΡΓΙΟΣ", ["2026/2"]),
    ("hatzis", ["2026/2"]),
    ("papadopoulou", ["2026/1"]),
    ("παπαδ*", ["2026/1"]),
    ("μαρία λάμπες", ["2026/1"]),
    ("τρεμοπαίζει", ["2026/1"]),
    ("σπίτι", ["2026/3", "2026/1"]),
    ("«μαρία παπαδοπούλου»", ["2026/1"]),
    ("«παπαδοπούλου τρεμοπαίζει»", []),
    ("«λάμπα μαρία»", []),
    ("«λάμπα στην Κιλκίς» «μπροστά στο σπίτι»", ["2026/1"]),
    ("μαρία χατζής", []),
]


@pytest.mark.parametrize(("words", "references"), FOUND)
def test_a_queue_finds_by_both_kinds_of_words(catalog, words, references):
    page = department_queue(catalog, ["lighting"], State, wanted=QueueFilter(words=words))
    assert list(page.references) == references
    by_due_day = department_queue(
        catalog, ["lighting"], OPEN_STATES, wanted=QueueFilter(words=words), order=QueueOrder.DUE
    )
    assert set(by_due_day.references) == set(references) - {"2026/3"}
    assert department_queue(catalog, ["cleaning"], State, wanted=QueueFilter(words=words)).references == ()


STAFF_WORDS = ["μαρία", "παπαδοπούλου", "papadopoulou", "παπαδ*", "«μαρία παπαδοπούλου»", "τρεμοπαίζει", "hatzis"]


@pytest.mark.parametrize("words", STAFF_WORDS)
@pytest.mark.parametrize("order", Order)
def test_the_public_search_finds_none_of_staffs_words(catalog, words, order):
    found = accepted_requests(catalog, words, order=order)
    assert (found.page.references, found.page.total, found.plan.found) == ((), 0, 0)
    assert found.facets == Facets({}, {}, {}, {})
    assert found.suggestion == ""
    assert similar_requests(catalog, "lamp", (), words, 5, "lighting") == []


@pytest.mark.parametrize(
    "words", ["μαρίε", "παπαδοπουλόυ", "παπαδοπουλω", "τρεμοπαίζι", "χατζίς", "λάμπα παπαδοπουλω"]
)
def test_no_suggestion_tells_a_word_of_staffs(catalog, words):
    assert accepted_requests(catalog, words).suggestion == ""


def test_the_public_lexicon_learns_nothing_of_them(catalog):
    indexes = catalog.indexes
    assert indexes.staff_text.lexicon.number("παπαδοπουλου")
    assert [indexes.text.lexicon.number(word) for word in ("παπαδοπουλου", "χατζησ", "τρεμοπαιζει")] == [0, 0, 0]
    assert list(indexes.text.lexicon.beginning_with("παπ")) == []


def test_what_is_answered_takes_its_words_along(catalog):
    indexes = catalog.indexes
    assert list(indexes.staff_text) == [-2, -1]
    catalog.store(-1, SearchDocument("Λάμπα", EVERYBODY, kind_of("lighting", "lamp", State.COMPLETED), 2026))
    assert list(indexes.staff_text) == [-2]
    assert indexes.staff_text.lexicon.numbers("papadopoulou") == ()
    assert department_queue(catalog, ["lighting"], State, wanted=QueueFilter(words="μαρία")).references == ()
    assert indexes.staff_text.is_up_to_date(-1, "")
    assert not indexes.staff_text.is_up_to_date(-2, "")
    assert not indexes.staff_text.is_up_to_date(-1, "μαρία")
    indexes.forget(-2)
    assert list(indexes.staff_text) == []
