"""The index of figures against counting all documents anew, whatever was changed in whichever order."""

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from serres_requests.catalog.due_index import NO_DAY
from serres_requests.catalog.figures_index import LONGEST, FiguresIndex
from serres_requests.domain.statistics import Measure, Standing, month_of

JANUARY = month_of(date(2026, 1, 1))
DAY = date(2026, 4, 1)
OPEN = Standing("lighting", "lamp", JANUARY, DAY)
COMPLETED = Standing("lighting", "lamp", JANUARY, None, Measure.COMPLETED, JANUARY + 2, 17)

places = {
    "department": st.sampled_from(["lighting", "cleaning"]),
    "type_name": st.sampled_from(["lamp", "street"]),
}
months = st.integers(JANUARY, JANUARY + 3)
ends = st.integers(JANUARY + 3, JANUARY + 40)
days = st.one_of(st.just(NO_DAY), st.integers(0, 5).map(lambda number: DAY + timedelta(days=number)))
opened = st.builds(Standing, **places, filed=months, due=days)
ended = st.builds(
    Standing,
    **places,
    filed=months,
    due=st.none(),
    outcome=st.sampled_from([Measure.COMPLETED, Measure.REJECTED, Measure.WITHDRAWN]),
    ended=ends,
    days=st.integers(0, 5),
)
changes = st.lists(st.tuples(st.integers(-130, -1), st.one_of(st.none(), opened, ended)), max_size=60)


@given(changes)
def test_counts_are_those_of_the_documents(changes):
    index, known = FiguresIndex("standing"), {}
    for document_id, standing in changes:
        index.reindex_doc(document_id, SimpleNamespace(standing=standing))
        known[document_id] = standing
    counted = {one: standing for one, standing in known.items() if standing is not None}
    assert {one: index.standing(one) for one in known} == known
    assert all(index.has(one, standing) for one, standing in known.items())
    assert set(index.docids()) == set(counted)
    assert index.miscounted() == []
    found = Counter()
    for series in index.series(["lighting"], "lamp"):
        for month, measure, days_taken, count in series.measured(JANUARY + 1):
            found[month, measure, days_taken] += count
    of_series = [one for one in counted.values() if (one.department, one.type_name) == ("lighting", "lamp")]
    received = Counter((one.filed, Measure.RECEIVED, 0) for one in of_series if one.filed > JANUARY)
    assert found == received + Counter(
        (one.ended, one.outcome, one.days) for one in of_series if one.outcome is not None
    )
    due = [one.due for one in counted.values() if one.due is not None]
    every = index.series(["lighting", "cleaning"])
    assert sum(series.is_open for series in every) == len(due)
    assert sum(series.due_before(DAY + timedelta(days=2)) for series in every) == sum(
        day < DAY + timedelta(days=2) for day in due
    )


def test_what_is_forgotten_is_not_counted():
    index = FiguresIndex("standing")
    index.index_doc(-1, SimpleNamespace(standing=OPEN))
    index.unindex_doc(-1)
    index.unindex_doc(-2)
    assert index.standing(-1) is None
    assert [series.counted() for series in index.series(["lighting"])] == [{}]
    index.clear()
    assert index.series(["lighting"]) == []


def test_days_do_not_tell_a_standing_from_another():
    index = FiguresIndex("standing")
    index.index_doc(-1, SimpleNamespace(standing=COMPLETED))
    assert index.has(-1, replace(COMPLETED, days=18))
    assert not index.has(-1, replace(COMPLETED, outcome=Measure.REJECTED))
    assert not index.has(-1, None)
    assert not index.has(-2, COMPLETED)


def test_very_long_is_counted_as_eight_years():
    index = FiguresIndex("standing")
    index.index_doc(-1, SimpleNamespace(standing=replace(COMPLETED, days=5_000)))
    assert index.standing(-1) == replace(COMPLETED, days=LONGEST)


def test_a_wrong_count_is_found():
    index = FiguresIndex("standing")
    index.index_doc(-1, SimpleNamespace(standing=OPEN))
    index.index_doc(-2, SimpleNamespace(standing=replace(COMPLETED, type_name="street")))
    [series] = index.series(["lighting"], "lamp")
    series.change((False, 1), 3)
    assert index.miscounted() == [("lighting", "lamp")]


@pytest.mark.parametrize("month", [month_of(date(2000, 1, 1)), month_of(date(2160, 12, 31))])
def test_months_of_a_long_time_can_be_counted(month):
    index = FiguresIndex("standing")
    index.index_doc(-1, SimpleNamespace(standing=replace(COMPLETED, filed=month, ended=month)))
    [series] = index.series(["lighting"])
    expected = [(month, Measure.RECEIVED, 0, 1), (month, Measure.COMPLETED, 17, 1)]
    assert list(series.measured(month)) == list(series.measured(0)) == expected
