"""The index of due days against a plain dictionary, whatever was changed in whichever order."""

from datetime import date, timedelta
from types import SimpleNamespace

from hypothesis import given
from hypothesis import strategies as st

from serres_requests.catalog.due_index import NO_DAY, DueIndex

FIRST = date(2026, 4, 1)
EVER = (date.min, NO_DAY)
DEPARTMENTS = ("lighting", "cleaning", "greenery")
days = st.one_of(st.none(), st.just(NO_DAY), st.integers(0, 20).map(lambda number: FIRST + timedelta(days=number)))
changes = st.lists(st.tuples(st.integers(-30, -1), st.sampled_from(DEPARTMENTS), days), max_size=60)


def document(department, day):
    return SimpleNamespace(kind=(department, "", ""), due=day)


@given(changes, st.sets(st.sampled_from((*DEPARTMENTS, "unknown"))), st.integers(-2, 22), st.integers(0, 10))
def test_documents_are_found_by_department_and_latest_day_in_order(changes, departments, start, length):
    index, known = DueIndex("due"), {}
    for document_id, department, day in changes:
        index.reindex_doc(document_id, document(department, day))
        known[document_id] = (department, day)
    first, last = FIRST + timedelta(days=start), FIRST + timedelta(days=start + length)
    theirs = {one: day for one, (department, day) in known.items() if department in departments and day}
    in_time = [one for one, day in theirs.items() if first <= day <= last]
    in_time.sort(key=lambda one: (theirs[one], -one))
    assert list(index.between(departments, first, last)) == in_time
    assert index.in_order(range(-40, 0), departments, first, last) == in_time
    assert set(index.between(departments, *EVER)) == set(theirs)
    assert all(index.day_of(one) == day and index.has(one, name, day) for one, (name, day) in known.items())
    assert set(index.docids()) == set(index.between(DEPARTMENTS, *EVER))


def test_what_is_forgotten_is_not_found():
    index = DueIndex("due")
    index.index_doc(-1, document("lighting", FIRST))
    assert not index.has(-1, "lighting", None)
    assert not index.has(-1, "cleaning", FIRST)
    index.unindex_doc(-1)
    index.unindex_doc(-2)
    assert list(index.between(DEPARTMENTS, *EVER)) == []
    assert index.has(-1, "lighting", None)
