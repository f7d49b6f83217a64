"""How each kind of field becomes a colander node with its widget and its checks."""

from collections.abc import Callable, Mapping
from typing import Any

import colander
from babel.numbers import format_decimal
from deform.widget import (
    CheckboxChoiceWidget,
    RadioChoiceWidget,
    SelectWidget,
    TextAreaWidget,
    TextInputWidget,
    Widget,
)

from serres_requests.domain import identifiers
from serres_requests.domain.fields import FieldDefinition
from serres_requests.domain.kinds import WITHOUT_ANSWER, ChoiceStyle, Kind
from serres_requests.domain.texts import fold
from serres_requests.forms import composite
from serres_requests.forms.context import FormContext, Offered
from serres_requests.forms.files import FileIds, FilesWidget
from serres_requests.forms.types import NO, YES, Checked, GreekDate, GreekNumber, Several, Tick, YesNo, at_most
from serres_requests.i18n import _

_FILL_IN = _("Fill in this field.")
_CHOOSE = _("Choose one of the answers.")


def field_node(
    field: FieldDefinition, context: FormContext, *, required: bool, items: int = 1
) -> colander.SchemaNode:
    """Return the node for `field`. required: whether an answer must be given. items: how many a group has."""
    if field.kind is Kind.GROUP:
        node = composite.group(field, items, context, _node_in_group)
    else:
        node = _BUILDERS[field.kind](field, context)
    node.name = field.name
    node.title = field.title.in_language(context.locale)
    node.description = field.help.in_language(context.locale) if field.help else ""
    node.is_public = field.public
    node.says_optional = not (field.required or field.locked or field.kind in WITHOUT_ANSWER | {Kind.COMPUTED})
    node.is_required_if = bool(field.require_if)
    node.is_locked = field.locked
    node.source = None
    if not required:
        node.missing = None
    return node


def _node_in_group(field: FieldDefinition, context: FormContext) -> colander.SchemaNode:
    return field_node(field, context, required=field.required)


def _text(field: FieldDefinition, _context: FormContext) -> colander.SchemaNode:
    return colander.SchemaNode(
        colander.String(),
        preparer=_one_line,
        validator=at_most(field.max_length),
        widget=_input(**_autocomplete(field)),
        missing_msg=_FILL_IN,
    )


def _long_text(field: FieldDefinition, _context: FormContext) -> colander.SchemaNode:
    return colander.SchemaNode(
        colander.String(),
        preparer=_trimmed,
        validator=at_most(field.max_length),
        widget=TextAreaWidget(rows=6, attributes=_autocomplete(field)),
        missing_msg=_FILL_IN,
    )


def _number(field: FieldDefinition, context: FormContext) -> colander.SchemaNode:
    node = colander.SchemaNode(
        GreekNumber(field.decimals),
        validator=_between(field, context.locale),
        widget=_input(inputmode="decimal" if field.decimals else "numeric"),
        missing_msg=_FILL_IN,
    )
    node.unit = "€" if field.kind is Kind.MONEY else (field.unit.in_language(context.locale) if field.unit else "")
    return node


def _date(_field: FieldDefinition, _context: FormContext) -> colander.SchemaNode:
    return colander.SchemaNode(GreekDate(), widget=TextInputWidget(template="date_input"), missing_msg=_FILL_IN)


def _yes_no(_field: FieldDefinition, _context: FormContext) -> colander.SchemaNode:
    values = [(YES, _("Yes")), (NO, _("No"))]
    return colander.SchemaNode(YesNo(), widget=_grouped(RadioChoiceWidget(values=values)), missing_msg=_CHOOSE)


def _choice(field: FieldDefinition, context: FormContext) -> colander.SchemaNode:
    names = {fold(name): c.value for c in field.choices for name in (c.title.en, c.title.el)}
    return _one_of(field, [(c.value, c.title.in_language(context.locale)) for c in field.choices], names)


def _code_list(field: FieldDefinition, context: FormContext) -> colander.SchemaNode:
    offered = context.table(field.table)
    return _one_of(field, offered, {fold(title): value for value, title in offered})


def _choices(field: FieldDefinition, context: FormContext) -> colander.SchemaNode:
    values = [(c.value, c.title.in_language(context.locale)) for c in field.choices]
    return colander.SchemaNode(
        Several([value for value, _title in values]),
        widget=_grouped(CheckboxChoiceWidget(values=values, template="several_choice")),
        missing_msg=_("Choose at least one of the answers."),
    )


def _files(field: FieldDefinition, context: FormContext) -> colander.SchemaNode:
    widget = FilesWidget(max_files=field.max_files, max_bytes=field.max_bytes)
    widget.kept = context.kept.get(field.name, ())
    return colander.SchemaNode(FileIds(), widget=_grouped(widget), missing_msg=_("Attach a file."))


def _computed(_field: FieldDefinition, _context: FormContext) -> colander.SchemaNode:
    return colander.SchemaNode(colander.String(), widget=TextInputWidget(template="computed"))


def _info(field: FieldDefinition, context: FormContext) -> colander.SchemaNode:
    node = colander.SchemaNode(colander.String(), widget=_grouped(TextInputWidget(template="info")))
    node.words = field.text.in_language(context.locale) if field.text else ""
    return node


