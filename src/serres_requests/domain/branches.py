"""The branches of a form: its conditions taken apart into comparisons, and what each must be once."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from serres_requests.domain.conditions import Expression, Value, compile_expression
from serres_requests.domain.definitions import Definition
from serres_requests.domain.errors import DefinitionError
from serres_requests.domain.fields import FieldDefinition
from serres_requests.domain.tokens import parts_of
from serres_requests.domain.visibility import Rules, Shown

Compile = Callable[[str], Expression]


@dataclass(frozen=True, slots=True)
class Term:
    """A condition, or a part of one. joint: "and", "or", "not" over `parts`, "" for a comparison.

    expression: the whole of it; None where conditions are only put together, as a step's and a field's are.
    """

    joint: str
    parts: tuple["Term", ...]
    expression: Expression | None

    @property
    def names(self) -> frozenset[str]:
        """The fields that its expression reads."""
        return self.expression.names if self.expression is not None else frozenset()

    def holds(self, values: Mapping[str, Value]) -> bool:
        """Tell whether its expression is true for `values`."""
        return self.expression is not None and self.expression.holds(values)


Wanted = tuple[Term, bool]
"""A term and what it shall be."""


@dataclass(frozen=True, slots=True)
class Branch:
    """One way that a condition can go. name: of the step or field that it belongs to. wanted: what leads there."""

    name: str
    attribute: str
    truth: bool
    wanted: tuple[Wanted, ...]

    def is_taken(self, shown: Shown, step: str) -> bool:
        """Tell whether a form that shows `shown` went this way; step: the one that holds the field."""
        if self.attribute == "step":
            return (self.name in shown.steps) is self.truth
        if self.attribute == "require_if":
            return self.name in shown.fields and (self.name in shown.required) is self.truth
        return step in shown.steps and (self.name in shown.fields) is self.truth


def compiler(definition: Definition) -> Compile:
    """Return a function that compiles conditions of `definition`, each only once."""
    known: dict[str, Expression] = {}

    def compiled(source: str) -> Expression:
        if source not in known:
            known[source] = compile_expression(source, definition.fields, source)
        return known[source]

    return compiled


def term_of(source: str, compiled: Compile) -> Term:
    """Take the condition `source` apart as far as its parts make sense by themselves."""
    joint, sources = parts_of(source)
    if not joint:
        return Term("", (), compiled(source))
    try:
        parts = tuple(term_of(part, compiled) for part in sources)
    except DefinitionError:
        return Term("", (), compiled(source))
    return Term(joint, parts, compiled(source))


def visible(rules: Rules, compiled: Compile) -> Term:
    """Return the condition on which the field of `rules` is asked; one without parts always holds."""
    sources = (rules.step_if, rules.show_if)
    return _together(*(term_of(part.source, compiled) for part in sources if part is not None))


def branches_of(definition: Definition, rules: Mapping[str, Rules], compiled: Compile) -> Iterator[Branch]:
    """Yield every branch of the conditions of `definition`, in the order of the form."""
    for step in definition.steps:
        if step.show_if and step.fields:
            step_if = term_of(step.show_if, compiled)
            for truth in (True, False):
                yield Branch(step.name, "step", truth, ((step_if, truth),))
        for field in step.fields:
            yield from _branches_of_field(field, rules[field.name], compiled)


def _branches_of_field(field: FieldDefinition, rules: Rules, compiled: Compile) -> Iterator[Branch]:
    is_visible = visible(rules, compiled)
    if field.show_if:
        show_if = term_of(field.show_if, compiled)
        step_if = _together(*([term_of(rules.step_if.source, compiled)] if rules.step_if else []))
        yield Branch(field.name, "show_if", True, ((is_visible, True),))
        yield Branch(field.name, "show_if", False, ((step_if, True), (show_if, False)))
    if field.require_if and not field.required:
        require_if = term_of(field.require_if, compiled)
        for truth in (True, False):
            yield Branch(field.name, "require_if", truth, ((is_visible, True), (require_if, truth)))


def _together(*terms: Term) -> Term:
    return Term("and", terms, None)
