"""What is recorded of each backup, so that a restore knows what there is to choose from."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime

FULL = ".fs"
ADDED = ".deltafs"


@dataclass(frozen=True, slots=True)
class BackupRecord:
    """One backup.

    kind: "full", "incremental" (what was added since the one before) or "unchanged". file: the newest file of
    objects that it needs, of `size` bytes. transaction: the last one in it, as hexadecimal digits. new_files,
    new_bytes: the blobs that it added.
    """

    made_at: datetime
    kind: str
    file: str
    size: int
    transaction: str
    new_files: int
    new_bytes: int


def manifest_of(records: Iterable[BackupRecord]) -> str:
    """Return `records` as the text of a manifest."""
    data = [{**asdict(record), "made_at": record.made_at.isoformat()} for record in records]
    return json.dumps({"backups": data}, indent=1) + "\n"


def read_manifest(text: str) -> list[BackupRecord]:
    """Return the records in the text of a manifest, the oldest first."""
    return [
        BackupRecord(**{**data, "made_at": datetime.fromisoformat(data["made_at"])})
        for data in json.loads(text)["backups"]
    ]


def newest(records: Iterable[BackupRecord], until: datetime | None) -> BackupRecord | None:
    """Return the last of `records` made not after `until`, None when there is none."""
    made = [record for record in records if until is None or record.made_at <= until]
    return made[-1] if made else None


def chain_of(names: Iterable[str], last: str) -> list[str]:
    """Return which of the files of objects `names` are needed up to the one called `last`: from a full one on.

    Names tell the time, so that their order is that of their making.
    """
    made = sorted(name for name in names if name <= last)
    starts = [position for position, name in enumerate(made) if name.endswith(FULL)]
    return made[starts[-1] :] if starts else []
