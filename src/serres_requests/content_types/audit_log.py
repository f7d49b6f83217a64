"""The audit log: who of the staff saw or changed what, appended by the worker alone and never changed."""

from collections.abc import Iterator
from sys import intern

from BTrees.LOBTree import LOBTree
from BTrees.OOBTree import OOTreeSet
from substanced.content import content

from serres_requests.content_types.container import Node
from serres_requests.domain.audit import FIRST_SEAL, AuditEntry, AuditEvent, seal


@content("Audit log")
class AuditLog(Node):
    """Entries by number, as plain tuples; and which numbers concern a request, a citizen or a member of staff.

    All applicants of a service are concerned together, by its path.

    The indexes hold negative numbers, so that the newest come first.
    """

    def __init__(self) -> None:
        self._entries = LOBTree()
        self._by_request = OOTreeSet()
        self._by_citizen = OOTreeSet()
        self._by_person = OOTreeSet()

    @property
    def head(self) -> AuditEntry | None:
        """The newest entry, None while there is none."""
        return self.entry(self._entries.maxKey()) if self._entries else None

    def append(self, event: AuditEvent, concerned: str | None) -> None:
        """Seal `event` to the newest entry.

        concerned: the citizen whose request it is about, or the path of a service, None when it is about neither.
        """
        head = self.head
        number, before = (head.number + 1, head.seal) if head else (1, FIRST_SEAL)
        # One string for equal ones: a bucket then holds it once, and an entry takes a hundred bytes.
        words = (event.name, event.role, event.event, event.subject, event.detail)
        name, role, view, subject, detail = map(intern, words)
        self._entries[number] = (
            event.at,
            event.principal,
            name,
            role,
            view,
            subject,
            detail,
            seal(number, event, before),
        )
        self._by_person.insert((name, -number))
        if event.reference is not None:
            self._by_request.insert((subject, -number))
        if concerned is not None:
            self._by_citizen.insert((intern(concerned), -number))

    def entry(self, number: int) -> AuditEntry | None:
        """Return the entry `number`."""
        kept = self._entries.get(number)
        return _entry(number, kept) if kept is not None else None

    def oldest_first(self) -> Iterator[AuditEntry]:
        """Yield all entries."""
        return (_entry(number, kept) for number, kept in self._entries.items())

    def newest_first(self, before: int | None = None) -> Iterator[AuditEntry]:
        """Yield the entries with smaller numbers than `before`, all without it, the newest first."""
        newest = self._entries.maxKey() if self._entries else 0
        return self._found(range(min(newest, before - 1) if before else newest, 0, -1))

    def of_request(self, reference: str, before: int | None = None) -> Iterator[AuditEntry]:
        """Yield the entries about a request, as `newest_first` does."""
        return self._found(_numbers(self._by_request, reference, before))

    def of_citizen(self, citizen_id: str, before: int | None = None) -> Iterator[AuditEntry]:
        """Yield the entries about a citizen's requests, as `newest_first` does."""
        return self._found(_numbers(self._by_citizen, citizen_id, before))

    def of_service(self, path: str) -> Iterator[AuditEntry]:
        """Yield the downloads of a service's applicants and their answers, newest first."""
        return self._found(_numbers(self._by_citizen, path, None))

    def of_person(self, name: str, before: int | None = None) -> Iterator[AuditEntry]:
        """Yield the entries of a member of staff, as `newest_first` does."""
        return self._found(_numbers(self._by_person, name, before))

    def _found(self, numbers: "Iterator[int] | range") -> Iterator[AuditEntry]:
        return (found for number in numbers if (found := self.entry(number)) is not None)


def _numbers(index: OOTreeSet, key: str, before: int | None) -> Iterator[int]:
    first = (key, 1 - before) if before else (key,)
    return (-number for _key, number in index.keys(first, (key, 0)))


def _entry(number: int, kept: tuple[object, ...]) -> AuditEntry:
    *event, sealed = kept
    return AuditEntry(number, AuditEvent(*event), sealed)  # type: ignore[arg-type]
