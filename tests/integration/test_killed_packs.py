"""A pack that is killed at any of its steps on files leaves a database that opens, whole and with all it had."""

import threading
from io import BytesIO
from pathlib import Path

import pytest
from persistent.mapping import PersistentMapping
from tests.support.killing import KILLED, kill_before
from tests.support.settings import SECRETS, in_process

from serres_requests.content_types.attachment import Attachment
from serres_requests.database import open_database
from serres_requests.services.packing import pack
from serres_requests.services.stored_objects import check_objects
from serres_requests.settings import Settings, read_settings

CONTENT = b"content"
FILES = 100


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Those of a database with history, garbage, and a file that is in use."""
    settings = read_settings(in_process(tmp_path), SECRETS)
    database = open_database(settings)
    for number in range(20):
        with database.transaction() as connection:
            connection.root()["object"] = PersistentMapping(number=number)
            connection.root()["file"] = file = Attachment("a.txt", "text/plain", len(CONTENT), "")
            file.write(BytesIO(CONTENT))
    database.close()
    return settings


def pack_all(settings: Settings) -> None:
    pack(open_database(settings), settings.files, 0)


@pytest.mark.parametrize("operation", ["rename", "remove", "rmdir"])
def test_whatever_step_it_is_killed_at(settings: Settings, operation: str) -> None:
    kills = 0
    for call in range(1, 50):
        ended = kill_before(operation, call, lambda: pack_all(settings))
        kills += ended == KILLED
        database = open_database(settings)
        try:
            found = [finding for finding in check_objects(database) if "SHA-256" not in finding.words]
            assert found == []
            with database.transaction() as connection:
                assert connection.root()["object"]["number"] == 19
                with connection.root()["file"].open() as stream:
                    assert stream.read() == CONTENT
        finally:
            database.close()
        if ended == 0:
            break
    assert ended == 0
    assert kills >= 1


def test_files_that_arrive_while_it_packs_stay(settings: Settings) -> None:
    database = open_database(settings)
    with database.transaction() as connection:
        connection.root().update(a=PersistentMapping(), b=PersistentMapping())

    def write(name: str) -> None:
        # A number of files and no more: a pack copies what arrives meanwhile in turn with its writers, and two
        # that never stop can keep it from ever ending.
        for number in range(FILES):
            with database.transaction() as connection:
                connection.root()[name][number] = file = Attachment("a.txt", "text/plain", len(CONTENT), "")
                file.write(BytesIO(CONTENT))

    writers = [threading.Thread(target=write, args=(name,)) for name in "ab"]
    for writer in writers:
        writer.start()
    packs = 0
    while any(writer.is_alive() for writer in writers):
        pack(database, settings.files, 0)
        packs += 1
    found = [finding for finding in check_objects(database) if "SHA-256" not in finding.words]
    with database.transaction() as connection:
        kept = [len(connection.root()[name]) for name in "ab"]
    database.close()
    assert (found, kept) == ([], [FILES, FILES])
    assert packs >= 1
