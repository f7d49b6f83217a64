"""Fields of several inputs: a period, an address, a place, a repeating group. Inputs are named ``field.part``."""

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

import colander
from deform.widget import MappingWidget, TextInputWidget

from serres_requests.domain.answers import Address, Item, Period, Place
from serres_requests.domain.fields import FieldDefinition
from serres_requests.domain.identifiers import normalise_postcode
from serres_requests.forms.context import FormContext
from serres_requests.forms.types import Checked, GreekDate, Textual, at_most
from serres_requests.i18n import _

_FILL_IN = _("Fill in this field.")
SEPARATOR = "."
COUNT = "count"
_STEEPEST, _FARTHEST = 90, 180

MakeNode = Callable[[FieldDefinition, FormContext], colander.SchemaNode]


class Parts(colander.Mapping):
    """A mapping of parts that `combine` makes one value of; all parts empty is nothing given.

    optional: the parts that may be empty when others are filled in.
    """

    def __init__(self, combine: Callable[..., Any], optional: frozenset[str] = frozenset()) -> None:
        super().__init__()
        self._combine = combine
        self._optional = optional

    def deserialize(self, node: colander.SchemaNode, cstruct: Any) -> Any:
        if not _is_filled(cstruct):
            return colander.null
        missing = [
            (position, child)
            for position, child in enumerate(node.children)
            if _part_name(child.name) not in self._optional and not _is_filled(cstruct.get(child.name))
        ]
        try:
            values = super().deserialize(node, cstruct)
        except colander.Invalid as error:
            raise _with_missing(error, missing) from None
        if missing:
            raise _with_missing(colander.Invalid(node), missing)
        return self._combine(node, **{_part_name(name): value for name, value in values.items()})


def _with_missing(error: colander.Invalid, missing: list[tuple[int, colander.SchemaNode]]) -> colander.Invalid:
    """Deform finds the input to which a message belongs by its position."""
    for position, child in missing:
        error.add(colander.Invalid(child, _FILL_IN), position)
    return error


def _part_name(name: str) -> str:
    return name.rpartition(SEPARATOR)[2]


class Position(Textual):
    """Latitude and longitude in degrees, written ``41.0911, 23.5476``."""

    _written = re.compile(r"([+-]?\d{1,2}(?:\.\d{1,10})?)\s*[,;]\s*([+-]?\d{1,3}(?:\.\d{1,10})?)", re.ASCII)

    def read(self, node: colander.SchemaNode, text: str) -> tuple[Decimal, Decimal]:
        if found := self._written.fullmatch(text):
            latitude, longitude = map(Decimal, found.groups())
            if abs(latitude) <= _STEEPEST and abs(longitude) <= _FARTHEST:
                return latitude, longitude
        raise colander.Invalid(node, _("Write the position as two numbers, such as 41.0911, 23.5476."))


def period(field: FieldDefinition, context: FormContext) -> colander.SchemaNode:  # noqa: ARG001
    """Two dates; the last may be open."""
    return _composite(
        Parts(_period, frozenset({"last"})),
        _part(field, "first", _("From"), GreekDate(), "date_input"),
        _part(field, "last", _("To (leave it empty while it goes on)"), GreekDate(), "date_input"),
    )


def _period(node: colander.SchemaNode, first: Any, last: Any) -> Period:
    if last is not None and last < first:
        error = colander.Invalid(node)
        error.add(colander.Invalid(node.children[1], _("The last day is before the first.")), 1)
        raise error
    return Period(first, last)


def address(field: FieldDefinition, context: FormContext) -> colander.SchemaNode:  # noqa: ARG001
    """Street, number, postcode, town."""
    postcode = Checked(normalise_postcode, _("A postcode has 5 digits."))
    return _composite(
        Parts(lambda _node, **parts: Address(**parts)),
        _part(field, "street", _("Street"), colander.String(), autocomplete="address-line1", most=100),
        _part(field, "number", _("Number"), colander.String(), most=20),
        _part(field, "postcode", _("Postcode"), postcode, autocomplete="postal-code", inputmode="numeric"),
        _part(field, "town", _("Town or village"), colander.String(), autocomplete="address-level2", most=100),
    )


_ON_MAP: dict[str, Any] = {"data-position": "yes"}
"""Marks the input that a map stands beside, where there is one."""


