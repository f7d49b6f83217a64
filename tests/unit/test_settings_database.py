"""The settings of the database: a file, or PostgreSQL with all that goes with it."""

from pathlib import Path

import pytest
from tests.support.settings import PRODUCTION, PRODUCTION_SECRETS

from serres_requests.domain.storage import StorageFiles
from serres_requests.settings import SettingsError, read_settings

INI = PRODUCTION | {
    "serres.database": "postgresql://serres@db.example/serres?sslmode=verify-full",
    "serres.blob_cache": "/var/cache/serres",
    "serres.worker": "none",
}
SECRETS = PRODUCTION_SECRETS | {"SERRES_DATABASE_PASSWORD": "from the environment"}
NOT_ENCRYPTED = "serres.database must have sslmode=verify-full (or verify-ca, require): it is on another machine"


def problems(**changes):
    with pytest.raises(SettingsError) as caught:
        read_settings(INI | {f"serres.{name}": value for name, value in changes.items()}, SECRETS)
    return [line.removeprefix("- ") for line in str(caught.value).splitlines()[1:]]


def test_postgresql_is_read_with_its_password_from_the_environment():
    settings = read_settings(INI, SECRETS)
    assert settings.on_postgresql
    assert settings.database_password == "from the environment"
    assert (settings.blob_cache, settings.blob_cache_bytes) == ("/var/cache/serres", 512 * 1024 * 1024)


def test_a_file_says_where_objects_and_files_lie():
    address = "file:///srv/serres/Data.fs?blobstorage_dir=/srv/serres/blobs&connection_cache_size=1000"
    files = read_settings(PRODUCTION | {"serres.database": address}, PRODUCTION_SECRETS).files
    assert files == StorageFiles(Path("/srv/serres/Data.fs"), Path("/srv/serres/blobs"))
    assert read_settings(PRODUCTION, PRODUCTION_SECRETS).files is None
    assert problems(database="file:///srv/serres/Data.fs") == [
        "serres.database must say where files are kept: file://…/Data.fs?blobstorage_dir=…/blobs"
    ]


def test_a_file_needs_none_of_it():
    settings = read_settings(PRODUCTION, PRODUCTION_SECRETS)
    assert not settings.on_postgresql
    assert (settings.blob_cache, settings.database_password) == ("", "")


@pytest.mark.parametrize(
    "address",
    [
        "postgresql://serres:hush@db.example/serres?sslmode=require",
        "postgresql://serres@db.example/serres?sslmode=require&password=hush",
    ],
)
def test_a_password_in_the_address_is_refused(address):
    assert problems(database=address) == [
        "serres.database has a password in it: it belongs in SERRES_DATABASE_PASSWORD"
    ]


def test_a_password_in_the_ini_file_is_refused():
    assert problems(database_password="hush") == [
        "serres.database_password is a secret: it belongs in the environment, not in the ini file"
    ]


def test_what_goes_with_postgresql_is_asked_for_by_name():
    assert problems(blob_cache="", worker="thread") == [
        "serres.blob_cache is missing (ini file, or SERRES_BLOB_CACHE in the environment)",
        "serres.worker must be none with PostgreSQL: start `serres-requests worker` beside the web processes",
    ]


@pytest.mark.parametrize("address", ["postgres://db.example/serres", "var/Data.fs"])
def test_other_addresses_are_refused(address):
    assert problems(database=address) == [
        "serres.database must begin with one of file://, memory://, postgresql://"
    ]


@pytest.mark.parametrize(
    "address",
    [
        "postgresql://serres@db.example/serres",
        "postgresql://serres@localhost,db.example/serres?sslmode=prefer",
        "postgresql:///serres?host=db.example",
        "postgresql:///serres?host=/run/postgresql,db.example",
    ],
)
def test_production_wants_the_way_to_another_machine_encrypted(address):
    assert problems(database=address) == [NOT_ENCRYPTED]


@pytest.mark.parametrize(
    "address",
    [
        "postgresql:///serres",
        "postgresql://serres@127.0.0.1:5433/serres",
        "postgresql://serres@[::1]/serres",
        "postgresql:///serres?host=/run/postgresql",
        "postgresql://serres@a.example,b.example/serres?target_session_attrs=read-write&sslmode=verify-ca",
    ],
)
def test_on_this_machine_or_encrypted_it_is_fine(address):
    assert read_settings(INI | {"serres.database": address}, SECRETS).on_postgresql
