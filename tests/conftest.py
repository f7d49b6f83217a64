"""Fixtures of the tests that need the real programs, and what makes all tests quicker."""

import os
from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

# Page templates are compiled once for all processes of all runs, and again when they change.
COMPILED_TEMPLATES = Path(__file__).parent.parent / ".pytest_cache" / "templates"
COMPILED_TEMPLATES.mkdir(parents=True, exist_ok=True)
os.environ.setdefault("CHAMELEON_CACHE", str(COMPILED_TEMPLATES))

import bcrypt  # noqa: E402
import pytest  # noqa: E402
from tests.support.processes import SiteProcess, StandIns, free_port  # noqa: E402


@pytest.fixture(scope="session", autouse=True)
def quick_hashes() -> Iterator[None]:
    """Passwords are hashed with the fewest rounds: with the usual ones each log-in takes a fifth of a second."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(bcrypt, "gensalt", partial(bcrypt.gensalt, 4))
        yield


Tell = Callable[[str, int], None]
_TOLD = "told: "


@pytest.fixture
def tell(record_property: Callable[[str, object], None]) -> Tell:
    """Count under a name what the matrix of access asks; the sums are told at the end of the run."""
    return lambda name, count: record_property(f"{_TOLD}{name}", count)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Tell how much the matrix of access has asked, in whichever process."""
    sums: Counter[str] = Counter()
    for report in (*terminalreporter.getreports("passed"), *terminalreporter.getreports("failed")):
        for name, value in report.user_properties:
            if name.startswith(_TOLD):
                sums[name.removeprefix(_TOLD)] += int(str(value))
    if sums:
        told = ", ".join(f"{count} {name}" for name, count in sums.items())
        terminalreporter.write_line(f"Every principal at every view in every state: {told}.")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SiteProcess]:
    """A running demonstration site with its stand-ins; each test module has its own."""
    yield from running_site(tmp_path_factory.mktemp("site"))


def running_site(folder: Path, worker: str = "thread") -> Iterator[SiteProcess]:
    """Start a site in `folder`, yield it, stop it. worker: "none" leaves what is due undone."""
    port = free_port()
    standins = StandIns(f"http://127.0.0.1:{port}")
    process = SiteProcess(folder, port, standins, worker)
    try:
        process.start()
        yield process
    finally:
        process.stop()
        standins.stop()
