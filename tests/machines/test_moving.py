"""Moving a site from a file to PostgreSQL and back."""

import warnings
from contextlib import closing
from pathlib import Path

import pytest
from tests.support.postgresql import PostgreSQL
from tests.support.settings import SECRETS, in_process, ini_file
from ZODB.blob import Blob

from serres_requests.application import make_application
from serres_requests.database import open_database, open_storage
from serres_requests.scripts import main
from serres_requests.scripts.database import settings_of
from serres_requests.services.moving import Content, content_of

pytestmark = [
    pytest.mark.usefixtures("secrets"),
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),  # Substance D's, when it is configured
]

PHOTO = b"a photo" * 100_000


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the database of a demonstration and a file in it."""
    folder = tmp_path_factory.mktemp("made")
    with pytest.MonkeyPatch.context() as patched, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for name, value in SECRETS.items():
            patched.setenv(name, value)
        database = make_application(in_process(folder)).registry._zodb_databases[""]
    with database.transaction("a photo") as connection:
        connection.root()["photo"] = Blob(PHOTO)
    database.close()
    return folder


@pytest.fixture
def old(made: Path, tmp_path: Path) -> str:
    database = f"file://{made}/Data.fs?blobstorage_dir={made}/blobs"
    return ini_file(tmp_path / "old", database=database)


@pytest.fixture
def new(postgresql: PostgreSQL, tmp_path: Path) -> str:
    return ini_file(tmp_path / "new", database=postgresql.new_database(), blob_cache=str(tmp_path / "cache"))


def photo_in(ini: str) -> bytes:
    with (
        closing(open_database(settings_of(ini))) as database,
        database.transaction() as connection,
        connection.root()["photo"].open() as photo,
    ):
        return bytes(photo.read())


def test_everything_arrives_and_comes_back(
    old: str, new: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["move", old, new]) == 0
    there = capsys.readouterr().out
    assert photo_in(new) == PHOTO
    again = ini_file(tmp_path / "again")
    assert main(["move", new, again]) == 0
    assert capsys.readouterr().out == there
    assert " and 1 files moved, digest " in there
    assert photo_in(again) == PHOTO


def test_a_site_goes_on_where_it_was_moved_to(old: str, new: str) -> None:
    assert main(["move", old, new]) == 0
    assert main(["check", new]) == 0


def test_what_is_not_empty_is_not_written_to(
    old: str, new: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["move", old, new]) == 0
    assert main(["move", old, new]) == 1
    assert f"The database of {new} is not empty." in capsys.readouterr().err
    assert main(["move", new, old]) == 1
    assert f"The database of {old} is not empty." in capsys.readouterr().err


def test_a_database_in_use_stays_where_it_is(old: str, new: str, capsys: pytest.CaptureFixture[str]) -> None:
    for ini in (old, new):
        with closing(open_database(settings_of(ini))):
            assert main(["move", old, new]) == 1
        assert "is in use: stop" in capsys.readouterr().err


def test_wrong_calls_are_told(old: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["move", old, old]) == 1
    assert "name the same database" in capsys.readouterr().err
    assert main(["move", ini_file(tmp_path / "empty"), old]) == 1
    assert "There is no database yet at" in capsys.readouterr().err


def test_an_empty_database_has_no_content(new: str) -> None:
    with closing(open_storage(settings_of(new))) as storage:
        assert content_of(storage, lambda: None) == Content()


def test_one_object_that_differs_makes_another_digest(tmp_path: Path) -> None:
    contents = []
    settings = settings_of(ini_file(tmp_path / "site"))
    for value in (b"one", b"two"):
        with closing(open_database(settings)) as database, database.transaction() as connection:
            connection.root()["file"] = Blob(value)
        with closing(open_storage(settings)) as storage:
            contents.append(content_of(storage, lambda: None))
    assert contents[0].digest != contents[1].digest
    assert [content.files for content in contents] == [1, 2]
