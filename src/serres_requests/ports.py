"""The outside as the product sees it: interfaces that gateways implement and `main` binds."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Protocol

from serres_requests.domain.business import Business
from serres_requests.domain.mail import Email
from serres_requests.domain.people import Identity
from serres_requests.domain.protocol import Dispatch, Filing, ProtocolNumber


class Clock(Protocol):
    """Tells the time."""

    def now(self) -> datetime:
        """Return the present moment, aware, in UTC."""


class IdentityProvider(Protocol):
    """Certifies who a citizen is (taxisnet)."""

    def authorize_url(self, state: str) -> str:
        """Return where to send the browser to log in; `state` comes back with the answer."""

    def fetch_identity(self, code: str) -> Identity:
        """Return who logged in, for the single-use `code` that came back.

        Raises RefusedError when the code is not (or no longer) good, UnavailableError when the service
        does not answer or answers nonsense.
        """

    def logout_url(self) -> str:
        """Return where to send the browser to end the session there."""


class ProtocolRegisterPort(Protocol):
    """Numbers incoming and outgoing documents, in one series."""

    def file(self, filing: Filing) -> ProtocolNumber:
        """Return the number of `filing`; the same key always gets the same number.

        Raises UnavailableError when the register can't number now.
        """

    def dispatch(self, dispatch: Dispatch) -> ProtocolNumber:
        """Return the number of an outgoing document, as `file` does that of an incoming one."""


class MailSender(Protocol):
    """Hands e-mail to a mail server."""

    def send(self, email: Email) -> None:
        """Send `email`; raise UnavailableError for a fault that may pass, RefusedError for a final no."""

    def rest(self) -> None:
        """There is nothing more to send for now: let go of whatever was kept for the next mail."""


class BusinessRegistry(Protocol):
    """Knows the businesses of the country (ΑΑΔΕ). Whoever is looked up is told so by the tax office."""

    def find(self, afm: str, on: date | None) -> Business:
        """Return the business of `afm` as it was on the day `on`, None for today.

        Raises NotABusinessError when there is none, RefusedError when the registry does not let us in,
        UnavailableError when it can't answer now or answers nonsense.
        """


@dataclass(frozen=True, slots=True)
class Ports:
    """Everything outside, bound once at start.

    register: from the site's root to its register. business_registry: None where there is no connection to it.
    """

    clock: Clock
    identity_provider: IdentityProvider
    register: Callable[[Any], ProtocolRegisterPort]
    mail: MailSender
    business_registry: BusinessRegistry | None = None
