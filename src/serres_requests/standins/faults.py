"""Faults that the stand-ins show when told to, so that the application's answers to them can be tested."""

import math
from dataclasses import asdict, dataclass, fields, replace
from enum import StrEnum
from typing import Any


class TaxisnetFault(StrEnum):
    """How the log-in service fails the application's own calls; the browser's pages keep working.

    slow: token answers late. error: token and userinfo answer 500. garbage: token answers with a page.
    garbage_token: token answers JSON of the wrong shape. bad_xml: userinfo answers broken XML.
    """

    NONE = "none"
    SLOW = "slow"
    ERROR = "error"
    GARBAGE = "garbage"
    GARBAGE_TOKEN = "garbage_token"  # noqa: S105  a fault's name
    BAD_XML = "bad_xml"


class MailFault(StrEnum):
    """How the mail server refuses a recipient, or takes the mail and reports later that it did not get through."""

    NONE = "none"
    REJECT_TEMPORARILY = "reject_temporarily"
    REJECT_PERMANENTLY = "reject_permanently"
    REPORT_FAILURE = "report_failure"
    REPORT_DELAY = "report_delay"


class RegistryFault(StrEnum):
    """How the business registry fails: late, with HTTP 500, with a page, or with an error of its own list."""

    NONE = "none"
    SLOW = "slow"
    ERROR = "error"
    GARBAGE = "garbage"
    AFM_CALLED_BY_BLOCKED = "AFM_CALLED_BY_BLOCKED"
    AFM_CALLED_BY_NOT_FOUND = "AFM_CALLED_BY_NOT_FOUND"
    EPIT_NF = "EPIT_NF"
    FAILURES_TOLERATED_EXCEEDED = "FAILURES_TOLERATED_EXCEEDED"
    MAX_DAILY_USERNAME_CALLS_EXCEEDED = "MAX_DAILY_USERNAME_CALLS_EXCEEDED"
    MONTHLY_LIMIT_EXCEEDED = "MONTHLY_LIMIT_EXCEEDED"
    MSG_TO_TAXISNET_ERROR = "MSG_TO_TAXISNET_ERROR"
    NO_INPUT_PARAMETERS = "NO_INPUT_PARAMETERS"
    SERVICE_NOT_ACTIVE = "SERVICE_NOT_ACTIVE"
    TAXPAYER_NF = "TAXPAYER_NF"
    TOKEN_AFM_BLOCKED = "TOKEN_AFM_BLOCKED"  # noqa: S105
    TOKEN_AFM_NOT_AUTHORIZED = "TOKEN_AFM_NOT_AUTHORIZED"  # noqa: S105
    TOKEN_AFM_NOT_FOUND = "TOKEN_AFM_NOT_FOUND"  # noqa: S105
    TOKEN_AFM_NOT_REGISTERED = "TOKEN_AFM_NOT_REGISTERED"  # noqa: S105
    TOKEN_USERNAME_NOT_ACTIVE = "TOKEN_USERNAME_NOT_ACTIVE"  # noqa: S105
    TOKEN_USERNAME_NOT_AUTHENTICATED = "TOKEN_USERNAME_NOT_AUTHENTICATED"  # noqa: S105
    TOKEN_USERNAME_NOT_DEFINED = "TOKEN_USERNAME_NOT_DEFINED"  # noqa: S105
    TOKEN_USERNAME_TOO_LONG = "TOKEN_USERNAME_TOO_LONG"  # noqa: S105
    WRONG_AFM = "WRONG_AFM"


@dataclass(frozen=True, slots=True)
class Faults:
    """All switches. slow_seconds: how late a slow answer is. code_seconds: how long an OAuth code is good."""

    taxisnet: TaxisnetFault = TaxisnetFault.NONE
    slow_seconds: float = 30
    code_seconds: float = 300
    mail: MailFault = MailFault.NONE
    registry: RegistryFault = RegistryFault.NONE

    def as_dict(self) -> dict[str, object]:
        return asdict(self)


class FaultsError(Exception):
    """A change is not possible; `problems` says why for each wrong key."""

    def __init__(self, problems: dict[str, str]) -> None:
        super().__init__(str(problems))
        self.problems = problems


_KINDS: dict[str, type[TaxisnetFault | MailFault | RegistryFault]] = {
    "taxisnet": TaxisnetFault,
    "mail": MailFault,
    "registry": RegistryFault,
}
_NAMES = tuple(field.name for field in fields(Faults))


class FaultSwitch:
    """The faults that are on now."""

    def __init__(self) -> None:
        self.current = Faults()

    def change(self, wanted: dict[str, Any]) -> None:
        """Change the named switches and leave the others. Raises FaultsError, and then changes nothing."""
        problems = {name: problem for name, value in wanted.items() if (problem := _problem(name, value))}
        if problems:
            raise FaultsError(problems)
        typed: dict[str, Any] = {
            name: _KINDS[name](value) if name in _KINDS else value for name, value in wanted.items()
        }
        self.current = replace(self.current, **typed)

    def reset(self) -> None:
        self.current = Faults()


def _problem(name: str, value: Any) -> str:
    if name not in _NAMES:
        return f"unknown; there are {', '.join(_NAMES)}"
    if name in _KINDS:
        allowed = [kind.value for kind in _KINDS[name]]
        return "" if value in allowed else f"must be one of {', '.join(allowed)}"
    return "" if _is_duration(value) else "must be a number of seconds, 0 or more"


def _is_duration(value: object) -> bool:
    # JSON's true is an int to Python, and its parser takes NaN and Infinity.
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value < math.inf
