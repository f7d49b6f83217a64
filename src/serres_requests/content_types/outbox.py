"""The outbox: durable work recorded in the transaction that causes it, done by the worker afterwards."""

import secrets
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum
from itertools import islice

from BTrees.OOBTree import OOBTree
from persistent import Persistent
from substanced.content import content

from serres_requests.content_types.container import Node
from serres_requests.content_types.tray import Tray
from serres_requests.domain.retries import LONGEST_DELAY

TRAYS = 16
"""Writers pick one at random, so that each stays small."""

_RESTING = -1
_EPOCH = datetime.fromtimestamp(0, UTC)


class EffectKind(StrEnum):
    """What the worker can do."""

    FILE = "file"
    INDEX = "index"
    COPY = "copy"
    ISSUE = "issue"
    NOTIFY = "notify"
    TELL_STAFF = "tell_staff"
    NOTICE_MAIL = "notice_mail"
    STAFF_MAIL = "staff_mail"
    CONFIRMATION_MAIL = "confirmation_mail"
    DECIDE = "decide"
    AUDIT = "audit"
    TELL_WATCHERS = "tell_watchers"
    DAILY_MAIL = "daily_mail"


OUTSIDE_KINDS = frozenset(
    {
        EffectKind.NOTICE_MAIL,
        EffectKind.DAILY_MAIL,
        EffectKind.STAFF_MAIL,
        EffectKind.CONFIRMATION_MAIL,
        EffectKind.DECIDE,
    }
)
"""What calls somebody outside, who may be slow: done apart from the others, so that these never wait for it."""

WORK_BY_PARTS = frozenset({EffectKind.TELL_WATCHERS})
"""What does some of its work and makes the rest due: that is done in another transaction."""


@dataclass(frozen=True, slots=True)
class Effect:
    """One piece of work: what, on what (a request's reference or a citizen's id), with which details."""

    kind: EffectKind
    subject: str
    details: tuple[tuple[str, str], ...] = ()

    def detail(self, name: str) -> str:
        """Return the detail `name`, "" when it was not given."""
        return dict(self.details).get(name, "")


@dataclass(frozen=True, slots=True, order=True)
class EntryKey:
    """Order of the work: when it is due, then when it was recorded; token tells equals apart.

    Work that is due at once is due at the epoch: a clock that is set back can't delay it. shard: the tray that the
    entry lies in, -1 for one that rests.
    """

    due: datetime
    recorded: datetime
    shard: int
    token: str


@dataclass(frozen=True, slots=True)
class Entry:
    """Work that waits: the effect, how often it failed and what the last failure said."""

    effect: Effect
    attempts: int = 0
    last_error: str = ""


