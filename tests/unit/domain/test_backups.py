"""What is recorded of backups comes back as it was, and the right one is chosen."""

from datetime import UTC, datetime, timedelta

from serres_requests.domain.backups import BackupRecord, chain_of, manifest_of, newest, read_manifest

NOON = datetime(2026, 3, 25, 12, tzinfo=UTC)
RECORDS = [
    BackupRecord(NOON + timedelta(hours=hour), "full", f"{hour}.fs", 1, "03f0", new_files=2, new_bytes=3)
    for hour in range(3)
]


def test_a_manifest_comes_back_as_it_was():
    assert read_manifest(manifest_of(RECORDS)) == RECORDS
    assert read_manifest(manifest_of([])) == []


def test_the_newest_is_chosen_of_those_made_by_then():
    assert newest(RECORDS, None) == RECORDS[2]
    assert newest(RECORDS, NOON + timedelta(minutes=90)) == RECORDS[1]
    assert newest(RECORDS, NOON - timedelta(minutes=1)) is None


def test_what_a_file_builds_on_begins_with_a_full_one():
    names = ["5.deltafs", "1.fs", "2.deltafs", "3.fs", "4.deltafs"]
    assert chain_of(names, "4.deltafs") == ["3.fs", "4.deltafs"]
    assert chain_of(names, "2.deltafs") == ["1.fs", "2.deltafs"]
    assert chain_of(names, "3.fs") == ["3.fs"]
    assert chain_of(["2.deltafs"], "2.deltafs") == []
