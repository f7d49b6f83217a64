"""Queries against a brute-force count: totals, newest first, pages, and nobody's business shown to nobody."""

import random
from collections import Counter
from dataclasses import replace
from datetime import date, timedelta

import pytest

from serres_requests.catalog import matching, queries
from serres_requests.catalog.catalog import EVERYBODY, STAFF, RequestCatalog, SearchDocument, kind_of
from serres_requests.catalog.queries import (
    MOST_COUNTED,
    Page,
    QueueFilter,
    QueueOrder,
    accepted_requests,
    department_queue,
    open_requests,
    queue_counts,
    some_completed,
)
from serres_requests.domain.lifecycle import ACCEPTED_STATES, OPEN_STATES, State
from serres_requests.domain.texts import fold

FORMS = {
    "lamp": ["λάμπα", "ΛΆΜΠΑ", "λαμπα", "λάμπες"],
    "bin": ["κάδος", "ΚΑΔΟΙ", "κάδου"],
    "road": ["δρόμος", "δρόμου", "ΔΡΟΜΟΣ"],
    "exemption": ["απαλλαγή", "απαλλαγής"],
    "pole": ["pole", "POLE"],
}
TODAY = date(2026, 4, 1)
DEPARTMENTS = ["lighting", "cleaning", "greenery"]


def document(reference, words, department, state):
    """A request for the brute force, with what the catalogue is told of it."""
    audience = EVERYBODY if state in ACCEPTED_STATES else STAFF
    text = " ".join(random.Random(reference).choice(FORMS[word]) for word in words)
    return SearchDocument(text, audience, kind_of(department, f"type-of-{department}", state), 2026)


@pytest.fixture(scope="module")
def requests():
    """300 requests in filing order: reference, words, department, state."""
    chance = random.Random(754)
    return [
        (
            f"2026/{n}",
            frozenset(chance.sample(list(FORMS), 3)),
            chance.choice(DEPARTMENTS),
            chance.choice(list(State)),
        )
        for n in range(300)
    ]


@pytest.fixture
def catalog(requests, connect):
    """A catalogue of these requests, stored in one connection and read in another."""
    writer = connect()
    catalog = writer.root()["catalog"] = RequestCatalog()
    for reference, *rest in requests:
        catalog.store(catalog.allot_id(reference), document(reference, *rest))
    writer.transaction_manager.commit()
    return connect().root()["catalog"]


def search(catalog, words, **others):
    return accepted_requests(catalog, words, **others).page


def newest_first(requests, is_wanted):
    return tuple(reference for reference, *rest in reversed(requests) if is_wanted(*rest))


@pytest.mark.parametrize(
    "words",
    [[], ["lamp"], ["bin", "road"], ["exemption"], ["pole", "lamp"], ["lamp", "bin", "road"], [*FORMS]],
    ids=lambda words: "+".join(words) or "all",
)
def test_a_search_finds_all_accepted_requests_with_the_words_and_no_other(catalog, requests, words):
    expected = newest_first(
        requests, lambda has, _department, state: state in ACCEPTED_STATES and has.issuperset(words)
    )
    for form in (0, -1):
        page = search(catalog, " ".join(FORMS[word][form] for word in words), size=1000)
        assert page == Page(expected, len(expected), 0, 1000)


@pytest.mark.parametrize("states", [OPEN_STATES, ACCEPTED_STATES, {State.REJECTED}, set(State)])
@pytest.mark.parametrize("departments", [["lighting"], ["cleaning", "greenery"], DEPARTMENTS])
def test_a_queue_lists_the_departments_requests_in_these_states(catalog, requests, departments, states):
    expected = newest_first(requests, lambda _, department, state: department in departments and state in states)
    page = department_queue(catalog, departments, states, size=1000)
    assert (page.references, page.total) == (expected, len(expected))


@pytest.mark.parametrize(
    ("departments", "states"),
    [
        ([], State),
        ((), State),
        (["treasury"], State),
        (["lighting"], []),
        (["public"], State),
        (["light"], State),
        (["department:lighting"], State),
    ],
)
def test_who_has_no_department_finds_nothing(catalog, departments, states):
    assert department_queue(catalog, departments, states) == Page((), 0, 0, 50)


def test_a_queue_begins_with_the_oldest_on_demand(catalog, requests):
    newest = department_queue(catalog, DEPARTMENTS, State, size=1000).references
    page = department_queue(catalog, DEPARTMENTS, State, order=QueueOrder.OLDEST, start=7, size=5)
    assert (page.references, page.total) == (newest[::-1][7:12], len(newest))