class Lane(Persistent):
    """Entries for one thread of the worker: new ones in trays, those that failed resting until they are due again.

    Only that thread takes from it and lets entries rest; anybody may add.
    """

    def __init__(self) -> None:
        self._trays = tuple(Tray() for _ in range(TRAYS))
        self._resting = OOBTree()
        self._set_aside = OOBTree()

    def add(self, entry: Entry, recorded: datetime) -> None:
        """Put an entry in, due at once."""
        number = secrets.randbelow(TRAYS)
        self._trays[number].add(_key(_EPOCH, recorded, number), entry)

    def due(self, now: datetime, limit: int) -> list[tuple[EntryKey, Entry]]:
        """Return up to `limit` entries that are due, in the order they were recorded."""
        found = [item for tray in self._trays for item in tray.items(limit)]
        found.extend(islice(self._rested(now), limit))
        return sorted(found, key=lambda item: (item[0].recorded, item[0]))[:limit]

    def next_due(self) -> datetime | None:
        """Return when the next entry is due, None when nothing waits."""
        if any(tray.items(1) for tray in self._trays):
            return _EPOCH
        return self._resting.minKey().due if self._resting else None

    def __contains__(self, key: EntryKey) -> bool:
        return key in (self._resting if key.shard == _RESTING else self._trays[key.shard])

    def done(self, key: EntryKey) -> Entry:
        """Forget an entry whose work is done, and return it; raise KeyError when it is not here."""
        entry: Entry = self._resting.pop(key) if key.shard == _RESTING else self._trays[key.shard].pop(key)
        return entry

    def retry_later(self, key: EntryKey, due: datetime, error: str) -> None:
        """Let a failed entry rest until `due`."""
        self._resting[_key(due, key.recorded, _RESTING)] = self._failed(key, error)

    def set_aside(self, key: EntryKey, error: str) -> None:
        """Move an entry that failed too often to where a person sees it."""
        self._set_aside[key] = self._failed(key, error)

    def revive(self, token: str) -> bool:
        """Make a set-aside entry due again; tell whether there was one with `token`."""
        for key in self._set_aside:
            if key.token == token:
                self.add(replace(self._set_aside.pop(key), attempts=0), key.recorded)
                return True
        return False

    def hasten(self, kind: EffectKind) -> None:
        """Make all entries of `kind` that rest due at once: what they waited for is there."""
        for key in [key for key, entry in self._resting.items() if entry.effect.kind is kind]:
            self.add(self._resting.pop(key), key.recorded)

    def waiting(self, limit: int) -> list[tuple[EntryKey, Entry]]:
        """Return up to `limit` entries of each tray, and of those that rest."""
        new = [item for tray in self._trays for item in tray.items(limit)]
        return [*new, *islice(self._resting.items(), limit)]

    def aside(self) -> list[tuple[EntryKey, Entry]]:
        """Return the entries that wait for a person."""
        return list(self._set_aside.items())

    def restore(self, key: EntryKey, entry: Entry, *, is_aside: bool) -> None:
        """Put in an entry of another outbox as it was."""
        (self._set_aside if is_aside else self._resting)[_key(key.due, key.recorded, _RESTING)] = entry

    def pile_up(self) -> None:
        """Let the trays of an older database keep piles."""
        for tray in self._trays:
            tray.pile_up()

    def _failed(self, key: EntryKey, error: str) -> Entry:
        entry = self.done(key)
        return replace(entry, attempts=entry.attempts + 1, last_error=error)

    def _rested(self, now: datetime) -> Iterator[tuple[EntryKey, Entry]]:
        """Yield what has rested long enough, also what rests longer than anything may: the clock was set back."""
        for key, entry in self._resting.items():
            if key.due > now:
                break
            yield key, entry
        yield from self._resting.items(_key(now + LONGEST_DELAY, _EPOCH, _RESTING))


@content("Outbox")
class Outbox(Node):
    """Two lanes: work within the database, and work with a part outside of it."""

    def __init__(self) -> None:
        self.inside = Lane()
        self.outside = Lane()

    def add(self, effect: Effect, now: datetime) -> None:
        """Record `effect`, due at once."""
        self._lane_of(effect.kind).add(Entry(effect), now)

    def revive(self, token: str) -> bool:
        """Make a set-aside entry due again; tell whether there was one with `token`."""
        return self.inside.revive(token) or self.outside.revive(token)

    def hasten(self, kind: EffectKind) -> None:
        """Make all entries of `kind` that wait for another attempt due at once: what they waited for is there."""
        self._lane_of(kind).hasten(kind)

    def waiting(self, limit: int) -> list[tuple[EntryKey, Entry]]:
        """Return up to `limit` waiting entries, the next due first."""
        found = [*self.inside.waiting(limit), *self.outside.waiting(limit)]
        return sorted(found, key=lambda item: item[0])[:limit]

    def aside(self) -> list[tuple[EntryKey, Entry]]:
        """Return the entries that wait for a person, the oldest first."""
        return sorted([*self.inside.aside(), *self.outside.aside()], key=lambda item: item[0].recorded)

    def restore(self, key: EntryKey, entry: Entry, *, is_aside: bool = False) -> None:
        """Put in an entry of an outbox that had no lanes yet, where one entry for staff stood for all of them."""
        effect = entry.effect
        if effect.kind is EffectKind.STAFF_MAIL and not effect.detail("to"):
            entry = replace(entry, effect=replace(effect, kind=EffectKind.TELL_STAFF))
        self._lane_of(entry.effect.kind).restore(key, entry, is_aside=is_aside)

    def _lane_of(self, kind: EffectKind) -> Lane:
        return self.outside if kind in OUTSIDE_KINDS else self.inside


def _key(due: datetime, recorded: datetime, shard: int) -> EntryKey:
    return EntryKey(due, recorded, shard, secrets.token_hex(8))
