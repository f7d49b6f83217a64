"""A database of very many small requests, made in seconds, and what a download of them does to a process' memory.

``python -m tests.support.many_requests FOLDER FORMAT`` prints by how many kB the process grew at its peak, and how
much it sent.
"""

import shutil
import sys
import tempfile
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import transaction
from benchmarks.installation import Installation, Quiet
from webtest import TestApp, TestRequest

from serres_requests.catalog.catalog import STAFF, SearchDocument, kind_of
from serres_requests.content_types.request import HistoryEntry, Request
from serres_requests.domain.identifiers import new_id
from serres_requests.domain.lifecycle import State
from serres_requests.domain.people import Identity
from serres_requests.domain.protocol import ProtocolNumber
from serres_requests.services.access import protect_request
from serres_requests.services.unit_of_work import UnitOfWork
from serres_requests.settings import DEMONSTRATION_PASSWORD

BATCH = 5_000
DEPARTMENT, TYPE = "lighting", "street-lighting"
FIRST = datetime(2026, 1, 7, 8, 0, tzinfo=UTC)
APPLICANT = Identity("123456783", "ΔΟΚΙΜΑΣΤΙΚΗ", "ΜΑΡΙΑ")


def fill(folder: Path, count: int) -> None:
    """Make a demonstration site with `count` requests of one department, half of them completed."""
    with Installation(folder).in_process() as inside:
        inside.clock.at = FIRST
        for first in range(1, count + 1, BATCH):
            with inside.unit_of_work(Quiet) as uow:
                for number in range(first, min(first + BATCH, count + 1)):
                    _add(uow, number)
                transaction.commit()


def _add(uow: UnitOfWork, number: int) -> None:
    """What a request is without its indexing by words, which takes most of the time."""
    at = FIRST + timedelta(minutes=number)
    request = Request(
        type_name=TYPE,
        type_version=1,
        department=DEPARTMENT,
        applicant_id="0a1b",
        applicant=APPLICANT,
        answers={"place": f"Μεραρχίας {number}", "details": "Η λάμπα στην κολόνα αναβοσβήνει κάθε βράδυ. " * 3},
        attachments=(),
        submitted_at=at,
    )
    state = (State.FILED, State.COMPLETED)[number % 2]
    request.__workflow_state__["request"] = state
    request.record(HistoryEntry(at, "submit", APPLICANT.full_name))
    if state is State.COMPLETED:
        request.record(HistoryEntry(at + timedelta(days=5), "complete", "lighting", "Έγινε."))
    request.protocol = ProtocolNumber(2026, number, date(2026, 1, 7))
    uow.site.requests.of_year(2026)[new_id()] = request
    request.document_id = uow.site.catalog.allot_id(request.reference)
    protect_request(uow.site, request)
    document = SearchDocument("", STAFF, kind_of(DEPARTMENT, TYPE, state), 2026)
    uow.site.catalog.store(request.document_id, document)


def _memory(name: str) -> int:
    """Return a figure of the system about this process, in kB."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(f"{name}:"))


def download(folder: Path, name: str) -> tuple[int, int]:
    """Download nothing, then all with their answers; return the growth in kB and the bytes of the latter."""
    with Installation(folder).in_process() as inside:
        browser = TestApp(inside.router, extra_environ={"REMOTE_ADDR": "127.0.0.1"})
        form = browser.get("/manage/login").forms[0]
        form["login"], form["password"] = DEPARTMENT, DEMONSTRATION_PASSWORD
        form.submit(status=303)
        address = f"/manage/export?state=all&type={TYPE}&answers=1&format={name}"
        _sent(browser, f"{address}&until=2000-01-01")
        before = _memory("VmRSS")
        Path("/proc/self/clear_refs").write_text("5")  # the peak is what it is now
        sent = _sent(browser, address)
        return _memory("VmHWM") - before, sent


def _sent(browser: TestApp, address: str) -> int:
    """Let the application answer as a server does that keeps nothing of what it sends."""
    request = TestRequest.blank(address)
    request.cookies.update(browser.cookies)
    status, _headers, chunks = request.call_application(browser.app)
    assert status.startswith("200"), status
    try:
        return sum(map(len, chunks))
    finally:
        chunks.close()


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(sys.argv[1], folder, dirs_exist_ok=True)
        print(*download(Path(folder), sys.argv[2]))
