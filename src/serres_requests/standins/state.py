"""What the running program holds, for its views as ``request.standins``."""

import threading
from dataclasses import dataclass, field
from hmac import compare_digest

from serres_requests.standins.faults import FaultSwitch
from serres_requests.standins.mailbox import Mailbox
from serres_requests.standins.oauth import Authorizations, Client
from serres_requests.standins.sessions import Sessions


@dataclass(frozen=True, slots=True)
class RegistryAccount:
    """The special codes of the business registry's one user."""

    username: str
    password: str = field(repr=False)

    def is_of(self, username: str, password: str) -> bool:
        return username == self.username and compare_digest(password.encode(), self.password.encode())


@dataclass(frozen=True, slots=True)
class RegistryCall:
    """One look-up that somebody asked for, whatever came of it."""

    afm: str
    as_on_date: str


@dataclass(frozen=True, slots=True)
class StandIns:
    """registry_account: None lets nobody in. stopping: set when the program is told to end, for slow answers."""

    client: Client
    registry_account: RegistryAccount | None = None
    registry_calls: list[RegistryCall] = field(default_factory=list)
    authorizations: Authorizations = field(default_factory=Authorizations)
    sessions: Sessions = field(default_factory=Sessions)
    faults: FaultSwitch = field(default_factory=FaultSwitch)
    mailbox: Mailbox = field(default_factory=Mailbox)
    stopping: threading.Event = field(default_factory=threading.Event)
