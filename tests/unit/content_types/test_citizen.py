"""A citizen's own requests: in which order they are listed, and which of them wait for the citizen."""

from datetime import UTC, datetime, timedelta

from serres_requests.content_types.citizen import Citizen
from serres_requests.domain.people import Identity

NOW = datetime(2026, 3, 2, 8, 30, 15, 123457, tzinfo=UTC)


def citizen_with(*requests: tuple[str, datetime]) -> Citizen:
    citizen = Citizen(Identity("123456783", "ΔΟΚΙΜΑΣΤΙΚΗ", "ΜΑΡΙΑ"))
    for name, at in requests:
        citizen.remember_request(name, f"2026/{name}", at)
    return citizen


def names(citizen: Citizen) -> str:
    return "".join(reference.removeprefix("2026/") for reference in citizen.references_asked_first())


def test_what_is_asked_comes_first_and_each_is_there_once():
    days = {name: NOW + timedelta(days=number) for number, name in enumerate("abcde")}
    citizen = citizen_with(*days.items())
    assert names(citizen) == "edcba"
    for name in "ad":
        citizen.note_turn(f"2026/{name}", days[name], is_theirs=True)
    assert names(citizen) == "daecb"
    citizen.note_turn("2026/d", days["d"], is_theirs=True)
    assert names(citizen) == "daecb"
    citizen.note_turn("2026/a", days["a"], is_theirs=False)
    assert names(citizen) == "decba"
    citizen.note_turn("2026/d", days["d"], is_theirs=False)
    assert names(citizen) == "edcba"


def test_nothing_is_kept_of_a_citizen_who_was_never_asked():
    citizen = citizen_with(("a", NOW))
    citizen.note_turn("2026/a", NOW, is_theirs=False)
    assert "_asked" not in vars(citizen)
    assert not citizen.is_asked("2026/a", NOW)


def test_requests_of_one_moment_are_told_apart():
    citizen = citizen_with(("a", NOW), ("b", NOW), ("c", NOW))
    citizen.note_turn("2026/b", NOW, is_theirs=True)
    assert [citizen.is_asked(f"2026/{name}", NOW) for name in "abc"] == [False, True, False]
    citizen.note_turn("2026/a", NOW, is_theirs=True)
    citizen.note_turn("2026/b", NOW, is_theirs=False)
    assert [citizen.is_asked(f"2026/{name}", NOW) for name in "abc"] == [True, False, False]
    assert names(citizen) == "acb"
