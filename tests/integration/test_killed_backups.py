"""A backup or a restore that is killed at any of its steps is done again, and nothing is lost."""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from io import BytesIO
from itertools import count
from pathlib import Path

import pytest
from tests.support.killing import KILLED, kill_before
from tests.support.settings import SECRETS, in_process
from ZODB.scripts import repozo

from serres_requests.content_types.attachment import Attachment
from serres_requests.database import UnreachableError, open_database
from serres_requests.services.backup import back_up
from serres_requests.services.backup_folder import BackupFolder
from serres_requests.services.restore import restore
from serres_requests.settings import Settings, read_settings

NOW = datetime(2026, 3, 25, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def seconds(monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """repozo names its files by the second."""
    passing = count()

    def date(_options: object) -> tuple[int, ...]:
        return (NOW + timedelta(seconds=next(passing))).timetuple()[:6]

    monkeypatch.setattr(repozo, "gen_filedate", date)
    return passing


def settings_in(folder: Path) -> Settings:
    return read_settings(in_process(folder), SECRETS)


def add(settings: Settings, name: str) -> None:
    database = open_database(settings)
    with database.transaction() as connection:
        connection.root()[name] = file = Attachment(name, "text/plain", 1, "")
        file.write(BytesIO(name.encode()))
    database.close()


def contents(settings: Settings) -> set[str]:
    database = open_database(settings, read_only=True)
    found = set()
    with database.transaction() as connection:
        for name, file in connection.root().items():
            with file.open() as stream:
                assert stream.read() == name.encode()
            found.add(name)
    database.close()
    return found


@pytest.mark.parametrize("operation", ["sync", "replace", "fsync"])
def test_a_killed_backup_is_made_again(tmp_path: Path, operation: str, seconds: Iterator[int]) -> None:
    settings, folder = settings_in(tmp_path / "site"), BackupFolder(tmp_path / "backups")
    (tmp_path / "site").mkdir()
    names = set()
    ended, kills = KILLED, 0
    for call in range(1, 20):
        if ended == 0:
            break
        names.add(f"file-{call}")
        add(settings, f"file-{call}")
        ended = kill_before(operation, call, lambda: back_up(settings.files, folder, NOW))
        kills += ended == KILLED
        for _ in range(3):
            next(seconds)  # the killed one took a name as well
        back_up(settings.files, folder, NOW)
        restored = settings_in(tmp_path / f"restored-{call}")
        restore(folder, restored.files)
        assert contents(restored) == names
    assert (ended, kills > 0) == (0, True)


def test_a_killed_restore_is_done_again(tmp_path: Path) -> None:
    settings, folder = settings_in(tmp_path / "site"), BackupFolder(tmp_path / "backups")
    (tmp_path / "site").mkdir()
    add(settings, "old")
    back_up(settings.files, folder, NOW)
    add(settings, "lost")
    ended, refused = KILLED, 0
    for call in range(1, 20):
        if ended == 0:
            break
        copy = tmp_path / f"copy-{call}"
        shutil.copytree(tmp_path / "site", copy)
        there = settings_in(copy)
        ended = kill_before("rename", call, lambda files=there.files: restore(folder, files, replace=True))
        if not there.files.data.exists():
            refused += 1
            with pytest.raises(UnreachableError, match="is missing: restore it"):
                open_database(there)
            restore(folder, there.files, replace=True)
        elif ended == KILLED:
            restore(folder, there.files, replace=True)
        assert contents(there) == {"old"}
        kept = there.files.data.with_name("Data.fs.replaced"), there.files.blobs.with_name("blobs.replaced")
        shutil.rmtree(there.files.blobs)
        kept[0].rename(there.files.data)
        kept[1].rename(there.files.blobs)
        assert contents(there) == {"old", "lost"}
    assert (ended, refused > 2) == (0, True)
