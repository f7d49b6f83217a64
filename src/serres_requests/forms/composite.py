"""Fields of several inputs: a period, an address, a place, a repeating group. Inputs are named ``field.part``."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

import colander
from deform.widget import MappingWidget, TextInputWidget

from serres_requests.domain.answers import Address, Item, Period, Place
from serres_requests.domain.fields import FieldDefinition
from serres_requests.domain.identifiers import normalise_postcode
from serres_requests.forms.context import FormContext
from serres_requests.forms.types import Checked, GreekDate, Textual
from serres_requests.i18n import _

_FILL_IN = _("Fill in this field.")
SEPARATOR = "."
COUNT = "count"

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
        values = super().deserialize(node, cstruct)
        if values is colander.null:
            return values
        parts = {name.rpartition(SEPARATOR)[2]: value for name, value in values.items()}
        if all(value is None for value in parts.values()):
            return colander.null
        missing = colander.Invalid(node)
        for child in node.children:
            part = child.name.rpartition(SEPARATOR)[2]
            if parts[part] is None and part not in self._optional:
                missing.add(colander.Invalid(child, _FILL_IN))
        if missing.children:
            raise missing
        return self._combine(node, **parts)


class Position(Textual):
    """Latitude and longitude in degrees, written ``41.0911, 23.5476``."""

    _most = (Decimal(90), Decimal(180))

    def read(self, node: colander.SchemaNode, text: str) -> tuple[Decimal, ...]:
        numbers = text.replace(";", ",").split(",")
        try:
            position = tuple(Decimal(number.strip()) for number in numbers)
            is_right = len(position) == len(self._most) and all(
                abs(number) <= most for number, most in zip(position, self._most, strict=True)
            )
        except ArithmeticError:
            is_right = False
        if not is_right:
            raise colander.Invalid(node, _("Write the position as two numbers, such as 41.0911, 23.5476."))
        return position


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
        error.add(colander.Invalid(node.children[1], _("The last day is before the first.")))
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


def place(field: FieldDefinition, context: FormContext) -> colander.SchemaNode:  # noqa: ARG001
    """A spot in words, with its position when known."""
    return _composite(
        Parts(_place, frozenset({"position"})),
        _part(field, "words", _("Street and number, or a known place nearby"), colander.String(), most=200),
        _part(field, "position", _("Position (latitude, longitude), if you know it"), Position()),
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
    if most:
        node.validator = colander.Length(max=most)
    return node


def _composite(typ: Parts, *parts: colander.SchemaNode) -> colander.SchemaNode:
    node = colander.SchemaNode(typ, *parts, widget=MappingWidget(template="parts"), missing_msg=_FILL_IN)
    node.widget.grouped = True
    return node


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
        ItemType(), name=f"{field.name}{SEPARATOR}{index}", title=str(index + 1), missing=None
    )
    item.widget = MappingWidget(template="parts")
    item.widget.grouped = True
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
