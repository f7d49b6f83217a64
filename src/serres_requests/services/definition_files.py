"""Definitions as YAML files, to be read, compared and carried from one municipality to another."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import yaml

from serres_requests.domain.definitions import TERMS
from serres_requests.domain.errors import DefinitionError
from serres_requests.domain.texts import clean

LARGEST = 500_000
"""Characters of a file that is read."""
_DEEPEST = 12
_WIDTH = 105
_FOLDED_FROM = 100
_TERMS = ("value", *TERMS, "table", "day", "delivery_field", "steps", "fields", "el", "en")
_STEP_AND_FIELD = (
    *("name", "kind", "title", "help", "text", "required", "max_length", "minimum", "maximum", "decimals", "unit"),
    *(
        "public",
        "show_if",
        "require_if",
        "prefill",
        "locked",
        "autocomplete",
        "value",
        "table",
        "style",
        "choices",
    ),
    *("max_files", "max_megabytes", "min_items", "max_items", "fields"),
)
"""Keys as files give them: names and words first, what belongs to a kind after it, lists last."""


def export_yaml(data: Mapping[str, Any]) -> str:
    """Return `data` as a YAML file: the same bytes for the same definition, Greek as it is written."""
    return str(yaml.dump(_ordered(data), Dumper=_Dumper, allow_unicode=True, width=_WIDTH, sort_keys=False))


def import_yaml(text: str) -> dict[str, Any]:
    """Return the definition in a YAML file as data that can be kept; raise DefinitionError when it is none."""
    if len(text) > LARGEST:
        raise DefinitionError("file", f"has more than {LARGEST} characters")
    try:
        data = yaml.load(text, Loader=_Loader)  # noqa: S506  a SafeLoader that takes even less
    except (yaml.YAMLError, TypeError, ValueError, RecursionError) as error:
        raise DefinitionError("file", f"can't be read as YAML: {' '.join(str(error).split())[:300]}") from error
    if not isinstance(data, dict):
        raise DefinitionError("file", "must hold a mapping")
    return _plain(data, 0)  # type: ignore[no-any-return]


class _Loader(yaml.SafeLoader):
    """Takes no aliases, which can blow a small file up to a large one, and no key twice."""

    def compose_node(self, parent: Any, index: Any) -> Any:
        if self.check_event(yaml.AliasEvent):
            raise yaml.YAMLError("aliases (*name) are not taken")
        return super().compose_node(parent, index)

    def construct_mapping(self, node: Any, deep: bool = False) -> Any:
        keys = [key.value for key, _value in node.value]
        if len(set(keys)) != len(keys):
            raise yaml.YAMLError(f"a key stands twice{node.start_mark}")
        return super().construct_mapping(node, deep)


class _Dumper(yaml.SafeDumper):
    """Lists stand indented below their key; long texts are folded, texts of several lines stand as they are."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002
        super().increase_indent(flow, False)

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002
        return True


def _text(dumper: _Dumper, text: str) -> yaml.ScalarNode:
    style = "|" if "\n" in text else ">" if len(text) > _FOLDED_FROM and _can_fold(text) else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


def _can_fold(text: str) -> bool:
    """Words with one blank between: what folding gives back as it was."""
    return text.split(" ") == text.split()


_Dumper.add_representer(str, _text)
_Dumper.add_representer(Decimal, lambda dumper, number: _text(dumper, str(number)))


def _ordered(value: Any) -> Any:
    if isinstance(value, Mapping):
        asks = "department" not in value and not value.keys().isdisjoint(("kind", "fields"))
        known = [key for key in (_STEP_AND_FIELD if asks else _TERMS) if key in value]
        return {key: _ordered(value[key]) for key in [*known, *sorted(value.keys() - set(known), key=str)]}
    if isinstance(value, list | tuple):
        return [_ordered(item) for item in value]
    return value.isoformat() if isinstance(value, date) else value


def _plain(value: Any, depth: int) -> Any:
    """Return `value` as JSON knows it: days as text, texts without what can't be seen."""
    if depth > _DEEPEST:
        raise DefinitionError("file", "is nested too deeply")
    if isinstance(value, dict):
        return {_plain_key(key): _plain(item, depth + 1) for key, item in value.items()}
    if isinstance(value, list):
        return [_plain(item, depth + 1) for item in value]
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, date):
        return value.isoformat()
    if value is None or isinstance(value, bool | int | float):
        return value
    raise DefinitionError("file", f"holds a {type(value).__name__}, which no definition has")


def _plain_key(key: Any) -> str:
    if not isinstance(key, str):
        raise DefinitionError(str(key), "is no key of a definition")
    return key
