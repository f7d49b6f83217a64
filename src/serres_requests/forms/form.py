"""The citizen's form: made from a definition and a draft, it renders, validates and gives answers."""

from collections.abc import Iterable, Mapping
from typing import Any

import colander
import deform
from deform.widget import MappingWidget

from serres_requests.content_types.attachment import Attachment
from serres_requests.domain.answers import Answer
from serres_requests.domain.definitions import Definition
from serres_requests.domain.fields import Kind
from serres_requests.forms.kinds import field_node

Problems = Mapping[str, Iterable[Any]]
"""Messages by field name, for what is found wrong before validation (files that were not taken)."""


class RequestForm(deform.Form):
    """A deform form whose values are what was typed, right or wrong.

    kept: the attachments of each file field. problems: what is wrong with a field already.
    """

    def __init__(
        self,
        definition: Definition,
        locale: str,
        kept: Mapping[str, list[Attachment]],
        problems: Problems | None = None,
    ) -> None:
        schema = colander.SchemaNode(colander.Mapping(), widget=MappingWidget(template="request_fields"))
        for field in definition.fields:
            node = field_node(field, locale)
            if field.kind is Kind.FILES:
                node.widget.kept = kept.get(field.name, [])
            schema.add(node)
        super().__init__(schema)
        self._problems = {name: list(messages) for name, messages in (problems or {}).items() if messages}
        self.widget = schema.widget
        for child in self.children:
            child.oid = f"field-{child.name}"  # stable, so that error links and tests can name it

    def answers(self, typed: Mapping[str, Any]) -> dict[str, Answer] | None:
        """Return the validated answers of `typed`; None when something is wrong, shown by `render_typed`."""
        try:
            values = self.validate_pstruct(dict(typed))
        except deform.ValidationFailure:
            values = None
        for name, messages in self._problems.items():
            child = self[name]
            found = child.error.messages() if child.error else []
            child.error = colander.Invalid(child.schema, [*messages, *found])
        if values is None or self._problems:
            return None
        return {name: value for name, value in values.items() if value is not None}

    def render_typed(self, typed: Mapping[str, Any]) -> str:
        """Return the HTML of the fields with `typed` in them and the errors that `answers` found."""
        values = {child.name: typed.get(child.name) or colander.null for child in self.children}
        self.cstruct = values  # the fields' own values, which deform sets only when it validates
        return str(self.widget.serialize(self, values))

    @property
    def errors(self) -> list[tuple[str, str, list[Any]]]:
        """Id, title and messages of each field that is wrong."""
        return [(c.oid, c.title, list(c.error.messages())) for c in self.children if c.error]
