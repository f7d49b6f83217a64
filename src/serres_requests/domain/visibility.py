"""What a form shows, requires and computes for given answers: the definition's conditions at work."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from graphlib import CycleError, TopologicalSorter

from serres_requests.domain.answers import Answer
from serres_requests.domain.conditions import Expression, Value, compile_expression, value_of
from serres_requests.domain.definitions import Definition
from serres_requests.domain.errors import DefinitionError
from serres_requests.domain.fields import FieldDefinition
from serres_requests.domain.kinds import Kind


@dataclass(frozen=True, slots=True)
class Shown:
    """What a form shows: names of fields and of steps, which fields must be answered, and what was computed."""

    fields: frozenset[str]
    steps: frozenset[str]
    required: frozenset[str]
    computed: Mapping[str, Decimal]


@dataclass(frozen=True, slots=True)
class Rules:
    """The compiled conditions of one field; step_if is that of its step."""

    field: FieldDefinition
    step: str
    step_if: Expression | None
    show_if: Expression | None
    require_if: Expression | None
    value: Expression | None

    @property
    def names(self) -> frozenset[str]:
        """The fields that must be known before this one."""
        parts = (self.step_if, self.show_if, self.require_if, self.value)
        return frozenset().union(*(part.names for part in parts if part is not None))


class Plan:
    """The conditions of a definition in an order in which each can be decided."""

    def __init__(self, rules: list[Rules]) -> None:
        self._rules = rules

    @property
    def rules(self) -> tuple[Rules, ...]:
        """The rules of each field, after those of the fields that they read."""
        return tuple(self._rules)

    def shown(self, answers: Mapping[str, Answer]) -> Shown:
        """Return what to show for `answers`; an answer to a field that is hidden counts as not given."""
        values: dict[str, Value] = {}
        fields, steps, required, computed = set(), set(), set(), {}
        for rule in self._rules:
            name = rule.field.name
            if not _holds(rule.step_if, values):
                continue
            steps.add(rule.step)
            if not _holds(rule.show_if, values):
                continue
            fields.add(name)
            if rule.value is not None:
                number = rounded(rule.value.evaluate(values), rule.field.decimals)
                values[name] = number
                if number is not None:
                    computed[name] = number
                continue
            values[name] = seen(rule.field, answers.get(name))
            if rule.field.required or (rule.require_if is not None and rule.require_if.holds(values)):
                required.add(name)
        return Shown(frozenset(fields), frozenset(steps), frozenset(required), computed)


def plan_of(definition: Definition) -> Plan:
    """Return the plan of `definition`.

    Raises DefinitionError naming the place of a condition that can't be read, names no field, or depends on
    itself.
    """
    fields = definition.fields
    rules: dict[str, Rules] = {}
    for number, step in enumerate(definition.steps):
        place = f"steps[{number}]"
        step_if = _compiled(step.show_if, fields, f"{place}.show_if")
        for index, field in enumerate(step.fields):
            inside = f"{place}.fields[{index}]"
            rules[field.name] = Rules(
                field=field,
                step=step.name,
                step_if=step_if,
                show_if=_compiled(field.show_if, fields, f"{inside}.show_if"),
                require_if=_compiled(field.require_if, fields, f"{inside}.require_if"),
                value=_compiled(field.value, fields, f"{inside}.value"),
            )
    return Plan([rules[name] for name in _in_order(rules)])


def _in_order(rules: Mapping[str, Rules]) -> list[str]:
    """Return the names so that each comes after those it depends on, otherwise as they stand in the form."""
    sorter = TopologicalSorter({name: rule.names for name, rule in rules.items()})
    try:
        return list(sorter.static_order())
    except CycleError as error:
        chain = " → ".join(reversed(error.args[1]))
        raise DefinitionError(
            f"field «{error.args[1][0]}»", f"its conditions depend on itself: {chain}"
        ) from error


def _compiled(source: str, fields: tuple[FieldDefinition, ...], place: str) -> Expression | None:
    return compile_expression(source, fields, place) if source else None


def _holds(condition: Expression | None, values: Mapping[str, Value]) -> bool:
    return condition is None or condition.holds(values)


def seen(field: FieldDefinition, answer: Answer | None) -> Value:
    """Return what conditions see of an answer to `field`: files and items counted, no choices as none."""
    if field.kind in {Kind.FILES, Kind.GROUP}:
        return Decimal(len(answer)) if isinstance(answer, tuple) else Decimal(0)
    if field.kind is Kind.CHOICES:
        return value_of(answer) or ()
    return value_of(answer)


def rounded(value: object, decimals: int) -> Decimal | None:
    """Round half up, as money is; None when there is no number, or one with more digits than anybody counts."""
    if not isinstance(value, Decimal):
        return None
    try:
        number = value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    except ArithmeticError:
        return None
    return number if number.is_finite() else None
