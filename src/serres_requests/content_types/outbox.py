"""The outbox: durable work recorded in the transaction that causes it, done by the worker afterwards."""

import secrets
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum
from itertools import islice
from typing import Any

from BTrees.OOBTree import OOBTree
from persistent import Persistent
from substanced.content import content

from serres_requests.content_types.container import Node

SHARDS = 16
"""Writers pick one at random, so that submissions seldom touch the same bucket."""

_EPOCH = datetime.fromtimestamp(0, UTC)


class EffectKind(StrEnum):
    """What the worker can do."""

    FILE = "file"
    INDEX = "index"
    COPY = "copy"
    NOTIFY = "notify"
    NOTICE_MAIL = "notice_mail"
    STAFF_MAIL = "staff_mail"
    CONFIRMATION_MAIL = "confirmation_mail"
    DECIDE = "decide"


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

    Work that is due at once is due at the epoch: a clock that is set back can't delay it.
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


@content("Outbox")
class Outbox(Node):
    """Waiting entries in shards, and those that failed too often and wait for a person."""

    def __init__(self) -> None:
        self._shards: tuple[Persistent, ...] = tuple(OOBTree() for _ in range(SHARDS))
        self._set_aside = OOBTree()

    def add(self, effect: Effect, now: datetime) -> None:
        """Record `effect`, due at once."""
        self._put(Entry(effect), due=_EPOCH, recorded=now)

    def due(self, now: datetime, limit: int) -> list[tuple[EntryKey, Entry]]:
        """Return up to `limit` entries that are due, in the order they were recorded.

        When more are due, what never failed comes before what is tried again: reading no more than `limit` of
        each shard keeps a long backlog cheap.
        """
        found = [item for shard in self._shards for item in islice(_until(shard, now), limit)]
        return sorted(found, key=lambda item: (item[0].recorded, item[0]))[:limit]

    def next_due(self) -> datetime | None:
        """Return when the next entry is due, None when nothing waits."""
        heads = [shard.minKey().due for shard in self._shards if shard]
        return min(heads, default=None)

    def done(self, key: EntryKey) -> None:
        """Forget an entry whose work is done."""
        self._shards[key.shard].pop(key)

    def retry_later(self, key: EntryKey, due: datetime, error: str) -> None:
        """Put a failed entry back, due at `due`."""
        entry = self._failed(key, error)
        self._put(entry, due=due, recorded=key.recorded)

    def set_aside(self, key: EntryKey, error: str) -> None:
        """Move an entry that failed too often to where a person sees it."""
        self._set_aside[key] = self._failed(key, error)

    def revive(self, token: str) -> bool:
        """Make a set-aside entry due again; tell whether there was one with `token`."""
        for key in self._set_aside:
            if key.token == token:
                entry = self._set_aside.pop(key)
                self._put(replace(entry, attempts=0), due=_EPOCH, recorded=key.recorded)
                return True
        return False

    def hasten(self, kind: EffectKind) -> None:
        """Make all entries of `kind` that wait for another attempt due at once: what they waited for is there."""
        for shard in self._shards:
            resting = [(k, e) for k, e in shard.items() if e.attempts and e.effect.kind is kind]
            for key, entry in resting:
                del shard[key]
                self._put(entry, due=_EPOCH, recorded=key.recorded)

    def waiting(self, limit: int) -> list[tuple[EntryKey, Entry]]:
        """Return up to `limit` waiting entries, the next due first."""
        found = [item for shard in self._shards for item in islice(shard.items(), limit)]
        return sorted(found, key=lambda item: item[0])[:limit]

    def aside(self) -> list[tuple[EntryKey, Entry]]:
        """Return the entries that wait for a person."""
        return list(self._set_aside.items())

    def _failed(self, key: EntryKey, error: str) -> Entry:
        entry: Entry = self._shards[key.shard].pop(key)
        return replace(entry, attempts=entry.attempts + 1, last_error=error)

    def _put(self, entry: Entry, due: datetime, recorded: datetime) -> None:
        shard = secrets.randbelow(SHARDS)
        key = EntryKey(due, recorded, shard, secrets.token_hex(8))
        self._shards[shard][key] = entry


def _until(shard: Any, now: datetime) -> Iterator[tuple[EntryKey, Entry]]:
    for key, entry in shard.items():
        if key.due > now:
            return
        yield key, entry
