"""The index of due days against a plain dictionary, whatever was changed in whichever order."""

from datetime import date, timedelta
from types import SimpleNamespace

from hypothesis import given
from hypothesis import strategies as st

from serres_requests.catalog.due_index import NO_DAY, DueIndex

FIRST = date(2026, 4, 1)
days = st.one_of(st.none(), st.just(NO_DAY), st.integers(0, 20).map(lambda number: FIRST + timedelta(days=number)))
changes = st.lists(st.tuples(st.integers(-30, -1), days), max_size=60)


@given(changes, st.integers(-2, 22), st.integers(0, 10))
def test_documents_are_found_by_their_latest_day_in_order(changes, start, length):
    index, known = DueIndex("due"), {}
    for document_id, day in changes:
        index.reindex_doc(document_id, SimpleNamespace(due=day))
        known[document_id] = day
    first, last = FIRST + timedelta(days=start), FIRST + timedelta(days=start + length)
    in_time = [one for one, day in known.items() if day is not None and first <= day <= last]
    assert list(index.between(first, last)) == sorted(in_time, key=lambda one: (known[one], -one))
    everything = list(index.between(date.min, NO_DAY))
    assert index.in_order(range(-40, 0)) == everything
    assert all(index.day_of(one) == day and index.has(one, day) for one, day in known.items())
    assert set(index.docids()) == set(everything)


def test_what_is_forgotten_is_not_found():
    index = DueIndex("due")
    index.index_doc(-1, SimpleNamespace(due=FIRST))
    assert not index.has(-1, None)
    index.unindex_doc(-1)
    index.unindex_doc(-2)
    assert list(index.between(date.min, NO_DAY)) == []
    assert index.has(-1, None)
