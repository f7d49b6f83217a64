"""The citizen's form of one step: made from field definitions and a draft, it renders and validates."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any

import colander
import deform
from deform.widget import MappingWidget

from serres_requests.domain.answers import Answer
from serres_requests.domain.fields import FieldDefinition
from serres_requests.domain.kinds import WITHOUT_ANSWER, Kind
from serres_requests.forms.context import FormContext
from serres_requests.forms.kinds import field_node
from serres_requests.forms.sources import source_words
from serres_requests.forms.typed import plain, pstruct

Problems = Mapping[str, Iterable[Any]]
"""Messages by field name, for what is found wrong before validation (files that were not taken)."""


class RequestForm(deform.Form):
    """A deform form whose values are what was typed, right or wrong.

    fields: those of the page. typed: raw answers by field name. required: names that must be answered. shown:
    names that are asked; others are there for the browser to reveal. problems: what is wrong with a field already.
    begun: what fields began with, before anything was typed. focus: name of the group, or of the item of one, at
    which the citizen goes on.
    """

    def __init__(
        self,
        fields: Iterable[FieldDefinition],
        typed: Mapping[str, Any],
        context: FormContext,
        *,
        required: frozenset[str],
        shown: frozenset[str] | None = None,
        problems: Problems | None = None,
        begun: Mapping[str, Any] = MappingProxyType({}),
        focus: str = "",
    ) -> None:
        self._definitions = tuple(fields)
        self._typed = typed
        self._shown = frozenset(field.name for field in self._definitions) if shown is None else shown
        schema = colander.SchemaNode(colander.Mapping(), widget=MappingWidget(template="request_fields"))
        for field in self._definitions:
            is_hidden = field.name not in self._shown
            items = max(len(typed.get(field.name) or ()), field.min_items, 1) if field.kind is Kind.GROUP else 1
            asked = replace(field, min_items=0) if is_hidden else field
            node = field_node(asked, context, required=field.name in required, items=items)
            node.is_hidden = is_hidden
            if field.prefill and (value := typed.get(field.name)) and value == begun.get(field.name):
                node.source = source_words(field.prefill, locked=field.locked)
            for place in (node, *node.children):
                place.has_focus = place.name == focus
            schema.add(node)
        super().__init__(schema)
        self._problems = {name: list(messages) for name, messages in (problems or {}).items() if messages}
        self.widget = schema.widget
        _name_ids(self)

    def answers(self) -> dict[str, Answer] | None:
        """Return the validated answers; None when something is wrong, which `render` then shows."""
        try:
            values = self.validate_pstruct(plain(self._pstruct(self._shown)))
        except deform.ValidationFailure:
            values = None
        for name, messages in self._problems.items():
            child = self[name]
            found = child.error.messages() if child.error else []
            child.error = colander.Invalid(child.schema, [*messages, *found])
        if values is None or self._problems:
            return None
        unasked = {field.name for field in self._definitions if field.kind in WITHOUT_ANSWER | {Kind.COMPUTED}}
        return {name: value for name, value in values.items() if value is not None and name not in unasked}

    def render_typed(self) -> str:
        """Return the HTML of the fields with what was typed in them and the errors that `answers` found."""
        self.cstruct = self._pstruct(
            frozenset(self._typed)
        )  # the fields' own values, which deform sets only when it validates
        return str(self.widget.serialize(self, self.cstruct))

    @property
    def errors(self) -> list[tuple[str, str, list[Any]]]:
        """Id, title and messages of each input that is wrong."""
        return list(_errors(self))

    def _pstruct(self, names: frozenset[str]) -> dict[str, Any]:
        """Return the raw answers of `names`; the others as if nothing had been typed."""
        typed = {name: raw for name, raw in self._typed.items() if name in names}
        return {field.name: pstruct(field, typed.get(field.name)) for field in self._definitions}


def _name_ids(field: deform.Field) -> None:
    """Make ids that stay the same, so that error links and tests can name them."""
    for child in field.children:
        child.oid = f"field-{child.name}"
        _name_ids(child)


def _errors(field: deform.Field) -> Iterable[tuple[str, str, list[Any]]]:
    for child in field.children:
        if child.error is None:
            continue
        inner = list(_errors(child))
        if not inner or child.error.msg:
            yield child.oid, child.title, list(child.error.messages())
        yield from inner
