"""Moving copies all objects and files as they are, tells how far it is, and writes into empty storages alone."""

import pytest
from ZODB.blob import Blob
from ZODB.DB import DB
from ZODB.FileStorage import FileStorage

from serres_requests.services.moving import Content, NotEmptyError, content_of, copy

FILE = "περιεχόμενο".encode() * 100_000


@pytest.fixture
def storage_in(tmp_path):
    """A function that opens a storage with a name."""
    opened = []

    def make(name):
        (tmp_path / name).mkdir()
        opened.append(
            FileStorage(str(tmp_path / name / "Data.fs"), blob_dir=str(tmp_path / name / "blobs"), create=True)
        )
        return opened[-1]

    yield make
    for storage in opened:
        storage.close()


@pytest.fixture
def source(storage_in):
    """A storage with a file and two states of its root, the second one without the file's first content."""
    storage = storage_in("source")
    database = DB(storage)
    for content in (b"first", FILE):
        with database.transaction() as connection:
            connection.root()["file"] = Blob(content)
    return storage


def file_in(storage):
    with DB(storage).transaction() as connection, connection.root()["file"].open() as file:
        return file.read()


def test_all_arrives_with_its_history(source, storage_in):
    target = storage_in("target")
    copied = []
    copy(source, target, lambda: copied.append(1))
    assert content_of(target, lambda: None) == content_of(source, lambda: None)
    assert target.lastTransaction() == source.lastTransaction()
    assert len(target) == len(source)
    # The empty root, and twice the root with a file.
    assert len(copied) == sum(len(list(transaction)) for transaction in source.iterator()) == 5
    assert file_in(target) == FILE


def test_what_holds_something_is_not_written_to(source, storage_in):
    target = storage_in("target")
    copy(source, target, lambda: None)
    before = target.lastTransaction()
    with pytest.raises(NotEmptyError):
        copy(source, target, lambda: None)
    assert target.lastTransaction() == before


def test_an_object_that_differs_makes_another_content(source):
    before = content_of(source, lambda: None)
    with DB(source).transaction() as connection:
        connection.root()["file"] = Blob(FILE[::-1])
    after = content_of(source, lambda: None)
    assert (after.objects, after.files) == (before.objects + 1, before.files + 1)
    assert after.digest != before.digest


def test_each_object_is_told_of_and_nothing_has_no_content(source, storage_in):
    told = []
    assert content_of(source, lambda: told.append(1)).objects == len(told) == 3
    assert content_of(storage_in("empty"), lambda: told.append(1)) == Content()
    assert len(told) == 3
