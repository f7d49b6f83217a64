"""The base of the editor's forms: a summary that leads to each wrong input, and rows that come and go."""

from collections.abc import Iterator, Sequence
from typing import Any

import colander
import deform
import peppercorn
from pyramid.httpexceptions import HTTPBadRequest
from substanced.form import Form

from serres_requests.views.management.forms import ManagementForm
from serres_requests.views.management.types.names import Name

ADD_ROW, DROP_ROW = "add_row", "drop_row"


class EditorForm(Form):
    """A form whose ids are the names of its inputs, and that knows what is wrong in all of its depth."""

    def __init__(self, schema: colander.SchemaNode, **options: Any) -> None:
        super().__init__(schema, **options)
        self.widget = deform.widget.FormWidget(template="editor_form")
        name_ids(self, "")

    @property
    def errors(self) -> list[tuple[str, tuple[str, ...], list[Any]]]:
        """Id, titles (of what it is in, then its own) and messages of each input that is wrong."""
        return list(_errors(self, ()))


def name_ids(field: Any, prefix: str) -> None:
    """Give everything below `field` an id made of names, rows by their number."""
    for child in field.children:
        child.oid = f"{prefix}{child.name}"
        name_ids(child, f"{child.oid}-")
    for index, row in enumerate(getattr(field, "sequence_fields", ())):
        row.oid = f"{prefix}{index}"
        name_ids(row, f"{row.oid}-")


def _errors(field: Any, above: tuple[str, ...]) -> Iterator[tuple[str, tuple[str, ...], list[Any]]]:
    parts = getattr(field, "sequence_fields", ()) or field.children
    for child in parts:
        if child.error is None:
            continue
        titles = (*above, child.title)
        if child.error.msg:
            yield child.oid, titles, list(child.error.messages())
        yield from _errors(child, titles)


class EditorView(ManagementForm):
    """A form of the editor.

    rows: the names of its parts that have rows. explains: what stands above the title: where it belongs. names:
    what conditions can speak of. kind_words and kind_help: of a field. is_working_copy: whether it changes one.
    """

    form_class = EditorForm
    rows: tuple[str, ...] = ()
    explains: Any = ""
    names: Sequence[Name] = ()
    kind_words: Any = ""
    kind_help: Any = ""
    is_working_copy = True

    def __call__(self) -> Any:
        if self.request.method == "POST" and not _fits(self.schema, self._sent()):
            raise HTTPBadRequest
        for name in self.rows:
            for action in (ADD_ROW, DROP_ROW):
                if f"{action}-{name}" in self.request.POST:
                    return self._other_rows(name, self.request.POST.getone(f"{action}-{name}"), action)
        return super().__call__()

    def failure(self, e: deform.ValidationFailure) -> dict[str, Any]:
        name_ids(e.field, "")
        return super().failure(e)

    def _sent(self) -> Any:
        """What was sent without the buttons of rows, which stand among them; None if brackets do not match."""
        controls = self.request.POST.items()
        try:
            return peppercorn.parse([(k, v) for k, v in controls if not k.startswith((ADD_ROW, DROP_ROW))])
        except ValueError:
            return None

    def _other_rows(self, name: str, index: str, action: str) -> dict[str, Any]:
        """The same form as typed, with a row more or less and nothing checked."""
        form, _resources = self._build_form()
        cstruct = _as_typed(form, self._sent())
        present = list(cstruct.get(name) or ())
        if action == ADD_ROW:
            present.append(colander.null)
            focused = len(present) - 1
        else:
            focused = int(index) if index.isascii() and index.isdigit() else len(present)
            del present[focused : focused + 1]
        form, _resources = self._build_form()
        form.cstruct = {**cstruct, name: present}
        form[name].widget.focused = min(focused, len(present) - 1)
        return {"form": str(form.widget.serialize(form, form.cstruct)), "has_errors": False}


def _fits(node: colander.SchemaNode, sent: Any) -> bool:
    """Whether what was sent has the shape of the form: parts in parts, rows in rows, words in inputs.

    Only what no browser sends has another one, and deform would fail at it.
    """
    if isinstance(node.typ, colander.Mapping):
        return isinstance(sent, dict) and all(_fits(c, sent[c.name]) for c in node.children if c.name in sent)
    if isinstance(node.typ, colander.Sequence):
        return isinstance(sent, list) and all(_fits(node.children[0], row) for row in sent)
    return isinstance(sent, str)


def _as_typed(form: deform.Form, sent: Any) -> dict[str, Any]:
    try:
        cstruct: dict[str, Any] = form.deserialize(sent)
    except colander.Invalid as error:
        cstruct = error.value
    return cstruct
