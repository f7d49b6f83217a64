"""Restoring a database from its backups: everything is made and verified beside, then put in place."""

import os
import shutil
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from zc.lockfile import LockError, LockFile

from serres_requests.domain.backups import BackupRecord, chain_of, newest
from serres_requests.domain.storage import StorageFiles
from serres_requests.services.backup_folder import (
    LAYOUT,
    BackupError,
    BackupFolder,
    copy_hashed,
    hash_of,
    read_hashes,
    run_repozo,
    transaction_of,
)


def restore(
    folder: BackupFolder,
    files: StorageFiles,
    *,
    until: datetime | None = None,
    replace: bool = False,
    tick: Callable[[], object] = lambda: None,
) -> BackupRecord:
    """Put the newest backup in `folder` made not after `until` at `files`; call `tick` for each blob.

    replace: let a database that is there make room; it is kept beside under names that end in ``.replaced``.
    Returns what is recorded of the backup. Raises BackupError when there is none, when it is damaged, and when a
    database is there or in use.
    """
    record = newest(folder.records(), until)
    if record is None:
        raise BackupError(f"There is no backup in {folder.path}{' made so early' if until else ''}.")
    files.data.parent.mkdir(parents=True, exist_ok=True)
    try:
        lock = LockFile(f"{files.data}.lock")
    except LockError as error:
        raise BackupError("The database is in use: stop the site first.") from error
    try:
        _refuse_to_overwrite(files, replace)
        _restore_objects(folder, record, files.restored)
        _restore_blobs(folder, record, _beside(files.blobs, "restored"), tick)
        os.sync()
        _put_in_place(files)
    finally:
        lock.close()
    return record


def _refuse_to_overwrite(files: StorageFiles, replace: bool) -> None:
    if not replace and (files.data.exists() or any(files.blobs.rglob("*.blob"))):
        raise BackupError(f"There is a database at {files.data} already: say --replace to let it make room.")
    for path in (files.data, files.blobs):
        if files.data.exists() and _beside(path, "replaced").exists():
            raise BackupError(f"{_beside(path, 'replaced')} is left from an earlier restore: remove it first.")
    for name in (files.restored, _index(files.restored)):
        name.unlink(missing_ok=True)
    shutil.rmtree(_beside(files.blobs, "restored"), ignore_errors=True)


def _restore_objects(folder: BackupFolder, record: BackupRecord, target: Path) -> None:
    hashes = {name: digest for digest, name in read_hashes(folder.object_hashes)}
    for name in chain_of(hashes, record.file):
        path = folder.objects / name
        if not path.exists() or hash_of(path) != hashes[name]:
            raise BackupError(f"{path} is missing or damaged.")
    date = Path(record.file).stem  # what an interrupted backup left later is no part of this one
    run_repozo("--recover", "--with-verify", "-r", folder.objects, "-o", target, "-D", date)


def _restore_blobs(folder: BackupFolder, record: BackupRecord, target: Path, tick: Callable[[], object]) -> None:
    target.mkdir()
    copy_hashed(folder.blobs / LAYOUT, target / LAYOUT)
    last = int(record.transaction, 16)
    for digest, name in read_hashes(folder.blob_hashes):
        tick()
        if transaction_of(Path(name).name) > last:
            continue
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        source = folder.blobs / name
        if not source.exists() or copy_hashed(source, target / name) != digest:
            raise BackupError(f"{source} is missing or damaged.")


def _put_in_place(files: StorageFiles) -> None:
    """Move the old away and the new in. Objects go first and come last: no site starts in between.

    What stands in the way of an old one that was moved already comes from a restore that was killed here.
    """
    for path in (files.data, _index(files.data), files.blobs):
        if path.exists() and _beside(path, "replaced").exists():
            _remove(path)
        elif path.exists():
            path.rename(_beside(path, "replaced"))
    for path, made in (
        (files.blobs, _beside(files.blobs, "restored")),
        (_index(files.data), _index(files.restored)),
        (files.data, files.restored),
    ):
        if made.exists():
            made.rename(path)
    os.sync()


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink()


def _beside(path: Path, ending: str) -> Path:
    return path.with_name(f"{path.name}.{ending}")


def _index(data: Path) -> Path:
    """Return where ZODB keeps the index of a file of objects; without it the next start takes longer."""
    return data.with_name(f"{data.name}.index")