def place(field: FieldDefinition, context: FormContext) -> colander.SchemaNode:  # noqa: ARG001
    """A spot in words, with its position when known."""
    return _composite(
        Parts(_place, frozenset({"position"})),
        _part(field, "words", _("Street and number, or a known place nearby"), colander.String(), most=200),
        _part(field, "position", _("Position (latitude, longitude), if you know it"), Position(), **_ON_MAP),
    )


def _place(_node: colander.SchemaNode, words: str, position: Any) -> Place:
    return Place(words, *(position or ()))


def _part(
    field: FieldDefinition,
    part: str,
    title: Any,
    typ: Any,
    template: str = "textinput",
    most: int = 0,
    **html: str,
) -> colander.SchemaNode:
    node = colander.SchemaNode(
        typ,
        name=f"{field.name}{SEPARATOR}{part}",
        title=title,
        missing=None,
        widget=TextInputWidget(template=template, attributes=html),
    )
    node.says_optional = False  # the question as a whole says so, and titles of parts that may be empty do
    if most:
        node.validator = at_most(most)
    return node


def _composite(typ: Parts, *parts: colander.SchemaNode) -> colander.SchemaNode:
    return colander.SchemaNode(typ, *parts, widget=PartsWidget(), missing_msg=_FILL_IN)


class PartsWidget(MappingWidget):
    """The inputs of one answer, in a fieldset whose legend is its question (deform shows none for a mapping)."""

    template = "parts"
    category = "default"
    grouped = True


class Items(colander.Mapping):
    """The items of a group as a tuple; items that are empty are left out."""

    def __init__(self, least: int, most: int) -> None:
        super().__init__()
        self._least = least
        self._most = most

    def deserialize(self, node: colander.SchemaNode, cstruct: Any) -> Any:
        values = super().deserialize(node, cstruct)
        given = () if values is colander.null else tuple(item for item in values.values() if item is not None)
        if len(given) < self._least:
            raise colander.Invalid(node, _("Give at least ${least}.", mapping={"least": self._least}))
        if len(given) > self._most:
            raise colander.Invalid(node, _("Give at most ${most}.", mapping={"most": self._most}))
        return given or colander.null


class GroupWidget(MappingWidget):
    """Items with a button to remove each and one to add another; both work without JavaScript."""

    template = "group"
    category = "default"
    grouped = True


def group(field: FieldDefinition, count: int, context: FormContext, make: MakeNode) -> colander.SchemaNode:
    """`count` items, each a mapping of the group's fields."""
    node = colander.SchemaNode(Items(field.min_items, field.max_items), widget=GroupWidget())
    node.count_name = f"{field.name}{SEPARATOR}{COUNT}"
    node.may_add = count < field.max_items
    for index in range(count):
        node.add(_item(field, index, context, make))
    return node


def _item(field: FieldDefinition, index: int, context: FormContext, make: MakeNode) -> colander.SchemaNode:
    item = colander.SchemaNode(
        ItemType(),
        name=f"{field.name}{SEPARATOR}{index}",
        title=f"{field.title.in_language(context.locale)} {index + 1}",
        missing=None,
        widget=PartsWidget(),
    )
    item.says_optional = False
    for part in field.fields:
        node = make(part, context)
        node.name = f"{item.name}{SEPARATOR}{part.name}"
        _rename_parts(node, part.name)
        item.add(node)
    return item


def _rename_parts(node: colander.SchemaNode, name: str) -> None:
    """Give the inputs of a composite field within a group their full names."""
    for child in node.children:
        child.name = node.name + child.name.removeprefix(name)


class ItemType(colander.Mapping):
    """One item of a group: nothing when all of it is empty, else its answers by the fields' own names."""

    def deserialize(self, node: colander.SchemaNode, cstruct: Any) -> Any:
        if not isinstance(cstruct, Mapping) or not any(_is_filled(value) for value in cstruct.values()):
            return colander.null
        values = super().deserialize(node, cstruct)
        given = ((name.rpartition(SEPARATOR)[2], value) for name, value in values.items())
        return Item(tuple((name, value) for name, value in given if value is not None))


def _is_filled(raw: Any) -> bool:
    if isinstance(raw, Mapping):
        return any(_is_filled(value) for value in raw.values())
    return raw not in ("", None, colander.null) and bool(raw)
