"""A way through a form, as generated answers, in words that an administrator can follow."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pyramid.request import Request

from serres_requests.domain.kinds import Kind
from serres_requests.forms.self_test import Failure
from serres_requests.forms.types import NO, YES
from serres_requests.i18n import _
from serres_requests.views.management.types.spots import mend_url, spot_of
from serres_requests.views.management.types.working import Data, read_words

_YES_NO = {YES: _("Yes"), NO: _("No")}


@dataclass(frozen=True, slots=True)
class Path:
    """A form that could not be filled in: the field in the way, why, and the answers before it."""

    title: str
    url: str
    message: Any
    answers: tuple[tuple[str, str], ...]


def readable(request: Request, context: Any, data: Data, failure: Failure) -> Path:
    """Return `failure` in words."""
    fields = {field["name"]: field for step in data["steps"] for field in step.get("fields", ())}
    before = {name: raw for name, raw in failure.path.items() if name != failure.field and name in fields}
    answers = tuple(
        (_title(request, fields[name]), words)
        for name in fields
        if name in before and (words := _words(request, fields[name], before[name]))
    )
    wrong = fields.get(failure.field, {"name": failure.field})
    url = mend_url(request, context, spot_of(data, f"field «{failure.field}»"))
    return Path(_title(request, wrong), url, failure.message, answers)


def _title(request: Request, field: Data) -> str:
    return read_words(field.get("title"), request.locale_name) or str(field["name"])


def _words(request: Request, field: Data, raw: Any) -> str:
    if isinstance(raw, Mapping):
        return ", ".join(str(part) for part in raw.values() if part)
    if isinstance(raw, list | tuple):
        return "; ".join(filter(None, (_words(request, field, item) for item in raw)))
    if field.get("kind") == Kind.YES_NO and raw in _YES_NO:
        return str(request.localizer.translate(_YES_NO[raw]))
    for choice in field.get("choices") or ():
        if choice.get("value") == raw:
            return read_words(choice.get("title"), request.locale_name)
    return str(raw)
