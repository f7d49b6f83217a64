"""Forms for tests: made of a definition, read as a screen reader meets them, sent as a browser sends them."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from bs4 import BeautifulSoup, Tag
from webob.multidict import MultiDict

from serres_requests.domain.definitions import Definition
from serres_requests.domain.fields import FieldDefinition
from serres_requests.forms.context import FormContext
from serres_requests.forms.form import RequestForm

TABLES: Mapping[str, Sequence[tuple[str, str]]] = {
    "villages": [("1", "Άγιο Πνεύμα"), ("2", "Λευκώνας"), ("3", "Σκούταρι")],
}
"""The code lists of the tests."""


def context_of(locale: str = "en", kept: Mapping[str, Sequence[Any]] | None = None) -> FormContext:
    """Return the context of a form in `locale` that holds the files `kept`."""
    return FormContext(locale, kept or {}, TABLES.__getitem__)


def form_of(
    asked: Definition | Iterable[FieldDefinition],
    typed: Mapping[str, Any] | None = None,
    locale: str = "en",
    *,
    kept: Mapping[str, Sequence[Any]] | None = None,
    shown: frozenset[str] | None = None,
    problems: Mapping[str, Iterable[Any]] | None = None,
) -> RequestForm:
    """Return the form of one page with the fields `asked`, of which those marked so are required."""
    fields = asked.fields if isinstance(asked, Definition) else tuple(asked)
    return RequestForm(
        fields,
        typed or {},
        context_of(locale, kept),
        required=frozenset(f.name for f in fields if f.required and (shown is None or f.name in shown)),
        shown=shown,
        problems=problems,
    )


def said(form: RequestForm) -> dict[str, list[str]]:
    """Return the messages of each wrong input as people read them."""
    return {oid: [_words(message) for message in messages] for oid, _title, messages in form.errors}


def _words(message: Any) -> str:
    return str(message.interpolate()) if hasattr(message, "interpolate") else str(message)


def parsed(html: str) -> BeautifulSoup:
    """Return `html` as the page that a browser would make of it."""
    return BeautifulSoup(f"<form>{html}</form>", "html.parser")


def sent(page: Tag, button: Tag | None = None) -> MultiDict:
    """Return what a browser sends of the form `page` when `button` is pressed."""
    pairs: list[tuple[str, Any]] = []
    for control in page.find_all(["input", "textarea", "select"]):
        pairs.extend((str(control["name"]), value) for value in _values(control))
    if button is not None:
        pairs.append((str(button["name"]), str(button["value"])))
    return MultiDict(pairs)


def _values(control: Tag) -> list[Any]:
    if control.has_attr("disabled"):
        return []
    if control.name == "textarea":
        return [control.get_text().removeprefix("\n").replace("\n", "\r\n")]
    if control.name == "select":
        options = control.find_all("option")
        chosen = [option for option in options if option.has_attr("selected")] or options[:1]
        return [str(option.get("value", option.get_text())) for option in chosen]
    if control.get("type") in {"checkbox", "radio"}:
        return [str(control.get("value", "on"))] if control.has_attr("checked") else []
    if control.get("type") == "file":
        return [b""]
    return [str(control.get("value", ""))]