def test_a_queue_is_narrowed_by_type_person_and_words():
    catalog = RequestCatalog()
    for number, assignee in enumerate(["", "maria", "nikos", "maria"]):
        known = document(f"2026/{number}", ["lamp" if number < 3 else "bin"], "lighting", State.FILED)
        catalog.store(catalog.allot_id(f"2026/{number}"), replace(known, assignee=assignee))

    def found(**wanted):
        page = department_queue(catalog, ["lighting"], OPEN_STATES, wanted=QueueFilter(**wanted))
        return [reference[5:] for reference in page.references]

    assert found() == ["3", "2", "1", "0"]
    assert found(assignee="maria") == ["3", "1"]
    assert found(assignee="") == ["0"]
    assert found(words="λάμπες") == ["2", "1", "0"]
    assert found(words="«λάμπα κάδος»") == []
    assert found(assignee="maria", words="λάμ*") == ["1"]
    assert found(type_name="type-of-lighting") == ["3", "2", "1", "0"]
    assert found(type_name="type-of-cleaning") == []


@pytest.mark.parametrize("few", [0, 1_024])
def test_a_queue_by_due_day_holds_the_readers_departments_alone(monkeypatch, few):
    """Whether it is answered from few documents or from the index of due days."""
    monkeypatch.setattr(matching, "FEW", few)
    catalog, chance = RequestCatalog(), random.Random(26)
    known = []
    for number in range(200):
        state, department = chance.choice(list(State)), chance.choice(DEPARTMENTS)
        due = TODAY + timedelta(days=chance.randrange(-9, 9)) if state in OPEN_STATES else None
        one = replace(
            document(f"2026/{number}", chance.sample(list(FORMS), 2), department, state),
            assignee=chance.choice(["", "maria"]),
            due=due,
        )
        known.append((f"2026/{number}", one))
        catalog.store(catalog.allot_id(f"2026/{number}"), one)

    def expected(departments, wanted, states):
        first, last = wanted.due or (date.min, date.max)
        found = [
            (one.due, number, reference)
            for number, (reference, one) in enumerate(known)
            if one.kind[0] in departments
            and State(one.kind[2]) in states
            and first <= one.due <= last
            and wanted.assignee in (None, one.assignee)
            and wanted.type_name in ("", one.kind[1])
            and (not wanted.words or "λαμπ" in fold(one.text))
        ]
        return tuple(reference for _due, _number, reference in sorted(found))

    past = (date.min, TODAY - timedelta(days=1))
    for departments in (["lighting"], ["cleaning", "greenery"], DEPARTMENTS, []):
        for states in (OPEN_STATES, {State.FILED}):
            for wanted in (
                QueueFilter(),
                QueueFilter(due=past),
                QueueFilter(assignee="maria"),
                QueueFilter(assignee="", due=past),
                QueueFilter(words="λάμπες"),
                QueueFilter(type_name="type-of-lighting"),
            ):
                found = expected(departments, wanted, states)
                for order in (QueueOrder.DUE, QueueOrder.OLDEST):
                    page = department_queue(catalog, departments, states, wanted=wanted, order=order, size=300)
                    assert page.total == len(found)
                    if order is QueueOrder.DUE:
                        assert page.references == found
                    assert set(page.references) == set(found)


def test_queues_are_counted_by_state_up_to_a_bound(catalog, requests, monkeypatch):
    counts = queue_counts(catalog, ["lighting", "cleaning"])
    assert counts == Counter(state for _, _, department, state in requests if department != "greenery")
    monkeypatch.setattr(queries, "MOST_COUNTED", 5)
    assert set(queue_counts(catalog, DEPARTMENTS).values()) == {6}
    assert queue_counts(catalog, []) == {}


def test_counts_of_a_queue_follow_type_and_period(catalog, requests):
    cleaning, period = QueueFilter(type_name="type-of-cleaning"), QueueFilter(filed=(-200, -101))
    states = Counter(state for _, _, department, state in requests if department == "cleaning")
    assert queue_counts(catalog, DEPARTMENTS, cleaning) == states
    assert queue_counts(catalog, ["lighting"], cleaning) == {}
    in_period = Counter(state for _, _, _, state in requests[100:200])
    assert queue_counts(catalog, DEPARTMENTS, period) == in_period
    assert set(queue_counts(catalog, DEPARTMENTS, QueueFilter(filed=(-1, -2))).values()) == {0}


def test_a_department_finds_nothing_of_another(catalog, requests):
    departments = {reference: department for reference, _words, department, _state in requests}
    page = department_queue(catalog, ["lighting"], State, size=1000)
    assert {departments[reference] for reference in page.references} == {"lighting"}


