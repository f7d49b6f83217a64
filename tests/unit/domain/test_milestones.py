"""What everybody may know of how a request went on."""

from datetime import UTC, datetime, timedelta

import pytest

from serres_requests.domain.milestones import milestones

FIRST = datetime(2026, 3, 25, 8, tzinfo=UTC)


@pytest.mark.parametrize(
    ("transitions", "reached"),
    [
        ("", ""),
        ("submit file", ""),
        ("submit file accept start complete", "accept:2 start:3 complete:4"),
        ("file start assign hand_over complete", "start:1 complete:4"),
        ("file ask answer", "start:2"),
        ("file start ask resume charge resume complete", "start:1 complete:6"),
        ("start complete reopen", "start:0 complete:1 reopen:2"),
        ("start complete reopen ask resume complete", "start:0 complete:1 reopen:2 complete:5"),
        ("start complete set:waiting_for_citizen resume", "start:0 complete:1 reopen:2"),
        ("start reject reopen", "start:0"),
        ("reject reopen", "start:1"),
        ("set:accepted set:completed set:completed", "accept:0 complete:1"),
        ("start complete set:rejected reopen", "start:0 complete:1 reopen:3"),
        ("start set:accepted start", "start:0 accept:1"),
    ],
)
def test_each_step_is_told_once_in_its_order(transitions, reached):
    history = [(FIRST + timedelta(days=day), name) for day, name in enumerate(transitions.split())]
    assert " ".join(f"{name}:{(at - FIRST).days}" for name, at in milestones(history)) == reached
