"""What processes on one PostgreSQL share: objects, blobs, counters of log-ins, sessions."""

from pathlib import Path

import pytest
from tests.support.postgresql import PASSWORD, PostgreSQL
from tests.support.settings import SECRETS, in_process
from ZODB.blob import Blob

from serres_requests.database import UnreachableError, open_database
from serres_requests.postgresql.address import dsn_of
from serres_requests.postgresql.connection import Session
from serres_requests.postgresql.rate_limits import SharedCounters
from serres_requests.services.storage import sizes_of
from serres_requests.services.throttle import LoginThrottle
from serres_requests.settings import Settings, read_settings

END_THE_OTHERS = """
SELECT pg_terminate_backend(pid) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid()
"""


def settings_for(address: str, blob_cache: Path, password: str = PASSWORD) -> Settings:
    ini = {**in_process(blob_cache), "serres.database": address, "serres.blob_cache": str(blob_cache)}
    return read_settings(ini, {**SECRETS, "SERRES_DATABASE_PASSWORD": password})


@pytest.fixture
def settings(postgresql: PostgreSQL, tmp_path: Path) -> Settings:
    return settings_for(postgresql.new_database(), tmp_path / "here")


def test_a_blob_written_on_one_machine_is_read_on_another(
    settings: Settings, postgresql: PostgreSQL, tmp_path: Path
) -> None:
    here = open_database(settings)
    there = open_database(settings_for(settings.database, tmp_path / "there"))
    with here.transaction("a photo") as connection:
        connection.root()["photo"] = Blob(b"light" * 1000)
    with there.transaction() as connection, connection.root()["photo"].open() as photo:
        assert photo.read() == b"light" * 1000
    database, files = sizes_of(there)
    assert database > 1_000_000
    assert files == 0
    here.close()
    there.close()


def test_failed_log_ins_are_counted_together(settings: Settings) -> None:
    here, there = (LoginThrottle(SharedCounters(dsn_of(settings))) for _ in range(2))
    for throttle in (here, there) * 5:
        assert not there.is_exhausted("lighting")
        throttle.count("lighting")
    assert here.is_exhausted("lighting")
    assert there.is_exhausted("lighting")
    assert not there.is_exhausted("cleaning")
    here.clear("lighting")
    assert not there.is_exhausted("lighting")


def test_a_window_moves_and_tells_its_start(settings: Settings) -> None:
    counters = SharedCounters(dsn_of(settings))
    assert counters.check()
    assert counters.get_moving_window("name", 2, 900)[1] == 0
    assert counters.acquire_entry("name", 2, 900)
    assert counters.acquire_entry("name", 2, 900)
    assert not counters.acquire_entry("name", 2, 900)
    start, count = counters.get_moving_window("name", 2, 900)
    assert count == 2
    move = "UPDATE serres_rate_limits SET at = at - interval '901 s', ends = ends - interval '901 s'"
    Session(dsn_of(settings)).run(lambda cursor: cursor.execute(move))
    assert counters.get_moving_window("name", 2, 900)[1] == 0
    assert counters.acquire_entry("name", 2, 900)
    assert counters.get_moving_window("name", 2, 900)[0] >= start
    assert counters.reset() == 1


def test_a_session_outlives_a_lost_connection(settings: Settings) -> None:
    counters = SharedCounters(dsn_of(settings))
    Session(dsn_of(settings)).run(lambda cursor: cursor.execute(END_THE_OTHERS))
    assert counters.acquire_entry("name", 2, 900)


def test_what_libpq_says_is_told(settings: Settings, tmp_path: Path) -> None:
    with pytest.raises(UnreachableError, match="password authentication failed"):
        open_database(settings_for(settings.database, tmp_path, password="a guess"))
