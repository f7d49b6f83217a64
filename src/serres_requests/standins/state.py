"""What the running program holds, for its views as ``request.standins``."""

import threading
from dataclasses import dataclass, field

from serres_requests.standins.faults import FaultSwitch
from serres_requests.standins.mailbox import Mailbox
from serres_requests.standins.oauth import Authorizations, Client
from serres_requests.standins.sessions import Sessions


@dataclass(frozen=True, slots=True)
class StandIns:
    """stopping: set when the program is told to end, so that slow answers give up."""

    client: Client
    authorizations: Authorizations = field(default_factory=Authorizations)
    sessions: Sessions = field(default_factory=Sessions)
    faults: FaultSwitch = field(default_factory=FaultSwitch)
    mailbox: Mailbox = field(default_factory=Mailbox)
    stopping: threading.Event = field(default_factory=threading.Event)
