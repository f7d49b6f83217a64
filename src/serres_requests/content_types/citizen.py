"""Citizens with their card, drafts, requests and notices."""

from collections.abc import Iterator
from datetime import date, datetime
from itertools import islice
from typing import Any

from BTrees.LOBTree import LOBTree
from BTrees.OOBTree import OOBTree, OOTreeSet
from substanced.content import content

from serres_requests.content_types.container import Container, Node
from serres_requests.content_types.watching import Watched
from serres_requests.domain.identifiers import new_id
from serres_requests.domain.mail_choices import MailChoices
from serres_requests.domain.people import Identity

_LAST = chr(0x10FFFF)
"""The last of all characters."""


def _first_place(submitted_at: datetime) -> int:
    """Where a citizen's request of that moment is kept, unless another one is there: newest first."""
    return -int(submitted_at.timestamp() * 1_000_000)


@content("Citizens")
class Citizens(Container):
    """All citizens by a random id; the ΑΦΜ is only a key inside, never a name in the tree."""

    def __init__(self) -> None:
        super().__init__()
        self._by_afm = OOBTree()

    def find(self, afm: str) -> "Citizen | None":
        """Return the citizen with `afm`, if they ever logged in."""
        citizen: Citizen | None = self._by_afm.get(afm)
        return citizen

    def after(self, citizen_id: str) -> Iterator["Citizen"]:
        """Return the citizens whose ids come after `citizen_id`, in order."""
        return iter(self._children.values(citizen_id, excludemin=True))

    def add(self, identity: Identity) -> "Citizen":
        """Make the node of a citizen who is met for the first time."""
        citizen = Citizen(identity)
        self[new_id()] = citizen
        self._by_afm[identity.afm] = citizen
        return citizen

    def let_go(self, citizen: "Citizen") -> None:
        """Forget that the ΑΦΜ leads to `citizen`, who stays under their id."""
        del self._by_afm[citizen.identity.afm]


class Drafts(Container):
    """A citizen's requests that are not submitted yet."""


class Notices(Container):
    """A citizen's notices; names grow with time. Which are unread is kept apart: every page shows the count."""

    def __init__(self) -> None:
        super().__init__()
        self.unread = OOTreeSet()

    def __setitem__(self, name: str, child: Node) -> None:
        super().__setitem__(name, child)
        self.unread.add(name)

    def newest_first(self) -> Iterator[Any]:
        """Return all notices, the newest first; each is read when it is its turn."""
        bound = None
        while self._children and (bound is None or bound >= self._children.minKey()):
            name = self._children.maxKey(bound)
            yield self._children[name]
            bound = f"{name[:-1]}{chr(ord(name[-1]) - 1)}{_LAST}"  # BTrees go backwards by bounds alone

    def count_unread(self, most: int) -> int:
        """Return how many are unread, `most` when there are more."""
        return sum(1 for _name in islice(self.unread, most))


@content("Citizen")
class Citizen(Node):
    """One person or company. email is "" until asked; confirmed_email is the address proven by its link.

    refused_email: the address that a mail server refused for good when it was last written to, "" for none.
    returned_emails: those of the two addresses above that a mail came back from, until they are proven anew.

    has_logged_in: whether taxisnet certified who they are; not yet when an entry made the account.
    notices_erased_at: when the citizen had the notices erased that were read by then, None when they never had.
    for_daily: names of the notices that the next daily e-mail tells; daily_on: the day of the last one.
    watched: the requests of others that they want to be told of, None until there is one.
    _asked: those of their own that wait for them, by place as in _newest_first; None until there was one.
    """

    email = ""
    confirmed_email = ""
    refused_email = ""
    returned_emails: tuple[str, ...] = ()
    language = "el"
    mail_choices: MailChoices = ()
    for_daily: tuple[str, ...] = ()
    daily_on: date | None = None
    notices_erased_at: datetime | None = None
    watched: Watched | None = None
    has_logged_in = True
    _asked: LOBTree | None = None

    def __init__(self, identity: Identity) -> None:
        self.identity = identity
        self.drafts = Drafts()
        self.notices = Notices()
        for name, child in (("drafts", self.drafts), ("notices", self.notices)):
            child.__name__ = name
            child.__parent__ = self
        self._requests = OOBTree()
        self._newest_first = LOBTree()

    @property
    def id(self) -> str:
        return str(self.__name__)

    @property
    def principal(self) -> str:
        """The name by which ACLs know this citizen."""
        return f"citizen:{self.id}"

    @property
    def is_unreachable(self) -> bool:
        """Tell whether the address in use does not take mail."""
        return bool(self.confirmed_email) and self.confirmed_email in (self.refused_email, *self.returned_emails)

    def remember_request(self, request_id: str, reference: str, submitted_at: datetime) -> None:
        """Keep `reference` among this citizen's own requests."""
        self._requests[request_id] = reference
        place = _first_place(submitted_at)
        while not self._newest_first.insert(place, reference):
            place -= 1

    def reference_of(self, request_id: str) -> str | None:
        """Return the reference of one of this citizen's own requests."""
        reference: str | None = self._requests.get(request_id)
        return reference

    def references(self) -> Iterator[str]:
        """Return the references of this citizen's requests, newest first."""
        return iter(self._newest_first.values())

    def note_turn(self, reference: str, submitted_at: datetime, *, is_theirs: bool) -> None:
        """Note whether the request at `reference`, one of their own, waits for this citizen."""
        if is_theirs:
            if self._asked is None:
                self._asked = LOBTree()
            self._asked[self._place_of(reference, submitted_at)] = reference
        elif self._asked is not None:
            self._asked.pop(self._place_of(reference, submitted_at), None)

    def is_asked(self, reference: str, submitted_at: datetime) -> bool:
        """Tell whether it is noted that the request at `reference`, one of their own, waits for this citizen."""
        return self._asked is not None and self._place_of(reference, submitted_at) in self._asked

    def references_asked_first(self) -> Iterator[str]:
        """Return the references of this citizen's requests: of those that wait for them, then of the others.

        Both newest first; no request is looked at.
        """
        asked = self._asked if self._asked is not None else {}
        yield from asked.values()
        yield from (reference for place, reference in self._newest_first.items() if place not in asked)

    def _place_of(self, reference: str, submitted_at: datetime) -> int:
        place = _first_place(submitted_at)
        while self._newest_first[place] != reference:
            place -= 1
        return place
