"""The embedded protocol register: what comes in and goes out in one series a year, without gap, each key once."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice
from typing import Any

import colander
from BTrees.IOBTree import IOBTree
from BTrees.OOBTree import OOBTree
from substanced.content import content
from substanced.property import PropertySheet
from substanced.schema import Schema

from serres_requests.content_types.container import Node
from serres_requests.domain.errors import UnavailableError
from serres_requests.domain.protocol import Dispatch, Filing, ProtocolNumber
from serres_requests.i18n import _


@dataclass(frozen=True, slots=True)
class RegisterEntry:
    """One line of the register of incoming documents (ν.2690/1999 art. 12)."""

    number: int
    filed_on: date
    sender: str
    subject: str
    department: str
    key: str

    @property
    def reference(self) -> str:
        """The request that it is."""
        return self.key


@dataclass(frozen=True, slots=True)
class OutgoingEntry:
    """One line of the register for a document that the municipality issued about the request `reference`."""

    number: int
    filed_on: date
    recipient: str
    subject: str
    department: str
    key: str
    reference: str


Line = RegisterEntry | OutgoingEntry


_NUMBER_BITS = 32


def _packed(number: ProtocolNumber) -> int:
    """Return a number as one integer: filing one writes the numbers of thirty keys again."""
    return number.filed_on.toordinal() << _NUMBER_BITS | number.number


def _number(kept: int | ProtocolNumber) -> ProtocolNumber:
    """Return what was packed; older databases kept the number itself."""
    if isinstance(kept, ProtocolNumber):
        return kept
    day, number = divmod(kept, 1 << _NUMBER_BITS)
    filed_on = date.fromordinal(day)
    return ProtocolNumber(filed_on.year, number, filed_on)


class ProtocolRegisterSchema(Schema):
    """What an administrator switches."""

    is_open = colander.SchemaNode(
        colander.Boolean(),
        title=_("The register is open"),
        description=_("While it is closed requests are kept and wait; they are numbered when it opens."),
    )


class ProtocolRegisterPropertySheet(PropertySheet):
    """The properties tab of the register."""

    schema = ProtocolRegisterSchema()


@content("Protocol register", propertysheets=(("", ProtocolRegisterPropertySheet),))
class ProtocolRegister(Node):
    """Only the worker writes here, so that numbers never conflict and never skip."""

    is_open = True

    def __init__(self) -> None:
        self._years = IOBTree()
        self._number_of_key = OOBTree()

    def file(self, filing: Filing) -> ProtocolNumber:
        """Return the number of `filing`, the next of its year unless its key is known already.

        Raises UnavailableError while the register is closed.
        """

        def line(number: ProtocolNumber) -> Line:
            return RegisterEntry(
                number=number.number,
                filed_on=number.filed_on,
                sender=filing.sender,
                subject=filing.subject,
                department=filing.department,
                key=filing.key,
            )

        return self._enter(filing.key, filing.filed_on, line)

    def dispatch(self, dispatch: Dispatch) -> ProtocolNumber:
        """Return the number of an outgoing document, given as `file` gives it and from the same series."""

        def line(number: ProtocolNumber) -> Line:
            return OutgoingEntry(
                number=number.number,
                filed_on=number.filed_on,
                recipient=dispatch.recipient,
                subject=dispatch.subject,
                department=dispatch.department,
                key=dispatch.key,
                reference=dispatch.reference,
            )

        return self._enter(dispatch.key, dispatch.filed_on, line)

    def entry(self, year: int, number: int) -> Line | None:
        """Return the line with `number` of `year`."""
        series = self._years.get(year)
        return series.get(number) if series is not None else None

    def entries(self, year: int) -> list[Line]:
        """Return all lines of `year` in their order."""
        return list(self._years[year].values()) if year in self._years else []

    def years(self) -> list[int]:
        """Return the years that have lines."""
        return list(self._years)

    def lines(self, year: int) -> Iterator[Line]:
        """Return the lines of `year` in their order, read one after the other."""
        return iter(self._years[year].values())

    def number_of(self, key: str) -> ProtocolNumber | None:
        """Return the number under which `key` is filed."""
        kept = self._number_of_key.get(key)
        return None if kept is None else _number(kept)

    def keys(self) -> Iterator[tuple[str, ProtocolNumber]]:
        """Return all that is filed, by key."""
        return ((key, _number(kept)) for key, kept in self._number_of_key.items())

    def newest(self, most: int) -> list[Line]:
        """Return up to `most` lines, the newest first."""
        years = (self._years[year] for year in reversed(list(self._years)))
        lines = (series[number] for series in years for number in range(series.maxKey(), 0, -1))
        return list(islice(lines, most))

    def _enter(self, key: str, on: date, line: Callable[[ProtocolNumber], Line]) -> ProtocolNumber:
        known = self.number_of(key)
        if known is not None:
            return known
        if not self.is_open:
            raise UnavailableError("the protocol register is closed")
        filed_on = self._day_of(on)
        series = self._series(filed_on.year)
        number = ProtocolNumber(year=filed_on.year, number=series.maxKey() + 1 if series else 1, filed_on=filed_on)
        series[number.number] = line(number)
        self._number_of_key[key] = _packed(number)
        return number

    def _day_of(self, on: date) -> date:
        """Return the day to enter: a clock set back past midnight must not let the register's days go back.

        By more than a day it was wrong before, and what was entered then shall not hold us there.
        """
        for newest in self.newest(1):
            if newest.filed_on - on == timedelta(days=1):
                return newest.filed_on
        return on

    def _series(self, year: int) -> Any:
        if year not in self._years:
            self._years[year] = IOBTree()
        return self._years[year]
