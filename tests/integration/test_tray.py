"""Many put things on a tray and one takes them away at the same time: nothing is lost, nothing taken twice."""

import pytest
from transaction import TransactionManager
from ZODB.DB import DB
from ZODB.FileStorage import FileStorage
from ZODB.POSException import ConflictError

from serres_requests.content_types.tray import FULL, Tray


@pytest.fixture
def views(tmp_path):
    """Two connections to one tray with the things 0, 1 and 2."""
    database = DB(FileStorage(str(tmp_path / "Data.fs")))
    first, second = (database.open(TransactionManager()) for _ in range(2))
    first.root()["tray"] = tray = Tray()
    for key in range(3):
        tray.add(key, f"thing {key}")
    first.transaction_manager.commit()
    yield first, second
    for connection in (first, second):
        connection.transaction_manager.abort()
        connection.close()
    database.close()


def both(views, one, other):
    """Let `one` and `other` change the tray at the same time; return what lies there in the end."""
    first, second = views
    second.transaction_manager.begin()
    second.root()["tray"].items(1)
    for connection, act in ((first, one), (second, other)):
        act(connection.root()["tray"])
    first.transaction_manager.commit()
    second.transaction_manager.commit()
    first.transaction_manager.begin()
    return dict(first.root()["tray"].items(100))


def take_all(tray):
    for key in range(3):
        tray.pop(key)


def test_what_two_put_down_is_both_there(views):
    found = both(views, lambda tray: tray.add(8, "a"), lambda tray: tray.add(9, "b"))
    assert found == {0: "thing 0", 1: "thing 1", 2: "thing 2", 8: "a", 9: "b"}


def test_what_is_put_down_while_all_is_taken_stays(views):
    assert both(views, take_all, lambda tray: tray.add(9, "b")) == {9: "b"}


def test_what_is_taken_while_another_puts_down_is_gone(views):
    assert both(views, lambda tray: tray.add(9, "b"), take_all) == {9: "b"}


def test_two_may_take_different_things(views):
    assert both(views, lambda tray: tray.pop(0), lambda tray: tray.pop(2)) == {1: "thing 1"}


def test_nothing_is_taken_twice(views):
    with pytest.raises(ConflictError):
        both(views, lambda tray: tray.pop(1), lambda tray: tray.pop(1))


def test_what_is_not_there_cannot_be_taken():
    with pytest.raises(KeyError):
        Tray().pop(1)


def test_a_full_tray_keeps_the_rest_beside_it():
    tray = Tray()
    for key in range(FULL + 10):
        tray.add(key, str(key))
    assert (len(tray._items), len(tray._piles)) == (10, 1)
    assert (3 in tray, FULL + 3 in tray, FULL + 10 in tray) == (True, True, False)
    assert [key for key, _ in tray.items(5)] == list(range(FULL))
    assert [key for key, _ in tray.items(FULL + 1)] == list(range(FULL + 10))
    assert tray.pop(FULL + 3) == str(FULL + 3)
    assert FULL + 3 not in tray
    for key in range(FULL):
        assert tray.pop(key) == str(key)
    assert tray._piles == ()
    assert [key for key, _ in tray.items(100)] == [key for key in range(FULL, FULL + 10) if key != FULL + 3]


def fill_up(tray):
    for key in range(3, FULL):
        tray.add(key, f"thing {key}")


def test_what_is_put_down_beside_piles_stays(views):
    both(views, fill_up, lambda tray: tray.items(1))
    both(views, lambda tray: tray.add(100, "a"), lambda tray: tray.items(1))
    found = both(views, lambda tray: tray.add(101, "b"), lambda tray: tray.pop(0))
    assert found.keys() == {*range(1, FULL), 100, 101}
    found = both(views, lambda tray: tray.add(102, "b"), lambda tray: tray.add(103, "c"))
    assert found.keys() == {*range(1, FULL), 100, 101, 102, 103}


def test_a_tray_that_two_filled_past_its_end_is_piled_up_by_the_next(views):
    both(views, lambda tray: [tray.add(key, "a") for key in range(3, FULL - 1)], lambda tray: tray.items(1))
    both(views, lambda tray: tray.add(100, "b"), lambda tray: tray.add(101, "c"))
    assert len(views[0].root()["tray"]._items) == FULL + 1
    found = both(views, lambda tray: tray.add(102, "d"), lambda tray: tray.items(1))
    assert found.keys() == {*range(FULL - 1), 100, 101, 102}
    tray = views[0].root()["tray"]
    assert (len(tray._items), len(tray._piles)) == (1, 1)


def test_taking_from_piles_meets_nobody_who_puts_down(views):
    both(views, fill_up, lambda tray: tray.items(1))
    both(views, lambda tray: tray.add(100, "a"), lambda tray: tray.items(1))

    def take_the_pile(tray):
        for key in range(FULL):
            tray.pop(key)

    def fill_again(tray):
        for key in range(101, 101 + FULL):
            tray.add(key, "b")

    found = both(views, fill_again, take_the_pile)
    assert found.keys() == {100, *range(101, 101 + FULL)}
    assert len(views[0].root()["tray"]._piles) == 1


def test_two_who_pile_up_at_once_do_not_double_anything(views):
    both(views, fill_up, lambda tray: tray.items(1))
    with pytest.raises(ConflictError):
        both(views, lambda tray: tray.add(100, "a"), lambda tray: tray.add(101, "b"))


def test_what_is_taken_while_it_is_piled_up_is_not_done_twice(views):
    both(views, fill_up, lambda tray: tray.items(1))
    with pytest.raises(ConflictError):
        both(views, lambda tray: tray.add(100, "a"), lambda tray: tray.pop(0))
