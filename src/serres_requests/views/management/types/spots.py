"""Where in a definition something is: from the place that an error names to words and the page that mends it."""

import re
from dataclasses import dataclass
from typing import Any

from pyramid.request import Request

from serres_requests.content_types.request_type import RequestType
from serres_requests.domain.errors import DefinitionError
from serres_requests.views.management.types.option_words import OPTION_WORDS
from serres_requests.views.management.types.problem_words import problem_words
from serres_requests.views.management.types.term_words import TERM_WORDS
from serres_requests.views.management.types.working import INSIDE, Data, read_words

_BY_NUMBER = re.compile(
    r"steps\[(?P<step>\d+)\](?:\.fields\[(?P<field>\d+)\])?(?:\.fields\[(?P<inner>\d+)\])?(?:\.(?P<option>\w+).*)?"
)
_BY_NAME = re.compile(r"(?P<what>field|step) «(?P<name>[^»]*)»(?:\.(?P<option>\w+))?")


@dataclass(frozen=True, slots=True)
class Spot:
    """A part of a definition. field: its path, "" for a step itself. step: "" for the terms. option: of it."""

    step: str = ""
    field: str = ""
    option: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong, for a list: where in words, what, and the page to mend it."""

    where: str
    what: str
    url: str


def spot_of(data: Data, place: str) -> Spot:
    """Return the part of `data`, a definition in steps, that `place` names."""
    if match := _BY_NUMBER.fullmatch(place):
        return _numbered(data, match)
    if match := _BY_NAME.match(place):
        option = match["option"] or ""
        if match["what"] == "step":
            return Spot(step=match["name"], option=option)
        return Spot(step=_holder(data, match["name"]), field=match["name"], option=option)
    return Spot(option=re.split(r"[.\[]", place.removeprefix("definition."))[0])


def problem(request: Request, context: RequestType, data: Data, error: DefinitionError) -> Problem:
    """Return `error` for a reader."""
    spot = spot_of(data, error.place)
    return Problem(
        spot_words(request, data, spot), problem_words(request, error.problem), mend_url(request, context, spot)
    )


def spot_words(request: Request, data: Data, spot: Spot) -> str:
    """Return how people call the part: step, field and option by their titles."""
    titles = []
    for step in data["steps"]:
        if step["name"] == spot.step:
            titles.append(read_words(step.get("title"), request.locale_name) or spot.step)
            titles.extend(_field_titles(step, spot.field, request.locale_name))
    words = OPTION_WORDS if spot.step else TERM_WORDS
    if spot.option:
        titles.append(str(request.localizer.translate(words.get(spot.option, spot.option))))
    return " › ".join(titles)


def mend_url(request: Request, context: RequestType, spot: Spot) -> str:
    """Return the page where the part is edited."""
    if spot.field:
        anchor = f"#{spot.option}" if spot.option and spot.option != "fields" else ""
        view = ("edit_field", *spot.field.split(INSIDE))
        if spot.option == "fields":
            return str(request.sdiapi.mgmt_path(context, "edit")) + f"#field-{spot.field}"
        return str(request.sdiapi.mgmt_path(context, *view)) + anchor
    if spot.step:
        return str(request.sdiapi.mgmt_path(context, "edit_step", spot.step))
    if spot.option in {"fields", "steps"}:
        return str(request.sdiapi.mgmt_path(context, "edit")) + "#steps"
    return str(request.sdiapi.mgmt_path(context, "edit_terms")) + f"#{spot.option}"


def _numbered(data: Data, match: re.Match[str]) -> Spot:
    option = match["option"] or ""
    try:
        step = data["steps"][int(match["step"])]
        if match["field"] is None:
            return Spot(step=step["name"], option=option)
        field = step["fields"][int(match["field"])]
        path = field["name"]
        if match["inner"] is not None:
            path += INSIDE + field["fields"][int(match["inner"])]["name"]
    except (LookupError, TypeError):
        return Spot(option=option)
    return Spot(step["name"], path, option)


def _holder(data: Data, name: str) -> str:
    holders = (s["name"] for s in data["steps"] if any(f["name"] == name for f in s.get("fields", ())))
    return str(next(holders, ""))


def _field_titles(step: Data, path: str, locale: str) -> list[str]:
    titles: list[str] = []
    fields: Any = step.get("fields", [])
    for name in path.split(INSIDE) if path else ():
        field = next((field for field in fields if field.get("name") == name), {"name": name})
        titles.append(read_words(field.get("title"), locale) or name)
        fields = field.get("fields", [])
    return titles
