"""The form of one field: the options that its kind takes, in the order in which one thinks of them."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

import colander
from pyramid.request import Request
from substanced.schema import Schema

from serres_requests.domain.kinds import COMMON, OPTIONS, ChoiceStyle, Kind
from serres_requests.i18n import _
from serres_requests.views.management.types import nodes
from serres_requests.views.management.types.option_words import (
    OPTION_HELP,
    OPTION_WORDS,
    PREFILL_WORDS,
    STYLE_WORDS,
)
from serres_requests.views.management.types.tables import tables_offered

ORDER = (
    *("title", "help", "text", "choices", "style", "table", "value", "required", "require_if", "show_if"),
    *(
        "decimals",
        "unit",
        "minimum",
        "maximum",
        "max_length",
        "max_files",
        "max_megabytes",
        "min_items",
        "max_items",
    ),
    *("prefill", "locked", "public", "autocomplete", "name"),
)
NOT_IN_GROUPS = frozenset({"show_if", "require_if", "prefill", "locked", "public"})
"""What a field can't have as a part of a repeating group."""
_MOST_DECIMALS = 6


_TITLE_OF_KIND: Mapping[Kind, Any] = MappingProxyType(
    {
        Kind.INFO: _("Heading"),
        Kind.DECLARATION: _("Heading"),
        Kind.COMPUTED: _("What the number is"),
        Kind.GROUP: _("What is asked several times"),
    }
)


def options_of(kind: Kind, *, inside_group: bool) -> tuple[str, ...]:
    """Return the options that the form of a `kind` field offers, in order."""
    taken = (COMMON | OPTIONS[kind]) - {"kind", "fields"}
    left_out = NOT_IN_GROUPS if inside_group else frozenset()
    return tuple(option for option in ORDER if option in taken - left_out)


def field_schema(request: Request, kind: Kind, old: Mapping[str, Any], *, inside_group: bool) -> Schema:
    """Return the form's schema."""
    schema = Schema()
    for option in options_of(kind, inside_group=inside_group):
        node = _table(request, old) if option == "table" else _node(option, kind)
        node.description = OPTION_HELP.get(option, "")
        schema.add(node)
    return schema


def _node(option: str, kind: Kind) -> colander.SchemaNode:
    title = OPTION_WORDS[option]
    if option == "title":
        title = _TITLE_OF_KIND.get(kind, title)
    return _BUILDERS[option](option, title) if option in _BUILDERS else nodes.number(option, title)


def _choices(name: str, title: Any) -> colander.SchemaNode:
    value = nodes.plain("value", _("Value"), needed=False, autocapitalize="none", spellcheck="false")
    return nodes.rows(name, title, _("Answer"), [*nodes.languages(), value])


def _table(request: Request, old: Mapping[str, Any]) -> colander.SchemaNode:
    offered = tables_offered(request, _("Choose…"), str(old.get("table") or ""))
    return nodes.one_of("table", OPTION_WORDS["table"], offered)


def _exact(name: str, title: Any) -> colander.SchemaNode:
    return nodes.number(name, title, decimals=_MOST_DECIMALS)


def _optional_words(name: str, title: Any) -> colander.SchemaNode:
    return nodes.words(name, title, needed=False)


def _latin(name: str, title: Any) -> colander.SchemaNode:
    return nodes.plain(name, title, needed=False, autocapitalize="none", spellcheck="false", autocomplete="off")


_BUILDERS: Mapping[str, Callable[[str, Any], colander.SchemaNode]] = MappingProxyType(
    {
        "name": _latin,
        "title": nodes.words,
        "help": _optional_words,
        "text": lambda name, title: nodes.words(name, title, lines=5),
        "choices": _choices,
        "style": lambda name, title: nodes.one_of(name, title, _styles()),
        "value": lambda name, title: nodes.condition(name, title, needed=True),
        "required": nodes.tick,
        "require_if": nodes.condition,
        "show_if": nodes.condition,
        "public": nodes.tick,
        "prefill": lambda name, title: nodes.one_of(name, title, PREFILL_WORDS),
        "locked": nodes.tick,
        "unit": _optional_words,
        "minimum": _exact,
        "maximum": _exact,
        "autocomplete": _latin,
    }
)


def _styles() -> Mapping[Any, Any]:
    return {style: STYLE_WORDS[style] for style in ChoiceStyle}
