"""Packing keeps all that can be reached, and the week's turn is taken once, at night."""

import logging
from datetime import UTC, datetime, timedelta
from io import BytesIO
from types import SimpleNamespace

import pytest
import transaction
from persistent.mapping import PersistentMapping
from tests.support.clock import SettableClock
from ZODB.DB import DB
from ZODB.FileStorage import FileStorage

from serres_requests.content_types.attachment import Attachment
from serres_requests.content_types.site import Site
from serres_requests.domain.storage import StorageFiles
from serres_requests.services import packing
from serres_requests.services.packing import NoRoomError, WeeklyPacking, pack
from serres_requests.services.stored_objects import check_objects

AT_NIGHT = datetime(2026, 3, 25, 1, 30, tzinfo=UTC)
"""Half past three in Athens."""
AT_NOON = datetime(2026, 3, 25, 10, tzinfo=UTC)


@pytest.fixture
def files(tmp_path):
    return StorageFiles(tmp_path / "Data.fs", tmp_path / "blobs")


@pytest.fixture
def database(files):
    database = DB(FileStorage(str(files.data), blob_dir=str(files.blobs), pack_keep_old=False))
    connection = database.open()
    connection.root()["app_root"] = Site()
    transaction.commit()
    connection.close()
    yield database
    database.close()


@pytest.fixture
def clock():
    clock = SettableClock()
    clock.set(AT_NIGHT)
    return clock


@pytest.fixture
def weekly(database, files, clock):
    return WeeklyPacking(database, SimpleNamespace(files=files, pack_days=7), clock)


def packed_at(database):
    with database.transaction() as connection:
        return connection.root()["app_root"].packed_at


def run(weekly):
    weekly.run_when_due()
    if weekly._thread.ident is not None:
        weekly._thread.join()


def fill(database, rounds=50):
    """Write the same object again and again, and leave a file that nothing refers to."""
    for number in range(rounds):
        with database.transaction() as connection:
            connection.root()["kept"] = PersistentMapping(text="x" * 10_000, number=number)
            if number < 2:
                connection.root()["file"] = file = Attachment(f"{number}.txt", "text/plain", 5, "")
                file.write(BytesIO(b"12345"))


def test_history_and_garbage_go_and_all_that_can_be_reached_stays(database, files):
    fill(database)
    before = files.data.stat().st_size
    assert len(list(files.blobs.rglob("*.blob"))) == 2
    pack(database, files, 0)
    assert files.data.stat().st_size < before / 10
    assert len(list(files.blobs.rglob("*.blob"))) == 1
    assert [finding.words for finding in check_objects(database) if "SHA-256" not in finding.words] == []
    with database.transaction() as connection:
        assert connection.root()["kept"]["number"] == 49
    assert not files.data.with_suffix(".fs.old").exists()


def test_history_of_the_days_to_keep_stays(database, files):
    fill(database)
    before = files.data.stat().st_size
    pack(database, files, 1)
    assert files.data.stat().st_size >= before


def test_without_room_for_the_copy_nothing_is_begun(database, files, monkeypatch):
    monkeypatch.setattr(packing.shutil, "disk_usage", lambda _path: SimpleNamespace(free=10))
    with pytest.raises(NoRoomError, match="and 10 are free"):
        pack(database, files, 0)
    pack(database, None, 0)


def test_the_turn_is_taken_once_a_week(weekly, database, clock):
    run(weekly)
    assert packed_at(database) == AT_NIGHT
    clock.set(AT_NIGHT + timedelta(days=6))
    run(weekly)
    assert packed_at(database) == AT_NIGHT
    clock.set(AT_NIGHT + timedelta(days=7))
    run(weekly)
    assert packed_at(database) == AT_NIGHT + timedelta(days=7)


def test_it_waits_for_the_night(weekly, database, clock):
    clock.set(AT_NOON)
    run(weekly)
    assert packed_at(database) is None


def test_a_database_that_lies_in_no_file_is_not_packed_by_itself(database, clock):
    run(WeeklyPacking(database, SimpleNamespace(files=None, pack_days=7), clock))
    assert packed_at(database) is None


def test_it_is_looked_at_once_a_night(weekly, clock):
    run(weekly)
    first = weekly._thread
    clock.set(AT_NIGHT + timedelta(minutes=5))
    run(weekly)
    assert weekly._thread is first


def test_what_goes_wrong_is_logged_and_tried_again_the_next_night(weekly, database, clock, monkeypatch, caplog):
    caplog.set_level(logging.WARNING, "serres_requests")
    monkeypatch.setattr(database.storage, "_pack_is_in_progress", True)
    run(weekly)
    monkeypatch.setattr(packing.shutil, "disk_usage", lambda _path: SimpleNamespace(free=10))
    clock.set(AT_NIGHT + timedelta(days=1))
    run(weekly)
    assert packed_at(database) is None
    assert [
        record.getMessage().partition(":")[0] for record in caplog.records if record.name == packing.__name__
    ] == [
        "packing failed",
        "the database is not packed",
    ]
