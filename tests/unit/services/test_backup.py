"""Backups hold all that was there, restores give it back, and damage is told before anything is put in place."""

from datetime import UTC, datetime, timedelta
from io import BytesIO
from itertools import count

import pytest
from persistent.mapping import PersistentMapping
from zc.lockfile import LockFile
from ZODB.DB import DB
from ZODB.FileStorage import FileStorage
from ZODB.scripts import repozo

from serres_requests.content_types.attachment import Attachment
from serres_requests.domain.storage import StorageFiles
from serres_requests.services import backup
from serres_requests.services.backup import back_up
from serres_requests.services.backup_folder import BackupError, BackupFolder
from serres_requests.services.restore import restore

NOW = datetime(2026, 3, 25, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _a_second_between_backups(monkeypatch):
    """repozo names its files by the second."""
    seconds = count()
    monkeypatch.setattr(repozo, "gen_filedate", lambda _options: (2026, 3, 25, 12, 0, next(seconds)))


@pytest.fixture
def files(tmp_path):
    return StorageFiles(tmp_path / "Data.fs", tmp_path / "blobs")


@pytest.fixture
def elsewhere(tmp_path):
    return StorageFiles(tmp_path / "elsewhere" / "Data.fs", tmp_path / "elsewhere" / "blobs")


@pytest.fixture
def folder(tmp_path):
    return BackupFolder(tmp_path / "backups")


@pytest.fixture
def database(files):
    database = open_database(files)
    add(database, "first")
    yield database
    database.close()


def open_database(files):
    return DB(FileStorage(str(files.data), blob_dir=str(files.blobs)))


def add(database, name):
    with database.transaction() as connection:
        connection.root()[name] = file = Attachment(f"{name}.txt", "text/plain", 1, "")
        file.write(BytesIO(name.encode()))


def contents(files):
    """Return what is kept at `files`, by name."""
    database = open_database(files)
    found = {}
    with database.transaction() as connection:
        for name, file in connection.root().items():
            with file.open() as stream:
                found[name] = stream.read().decode()
    database.close()
    return found


def all_files(folder):
    return {path: path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_a_database_comes_back_from_a_backup_made_while_it_is_open(database, files, folder, elsewhere):
    made = back_up(files, folder, NOW)
    assert (made.kind, made.new_files, made.new_bytes) == ("full", 1, len("first"))
    assert int(made.transaction, 16) == int.from_bytes(database.lastTransaction())
    add(database, "second")
    assert restore(folder, elsewhere) == made
    assert contents(elsewhere) == {"first": "first"}


def test_what_was_added_since_is_added(database, files, folder, elsewhere):
    back_up(files, folder, NOW)
    add(database, "second")
    made = back_up(files, folder, NOW)
    assert (made.kind, made.new_files) == ("incremental", 1)
    assert back_up(files, folder, NOW).kind == "unchanged"
    last = back_up(files, folder, NOW, full=True)
    assert [record.kind for record in folder.records()] == ["full", "incremental", "unchanged", "full"]
    assert [path.name for path in folder.objects.glob("*.index")] == [last.file.replace(".fs", ".index")]
    looked_at = []
    restore(folder, elsewhere, tick=lambda: looked_at.append(1))
    assert (contents(elsewhere), len(looked_at)) == ({"first": "first", "second": "second"}, 2)


def test_an_earlier_backup_can_be_chosen(database, files, folder, elsewhere):
    back_up(files, folder, NOW)
    add(database, "second")
    back_up(files, folder, NOW + timedelta(hours=1))
    restore(folder, elsewhere, until=NOW + timedelta(minutes=1))
    assert contents(elsewhere) == {"first": "first"}
    with pytest.raises(BackupError, match=r"no backup in .*backups made so early"):
        restore(folder, elsewhere, until=NOW - timedelta(minutes=1))


def test_a_pack_makes_the_next_backup_full_and_its_files_stay(database, files, folder, elsewhere):
    back_up(files, folder, NOW)
    with database.transaction() as connection:
        connection.root()["other"] = PersistentMapping()
        del connection.root()["first"]
    database.pack(days=0)
    add(database, "second")
    assert back_up(files, folder, NOW + timedelta(hours=1)).kind == "full"
    restore(folder, elsewhere, until=NOW)
    assert contents(elsewhere) == {"first": "first"}


def test_blobs_of_later_transactions_wait_for_the_next_backup(database, files, folder, monkeypatch):
    copy_objects = backup._copy_objects

    def and_then_more(*arguments):
        newest = copy_objects(*arguments)
        add(database, "late")
        return newest

    monkeypatch.setattr(backup, "_copy_objects", and_then_more)
    assert back_up(files, folder, NOW).new_files == 1
    monkeypatch.undo()
    monkeypatch.setattr(repozo, "gen_filedate", lambda _options: (2026, 3, 25, 12, 1, 0))
    assert back_up(files, folder, NOW).new_files == 1


def test_a_blob_that_is_packed_away_meanwhile_is_left_out(database, files, folder, monkeypatch):
    blobs = list(backup._blobs(files.blobs))
    monkeypatch.setattr(backup, "_blobs", lambda _folder: [blobs[0].with_name("0x01.blob"), *blobs])
    assert back_up(files, folder, NOW).new_files == 1


def test_many_blobs_are_settled_in_parts(database, files, folder, elsewhere, monkeypatch):
    monkeypatch.setattr(backup, "_AT_ONCE", 2)
    for number in range(4):
        add(database, f"more-{number}")
    assert back_up(files, folder, NOW).new_files == 5
    restore(folder, elsewhere)
    assert len(contents(elsewhere)) == 5


def test_an_interrupted_backup_is_cleared_away_by_the_next(database, files, folder, elsewhere):
    back_up(files, folder, NOW)
    (folder.objects / "2026-03-25-12-00-00.deltafs").write_bytes(b"half of it")
    add(database, "second")
    assert back_up(files, folder, NOW).kind == "incremental"
    restore(folder, elsewhere)
    assert contents(elsewhere) == {"first": "first", "second": "second"}


def test_a_database_that_is_there_is_left_alone_unless_told(database, files, folder, elsewhere):
    back_up(files, folder, NOW)
    restore(folder, elsewhere)
    before = contents(elsewhere), all_files(elsewhere.data.parent)
    with pytest.raises(BackupError, match="say --replace"):
        restore(folder, elsewhere)
    assert all_files(elsewhere.data.parent) == before[1]
    add(database, "second")
    back_up(files, folder, NOW)
    restore(folder, elsewhere, replace=True)
    assert contents(elsewhere) == {"first": "first", "second": "second"}
    old = StorageFiles(*(path.with_name(f"{path.name}.replaced") for path in (elsewhere.data, elsewhere.blobs)))
    assert contents(old) == before[0]
    with pytest.raises(BackupError, match="left from an earlier restore"):
        restore(folder, elsewhere, replace=True)


def test_a_database_in_use_is_left_alone(database, files, folder):
    back_up(files, folder, NOW)
    with pytest.raises(BackupError, match="stop the site first"):
        restore(folder, files, replace=True)


@pytest.mark.parametrize("pattern", ["objects/*.fs", "blobs/**/*.blob"])
@pytest.mark.parametrize("damage", ["changed", "gone"])
def test_damage_is_told_before_anything_is_put_in_place(database, files, folder, elsewhere, pattern, damage):
    back_up(files, folder, NOW)
    [path] = folder.path.glob(pattern)
    whole = path.read_bytes()
    path.write_bytes(whole[:-1] + b"!") if damage == "changed" else path.unlink()
    with pytest.raises(BackupError, match=f"{path.name} is missing or damaged"):
        restore(folder, elsewhere)
    assert not elsewhere.data.exists()
    assert not elsewhere.blobs.exists()
    path.write_bytes(whole)
    restore(folder, elsewhere)
    assert contents(elsewhere) == {"first": "first"}


def test_a_clock_that_was_set_back_is_told(database, files, folder, monkeypatch):
    back_up(files, folder, NOW)
    add(database, "second")
    monkeypatch.setattr(repozo, "gen_filedate", lambda _options: (2026, 3, 25, 11, 0, 0))
    with pytest.raises(BackupError, match="Begin another folder"):
        back_up(files, folder, NOW)


def test_what_repozo_can_not_do_is_told(database, files, folder, elsewhere):
    back_up(files, folder, NOW)
    [dat] = folder.objects.glob("*.dat")
    dat.write_text(dat.read_text().replace(" 0 ", " 1 "))
    with pytest.raises(BackupError, match="should be"):
        restore(folder, elsewhere)


def test_what_can_not_be_backed_up_or_restored_is_told(database, files, folder, elsewhere, tmp_path):
    with pytest.raises(BackupError, match="no blanks"):
        back_up(files, BackupFolder(tmp_path / "two words"), NOW)
    with pytest.raises(BackupError, match=f"no database at {elsewhere.data}"):
        back_up(elsewhere, folder, NOW)
    with pytest.raises(BackupError, match=f"no backup in {folder.path}\\."):
        restore(folder, elsewhere)
    folder.path.mkdir()
    lock = LockFile(str(folder.lock))
    with pytest.raises(BackupError, match="Another backup"):
        back_up(files, folder, NOW)
    lock.close()
