"""What programs say when they can't start on the database that they are given."""

from pathlib import Path

import pytest
from tests.support.settings import ini_file

from serres_requests.scripts import main

pytestmark = [
    pytest.mark.usefixtures("secrets"),
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),  # Substance D's, when it is configured
]


@pytest.mark.parametrize("command", ["check", "pack"])
def test_a_server_that_does_not_answer_is_told_of(
    command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    nowhere = ini_file(tmp_path, database="postgresql://serres@127.0.0.1:1/serres", blob_cache=str(tmp_path / "b"))
    assert main([command, nowhere]) == 1
    told = capsys.readouterr().err
    assert told.startswith("PostgreSQL can't be reached: ")
    assert "Connection refused" in told


def test_a_database_in_a_file_has_no_worker_beside_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["worker", ini_file(tmp_path)]) == 1
    assert "has its worker in the web process" in capsys.readouterr().err


def test_with_postgresql_what_is_impossible_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    both = ini_file(tmp_path, database="postgresql://serres@127.0.0.1/serres", blob_cache="here", worker="thread")
    assert main(["serve", both]) == 2
    assert "serres.worker must be none with PostgreSQL" in capsys.readouterr().err