def _declaration(field: FieldDefinition, context: FormContext) -> colander.SchemaNode:
    node = colander.SchemaNode(
        Tick(),
        widget=_grouped(TextInputWidget(template="declaration")),
        missing_msg=_("Without this declaration the request can't be filed."),
    )
    node.words = field.text.in_language(context.locale) if field.text else ""
    return node


def _checked(normalise: Callable[[str], str], message: Any, **html: str) -> Callable[..., colander.SchemaNode]:
    def build(field: FieldDefinition, _context: FormContext) -> colander.SchemaNode:
        return colander.SchemaNode(
            Checked(normalise, message),
            widget=_input(**html, **_autocomplete(field)),
            missing_msg=_FILL_IN,
        )

    return build


def _email(field: FieldDefinition, _context: FormContext) -> colander.SchemaNode:
    return colander.SchemaNode(
        colander.String(),
        preparer=_trimmed,
        validator=colander.All(
            colander.Email(_("Write an e-mail address such as maria@example.gr.")), at_most(254)
        ),
        widget=_input("email", **{"autocomplete": "email", **_autocomplete(field)}),
        missing_msg=_FILL_IN,
    )


_BUILDERS: Mapping[Kind, Callable[[FieldDefinition, FormContext], colander.SchemaNode]] = {
    Kind.TEXT: _text,
    Kind.LONG_TEXT: _long_text,
    Kind.NUMBER: _number,
    Kind.MONEY: _number,
    Kind.DATE: _date,
    Kind.PERIOD: composite.period,
    Kind.YES_NO: _yes_no,
    Kind.CHOICE: _choice,
    Kind.CHOICES: _choices,
    Kind.CODE_LIST: _code_list,
    Kind.EMAIL: _email,
    Kind.PHONE: _checked(
        identifiers.normalise_phone, _("Write a phone number, such as 6912345678."), inputmode="tel"
    ),
    Kind.AFM: _checked(
        identifiers.normalise_afm, _("This is not a valid ΑΦΜ: it has 9 digits."), inputmode="numeric"
    ),
    Kind.AMKA: _checked(
        identifiers.normalise_amka, _("This is not a valid ΑΜΚΑ: it has 11 digits."), inputmode="numeric"
    ),
    Kind.ADT: _checked(
        identifiers.normalise_adt, _("Write the number as on the identity card, such as ΑΒ123456.")
    ),
    Kind.IBAN: _checked(identifiers.normalise_iban, _("This is not a valid IBAN.")),
    Kind.POSTCODE: _checked(identifiers.normalise_postcode, _("A postcode has 5 digits."), inputmode="numeric"),
    Kind.KAD: _checked(
        identifiers.normalise_kad,
        _("Write a ΚΑΔ of 2, 4, 6 or 8 digits, such as 56.10.11.00."),
        inputmode="decimal",
    ),
    Kind.ATAK: _checked(identifiers.normalise_atak, _("An ΑΤΑΚ has 11 digits."), inputmode="numeric"),
    Kind.KAEK: _checked(identifiers.normalise_kaek, _("A ΚΑΕΚ has 12 digits.")),
    Kind.SUPPLY_NUMBER: _checked(
        identifiers.normalise_supply_number,
        _("A supply number has 9 digits, or 12 as printed on the bill."),
        inputmode="numeric",
    ),
    Kind.ADDRESS: composite.address,
    Kind.PLACE: composite.place,
    Kind.FILES: _files,
    Kind.COMPUTED: _computed,
    Kind.INFO: _info,
    Kind.DECLARATION: _declaration,
}


def _one_of(field: FieldDefinition, offered: Offered, by_name: Mapping[str, str]) -> colander.SchemaNode:
    """by_name: what people may type, folded, with the value that it stands for."""
    values = list(offered)
    if field.style is ChoiceStyle.RADIO:
        widget = _grouped(RadioChoiceWidget(values=values))
    elif field.style is ChoiceStyle.LIST:
        widget = SelectWidget(values=[("", _("Choose…")), *values])
    else:
        widget = SelectWidget(values=values, template="search_list")
    return colander.SchemaNode(
        colander.String(),
        preparer=_by_title(by_name) if field.style is ChoiceStyle.SEARCH else None,
        validator=_offered([value for value, _title in values]),
        widget=widget,
        missing_msg=_CHOOSE,
    )


def _by_title(by_name: Mapping[str, str]) -> Callable[[Any], Any]:
    """A browser's list of suggestions sends what people read, in whichever language; it stands for its value."""
    return lambda typed: by_name.get(fold(typed), typed) if isinstance(typed, str) else typed


def _input(kind: str = "text", **html: str) -> Widget:
    widget = TextInputWidget(attributes=html)
    widget.input_type = kind
    return widget


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


def _between(field: FieldDefinition, locale: str) -> Callable[[colander.SchemaNode, Any], None]:
    def validate(node: colander.SchemaNode, value: Any) -> None:
        if field.minimum is not None and value < field.minimum:
            least = format_decimal(field.minimum, locale=locale)
            raise colander.Invalid(node, _("Write ${least} or more.", mapping={"least": least}))
        if field.maximum is not None and value > field.maximum:
            most = format_decimal(field.maximum, locale=locale)
            raise colander.Invalid(node, _("Write ${most} or less.", mapping={"most": most}))

    return validate


def _offered(allowed: list[str]) -> Callable[[colander.SchemaNode, str], None]:
    def validate(node: colander.SchemaNode, value: str) -> None:
        if value not in allowed:
            raise colander.Invalid(node, _CHOOSE)

    return validate
