"""The real application in process: made once, each test with a copied database of its own."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

from tests.support.clock import SettableClock
from tests.support.prepared import Prepared
from tests.support.processes import CLIENT_ID, CLIENT_SECRET, REGISTRY_CODES, REGISTRY_PATH, StandIns
from tests.support.settings import REPORTS_SECRET
from tests.support.visitors import Citizen, MemberOfStaff, Visitor

from serres_requests.domain.audit import AuditEntry
from serres_requests.settings import DEMONSTRATION_PASSWORD
from serres_requests.worker import Worker

HOST = "serres.test"
URL = f"http://{HOST}"
SECRET = "a secret of the tests, long enough to be one"
_SECRETS = {
    "SERRES_SECRET": SECRET,
    "SERRES_ADMIN_PASSWORD": DEMONSTRATION_PASSWORD,
    "SERRES_TAXISNET_CLIENT_SECRET": CLIENT_SECRET,
    "SERRES_REPORTS_SECRET": REPORTS_SECRET,
    **REGISTRY_CODES,
}

T = TypeVar("T")


def prepared_beside(standins: StandIns, folder: Path) -> Prepared:
    """Make the application, with `standins` for the outside, and its database in `folder`."""
    ini = {
        "serres.environment": "development",
        "serres.demonstration": "true",
        "serres.database": f"file://{folder}/Data.fs?blobstorage_dir={folder}/blobs",
        "serres.public_url": URL,
        "serres.taxisnet_url": f"{standins.url}/oauth2server",
        "serres.taxisnet_client_id": CLIENT_ID,
        "serres.registry_url": f"{standins.url}{REGISTRY_PATH}",
        "serres.mail_host": "127.0.0.1",
        "serres.mail_port": str(standins.smtp_port),
        "serres.mail_sender": "aitimata@serres.example",
        "serres.mail_security": "none",
        "serres.worker": "none",
    }
    return Prepared(folder, ini, _SECRETS)


class Installation:
    """The application over a database that nothing else writes to; the test itself lets the worker work."""

    def __init__(self, prepared: Prepared, folder: Path, standins: StandIns) -> None:
        self.standins = standins
        self.router = prepared.router
        self.registry = prepared.registry
        self.settings = self.registry.app_settings
        self.clock = SettableClock()
        self._database = prepared.open_copy(folder)
        self.use(clock=self.clock)

    def use(self, **ports: Any) -> None:
        """Bind other gateways to some ports."""
        self.registry.ports = replace(self.registry.ports, **ports)
        self.worker = Worker(self._database, self.registry, self.registry.ports, self.settings)

    def close(self) -> None:
        self._database.close()

    def drain(self) -> int:
        """Let the worker do all that is due."""
        return self.worker.drain()

    def audit(self) -> list[AuditEntry]:
        """Return the audit log, with what was noted until now, the oldest entry first."""
        self.registry.read_notes.write()
        self.drain()
        return self.look(lambda site: list(site.audit_log.oldest_first()))

    def look(self, at: Callable[[Any], T]) -> T:
        """Return what `at` finds in the database's root."""
        connection = self._database.open()
        try:
            return at(connection.root()["app_root"])
        finally:
            connection.transaction_manager.abort()
            connection.close()

    def visitor(self) -> Visitor:
        return Visitor(self.router, HOST)

    def stranger(self) -> Citizen:
        """Somebody with taxisnet codes who has not logged in yet."""
        return Citizen(self.router, HOST)

    def citizen(self, userid: str, email: str = "") -> Citizen:
        """Somebody logged in through the tax office; with an address, it is proven too."""
        citizen = self.stranger()
        citizen.log_in(userid)
        if email:
            self.prove_address(citizen, email)
        return citizen

    def prove_address(self, citizen: Citizen, email: str) -> None:
        """Let `citizen` give an e-mail address and open the link that is sent there."""
        citizen.give_email(email)
        self.drain()
        link = self.link_sent_to(email)
        citizen.press(citizen.get(link), link, status=303)

    def staff(self, login: str) -> MemberOfStaff:
        member = MemberOfStaff(self.router, HOST)
        member.log_in(login)
        return member

    def member(self) -> MemberOfStaff:
        """A member of staff who has not logged in yet."""
        return MemberOfStaff(self.router, HOST)

    def link_sent_to(self, email: str) -> str:
        """Return the path of the confirmation link in the newest mail to `email`."""
        text = self.standins.messages(email)[0]["text"]
        return next(word for word in text.split() if "/me/email/" in word).removeprefix(URL)

    def reference_of(self, request_path: str) -> str:
        """Return ``year/id`` of the request whose page for its applicant is `request_path`."""
        wanted = request_path.rsplit("/", 1)[-1]

        def find(site: Any) -> str:
            return next(
                request.reference
                for year in site.requests.values()
                for request in year.values()
                if request.id == wanted
            )

        return self.look(find)

    def staff_page(self, request_path: str) -> str:
        """Return the address at which staff see the request."""
        return f"/manage/requests/{self.reference_of(request_path)}"
