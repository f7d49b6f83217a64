"""Parts of the editor's forms: texts in both languages, conditions, numbers, choices from a list, rows."""

from collections.abc import Iterable, Mapping
from copy import copy
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

import colander
import deform
from deform.widget import MappingWidget, SequenceWidget

from serres_requests.domain.texts import clean
from serres_requests.forms.types import GreekDate, GreekNumber
from serres_requests.i18n import _

FILL_IN = _("Fill in this field.")
_BOTH = _("Write it in both languages.")
_LONGEST = 4000
_NOT_SENT = "-"
"""Stands for a list of which nothing was sent: the empty text is one of the values."""
IN_LANGUAGE = {"el": _("In Greek"), "en": _("In English")}


class RowsWidget(SequenceWidget):
    """Rows of small inputs with buttons to add and remove one, which the server answers: no script is needed.

    focused: index of the row to write in next, None for none.
    """

    template = "rows"
    grouped = True
    requirements = ()
    focused: int | None = None

    def get_template_values(self, field: Any, cstruct: Any, kw: dict[str, Any]) -> dict[str, Any]:
        rows = [row for _cstruct, row in kw["subfields"]]
        for index, row in enumerate(rows):
            for child in row.children:
                child.oid = f"{field.oid}-{index}-{child.name}"
        if self.focused is not None and 0 <= self.focused < len(rows):
            first = rows[self.focused].children[0]
            first.widget = copy(first.widget)
            first.widget.attributes = {**first.widget.attributes, "autofocus": "autofocus"}
        return {**super().get_template_values(field, cstruct, kw), "rows": rows}


class PairWidget(MappingWidget):
    """A text in two languages: one question with two inputs."""

    template = "pair"
    category = "default"
    grouped = True


def plain(name: str, title: Any, *, needed: bool = True, lines: int = 1, **html: str) -> colander.SchemaNode:
    """Return an input for text."""
    area = deform.widget.TextAreaWidget(rows=lines, attributes=html)
    return colander.SchemaNode(
        colander.String(),
        name=name,
        title=title,
        preparer=_clean,
        validator=colander.Length(max=_LONGEST),
        widget=area if lines > 1 else deform.widget.TextInputWidget(attributes=html),
        missing_msg=FILL_IN,
        **({} if needed else {"missing": ""}),
    )


def words(name: str, title: Any, *, needed: bool = True, lines: int = 1) -> colander.SchemaNode:
    """Return the two inputs of a text, Greek and English."""
    inputs = [plain(code, label, needed=False, lines=lines, lang=code) for code, label in IN_LANGUAGE.items()]
    for child in inputs:
        child.missing = None if needed else ""
    widget = PairWidget()
    return colander.SchemaNode(
        colander.Mapping(),
        *inputs,
        name=name,
        title=title,
        widget=widget,
        validator=_in_both if needed else _in_both_or_none,
        **({} if needed else {"missing": None}),
    )


def condition(name: str, title: Any, *, needed: bool = False) -> colander.SchemaNode:
    """Return an input for an expression."""
    html = {"spellcheck": "false", "autocapitalize": "none", "autocomplete": "off"}
    return plain(name, title, needed=needed, lines=2, **html)


def number(name: str, title: Any, *, decimals: int = 0, needed: bool = False) -> colander.SchemaNode:
    """Return an input for a number; None when it is left empty."""
    return colander.SchemaNode(
        GreekNumber(decimals),
        name=name,
        title=title,
        widget=deform.widget.TextInputWidget(attributes={"inputmode": "decimal" if decimals else "numeric"}),
        missing_msg=FILL_IN,
        **({} if needed else {"missing": None}),
    )


def day(name: str, title: Any) -> colander.SchemaNode:
    """Return an input for a date; None when it is left empty."""
    widget = deform.widget.TextInputWidget(template="date_input")
    return colander.SchemaNode(GreekDate(), name=name, title=title, widget=widget, missing=None)


def tick(name: str, title: Any) -> colander.SchemaNode:
    """Return a box to tick."""
    return colander.SchemaNode(colander.Boolean(), name=name, title=title)


def one_of(name: str, title: Any, values: Mapping[Any, Any]) -> colander.SchemaNode:
    """Return a list to choose one of."""
    offered = [(str(value), text) for value, text in values.items()]
    return colander.SchemaNode(
        colander.String(allow_empty=True),
        name=name,
        title=title,
        widget=deform.widget.SelectWidget(values=offered, null_value=_NOT_SENT),
        validator=colander.OneOf([value for value, _text in offered]),
        default=offered[0][0],
    )


def rows(name: str, title: Any, row_title: Any, columns: Iterable[Any]) -> colander.SchemaNode:
    """Return rows of `columns`."""
    row = colander.SchemaNode(colander.Mapping(), *columns, name="row", title=row_title)
    return colander.SchemaNode(colander.Sequence(), row, name=name, title=title, widget=RowsWidget())


def languages(*, needed: bool = True, lines: int = 1) -> list[colander.SchemaNode]:
    """Return columns of a row for its words in both languages."""
    return [plain(code, label, needed=needed, lines=lines, lang=code) for code, label in IN_LANGUAGE.items()]


def sentence(values: Mapping[str, Any] | None) -> dict[str, str] | None:
    """Return what was typed in both languages as a definition has it; None when nothing was."""
    texts = {code: (values or {}).get(code) or "" for code in IN_LANGUAGE}
    return texts if any(texts.values()) else None


def typed(data: Any) -> dict[str, str]:
    """Return what the inputs of a text show of `data`, which may be unfinished."""
    texts = data if isinstance(data, Mapping) else {}
    return {code: str(texts.get(code) or "") for code in IN_LANGUAGE}


def _in_both(node: colander.SchemaNode, value: Mapping[str, Any]) -> None:
    _complain(node, [child for child in node.children if not value[child.name]], FILL_IN)


def _in_both_or_none(node: colander.SchemaNode, value: Mapping[str, Any]) -> None:
    empty = [child for child in node.children if not value[child.name]]
    _complain(node, empty if len(empty) == 1 else [], _BOTH)


def _complain(node: colander.SchemaNode, wrong: list[colander.SchemaNode], message: Any) -> None:
    if not wrong:
        return
    error = colander.Invalid(node)
    for child in wrong:
        error.add(colander.Invalid(child, message), node.children.index(child))
    raise error


def _clean(value: Any) -> Any:
    return clean(value).strip() if isinstance(value, str) else value


def exact(number: Decimal | int | None, old: Any) -> Any:
    """Return `number` as definitions keep it: as it stood there when it is the same, whole numbers as such."""
    if number is None or number == _decimal(old):
        return None if number is None else old
    return int(number) if number == int(number) else str(number)


def _decimal(data: Any) -> Decimal | None:
    try:
        return Decimal(str(data))
    except InvalidOperation:
        return None


def read_day(data: Any) -> Any:
    """Return the date in a definition that may be unfinished; nothing for what is none."""
    try:
        return date.fromisoformat(str(data))
    except ValueError:
        return colander.null
