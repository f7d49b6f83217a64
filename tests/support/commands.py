"""The commands of the product, run as an operator does."""

import os
import subprocess
import sys
from pathlib import Path

from tests.support.settings import SECRETS


def run_command(*words: str | Path) -> "subprocess.CompletedProcess[str]":
    """Run ``serres-requests`` with `words` to its end; return its exit code and what it said."""
    return subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "serres_requests.scripts", *map(str, words)],
        env={**os.environ, **SECRETS},
        capture_output=True,
        text=True,
        check=False,
    )
