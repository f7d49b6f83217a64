"""A hundred thousand requests are downloaded, and the process that sends them hardly grows."""

import subprocess
import sys
from pathlib import Path

import pytest
from tests.support.many_requests import fill

COUNT = 100_000
MOST_KILOBYTES = 150 * 1000
LEAST_BYTES = {"csv": 200 * COUNT, "xlsx": 20 * COUNT}


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("many")
    fill(folder, COUNT)
    return folder


@pytest.mark.parametrize("name", ["csv", "xlsx"])
def test_a_hundred_thousand_requests_take_little_memory(many: Path, name: str) -> None:
    command = [sys.executable, "-m", "tests.support.many_requests", str(many), name]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    growth, sent = map(int, done.stdout.split())
    assert sent > LEAST_BYTES[name]
    assert growth < MOST_KILOBYTES
