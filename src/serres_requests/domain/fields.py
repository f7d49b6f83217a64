"""Field definitions: what a request type asks, independent of any form library."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from serres_requests.domain import parsing
from serres_requests.domain.errors import DefinitionError
from serres_requests.domain.kinds import COMMON, IN_GROUPS, OPTIONS, ChoiceStyle, Kind
from serres_requests.domain.texts import Text, parse_text

MEGABYTE = 1024 * 1024
_DEFAULT_LENGTH = {Kind.TEXT: 200, Kind.LONG_TEXT: 4000}
_DEFAULT_FILES, _DEFAULT_MEGABYTES, _DEFAULT_ITEMS = 3, 8, 20
_MOST_DECIMALS = 6
_EVERY_OPTION = COMMON.union(*OPTIONS.values())

PREFILL = frozenset(
    {"card.full_name", "card.last_name", "card.first_name", "card.fathers_name", "card.mothers_name", "card.afm"}
    | {"contact.email", "earlier"}
    | {"registry.name", "registry.trade_name", "registry.legal_status"}
    | {"registry.main_activity", "registry.address", "registry.started_on"}
)
"""What a field can be filled in with before the citizen types: what taxisnet certifies (``card``), their contact
data, what the business registry knows of them once they let it be asked, and ``earlier``, their last answer to a
field of the same name in a request of the same type."""

REGISTRY = "registry."
_CERTIFIED = ("card.", REGISTRY)
_KINDS_OF_SOURCE = {
    "registry.address": frozenset({Kind.ADDRESS}),
    "registry.started_on": frozenset({Kind.DATE}),
    "registry.main_activity": frozenset({Kind.KAD, Kind.TEXT}),
}
"""Sources that are no plain text, with the kinds of field that can take them."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a choice field and what people read for it."""

    value: str
    title: Text


@dataclass(frozen=True, slots=True)
class FieldDefinition:
    """One question of a form.

    name: key of the answer, ASCII. kind: see `Kind`. public: whether anybody may read the answer once the
    request is accepted. show_if, require_if: conditions on other answers, "" for always and never. prefill: one
    of `PREFILL`; locked: whether the citizen can't change what was filled in, when there is anything. max_length:
    in characters. minimum, maximum, decimals, unit: of numbers. choices, style: for choices; table: name of the
    reference data for code lists. max_files, max_bytes (per file): for files. fields, min_items, max_items: for
    groups. value: the expression of a computed field. text: of information and declarations. autocomplete: token
    of HTML's autofill that fits the answer, if any.
    """

    name: str
    kind: Kind
    title: Text
    help: Text | None = None
    required: bool = False
    public: bool = False
    show_if: str = ""
    require_if: str = ""
    prefill: str = ""
    locked: bool = False
    max_length: int = 0
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    decimals: int = 0
    unit: Text | None = None
    choices: tuple[Choice, ...] = ()
    style: ChoiceStyle = ChoiceStyle.RADIO
    table: str = ""
    max_files: int = 0
    max_bytes: int = 0
    fields: tuple["FieldDefinition", ...] = ()
    min_items: int = 0
    max_items: int = 0
    value: str = ""
    text: Text | None = None
    autocomplete: str = ""

    @property
    def says_where(self) -> bool:
        """Whether the answer is the spot that a request is about: a place, or a short text of that name."""
        return self.kind is Kind.PLACE or (self.kind is Kind.TEXT and self.name == "place")

    def choice_title(self, value: str, locale: str) -> str:
        """Return what people read for the choice `value`; the value itself when it is no longer offered."""
        return next((c.title.in_language(locale) for c in self.choices if c.value == value), value)


