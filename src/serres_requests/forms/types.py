"""Colander types that take what people write in Greek: dates, numbers, checked numbers, yes and no, a tick."""

import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import colander

from serres_requests.domain.errors import IdentifierError
from serres_requests.i18n import _

YES, NO = "yes", "no"


class GreekDate(colander.Date):
    """A date as browsers send it (2026-03-25) or as people write it (25/3/2026)."""

    err_template = _("Give a date as day/month/year, such as 25/3/2026.")
    _sent = re.compile(r"\d{4}-\d{1,2}-\d{1,2}", re.ASCII)
    _written = re.compile(r"\s*(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})\s*", re.ASCII)

    def deserialize(self, node: colander.SchemaNode, cstruct: Any) -> Any:
        if not cstruct:
            return colander.null
        if written := self._written.fullmatch(cstruct):
            day, month, year = written.groups()
            cstruct = f"{year}-{month:0>2}-{day:0>2}"
        elif not self._sent.fullmatch(cstruct):
            raise colander.Invalid(node, self.err_template)
        return super().deserialize(node, cstruct)


class Textual(colander.SchemaType):
    """A type whose raw value is text; `read` makes the value or raises colander.Invalid."""

    def serialize(self, node: colander.SchemaNode, appstruct: Any) -> Any:  # noqa: ARG002
        return appstruct

    def deserialize(self, node: colander.SchemaNode, cstruct: Any) -> Any:
        text = cstruct.strip() if isinstance(cstruct, str) else ""
        return self.read(node, text) if text else colander.null

    def read(self, node: colander.SchemaNode, text: str) -> Any:
        raise NotImplementedError


class GreekNumber(Textual):
    """A number written 1.234,5 or 1234.5, with at most `decimals` decimals; whole numbers become int."""

    _LONGEST = 24
    _grouped = re.compile(r"[+-]?[1-9]\d{0,2}(\.\d{3})+(,\d+)?", re.ASCII)
    _plain = re.compile(r"[+-]?\d+([.,]\d+)?", re.ASCII)

    def __init__(self, decimals: int) -> None:
        self._decimals = decimals

    def read(self, node: colander.SchemaNode, text: str) -> Decimal | int:
        number = self._parsed(text) if len(text) <= self._LONGEST else None
        if number is None:
            raise colander.Invalid(node, _("Write a number, such as 1250 or 12,50."))
        if -int(number.normalize().as_tuple().exponent) > self._decimals:
            if not self._decimals:
                raise colander.Invalid(node, _("Write a whole number."))
            raise colander.Invalid(
                node, _("Write at most ${decimals} decimals.", mapping={"decimals": self._decimals})
            )
        return number if self._decimals else int(number)

    def _parsed(self, text: str) -> Decimal | None:
        if self._grouped.fullmatch(text):
            return Decimal(text.replace(".", "").replace(",", "."))
        return Decimal(text.replace(",", ".")) if self._plain.fullmatch(text) else None


def at_most(most: int) -> Callable[[colander.SchemaNode, str], None]:
    """Return a validator that refuses texts of more than `most` characters and tells how many there are."""

    def validate(node: colander.SchemaNode, value: str) -> None:
        if len(value) > most:
            message = _("The text has ${count} characters; at most ${most} fit here.")
            raise colander.Invalid(node, _(message, mapping={"count": len(value), "most": most}))

    return validate


class Checked(Textual):
    """Text that `normalise` brings into its form or refuses with IdentifierError; then `message` is shown."""

    def __init__(self, normalise: Callable[[str], str], message: Any) -> None:
        self._normalise = normalise
        self._message = message

    def read(self, node: colander.SchemaNode, text: str) -> str:
        try:
            return self._normalise(text)
        except IdentifierError as error:
            raise colander.Invalid(node, self._message) from error


class YesNo(Textual):
    """Yes or no; nothing chosen is nothing given."""

    def read(self, node: colander.SchemaNode, text: str) -> bool:
        if text not in {YES, NO}:
            raise colander.Invalid(node, _("Choose one of the answers."))
        return text == YES


class Tick(Textual):
    """A box that was ticked; not ticked is nothing given."""

    def read(self, node: colander.SchemaNode, text: str) -> bool:  # noqa: ARG002  any sent value is a tick
        return True


class Several(colander.SchemaType):
    """Several texts out of those offered, in the order offered."""

    def __init__(self, offered: list[str]) -> None:
        self._offered = offered

    def serialize(self, node: colander.SchemaNode, appstruct: Any) -> Any:  # noqa: ARG002
        return appstruct

    def deserialize(self, node: colander.SchemaNode, cstruct: Any) -> Any:
        chosen = set(cstruct or ())
        if not chosen <= set(self._offered):
            raise colander.Invalid(node, _("Choose among the answers."))
        return tuple(value for value in self._offered if value in chosen) or colander.null
