"""Which answers a definition's conditions speak of, and whether some answers show a field."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from itertools import product
from typing import Any

import rule_engine

from serres_requests.domain.answers import Answer
from serres_requests.domain.definitions import Definition
from serres_requests.domain.fields import FieldDefinition
from serres_requests.domain.kinds import Kind
from serres_requests.domain.visibility import Plan, Shown, plan_of


def conditions_of(definition: Definition) -> dict[str, tuple[str, ...]]:
    """Return by field name the expressions that decide whether it is shown, asked for and what it comes to."""
    return {
        field.name: tuple(filter(None, (step.show_if, field.show_if, field.require_if, field.value)))
        for step in definition.steps
        for field in step.fields
    }


def conditional_fields(definition: Definition) -> list[str]:
    """Return the names of fields that are not always shown."""
    return [field.name for step in definition.steps for field in step.fields if step.show_if or field.show_if]


def compared_texts(source: str) -> set[tuple[str, str]]:
    """Return the pairs of a field name and a text with which the expression `source` compares it."""
    pairs = set()
    for node in _nodes(rule_engine.Rule(source).statement.expression):
        parts = list(_children(node))
        texts = [part for part in parts for part in (part, *_children(part))]
        names = {part.name for part in parts if isinstance(part, rule_engine.ast.SymbolExpression)}
        values = {part.value for part in texts if isinstance(part, rule_engine.ast.StringExpression)}
        is_comparison = isinstance(node, rule_engine.ast.ComparisonExpression | rule_engine.ast.ContainsExpression)
        pairs |= set(product(names, values)) if is_comparison else set()
    return pairs


class Reach:
    """All that a definition can show, tried answer by answer."""

    def __init__(self, definition: Definition) -> None:
        self._fields = {field.name: field for field in definition.fields}
        self._conditions = conditions_of(definition)
        self._numbers = _numbers_in(source for sources in self._conditions.values() for source in sources)
        self.plan: Plan = plan_of(definition)

    def of(self, name: str) -> Iterator[Shown]:
        """Yield what is shown for every mix of answers to the fields on which `name` depends."""
        deciding = sorted(self._deciding(name) - {name})
        for answers in product(*(self._possible(self._fields[other]) for other in deciding)):
            yield self.plan.shown({n: a for n, a in zip(deciding, answers, strict=True) if a is not None})

    def _deciding(self, name: str) -> set[str]:
        """The fields that `name` depends on, and those that they depend on."""
        found: set[str] = set()
        waiting = {name}
        while waiting:
            current = waiting.pop()
            found.add(current)
            names = {other for source in self._conditions[current] for other in _names_in(source)}
            waiting |= names - found
        return found

    def _possible(self, field: FieldDefinition) -> list[Answer | None]:
        if field.kind is Kind.CHOICE:
            return [None, *(choice.value for choice in field.choices)]
        if field.kind is Kind.CHOICES:
            values = tuple(choice.value for choice in field.choices)
            return [None, *((value,) for value in values), values]
        if field.kind in {Kind.YES_NO, Kind.DECLARATION}:
            return [None, True, False]
        if field.kind in {Kind.GROUP, Kind.FILES}:
            return [None, ("one",)]
        return [None, *self._numbers] if field.kind in {Kind.NUMBER, Kind.MONEY} else [None]


def _names_in(source: str) -> set[str]:
    nodes = _nodes(rule_engine.Rule(source).statement.expression)
    return {node.name for node in nodes if isinstance(node, rule_engine.ast.SymbolExpression)}


def _numbers_in(sources: Iterator[str]) -> list[Decimal]:
    """The numbers that the expressions name, and their neighbours."""
    nodes = (node for source in set(sources) for node in _nodes(rule_engine.Rule(source).statement.expression))
    named = {node.value for node in nodes if isinstance(node, rule_engine.ast.FloatExpression)}
    return sorted({number + step for number in named for step in (-1, 0, 1)})


def _nodes(node: Any) -> Iterator[Any]:
    yield node
    for child in _children(node):
        yield from _nodes(child)


def _children(node: Any) -> Iterator[Any]:
    """The parts of an expression; rule-engine keeps them in attributes of many names."""
    slots = [slot for cls in type(node).__mro__ for slot in getattr(cls, "__slots__", ())]
    held: Mapping[str, Any] = {
        name: getattr(node, name, None) for name in (*slots, *getattr(node, "__dict__", {}))
    }
    for value in held.values():
        for part in value if isinstance(value, tuple | list) else (value,):
            if isinstance(part, rule_engine.ast.ExpressionBase):
                yield part
