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
    assert len(tray._items) == FULL
    assert (FULL + 3 in tray, FULL + 10 in tray) == (True, False)
    assert [key for key, _ in tray.items(5)] == list(range(FULL + 5))
    assert tray.pop(FULL + 3) == str(FULL + 3)
    assert FULL + 3 not in tray
    for key in range(FULL):
        tray.pop(key)
    assert [key for key, _ in tray.items(100)] == [key for key in range(FULL, FULL + 10) if key != FULL + 3]
