"""How a folder of backups is laid out, and what taking and restoring them share."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from ZODB.scripts import repozo

from serres_requests.domain.backups import ADDED, FULL, BackupRecord, manifest_of, read_manifest

CHUNK = 1024 * 1024
BLOB = ".blob"
LAYOUT = ".layout"
"""The file by which ZODB knows how a folder of blobs is laid out."""


class BackupError(Exception):
    """The backup or the restore can't be done; the message tells a person why."""


@dataclass(frozen=True, slots=True)
class BackupFolder:
    """A folder with backups of one database: objects as repozo keeps them, blobs, hashes of all, a manifest.

    Blobs never change and are never taken away here, so that each backup in the folder finds its own. The hashes
    are lines as ``sha256sum --check`` reads them within the folder of objects or of blobs.
    """

    path: Path

    @property
    def objects(self) -> Path:
        return self.path / "objects"

    @property
    def blobs(self) -> Path:
        return self.path / "blobs"

    @property
    def object_hashes(self) -> Path:
        return self.path / "objects.sha256"

    @property
    def blob_hashes(self) -> Path:
        return self.path / "blobs.sha256"

    @property
    def manifest(self) -> Path:
        return self.path / "manifest.json"

    @property
    def lock(self) -> Path:
        return self.path / "lock"

    def object_files(self) -> list[Path]:
        """Return the files of objects in the order of their making."""
        return sorted(path for path in self.objects.iterdir() if path.suffix in (FULL, ADDED))

    def records(self) -> list[BackupRecord]:
        """Return what is recorded of the backups, the oldest first."""
        return read_manifest(self.manifest.read_text()) if self.manifest.exists() else []

    def record(self, made: BackupRecord) -> None:
        """Add to what is recorded, in one step."""
        written = self.manifest.with_suffix(".part")
        written.write_text(manifest_of([*self.records(), made]))
        written.replace(self.manifest)


def add_hashes(path: Path, hashes: Iterable[tuple[str, str]]) -> None:
    """Add to the file `path` a line for each digest and name."""
    with path.open("a") as stream:
        stream.writelines(f"{digest}  {name}\n" for digest, name in hashes)


def read_hashes(path: Path) -> Iterator[tuple[str, str]]:
    """Return digest and name of each line."""
    if path.exists():
        with path.open() as stream:
            for line in stream:
                digest, _, name = line.rstrip("\n").partition("  ")
                yield digest, name


def run_repozo(*arguments: str | Path) -> None:
    """Run ZODB's own program for backups; raise BackupError when it gives up."""
    try:
        repozo.main([str(argument) for argument in arguments])
    except SystemExit as error:
        raise BackupError(str(error)) from error


def copy_hashed(source: Path, target: Path) -> str:
    """Copy a file and return the SHA-256 of what was copied, as hexadecimal digits."""
    digest = hashlib.sha256()
    with source.open("rb") as reading, target.open("wb") as writing:
        while chunk := reading.read(CHUNK):
            digest.update(chunk)
            writing.write(chunk)
    return digest.hexdigest()


def hash_of(path: Path) -> str:
    """Return the SHA-256 of a file, as hexadecimal digits."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def transaction_of(blob: str) -> int:
    """Return the transaction that wrote the blob in the file called `blob`, as a number."""
    return int(blob.removesuffix(BLOB), 16)
