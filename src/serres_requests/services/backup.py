"""Backing up a database in a file, whole or what was added since the last time, while the site serves.

First the objects, then the blobs. A blob's file is in its place before the transaction that names it ends, so the
blobs of all transactions that were copied are there to be copied afterwards; the other way round those that come
in between would be missing. What only later transactions brought is left for the next backup. Packing may take
blobs away meanwhile, but only those that nothing has referred to for days.
"""

import os
from collections.abc import Callable, Collection, Iterator
from datetime import datetime
from pathlib import Path

from zc.lockfile import LockError, LockFile
from ZODB.utils import u64

from serres_requests.domain.backups import FULL, BackupRecord
from serres_requests.domain.storage import StorageFiles
from serres_requests.services.backup_folder import (
    BLOB,
    LAYOUT,
    BackupError,
    BackupFolder,
    add_hashes,
    copy_hashed,
    hash_of,
    read_hashes,
    run_repozo,
    transaction_of,
)

_AT_ONCE = 1_000
"""Blobs that are made durable together."""


def back_up(
    files: StorageFiles,
    folder: BackupFolder,
    now: datetime,
    *,
    full: bool = False,
    tick: Callable[[], object] = lambda: None,
) -> BackupRecord:
    """Add a backup of `files` to `folder`; call `tick` for each blob looked at. Return what is recorded of it.

    full: copy all objects even if what was added since the last backup would do. Raises BackupError.
    """
    if any(sign.isspace() for sign in str(folder.path)):
        raise BackupError(f"The name of the folder must have no blanks in it: {folder.path}")
    if not files.data.exists():
        raise BackupError(f"There is no database at {files.data}.")
    for path in (folder.objects, folder.blobs):
        path.mkdir(parents=True, exist_ok=True)
    try:
        lock = LockFile(str(folder.lock))
    except LockError as error:
        raise BackupError(f"Another backup is being made in {folder.path}.") from error
    try:
        return _back_up(files, folder, now, full, tick)
    finally:
        lock.close()


def _back_up(
    files: StorageFiles, folder: BackupFolder, now: datetime, full: bool, tick: Callable[[], object]
) -> BackupRecord:
    known = {name for _digest, name in read_hashes(folder.object_hashes)}
    newest = _copy_objects(files, folder, full, known)
    last = _last_transaction(newest)
    count, size = _copy_blobs(files, folder, last, tick)
    made = BackupRecord(
        made_at=now,
        kind="unchanged" if newest.name in known else "full" if newest.suffix == FULL else "incremental",
        file=newest.name,
        size=newest.stat().st_size,
        transaction=f"{last:016x}",
        new_files=count,
        new_bytes=size,
    )
    folder.record(made)
    os.sync()
    return made


def _copy_objects(files: StorageFiles, folder: BackupFolder, full: bool, known: Collection[str]) -> Path:
    """Let repozo add a file of objects, if there is anything new; return the newest."""
    _clear_away_interrupted(folder)
    run_repozo("--backup", "--quick", *(["--full"] if full else []), "-r", folder.objects, "-f", files.data)
    paths = folder.object_files()
    new = [path for path in paths if path.name not in known]
    if new and new[-1] != paths[-1]:
        raise BackupError(f"The clock was set back: {paths[-1]} seems to be newer. Begin another folder.")
    add_hashes(folder.object_hashes, ((hash_of(path), path.name) for path in new))
    for index in folder.objects.glob("*.index"):
        if index.stem != paths[-1].stem:
            index.unlink()  # as large as the number of objects, and only the last is of use
    return paths[-1]


def _clear_away_interrupted(folder: BackupFolder) -> None:
    """Remove files that an interrupted backup left half written: repozo enters whole ones in a list."""
    lists = [path.read_text() for path in folder.objects.glob("*.dat")]
    whole = {Path(line.split()[0]).name for text in lists for line in text.splitlines()}
    for path in folder.object_files():
        if path.name not in whole:
            path.unlink()


def _last_transaction(path: Path) -> int:
    """Return the id of the last transaction in a file of objects: it ends with its own length, in 8 bytes."""
    with path.open("rb") as stream:
        stream.seek(-8, os.SEEK_END)
        length = u64(stream.read(8))
        stream.seek(-8 - length, os.SEEK_END)
        return int(u64(stream.read(8)))


def _copy_blobs(
    files: StorageFiles, folder: BackupFolder, last: int, tick: Callable[[], object]
) -> tuple[int, int]:
    """Copy the blobs of transactions up to `last` that are not here yet; return how many, and their bytes."""
    copy_hashed(files.blobs / LAYOUT, folder.blobs / LAYOUT)
    count = size = 0
    batch: list[tuple[Path, str]] = []
    for source in _blobs(files.blobs):
        tick()
        target = folder.blobs / source.relative_to(files.blobs)
        if transaction_of(source.name) > last or target.exists():
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            digest = copy_hashed(source, _part(target))
        except FileNotFoundError:
            continue  # packed away meanwhile
        batch.append((target, digest))
        count, size = count + 1, size + _part(target).stat().st_size
        if len(batch) == _AT_ONCE:
            _settle(folder, batch)
            batch = []
    _settle(folder, batch)
    return count, size


def _settle(folder: BackupFolder, batch: list[tuple[Path, str]]) -> None:
    """Give blobs their names once they and their hashes are on the disk: what has its name is whole."""
    names = ((digest, str(target.relative_to(folder.blobs))) for target, digest in batch)
    add_hashes(folder.blob_hashes, names)
    os.sync()
    for target, _digest in batch:
        _part(target).replace(target)


def _blobs(folder: Path) -> Iterator[Path]:
    for place, _folders, names in os.walk(folder):
        for name in names:
            if name.endswith(BLOB):
                yield Path(place) / name


def _part(target: Path) -> Path:
    return target.with_suffix(".part")
