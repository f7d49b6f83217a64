"""How each kind of field becomes a colander node with its widget and its checks."""

import re
from collections.abc import Callable
from typing import Any

import colander
from deform.widget import RadioChoiceWidget, TextAreaWidget, TextInputWidget, Widget

from serres_requests.domain.fields import FieldDefinition, Kind
from serres_requests.forms.files import FileIds, FilesWidget
from serres_requests.i18n import _

_FILL_IN = _("Fill in this field.")
_CHOOSE = _("Choose one of the answers.")
_TOO_LONG = _("The text has ${count} characters; at most ${most} fit here.")


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


def field_node(field: FieldDefinition, locale: str) -> colander.SchemaNode:
    """Return the node for `field`, worded in `locale`."""
    node = _BUILDERS[field.kind](field, locale)
    node.name = field.name
    node.title = field.title.in_language(locale)
    node.description = field.help.in_language(locale) if field.help else ""
    node.is_public = field.public
    if not field.required:
        node.missing = None
    return node


def _text(field: FieldDefinition, locale: str) -> colander.SchemaNode:  # noqa: ARG001  builders look alike
    return colander.SchemaNode(
        colander.String(),
        preparer=_one_line,
        validator=_at_most(field.max_length),
        widget=TextInputWidget(attributes=_autocomplete(field)),
        missing_msg=_FILL_IN,
    )


def _long_text(field: FieldDefinition, locale: str) -> colander.SchemaNode:  # noqa: ARG001
    return colander.SchemaNode(
        colander.String(),
        preparer=_trimmed,
        validator=_at_most(field.max_length),
        widget=TextAreaWidget(rows=6, attributes={}),
        missing_msg=_FILL_IN,
    )


def _choice(field: FieldDefinition, locale: str) -> colander.SchemaNode:
    values = [(choice.value, choice.title.in_language(locale)) for choice in field.choices]
    return colander.SchemaNode(
        colander.String(),
        validator=_one_of([value for value, _title in values]),
        widget=_grouped(RadioChoiceWidget(values=values)),
        missing_msg=_CHOOSE,
    )


def _date(field: FieldDefinition, locale: str) -> colander.SchemaNode:  # noqa: ARG001
    return colander.SchemaNode(
        GreekDate(),
        widget=TextInputWidget(template="date_input"),
        missing_msg=_FILL_IN,
    )


def _files(field: FieldDefinition, locale: str) -> colander.SchemaNode:  # noqa: ARG001
    return colander.SchemaNode(
        FileIds(),
        widget=_grouped(FilesWidget(max_files=field.max_files, max_bytes=field.max_bytes)),
        missing_msg=_("Attach a file."),
    )


_BUILDERS: dict[Kind, Callable[[FieldDefinition, str], colander.SchemaNode]] = {
    Kind.TEXT: _text,
    Kind.LONG_TEXT: _long_text,
    Kind.CHOICE: _choice,
    Kind.DATE: _date,
    Kind.FILES: _files,
}


def _grouped(widget: Widget) -> Widget:
    """Mark a widget of several controls: its title becomes the legend of a fieldset."""
    widget.grouped = True
    return widget


def _autocomplete(field: FieldDefinition) -> dict[str, str]:
    return {"autocomplete": field.autocomplete} if field.autocomplete else {}


def _one_line(value: Any) -> Any:
    return " ".join(value.split()) if isinstance(value, str) else value


def _trimmed(value: Any) -> Any:
    return value.strip() if isinstance(value, str) else value


def _at_most(most: int) -> Callable[[colander.SchemaNode, str], None]:
    def validate(node: colander.SchemaNode, value: str) -> None:
        if len(value) > most:
            raise colander.Invalid(node, _(_TOO_LONG, mapping={"count": len(value), "most": most}))

    return validate


def _one_of(allowed: list[str]) -> Callable[[colander.SchemaNode, str], None]:
    def validate(node: colander.SchemaNode, value: str) -> None:
        if value not in allowed:
            raise colander.Invalid(node, _CHOOSE)

    return validate
