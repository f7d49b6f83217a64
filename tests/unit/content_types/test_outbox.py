"""The outbox keeps work until it is done, in order, through failures, across connections."""

from datetime import UTC, datetime, timedelta

import pytest

from serres_requests.content_types.outbox import Effect, EffectKind, Outbox

NOW = datetime(2026, 3, 25, 9, 30, tzinfo=UTC)
SOON = NOW + timedelta(seconds=5)


def effect(subject):
    return Effect(EffectKind.FILE, subject)


def subjects(entries):
    return [entry.effect.subject for _key, entry in entries]


@pytest.fixture
def connection(connect):
    connection = connect()
    connection.root()["outbox"] = Outbox()
    connection.transaction_manager.commit()
    return connection


@pytest.fixture
def outbox(connection):
    return connection.root()["outbox"]


def test_an_empty_outbox_has_nothing_due(outbox):
    assert (outbox.inside.due(NOW, 10), outbox.inside.next_due(), outbox.waiting(10), outbox.aside()) == (
        [],
        None,
        [],
        [],
    )


def test_work_is_due_at_once_in_the_order_it_was_recorded(outbox):
    for n in reversed(range(50)):
        outbox.add(effect(f"2026/{n:02}"), NOW + timedelta(seconds=n))
    assert subjects(outbox.inside.due(NOW, 100)) == [f"2026/{n:02}" for n in range(50)]
    assert subjects(outbox.inside.due(NOW, 7)) == [f"2026/{n:02}" for n in range(7)]


def test_a_clock_that_is_set_back_delays_nothing(outbox):
    outbox.add(effect("2026/1"), NOW)
    assert subjects(outbox.inside.due(NOW - timedelta(days=365), 10)) == ["2026/1"]
    assert outbox.inside.next_due() < NOW - timedelta(days=365)


def test_two_entries_that_are_alike_are_two(outbox):
    outbox.add(effect("2026/1"), NOW)
    outbox.add(effect("2026/1"), NOW)
    assert len({key for key, _ in outbox.inside.due(NOW, 10)}) == 2


def test_work_that_is_done_is_forgotten(outbox):
    outbox.add(effect("2026/1"), NOW)
    outbox.add(effect("2026/2"), SOON)
    outbox.inside.done(outbox.inside.due(NOW, 1)[0][0])
    assert subjects(outbox.waiting(10)) == ["2026/2"]


def test_work_cannot_be_done_twice(outbox):
    outbox.add(effect("2026/1"), NOW)
    key = outbox.inside.due(NOW, 1)[0][0]
    outbox.inside.done(key)
    with pytest.raises(KeyError):
        outbox.inside.done(key)


def test_failed_work_waits_until_it_is_due_again(outbox):
    outbox.add(effect("2026/1"), NOW)
    outbox.inside.retry_later(outbox.inside.due(NOW, 1)[0][0], SOON, "closed")
    assert outbox.inside.due(NOW, 10) == []
    assert outbox.inside.next_due() == SOON
    ((_key, entry),) = outbox.inside.due(SOON, 10)
    assert (entry.attempts, entry.last_error, entry.effect) == (1, "closed", effect("2026/1"))


def test_failures_are_counted_and_the_last_one_told(outbox):
    outbox.add(effect("2026/1"), NOW)
    for n in range(1, 4):
        outbox.inside.retry_later(outbox.inside.due(SOON, 1)[0][0], SOON, f"failure {n}")
    ((key, entry),) = outbox.waiting(10)
    assert (entry.attempts, entry.last_error, key.recorded) == (3, "failure 3", NOW)


def test_failed_work_does_not_hold_up_other_work_and_keeps_its_turn(outbox):
    outbox.add(effect("2026/1"), NOW)
    outbox.inside.retry_later(outbox.inside.due(NOW, 1)[0][0], SOON, "closed")
    outbox.add(effect("2026/2"), NOW + timedelta(seconds=1))
    assert subjects(outbox.inside.due(NOW, 10)) == ["2026/2"]
    assert subjects(outbox.inside.due(SOON, 10)) == ["2026/1", "2026/2"]


def test_what_waits_is_listed_by_when_it_is_due(outbox):
    outbox.add(effect("2026/1"), NOW)
    outbox.inside.retry_later(outbox.inside.due(NOW, 1)[0][0], SOON, "closed")
    outbox.add(effect("2026/2"), SOON)
    assert subjects(outbox.waiting(10)) == ["2026/2", "2026/1"]
    assert subjects(outbox.waiting(1)) == ["2026/2"]


