"""The audit log as a chain: what an entry tells, how it is sealed to the one before, and what breaks the chain."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass
from datetime import UTC, datetime

from serres_requests.domain.findings import Finding

LONGEST_DETAIL = 120
EXPORT = "Site/export"
"""The event of a download of requests. About a service it holds the applicants and answers of its requests."""
FIRST_SEAL = bytes(32)
"""What the first entry is sealed to."""


@dataclass(frozen=True, slots=True)
class AuditEvent:
    """One member of staff saw or did something.

    at: milliseconds since 1970, UTC. principal: the object id of the user, which tells namesakes apart. name:
    their user name then. role: the one by which they might, ``department/officers`` or ``administrators``.
    event: the view, as ``Kind/name``. subject: a request's reference (``year/id``) or the path of another node.
    detail: what else tells it from others of its kind.
    """

    at: int
    principal: int
    name: str
    role: str
    event: str
    subject: str
    detail: str = ""

    @property
    def moment(self) -> datetime:
        """When it happened."""
        return datetime.fromtimestamp(self.at / 1000, UTC)

    @property
    def reference(self) -> str | None:
        """The reference of the request that it is about, None when it is about none."""
        return self.subject if self.subject and not self.subject.startswith("/") else None

    @property
    def exported_service(self) -> str | None:
        """The name of the service whose applicants and answers were downloaded, None when none were."""
        is_about_service = self.event == EXPORT and self.subject != "/"
        return self.subject.rpartition("/")[2] if is_about_service else None

    def to_line(self) -> str:
        """Return the event as one canonical line of JSON."""
        return _canonical(*astuple(self))

    @classmethod
    def from_line(cls, line: str) -> "AuditEvent":
        """Return the event of a line that `to_line` made."""
        return cls(*json.loads(line))


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """An event in its place in the log. seal: SHA-256 over the event, its number and the seal before."""

    number: int
    event: AuditEvent
    seal: bytes


def seal(number: int, event: AuditEvent, before: bytes) -> bytes:
    """Return what binds `event`, as entry `number`, to the entry with the seal `before`."""
    return hashlib.sha256(_canonical(number, *astuple(event), before.hex()).encode()).digest()


def check_chain(entries: Iterable[AuditEntry], noted: tuple[int, str] | None = None) -> Iterator[Finding]:
    """Yield every gap in `entries`, the first entry that does not follow from the one before, and a missed note.

    noted: number and seal, as hex, of an entry that was written down elsewhere. It alone tells that the end was
    cut off, or that everything after some entry was made anew.
    """
    expected, before, is_broken = 1, FIRST_SEAL, False
    found = ""
    for entry in entries:
        if entry.number != expected:
            yield Finding(_place(expected, entry.number - 1), "missing")
        elif not is_broken and entry.seal != seal(entry.number, entry.event, before):
            is_broken = True
            yield Finding(_place(entry.number), "does not follow from the one before: one of them was changed")
        if noted is not None and entry.number == noted[0]:
            found = entry.seal.hex()
        expected, before = entry.number + 1, entry.seal
    if noted is not None and found != noted[1]:
        yield Finding(_place(noted[0]), "is not the one that was noted" if found else "was noted and is not there")


def _place(first: int, last: int = 0) -> str:
    return f"Entries {first} to {last}" if last > first else f"Entry {first}"


def _canonical(*values: object) -> str:
    return json.dumps(values, ensure_ascii=False, separators=(",", ":"))
