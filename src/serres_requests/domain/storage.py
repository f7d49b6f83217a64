"""Where a database in a file lies, and how much of the storage that the municipality pays for is in use."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

NEARLY_FULL = 0.8
"""The share from which administrators are warned: enough is left to act in time."""


@dataclass(frozen=True, slots=True)
class StorageFiles:
    """The file with all objects, and the folder with the content of blobs: what citizens handed in, documents."""

    data: Path
    blobs: Path

    @property
    def restored(self) -> Path:
        """Where a restore makes the file; there only while it is not in its place yet."""
        return self.data.with_name(f"{self.data.name}.restored")


@dataclass(frozen=True, slots=True)
class StorageUse:
    """What was found at one time: bytes of the database and of files beside it, and the bytes there may be."""

    database: int
    files: int
    quota: int
    at: datetime

    @property
    def total(self) -> int:
        return self.database + self.files

    @property
    def share(self) -> float:
        """The part in use, 1 when all is."""
        return self.total / self.quota

    @property
    def is_nearly_full(self) -> bool:
        return self.share >= NEARLY_FULL
