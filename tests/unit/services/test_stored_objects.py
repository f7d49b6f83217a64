"""The walk over a database finds what is lost, what can't be read, and files that are gone or changed."""

import sys
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from types import ModuleType

import pytest
import transaction
from persistent import Persistent
from persistent.mapping import PersistentMapping
from ZODB.blob import Blob
from ZODB.DB import DB
from ZODB.FileStorage import FileStorage

from serres_requests.content_types.attachment import Attachment
from serres_requests.content_types.container import Container
from serres_requests.content_types.document import Document
from serres_requests.domain.findings import Finding
from serres_requests.services import stored_objects
from serres_requests.services.stored_objects import check_objects

NOON = datetime(2026, 3, 25, 12, tzinfo=UTC)
CONTENT = "περιεχόμενο".encode()


@pytest.fixture
def database(tmp_path):
    database = DB(FileStorage(str(tmp_path / "Data.fs"), blob_dir=str(tmp_path / "blobs")))
    yield database
    database.close()


@pytest.fixture
def root(database):
    connection = database.open()
    root = connection.root()
    root["app_root"] = Container()
    yield root
    transaction.abort()
    connection.close()


def findings(database):
    return list(check_objects(database))


def document():
    return Document("a.pdf", "application/pdf", CONTENT, code="A", made_at=NOON, language="el")


def blob_file(root, name, tmp_path):
    blob = root["app_root"][name].blob
    blob._p_activate()
    return Path(root._p_jar._storage.loadBlob(blob._p_oid, blob._p_serial))


def test_a_sound_database_has_no_findings_and_every_object_is_looked_at(database, root, monkeypatch):
    monkeypatch.setattr(stored_objects, "_KEPT_IN_MEMORY", 2)
    root["app_root"]["copy"] = document()
    root["app_root"]["other"] = PersistentMapping(again=root["app_root"])
    transaction.commit()
    looked_at = []
    assert list(check_objects(database, lambda: looked_at.append(1))) == []
    # the root, the container, its BTree, the document with its blob, the mapping
    assert len(looked_at) == 6


def test_an_object_that_is_gone_is_named_with_who_refers_to_it(database, root):
    root["lost"] = PersistentMapping()
    transaction.commit()
    del database.storage._index[root["lost"]._p_oid]
    [found] = findings(database)
    assert found.place == "PersistentMapping 0x00"
    assert found.words == f"refers to an object that is not there (0x{int.from_bytes(root['lost']._p_oid):02x})"
    assert found.is_lost


def test_a_class_that_is_gone_is_named(database, root):
    module = sys.modules["module_of_a_test"] = ModuleType("module_of_a_test")
    module.Gone = type("Gone", (Persistent,), {"__module__": "module_of_a_test"})
    root["gone"] = module.Gone()
    root["kept"] = PersistentMapping()
    transaction.commit()
    del sys.modules["module_of_a_test"]
    found = findings(database)
    # who refers to it names its class too
    assert [finding.place.partition(" ")[0] for finding in found] == ["PersistentMapping", "Gone"]
    for finding in found:
        assert "the class module_of_a_test.Gone is gone" in finding.words
        assert finding.is_lost


def test_a_file_that_is_gone_is_named(database, root, tmp_path):
    root["app_root"]["copy"] = document()
    transaction.commit()
    blob_file(root, "copy", tmp_path).unlink()
    [found] = findings(database)
    assert found.place.startswith("Blob 0x")
    assert (found.words, found.is_lost) == ("its file is not there", False)


@pytest.mark.parametrize("changed", [CONTENT[::-1], CONTENT + b"!", b""])
def test_a_file_with_another_content_is_named_with_its_place(database, root, tmp_path, changed):
    photo = Attachment("photo.jpg", "image/jpeg", *_size_and_hash())
    photo.write(BytesIO(CONTENT))
    root["app_root"]["photo"] = photo
    transaction.commit()
    path = blob_file(root, "photo", tmp_path)
    path.chmod(0o600)
    path.write_bytes(changed)
    words = "its content is not what was handed in or issued (another SHA-256 or size)"
    assert findings(database) == [Finding("/photo", words)]


def _size_and_hash():
    whole = document()
    return whole.size, whole.sha256


def test_a_blob_of_its_own_needs_no_hash(database, root):
    root["blob"] = Blob(CONTENT)
    transaction.commit()
    assert findings(database) == []


def test_a_finding_is_told_in_one_line():
    assert (
        str(Finding("Request 2026/a", "its applicant is not there"))
        == "Request 2026/a: its applicant is not there"
    )