@pytest.mark.parametrize("size", [1, 7, 20, 1000])
def test_pages_put_together_are_the_whole(catalog, size):
    whole = search(catalog, "λάμπα", size=1000).references
    gathered, start = [], 0
    while start is not None:
        page = search(catalog, "λάμπα", start=start, size=size)
        assert page.total == len(whole)
        gathered.extend(page.references)
        start = page.next_start
    assert tuple(gathered) == whole


def test_a_page_beyond_the_end_is_empty_and_still_knows_the_total(catalog):
    page = search(catalog, "λάμπα", start=5000)
    assert (page.references, page.next_start) == ((), None)
    assert page.total > 0


@pytest.mark.parametrize(
    ("start", "size", "total", "following", "previous"),
    [
        (0, 20, 0, None, None),
        (0, 20, 20, None, None),
        (0, 20, 21, 20, None),
        (20, 20, 50, 40, 0),
        (10, 20, 50, 30, 0),
    ],
)
def test_a_page_knows_its_neighbours(start, size, total, following, previous):
    page = Page((), total, start, size)
    assert (page.next_start, page.previous_start) == (following, previous)


@pytest.mark.parametrize("words", ["", "λάμπα"])
def test_totals_are_counted_up_to_a_bound(connect, words):
    catalog = RequestCatalog()
    for number in range(MOST_COUNTED + 50):
        reference = f"2026/{number}"
        catalog.store(
            catalog.allot_id(reference), document(reference, ["lamp"], "lighting", State(State.COMPLETED))
        )
    first, last = search(catalog, words), search(catalog, words, start=MOST_COUNTED + 40)
    assert (first.total, first.is_exact, first.next_start) == (MOST_COUNTED, False, 20)
    assert (last.total, last.is_exact, last.next_start) == (MOST_COUNTED + 50, True, None)
    assert len(last.references) == 10
    queue = department_queue(catalog, ["lighting"], State)
    assert (queue.total, queue.is_exact) == (MOST_COUNTED, False)


def test_an_empty_catalogue_answers_too():
    catalog = RequestCatalog()
    assert search(catalog, "λάμπα") == search(catalog, "") == Page((), 0, 0, 20)
    assert department_queue(catalog, DEPARTMENTS, State) == Page((), 0, 0, 50)


def test_a_request_is_public_while_it_is_accepted():
    catalog = RequestCatalog()
    document_id = catalog.allot_id("2026/1")
    totals = []
    for state in (State.FILED, State.IN_PROGRESS, State.COMPLETED, State.REJECTED):
        catalog.store(document_id, document("2026/1", ["lamp"], "lighting", state))
        totals.append((search(catalog, "λάμπα").total, department_queue(catalog, ["lighting"], [state]).total))
    assert totals == [(0, 1), (1, 1), (1, 1), (0, 1)]


def test_a_request_moves_with_its_department():
    catalog = RequestCatalog()
    document_id = catalog.allot_id("2026/1")
    for department in ("lighting", "cleaning"):
        catalog.store(document_id, document("2026/1", ["lamp"], department, State.FILED))
    assert department_queue(catalog, ["lighting"], State).total == 0
    assert department_queue(catalog, ["cleaning"], State).references == ("2026/1",)


def test_ids_fall_and_lead_back_to_their_requests():
    catalog = RequestCatalog()
    ids = [catalog.allot_id(f"2026/{n}") for n in range(5)]
    assert ids == [-1, -2, -3, -4, -5]
    assert [catalog.reference(number) for number in ids] == [f"2026/{n}" for n in range(5)]


def test_open_requests_come_in_steps_newest_first(catalog, requests):
    wanted = newest_first(requests, lambda words, department, state: state in OPEN_STATES)
    found, after = [], None
    while step := open_requests(catalog, after, 7):
        assert len(step) <= 7
        found += [reference for _, reference in step]
        after = step[-1][0]
    assert tuple(found) == wanted


@pytest.mark.parametrize("most", [1, 5, 1000])
@pytest.mark.parametrize("oldest", [-1, -150, -300, -301])
def test_some_completed_requests_are_spread_evenly(catalog, requests, most, oldest):
    wanted = [
        reference
        for number, (reference, _, department, state) in enumerate(requests, 1)
        if (department, state) == ("lighting", State.COMPLETED) and -number <= oldest
    ][::-1]
    found = some_completed(catalog, "type-of-lighting", oldest, most)
    assert len(found) <= most
    assert found == wanted[:: len(wanted) // most + 1]
    if most >= 1000:
        assert found == wanted
