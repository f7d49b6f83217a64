"""Work that two web processes record at once, while a worker takes other work away, is all kept."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from psycopg2.extensions import make_dsn
from tests.support.postgresql import PASSWORD, PostgreSQL
from transaction import TransactionManager
from ZODB.DB import DB

from serres_requests.content_types.tray import Tray
from serres_requests.postgresql.storage import open_relstorage


@pytest.fixture
def connections(postgresql: PostgreSQL, tmp_path: Path) -> Iterator[list[Any]]:
    """Connections of three processes' databases to the one of the server."""
    dsn = make_dsn(postgresql.new_database(), password=PASSWORD)
    databases = [DB(open_relstorage(dsn, str(tmp_path / str(number)), 10**6)) for number in range(3)]
    opened = [database.open(TransactionManager()) for database in databases]
    yield opened
    for connection, database in zip(opened, databases, strict=True):
        connection.transaction_manager.abort()
        connection.close()
        database.close()


def test_what_is_recorded_and_taken_at_once_is_put_together(connections: list[Any]) -> None:
    one, other, worker = connections
    one.root()["tray"] = tray = Tray()
    for key in range(3):
        tray.add(key, "before")
    one.transaction_manager.commit()
    for connection in connections:
        connection.transaction_manager.begin()
        assert len(connection.root()["tray"].items(10)) == 3
    one.root()["tray"].add(10, "one")
    other.root()["tray"].add(11, "other")
    for key in range(3):
        worker.root()["tray"].pop(key)
    for connection in connections:
        connection.transaction_manager.commit()
    one.transaction_manager.begin()
    assert dict(one.root()["tray"].items(10)) == {10: "one", 11: "other"}
