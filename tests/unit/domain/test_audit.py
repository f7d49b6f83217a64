"""The chain of the audit log: whatever is changed, removed or moved in it is found."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from serres_requests.domain.audit import FIRST_SEAL, AuditEntry, AuditEvent, check_chain, seal

EVENT = AuditEvent(1_795_000_000_123, 7, "lighting", "lighting/officers", "Request/view", "2026/ab")
EVENTS = st.builds(
    AuditEvent,
    at=st.integers(0, 2**43),
    principal=st.integers(-(2**31), 2**31),
    name=st.text(max_size=5),
    role=st.text(max_size=5),
    event=st.text(max_size=5),
    subject=st.text(max_size=5),
    detail=st.text(max_size=5),
)


def chain(events):
    entries, before = [], FIRST_SEAL
    for number, event in enumerate(events, 1):
        before = seal(number, event, before)
        entries.append(AuditEntry(number, event, before))
    return entries


CHAINS = st.lists(EVENTS, min_size=2, max_size=12).map(chain)


def noted(entries):
    return entries[-1].number, entries[-1].seal.hex()


def places(entries, note=None):
    return [finding.place for finding in check_chain(entries, note)]


@given(CHAINS)
def test_a_chain_that_nobody_touched_is_whole(entries):
    assert places(entries, noted(entries)) == []
    assert places([]) == []


@given(CHAINS, st.data())
def test_a_changed_entry_is_found(entries, data):
    index = data.draw(st.integers(0, len(entries) - 1))
    other = data.draw(EVENTS.filter(lambda event: event != entries[index].event))
    entries[index] = AuditEntry(index + 1, other, entries[index].seal)
    assert places(entries) == [f"Entry {index + 1}"]


@given(CHAINS, st.data())
def test_a_changed_entry_that_was_sealed_anew_is_found(entries, data):
    index = data.draw(st.integers(0, len(entries) - 2))
    other = data.draw(EVENTS.filter(lambda event: event != entries[index].event))
    before = entries[index - 1].seal if index else FIRST_SEAL
    entries[index] = AuditEntry(index + 1, other, seal(index + 1, other, before))
    assert places(entries) == [f"Entry {index + 2}"]


@given(CHAINS, st.data())
def test_a_chain_that_was_made_anew_is_found_by_what_was_noted(entries, data):
    index = data.draw(st.integers(0, len(entries) - 1))
    other = data.draw(EVENTS.filter(lambda event: event != entries[index].event))
    note = noted(entries)
    forged = chain([other if at == index else entry.event for at, entry in enumerate(entries)])
    assert places(forged) == []
    assert places(forged, note) == [f"Entry {note[0]}"]


@given(CHAINS, st.data())
def test_removed_entries_are_found(entries, data):
    first = data.draw(st.integers(1, len(entries)))
    last = data.draw(st.integers(first, len(entries)))
    left = [entry for entry in entries if not first <= entry.number <= last]
    place = f"Entries {first} to {last}" if last > first else f"Entry {first}"
    if last < len(entries):
        assert places(left, noted(entries)) == [place]
    else:
        assert places(left, noted(entries)) == [f"Entry {last}"]


@given(CHAINS, st.data())
def test_entries_that_changed_places_are_found(entries, data):
    one = data.draw(st.integers(0, len(entries) - 2))
    other = data.draw(st.integers(one + 1, len(entries) - 1))
    moved = list(entries)
    moved[one] = AuditEntry(one + 1, entries[other].event, entries[other].seal)
    moved[other] = AuditEntry(other + 1, entries[one].event, entries[one].seal)
    assert places(moved) == [f"Entry {one + 1}"]


def test_every_gap_is_named_and_of_broken_links_the_first():
    entries = chain([EVENT] * 9)
    for index in (6, 8):
        entries[index] = AuditEntry(index + 1, EVENT, bytes(32))
    left = [entry for entry in entries if entry.number not in {2, 4, 5}]
    assert [str(finding) for finding in check_chain(left, (5, "00"))] == [
        "Entry 2: missing",
        "Entries 4 to 5: missing",
        "Entry 7: does not follow from the one before: one of them was changed",
        "Entry 5: was noted and is not there",
    ]


@given(EVENTS)
def test_an_event_travels_as_a_line(event):
    assert AuditEvent.from_line(event.to_line()) == event


@pytest.mark.parametrize(("subject", "reference"), [("2026/ab", "2026/ab"), ("/services", None), ("", None)])
def test_an_event_is_about_a_request_or_not(subject, reference):
    event = AuditEvent(0, 0, "", "", "", subject)
    assert event.reference == reference
    assert event.moment.isoformat() == "1970-01-01T00:00:00+00:00"