def parse_field(data: object, place: str) -> FieldDefinition:
    """Read one field from the plain data of a definition file; raise DefinitionError naming the place."""
    known = parsing.mapping(data, place, _EVERY_OPTION)
    kind = parsing.one_of(known, "kind", Kind, place)
    for key in known:
        if key not in COMMON | OPTIONS[kind]:
            raise DefinitionError(f"{place}.{key}", f"is no option of a {kind} field")
    is_files, is_group = kind is Kind.FILES, kind is Kind.GROUP
    return FieldDefinition(
        name=parsing.name(known, place),
        kind=kind,
        title=parse_text(known.get("title"), f"{place}.title"),
        help=parsing.words(known, "help", place),
        required=_required(known, kind, place),
        public=parsing.flag(known, "public", place),
        show_if=parsing.text(known, "show_if", place).strip(),
        require_if=parsing.text(known, "require_if", place).strip(),
        prefill=_prefill(known, kind, place),
        locked=_locked(known, place),
        max_length=parsing.whole_number(known, "max_length", _DEFAULT_LENGTH.get(kind, 0), place),
        minimum=parsing.decimal(known, "minimum", place),
        maximum=parsing.decimal(known, "maximum", place),
        decimals=2 if kind is Kind.MONEY else _decimals(known, place),
        unit=parsing.words(known, "unit", place),
        choices=_choices(known, kind, place),
        style=parsing.one_of(known, "style", ChoiceStyle, place, _default_style(kind)),
        table=_needed_text(known, "table", place) if kind is Kind.CODE_LIST else "",
        max_files=parsing.whole_number(known, "max_files", _DEFAULT_FILES * is_files, place),
        max_bytes=parsing.whole_number(known, "max_megabytes", _DEFAULT_MEGABYTES * is_files, place) * MEGABYTE,
        fields=_group_fields(known, place) if is_group else (),
        min_items=parsing.whole_number(known, "min_items", 0, place, least=0),
        max_items=parsing.whole_number(known, "max_items", _DEFAULT_ITEMS * is_group, place),
        value=_needed_text(known, "value", place) if kind is Kind.COMPUTED else "",
        text=_needed_words(known, place) if kind in {Kind.INFO, Kind.DECLARATION} else None,
        autocomplete=parsing.text(known, "autocomplete", place),
    )


def _decimals(data: Mapping[str, Any], place: str) -> int:
    decimals = parsing.whole_number(data, "decimals", 0, place, least=0)
    if decimals > _MOST_DECIMALS:
        raise DefinitionError(f"{place}.decimals", f"must be at most {_MOST_DECIMALS}")
    return decimals


def _required(data: Mapping[str, Any], kind: Kind, place: str) -> bool:
    """A declaration always is, a group when it needs an item."""
    if kind is Kind.GROUP:
        return parsing.whole_number(data, "min_items", 0, place, least=0) > 0
    return kind is Kind.DECLARATION or parsing.flag(data, "required", place)


def _default_style(kind: Kind) -> ChoiceStyle:
    return ChoiceStyle.LIST if kind is Kind.CODE_LIST else ChoiceStyle.RADIO


def _prefill(data: Mapping[str, Any], kind: Kind, place: str) -> str:
    source = parsing.text(data, "prefill", place)
    if source and source not in PREFILL:
        raise DefinitionError(f"{place}.prefill", f"must be one of {', '.join(sorted(PREFILL))}")
    if kind not in _KINDS_OF_SOURCE.get(source, {kind}):
        raise DefinitionError(f"{place}.prefill", f"{source} does not fit a {kind} field")
    return source


def _locked(data: Mapping[str, Any], place: str) -> bool:
    locked, source = parsing.flag(data, "locked", place), str(data.get("prefill", ""))
    if locked and (not source.startswith(_CERTIFIED) or source == "registry.address"):
        raise DefinitionError(f"{place}.locked", "only what the tax office certifies (no address) can be locked")
    return locked


def _needed_text(data: Mapping[str, Any], key: str, place: str) -> str:
    value = parsing.text(data, key, place).strip()
    if not value:
        raise DefinitionError(f"{place}.{key}", "is missing")
    return value


def _needed_words(data: Mapping[str, Any], place: str) -> Text:
    return parse_text(data.get("text"), f"{place}.text")


def _choices(data: Mapping[str, Any], kind: Kind, place: str) -> tuple[Choice, ...]:
    if kind not in {Kind.CHOICE, Kind.CHOICES}:
        return ()
    choices = parsing.items(data, "choices", place, _choice)
    if len(choices) < 2:  # noqa: PLR2004  a choice needs an alternative
        raise DefinitionError(f"{place}.choices", "a choice needs at least two values")
    if len({choice.value for choice in choices}) != len(choices):
        raise DefinitionError(f"{place}.choices", "values must differ")
    return choices


def _choice(data: object, place: str) -> Choice:
    known = parsing.mapping(data, place, frozenset({"value", "title"}))
    if not isinstance(known.get("value"), str) or not known["value"]:
        raise DefinitionError(place, "a choice has a value and a title")
    return Choice(value=known["value"], title=parse_text(known.get("title"), f"{place}.title"))


def _group_fields(data: Mapping[str, Any], place: str) -> tuple[FieldDefinition, ...]:
    fields = parsing.items(data, "fields", place, parse_field)
    if not fields:
        raise DefinitionError(f"{place}.fields", "a group asks something")
    for index, field in enumerate(fields):
        inside = f"{place}.fields[{index}]"
        if field.kind not in IN_GROUPS:
            raise DefinitionError(f"{inside}.kind", f"a group can't hold a {field.kind} field")
        if field.show_if or field.require_if or field.prefill:
            raise DefinitionError(inside, "fields of a group have no conditions and no prefill")
    if len({field.name for field in fields}) != len(fields):
        raise DefinitionError(f"{place}.fields", "two fields have one name")
    return fields
