"""The kinds of field that an administrator can choose, and which options each takes."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType


class Kind(StrEnum):
    """What a field asks for."""

    TEXT = "text"
    LONG_TEXT = "long_text"
    NUMBER = "number"
    MONEY = "money"
    DATE = "date"
    PERIOD = "period"
    YES_NO = "yes_no"
    CHOICE = "choice"
    CHOICES = "choices"
    CODE_LIST = "code_list"
    EMAIL = "email"
    PHONE = "phone"
    AFM = "afm"
    AMKA = "amka"
    ADT = "adt"
    IBAN = "iban"
    POSTCODE = "postcode"
    KAD = "kad"
    ATAK = "atak"
    KAEK = "kaek"
    SUPPLY_NUMBER = "supply_number"
    ADDRESS = "address"
    PLACE = "place"
    FILES = "files"
    GROUP = "group"
    COMPUTED = "computed"
    INFO = "info"
    DECLARATION = "declaration"


class ChoiceStyle(StrEnum):
    """How the values of a choice are offered."""

    RADIO = "radio"
    LIST = "list"
    SEARCH = "search"


COMMON = frozenset({"name", "kind", "title", "help", "show_if"})
"""Options of every field."""

_ANSWERED = frozenset({"required", "require_if", "public", "prefill", "locked"})
_TEXTUAL = _ANSWERED | {"max_length", "autocomplete"}

OPTIONS: Mapping[Kind, frozenset[str]] = MappingProxyType(
    {
        **dict.fromkeys(Kind, _ANSWERED),
        Kind.TEXT: _TEXTUAL,
        Kind.LONG_TEXT: _TEXTUAL,
        Kind.EMAIL: _ANSWERED | {"autocomplete"},
        Kind.PHONE: _ANSWERED | {"autocomplete"},
        Kind.POSTCODE: _ANSWERED | {"autocomplete"},
        Kind.NUMBER: _ANSWERED | {"minimum", "maximum", "decimals", "unit"},
        Kind.MONEY: _ANSWERED | {"minimum", "maximum"},
        Kind.CHOICE: _ANSWERED | {"choices", "style"},
        Kind.CHOICES: _ANSWERED | {"choices"},
        Kind.CODE_LIST: _ANSWERED | {"table", "style"},
        Kind.FILES: frozenset({"required", "require_if", "max_files", "max_megabytes"}),
        Kind.GROUP: frozenset({"fields", "min_items", "max_items"}),
        Kind.COMPUTED: frozenset({"value", "public", "decimals", "unit"}),
        Kind.INFO: frozenset({"text"}),
        Kind.DECLARATION: frozenset({"text"}),
    }
)
"""Options beyond `COMMON`. A declaration is always required: without it the request is not filed. A group is when
it has ``min_items``."""

WITHOUT_ANSWER = frozenset({Kind.INFO})
IN_GROUPS = frozenset(Kind) - {Kind.GROUP, Kind.FILES, Kind.COMPUTED, Kind.DECLARATION}
"""Kinds that a repeating group may hold."""
