"""What a condition can speak of: the fields of the working copy, what each holds, and an example with it."""

from dataclasses import dataclass
from typing import Any

from pyramid.request import Request

from serres_requests.domain.kinds import WITHOUT_ANSWER, Kind
from serres_requests.i18n import _
from serres_requests.views.management.types.working import Data, read_words

_COUNTED = frozenset({Kind.FILES, Kind.GROUP})
_NUMBERS = frozenset({Kind.NUMBER, Kind.MONEY, Kind.COMPUTED})
_TRUTHS = frozenset({Kind.YES_NO, Kind.DECLARATION})
_NOT_COMPARED = frozenset({Kind.PERIOD, Kind.ADDRESS, Kind.PLACE})
_MOST_EXAMPLES = 12


@dataclass(frozen=True, slots=True)
class Name:
    """A field that a condition can name. holds: what its answer is. examples: expressions with their meaning."""

    name: str
    title: str
    holds: Any
    examples: tuple[tuple[str, str], ...]


def names_for_conditions(request: Request, data: Data, but: str = "") -> list[Name]:
    """Return the fields of `data` in their order, without the field `but` that the condition belongs to."""
    fields = [field for step in data["steps"] for field in step.get("fields", ())]
    usable = [f for f in fields if f["name"] != but and Kind(f["kind"]) not in WITHOUT_ANSWER | _NOT_COMPARED]
    return [_name(request, field) for field in usable]


def _name(request: Request, field: Data) -> Name:
    kind, name = Kind(field["kind"]), field["name"]
    title = read_words(field.get("title"), request.locale_name)
    if kind in {Kind.CHOICE, Kind.CHOICES}:
        examples = tuple(_of_choices(request, field, kind is Kind.CHOICES))
        return Name(
            name, title, _("one of the values") if kind is Kind.CHOICE else _("some of the values"), examples
        )
    if kind in _TRUTHS:
        return Name(
            name,
            title,
            _("yes or no"),
            ((name, _t(request, _("yes"))), (f"{name} == false", _t(request, _("no")))),
        )
    if kind in _COUNTED:
        return Name(name, title, _("how many there are"), ((f"{name} > 0", _t(request, _("at least one"))),))
    if kind in _NUMBERS:
        return Name(name, title, _("a number"), ((f"{name} > 1", _t(request, _("more than 1"))),))
    if kind is Kind.DATE:
        words = _t(request, _("from that day on"))
        return Name(name, title, _("a day"), ((f'{name} >= d"2026-01-01"', words),))
    return Name(name, title, _("text"), ((f"{name} != null", _t(request, _("it is filled in"))),))


def _of_choices(request: Request, field: Data, several: bool) -> list[tuple[str, str]]:
    name = field["name"]
    return [
        (
            f'"{choice["value"]}" in {name}' if several else f'{name} == "{choice["value"]}"',
            read_words(choice.get("title"), request.locale_name),
        )
        for choice in field.get("choices", ())[:_MOST_EXAMPLES]
        if choice.get("value")
    ]


def _t(request: Request, message: Any) -> str:
    return str(request.localizer.translate(message))
