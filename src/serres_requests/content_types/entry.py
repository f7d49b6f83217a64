"""Entries: requests that staff fill in on behalf of somebody, until they are submitted."""

from datetime import datetime

from substanced.content import content

from serres_requests.content_types.citizen import Citizen
from serres_requests.content_types.container import Container
from serres_requests.domain.entry import Entered
from serres_requests.domain.identifiers import new_id
from serres_requests.domain.people import Identity


@content("Entries")
class Entries(Container):
    """All entries that are not submitted yet, by a random id."""

    def add(self, entry: "Entry") -> None:
        """Put `entry` in under an id of its own."""
        self[new_id()] = entry


@content("Entry")
class Entry(Citizen):
    """Stands for the person while their one request is filled in: its draft is here, not in their account.

    identity: as staff typed it, certified by nobody. typed_email: where they want to be written to, or "".
    """

    __acl__: tuple[object, ...] = ()
    has_logged_in = False

    def __init__(self, identity: Identity, type_name: str, entered: Entered, email: str, now: datetime) -> None:
        super().__init__(identity)
        self.type_name = type_name
        self.entered = entered
        self.typed_email = email
        self.begun_at = now
