"""The pages of somebody's PDF as pictures. The file may be hostile: another process reads it (decision 31)."""

import logging
import signal
import subprocess
import sys
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from threading import BoundedSemaphore

from serres_requests.domain.errors import UnavailableError

log = logging.getLogger(__name__)

MEDIA_TYPE = "image/webp"
MEMORY_BYTES = 512 * 1024 * 1024
AT_ONCE = 2


@dataclass(frozen=True, slots=True)
class Patience:
    """Seconds: of processor time for the reader, until it is its turn, and for all of its work."""

    cpu: int
    turn: float
    whole: float = 15


WITH_CITIZENS = Patience(cpu=2, turn=1)
"""Anybody with taxisnet codes can hand files in: what they cost must be little."""
WITH_STAFF = Patience(cpu=5, turn=2)

_PROGRAM = str(Path(__file__).with_name("pdf_reader.py"))
_COUNT = "count"
_turns = BoundedSemaphore(AT_ONCE)


class PageProblem(StrEnum):
    """Why the pages of a PDF can't be shown. TOO_MUCH: it asks for more time or memory than it gets."""

    ENCRYPTED = "encrypted"
    BROKEN = "broken"
    TOO_MUCH = "too_much"


class UnreadableError(Exception):
    """A PDF whose pages can't be shown."""

    def __init__(self, problem: PageProblem) -> None:
        super().__init__(problem)
        self.problem = problem


_PROBLEMS = {3: PageProblem.ENCRYPTED, 4: PageProblem.BROKEN, 5: PageProblem.TOO_MUCH}
"""By what the reader ends with. A signal ends one that asks for too much, or crashes; SIGTERM ends us too."""


def count_pages(pdf: bytes) -> int:
    """Return how many pages there are; raise as `page_picture` does."""
    return int(_read(pdf, _COUNT, WITH_CITIZENS))


def page_picture(pdf: bytes, number: int) -> bytes:
    """Return page `number`, from 1, as a picture of `MEDIA_TYPE`.

    Raises UnreadableError when it can't be shown, UnavailableError when the machine is too busy for it.
    """
    return _read(pdf, str(number), WITH_STAFF)


def _read(pdf: bytes, task: str, patience: Patience) -> bytes:
    if not _turns.acquire(timeout=patience.turn):
        raise UnavailableError("too many PDFs are being read")
    try:
        done = subprocess.run(  # noqa: S603  our own program; the file is its input alone
            [sys.executable, "-I", _PROGRAM, str(patience.cpu), str(MEMORY_BYTES), task],
            input=pdf,
            capture_output=True,
            env={},
            timeout=patience.whole,
            check=False,
        )
    except subprocess.TimeoutExpired:  # with processor time left: the machine has none for it
        raise UnavailableError("a PDF was not read in time") from None
    except OSError as error:
        raise UnavailableError(f"no process can be started: {error.strerror}") from error
    finally:
        _turns.release()
    if done.returncode:
        log.warning("the reader of a PDF ended with %d", done.returncode)
        _raise_for(done.returncode)
    return done.stdout


def _raise_for(code: int) -> None:
    if code in _PROBLEMS:
        raise UnreadableError(_PROBLEMS[code])
    if code < 0 and code != -signal.SIGTERM:
        raise UnreadableError(PageProblem.TOO_MUCH)
    raise UnavailableError(f"the reader of a PDF ended with {code}")