def test_work_set_aside_waits_for_a_person_alone(outbox):
    outbox.add(effect("2026/1"), NOW)
    outbox.inside.set_aside(outbox.inside.due(NOW, 1)[0][0], "refused")
    assert (outbox.inside.due(SOON, 10), outbox.waiting(10), outbox.inside.next_due()) == ([], [], None)
    ((_key, entry),) = outbox.aside()
    assert (entry.attempts, entry.last_error) == (1, "refused")


def test_work_set_aside_is_revived_with_its_attempts_before_it(outbox):
    for n in (1, 2):
        outbox.add(effect(f"2026/{n}"), NOW + timedelta(seconds=n))
        outbox.inside.set_aside(outbox.inside.due(NOW, 1)[0][0], "refused")
    token = outbox.aside()[1][0].token
    assert outbox.revive(token) is True
    ((key, entry),) = outbox.inside.due(NOW, 10)
    assert (entry.effect.subject, entry.attempts, entry.last_error) == ("2026/2", 0, "refused")
    assert key.recorded == NOW + timedelta(seconds=2)
    assert subjects(outbox.aside()) == ["2026/1"]


@pytest.mark.parametrize("token", ["", "unknown"])
def test_an_unknown_token_revives_nothing(outbox, token):
    outbox.add(effect("2026/1"), NOW)
    outbox.inside.set_aside(outbox.inside.due(NOW, 1)[0][0], "refused")
    assert outbox.revive(token) is False
    assert subjects(outbox.aside()) == ["2026/1"]


def test_work_outside_has_a_lane_of_its_own(outbox):
    outbox.add(effect("2026/1"), NOW)
    outbox.add(Effect(EffectKind.NOTICE_MAIL, "2026/2"), SOON)
    assert subjects(outbox.inside.due(SOON, 10)) == ["2026/1"]
    assert subjects(outbox.outside.due(SOON, 10)) == ["2026/2"]
    assert subjects(outbox.waiting(10)) == ["2026/1", "2026/2"]


def test_people_see_and_revive_work_of_both_lanes(outbox):
    for lane, kind, recorded in (
        (outbox.outside, EffectKind.STAFF_MAIL, SOON),
        (outbox.inside, EffectKind.FILE, NOW),
    ):
        outbox.add(Effect(kind, kind), recorded)
        lane.set_aside(lane.due(NOW, 1)[0][0], "refused")
    assert subjects(outbox.aside()) == ["file", "staff_mail"]
    assert outbox.revive(outbox.aside()[1][0].token) is True
    assert subjects(outbox.outside.due(NOW, 10)) == ["staff_mail"]


def test_what_work_waited_for_is_there(outbox):
    for kind in (EffectKind.FILE, EffectKind.INDEX):
        outbox.add(Effect(kind, kind), NOW)
        outbox.inside.retry_later(outbox.inside.due(NOW, 1)[0][0], SOON, "closed")
    outbox.hasten(EffectKind.FILE)
    ((key, entry),) = outbox.inside.due(NOW, 10)
    assert (entry.effect.subject, entry.attempts, key.recorded) == ("file", 1, NOW)


def test_details_are_told_by_name():
    with_details = Effect(EffectKind.STAFF_MAIL, "2026/1", (("kind", "new_request"), ("to", "lighting")))
    assert (with_details.detail("to"), with_details.detail("at")) == ("lighting", "")


def test_what_is_committed_is_there_for_another_connection_and_what_is_aborted_is_not(connection, outbox, connect):
    outbox.add(effect("2026/1"), NOW)
    connection.transaction_manager.commit()
    outbox.add(effect("2026/2"), NOW)
    connection.transaction_manager.abort()
    ((_key, entry),) = connect().root()["outbox"].inside.due(NOW, 10)
    assert entry.effect == effect("2026/1")


def test_everything_that_can_happen_survives_a_commit(connection, outbox, connect):
    for n in range(3):
        outbox.add(effect(f"2026/{n}"), NOW + timedelta(seconds=n))
    first, second, _third = (key for key, _entry in outbox.inside.due(NOW, 3))
    outbox.inside.retry_later(first, SOON, "closed")
    outbox.inside.set_aside(second, "refused")
    connection.transaction_manager.commit()
    seen = connect().root()["outbox"]
    assert subjects(seen.inside.due(NOW, 10)) == ["2026/2"]
    assert subjects(seen.inside.due(SOON, 10)) == ["2026/0", "2026/2"]
    assert subjects(seen.aside()) == ["2026/1"]
