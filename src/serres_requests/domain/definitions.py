"""A request type's definition: its words, who deals with it, its terms, and the steps of fields that it asks."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from serres_requests.domain import parsing
from serres_requests.domain.errors import DefinitionError
from serres_requests.domain.fields import FieldDefinition, parse_field
from serres_requests.domain.kad import KadRule, parse_kad_rule
from serres_requests.domain.lifecycle import WorkflowName
from serres_requests.domain.texts import Text, parse_text


class Applicants(StrEnum):
    """Who may apply."""

    ANYONE = "anyone"
    PERSON = "person"
    BUSINESS = "business"


class DayKind(StrEnum):
    """How the days of a deadline are counted."""

    CALENDAR = "calendar"
    WORKING = "working"


@dataclass(frozen=True, slots=True)
class Term:
    """Within how many days the municipality answers, and which days count."""

    days: int
    kind: DayKind


@dataclass(frozen=True, slots=True)
class Step:
    """One page of the form. show_if: condition for the whole page, "" for always."""

    name: str
    title: Text
    fields: tuple[FieldDefinition, ...]
    help: Text | None = None
    show_if: str = ""


@dataclass(frozen=True, slots=True)
class Definition:
    """What one version of a request type says.

    name: its address, ASCII. department: name of the unit that deals with it. answer_days: within how many days
    (counted as `day_kind` says) the municipality answers. needed: papers and what else to have at hand.
    legal_basis: the law it rests on. fee: in euro. opens, closes: first and last day on which it is taken, None
    without limit. minutes: how long filling it in takes, roughly. decision: the check of the applicant's
    activities that follows the filing, if any. workflow: the states and moves of its requests. four_eyes: whether
    completing and rejecting them needs a second person.
    """

    name: str
    department: str
    title: Text
    summary: Text
    description: Text
    needed: tuple[Text, ...]
    answer_days: int
    steps: tuple[Step, ...]
    day_kind: DayKind = DayKind.CALENDAR
    applicants: Applicants = Applicants.ANYONE
    legal_basis: Text | None = None
    fee: Decimal | None = None
    opens: date | None = None
    closes: date | None = None
    minutes: int = 3
    decision: KadRule | None = None
    workflow: WorkflowName = WorkflowName.EVERYDAY
    four_eyes: bool = False

    @property
    def term(self) -> Term:
        """Within how many days the municipality answers."""
        return Term(self.answer_days, self.day_kind)

    @property
    def fields(self) -> tuple[FieldDefinition, ...]:
        """All fields of all steps, in their order."""
        return tuple(field for step in self.steps for field in step.fields)

    @property
    def public_fields(self) -> tuple[FieldDefinition, ...]:
        """The fields whose answers anybody may read once the request is accepted."""
        return tuple(field for field in self.fields if field.public)


TERMS = (
    *("name", "department", "title", "summary", "description", "needed", "answer_days", "day_kind"),
    *("applicants", "legal_basis", "fee", "opens", "closes", "minutes", "decision", "workflow", "four_eyes"),
)
"""Properties of a request type beside its steps or fields, in the order in which files give them."""
_KEYS = frozenset({*TERMS, "steps", "fields"})
MOST_ANSWER_DAYS = 1000
ONLY_STEP = "request"
"""Name of the one step of a definition that lists its fields without steps."""


def parse_definition(data: object) -> Definition:
    """Read a definition from plain data (a YAML or JSON document); raise DefinitionError naming the place.

    ``fields`` instead of ``steps`` is a form of one page. What conditions mean is checked by
    `visibility.plan_of`.
    """
    if not isinstance(data, Mapping):
        raise DefinitionError("definition", "must be a mapping")
    for key in data:
        if key not in _KEYS:
            raise DefinitionError(str(key), "is not a property of a request type")
    title = parse_text(data.get("title"), "title")
    opens, closes = parsing.day(data, "opens", "definition"), parsing.day(data, "closes", "definition")
    if opens is not None and closes is not None and closes < opens:
        raise DefinitionError("closes", "is before it opens")
    steps = _steps(data, title)
    return Definition(
        name=_word(data, "name"),
        department=_word(data, "department"),
        title=title,
        summary=parse_text(data.get("summary"), "summary"),
        description=parse_text(data.get("description"), "description"),
        needed=tuple(parse_text(item, f"needed[{i}]") for i, item in enumerate(_list(data, "needed"))),
        answer_days=_days(data),
        steps=steps,
        day_kind=parsing.one_of(data, "day_kind", DayKind, "definition", DayKind.CALENDAR),
        applicants=parsing.one_of(data, "applicants", Applicants, "definition", Applicants.ANYONE),
        legal_basis=parse_text(data["legal_basis"], "legal_basis") if "legal_basis" in data else None,
        fee=parsing.decimal(data, "fee", "definition"),
        opens=opens,
        closes=closes,
        minutes=parsing.whole_number(data, "minutes", 3, "definition"),
        decision=_decision(data, steps),
        workflow=parsing.one_of(data, "workflow", WorkflowName, "definition", WorkflowName.EVERYDAY),
        four_eyes=parsing.flag(data, "four_eyes", "definition"),
    )


def _decision(data: Mapping[str, Any], steps: tuple[Step, ...]) -> KadRule | None:
    if "decision" not in data:
        return None
    rule = parse_kad_rule(data["decision"], "decision")
    names = {field.name for step in steps for field in step.fields}
    if rule.delivery_field and rule.delivery_field not in names:
        raise DefinitionError("decision.delivery_field", f"there is no field «{rule.delivery_field}»")
    return rule


def _steps(data: Mapping[str, Any], title: Text) -> tuple[Step, ...]:
    if "steps" in data and "fields" in data:
        raise DefinitionError("steps", "a request type has steps or fields, not both")
    if "steps" in data:
        steps = tuple(parse_step(item, f"steps[{index}]") for index, item in enumerate(_list(data, "steps")))
    else:
        fields = tuple(parse_field(item, f"fields[{index}]") for index, item in enumerate(_list(data, "fields")))
        steps = (Step(ONLY_STEP, title, fields),)
    _check_names([step.name for step in steps], "steps")
    _check_names([field.name for step in steps for field in step.fields], "fields")
    if not any(step.fields for step in steps):
        raise DefinitionError("fields", "a request type asks something")
    return steps


def parse_step(data: object, place: str) -> Step:
    """Read one step with its fields from plain data; raise DefinitionError naming the place."""
    known = parsing.mapping(data, place, frozenset({"name", "title", "help", "show_if", "fields"}))
    return Step(
        name=parsing.name(known, place),
        title=parse_text(known.get("title"), f"{place}.title"),
        fields=parsing.items(known, "fields", place, parse_field),
        help=parsing.words(known, "help", place),
        show_if=parsing.text(known, "show_if", place).strip(),
    )


def _check_names(names: list[str], place: str) -> None:
    if len(set(names)) != len(names):
        raise DefinitionError(place, f"two {place} have one name")


def _list(data: Mapping[str, Any], key: str) -> list[object]:
    value = data.get(key, [])
    if not isinstance(value, list):
        raise DefinitionError(key, "must be a list")
    return value


def _word(data: Mapping[str, Any], key: str) -> str:
    value = data.get(key)
    if not isinstance(value, str) or not value.isascii() or not value.replace("-", "").isalnum():
        raise DefinitionError(key, "must be ASCII letters, digits and hyphens")
    return value


def _days(data: Mapping[str, Any]) -> int:
    value = data.get("answer_days")
    if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value <= MOST_ANSWER_DAYS:
        raise DefinitionError("answer_days", f"must be a number of days from 1 to {MOST_ANSWER_DAYS}")
    return value
