"""The audit log appends, seals, and finds by request, citizen and person."""

import transaction
from hypothesis import given
from hypothesis import strategies as st
from tests.support.stored import records

from serres_requests.content_types.audit_log import AuditLog
from serres_requests.domain.audit import AuditEvent, check_chain

MOST_BYTES = 150
"""Of one entry with its places in the indexes."""


def event(number, name="lighting", subject="2026/ab"):
    return AuditEvent(1_795_000_000_000 + number, 7, name, "lighting/officers", "Request/view", subject)


def numbers(entries):
    return [entry.number for entry in entries]


def test_an_empty_log():
    log = AuditLog()
    assert (log.head, log.entry(1), list(log.newest_first()), list(log.oldest_first())) == (None, None, [], [])
    assert list(log.of_request("2026/ab")) == list(log.of_citizen("c")) == list(log.of_person("x", 5)) == []


@given(
    st.lists(
        st.tuples(st.sampled_from("xyz"), st.sampled_from(["2026/a", "2026/ab", "2026/b", "/x"])), max_size=40
    )
)
def test_what_was_appended_is_found_newest_first(appended):
    log = AuditLog()
    for number, (name, subject) in enumerate(appended, 1):
        log.append(event(number, name, subject), f"of {subject}" if subject != "/x" else None)
    everything = list(log.oldest_first())
    assert list(check_chain(everything)) == []
    assert [(entry.event.name, entry.event.subject) for entry in everything] == appended
    newest = everything[::-1]
    assert list(log.newest_first()) == newest
    assert log.head == (newest[0] if newest else None)
    for before in (None, 1, 2, 10, 99):
        left = [entry for entry in newest if before is None or entry.number < before]
        assert list(log.newest_first(before)) == left
        for name in "xyz":
            assert list(log.of_person(name, before)) == [entry for entry in left if entry.event.name == name]
        for subject in ("2026/a", "2026/ab", "2026/b"):
            about = [entry for entry in left if entry.event.subject == subject]
            assert list(log.of_request(subject, before)) == list(log.of_citizen(f"of {subject}", before)) == about
    assert list(log.of_request("/x")) == []


def test_an_entry_that_is_gone_is_passed_over():
    log = AuditLog()
    for number in range(1, 6):
        log.append(event(number), "c")
    del log._entries[3]
    assert numbers(log.newest_first()) == numbers(log.of_citizen("c")) == [5, 4, 2, 1]


def test_an_entry_takes_little_room(database):
    """Requests are opened some times each, by few people; each transaction appends a batch."""
    connection = database.open(transaction.TransactionManager())
    log = connection.root()["log"] = AuditLog()
    for number in range(3000):
        subject = f"2026/{number // 5:020x}"
        log.append(event(number, f"officer-{number % 20}", subject), f"{number // 5:020x}")
        if number % 20 == 0:
            connection.transaction_manager.commit()
    connection.transaction_manager.commit()
    stored = [record.instance for record in records(database)]
    size = sum(len(database.storage.load(instance._p_oid)[0]) for instance in stored)
    connection.close()
    assert size / 3000 < MOST_BYTES
